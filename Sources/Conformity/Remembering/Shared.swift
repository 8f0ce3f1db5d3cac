import Records

/// The name of something that is shared, the type it is about, and a number where there are several.
struct Name: Hashable {
    private let text: String
    private let type: ObjectIdentifier?
    private let number: Int

    init(_ text: String, _ type: Any.Type? = nil, number: Int = 0) {
        self.text = text
        self.type = type.map { ObjectIdentifier($0) }
        self.number = number
    }

    // Names are looked up very often, and few are of one type: hashing their letters would cost more than it tells apart.
    func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        hasher.combine(number &+ text.utf8.count << 32)
    }
}

/// A set of records that checks share. Whether a record is in it is asked record by record.
final class SharedSet: Standing {
    /// Of which kinds its records are.
    let kinds: [Kind]
    /// The set of which it is a part.
    let base: SharedSet?
    /// The content with which a record is in the set; `nil` when it is not.
    let member: @Sendable (Session, RecordContent) -> RecordContent?
    /// Standings that are worked out for the records of this set.
    var followers: [Standing] = []
    private(set) var count = 0
    /// By ordinal of the kind.
    private var isIn: [Table<Bool>]
    /// Contents that are not those the records have in the view.
    private var contents: [RecordPlace: RecordContent] = [:]
    /// It was worked out before, and others may have read it.
    var isBegun = false

    init(
        number: Int, kinds: [Kind], base: SharedSet?,
        member: @escaping @Sendable (Session, RecordContent) -> RecordContent?
    ) {
        self.kinds = kinds
        self.base = base
        self.member = member
        isIn = Array(repeating: Table(nothing: false), count: (kinds.map(\.ordinal).max() ?? -1) + 1)
        super.init(number: number)
    }

    func isOf(_ kind: Kind) -> Bool { kinds.count > 1 ? kinds.contains(kind) : kinds.first === kind }

    func contains(_ place: RecordPlace) -> Bool { place.kind < isIn.count && isIn[Int(place.kind)][place.number] }

    /// The content with which a record of the set is in it.
    func content(_ place: RecordPlace, else standing: @autoclosure () -> RecordContent?) -> RecordContent? {
        guard contains(place) else { return nil }
        return contents.isEmpty ? standing() : contents[place] ?? standing()
    }

    /// About how many records could be in it.
    var reach: Int { isIn.reduce(0) { $0 + $1.count } }

    /// In order of kinds and numbers.
    var places: [RecordPlace] {
        kinds.flatMap { kind in
            isIn[kind.ordinal].numbers { $0 }.sorted().map {
                RecordPlace(kind: Int32(kind.ordinal), number: $0)
            }
        }
    }

    /// Whether a record is in the set with a content that is not the one it has in the view.
    func hasOther(_ place: RecordPlace) -> Bool { !contents.isEmpty && contents[place] != nil }

    /// `now` is the content with which the record is in the set; whether that is the record's own in the view.
    func put(_ place: RecordPlace, _ now: RecordContent?, isOwn: Bool) {
        let was = contains(place)
        if was != (now != nil) {
            isIn[Int(place.kind)][place.number] = now != nil
            count += now == nil ? -1 : 1
        }
        if let now, !isOwn {
            contents[place] = now
        } else if !contents.isEmpty {
            contents[place] = nil
        }
    }

    // What others read of it.
    var everything: Read { .derived(number, number: 0) }
    var size: Read { .derived(number, number: 1) }
}

/// A value that checks share. Who read it is asked again only when it comes out different.
class SharedValue: Standing {
    var asRead: Read { .derived(number) }

    /// Works it out anew; whether it came out different.
    func renew(_ session: Session) -> Bool { false }
}

/// A value of a type.
final class SharedValueOf<Value: Equatable & Sendable>: SharedValue {
    private(set) var value: Value?
    private let compute: @Sendable (Session) -> Value

    init(number: Int, _ compute: @escaping @Sendable (Session) -> Value) {
        self.compute = compute
        super.init(number: number)
    }

    override func renew(_ session: Session) -> Bool {
        let fresh = compute(session)
        defer { value = fresh }
        return value != fresh
    }
}
