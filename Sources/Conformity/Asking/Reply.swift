import Records

/// What comes of asking one condition of one member.
///
/// A reply states dates and compares none with the day in question: that is done in one place, in `Tally`.
enum Reply {
    case holds
    /// Holds up to and including that day. The due day itself passes, the day after fails. What is missing then is said only
    /// when it is.
    case holding(until: Day, then: () -> Gap)
    case lacks(Gap)
    /// Missing, and there is time up to and including that day.
    case lacksUntil(Day, Gap)
    /// Missing, and due only with an event that has not happened, such as a first deployment.
    case awaits(Gap)
    /// There, but too late or out of order. What is late stays late, unless it is cured.
    case late(Gap)
    /// Judged well up to and including that day; after it a person has to judge again.
    case judged(until: Day, then: () -> Gap)
    /// The records are there; a person has to judge their content.
    case unjudged(Gap)

    static func holdsUntil(_ last: Day, _ gap: @autoclosure @escaping () -> Gap) -> Reply {
        .holding(until: last, then: gap)
    }

    static func judgedUntil(_ last: Day, _ gap: @autoclosure @escaping () -> Gap) -> Reply {
        .judged(until: last, then: gap)
    }
}

/// One condition that is asked of every member.
struct Condition<M: Member> {
    let ask: (M) -> Reply
}

/// What passes or fails: a record, or something that a record stands for.
protocol Member {
    /// The record that is cited when the member does not pass; nothing when it is a register that was searched.
    var carrier: RecordContent? { get }
    var citation: RecordRef { get }
    /// The register its records lie in, cited where there are none or very many of them.
    static var register: String? { get }
}

extension Member {
    static var register: String? { nil }
}

extension Record: Member {
    var carrier: RecordContent? { content }
    var citation: RecordRef { RecordRef(content) }
    static var register: String? { "\(K.self)" }
}

/// A member that is no record: a duty, an anchor, a level. It counts for itself and is cited by the record that carries it.
struct Part: Member {
    let name: String
    /// As a person calls it.
    let label: String
    let citation: RecordRef
    let carrier: RecordContent?

    /// The part of a record.
    init<K: RecordKind>(_ name: String, called label: String? = nil, of record: Record<K>) {
        self.name = name
        self.label = label ?? name
        citation = record.citation
        carrier = record.content
    }

    /// What no record carries; the register that was searched stands for it.
    init(_ name: String, in register: RecordRef) {
        self.name = name
        label = name
        citation = register
        carrier = nil
    }
}

/// Conditions written one below the other; all must hold.
@resultBuilder
enum Conditions<M: Member> {
    static func buildExpression(_ condition: Condition<M>) -> [Condition<M>] { [condition] }
    static func buildBlock(_ conditions: [Condition<M>]...) -> [Condition<M>] { conditions.flatMap(\.self) }
    static func buildOptional(_ conditions: [Condition<M>]?) -> [Condition<M>] { conditions ?? [] }
    static func buildArray(_ conditions: [[Condition<M>]]) -> [Condition<M>] { conditions.flatMap(\.self) }
}
