import Records

/// The condition of a check as said about one register: whom it is asked of, and what makes it hold.
///
/// Nothing is counted until its sentences are asked. What a sentence needs is worked out when it is asked, so that each is asked
/// again only when something was touched that it read.
struct Answer {
    var sentences: [Sentence] = []
    /// The condition holds when at least this share of the due members passes.
    var percentNeeded: Int?
    /// Why there is nothing to ask about, where it is more than that there are no members.
    var emptyBecause: String?
    /// What would give it something to ask about.
    var whenEmpty: (() -> Remedy?)?
    /// Nothing is due before this day.
    var dueFrom: Day?
    /// One statement: true or false, n = 1.
    var isStatement = false
    /// Registers the members lie in, by name.
    var registers: Set<String> = []
    /// What was searched; cited where nothing was found.
    var searched: [() -> RecordRef] = []
    /// What is cited once the members are counted.
    var coverage: [(Tally) -> RecordRef] = []
    /// What is covered is the log: an outsider can verify it.
    var isAboutLog = false

    static func + (left: Answer, right: Answer) -> Answer {
        Answer(
            sentences: left.sentences + right.sentences, percentNeeded: right.percentNeeded ?? left.percentNeeded,
            emptyBecause: left.emptyBecause ?? right.emptyBecause, whenEmpty: left.whenEmpty ?? right.whenEmpty,
            dueFrom: right.dueFrom ?? left.dueFrom,
            isStatement: left.isStatement || right.isStatement, registers: left.registers.union(right.registers),
            searched: left.searched + right.searched, coverage: left.coverage + right.coverage,
            isAboutLog: left.isAboutLog || right.isAboutLog)
    }
}

/// One sentence of an answer.
struct Sentence {
    enum Manner {
        /// An existence part: `nil` where it is true.
        case given(() -> Gap?)
        /// Said of things that are counted together.
        case whole((inout Teller) -> Void)
        /// Asked of each record of a set, or of each that ever was.
        case each(Domain, (RecordID, RecordContent?, inout Teller) -> Void)
        /// Said of the best record of a set. What is missing where there is none, and where it was searched.
        case best(Domain, (RecordID, RecordContent?, inout Teller) -> Void, missing: () -> Gap, in: () -> RecordRef)
    }

    enum Domain {
        case set(SharedSet)
        /// Of all kinds, also those that were disposed of; then there is no content.
        case everyRecord
    }

    let manner: Manner
    /// Whether the records asked are cited, as long as they are few.
    var citesMembers = true
}

/// Sentences written one below the other; their populations are one population.
@resultBuilder
enum Sentences {
    static func buildExpression(_ answer: Answer) -> Answer { answer }
    static func buildBlock(_ answers: Answer...) -> Answer { answers.reduce(Answer(), +) }
    static func buildOptional(_ answer: Answer?) -> Answer { answer ?? Answer() }
    static func buildEither(first answer: Answer) -> Answer { answer }
    static func buildEither(second answer: Answer) -> Answer { answer }
}

/// Every record of a population.
func every<K: RecordKind>(
    _ population: Population<K>, @Conditions<Record<K>> _ conditions: () -> [Condition<Record<K>>]
) -> Answer {
    let conditions = conditions()
    return Answer(
        sentences: [
            Sentence(
                manner: .each(
                    .set(population.set),
                    population.asking { record, teller in
                        teller.count(record, conditions)
                    }))
        ], registers: ["\(K.self)"])
}

/// Members that the records of a set stand for: files of evidence, approvals.
struct Members<M: Member> {
    let set: SharedSet
    /// What of the log was looked through to find them; nothing where the log is not what counts.
    var fromLog: String?
    let of: (RecordContent) -> [M]
}

/// Every member that some record stands for.
func every<M: Member>(_ members: Members<M>, @Conditions<M> _ conditions: () -> [Condition<M>]) -> Answer {
    let conditions = conditions()
    let count = { (_: RecordID, content: RecordContent?, teller: inout Teller) in
        guard let content else { return }
        for member in members.of(content) { teller.count(member, conditions) }
    }
    let coverage = members.fromLog.map { what in
        { (tally: Tally) in RecordRef.register(kind: "Ledger", size: tally.population, filter: what) }
    }
    return Answer(
        sentences: [Sentence(manner: .each(.set(members.set), count))],
        registers: Set([M.register].compactMap(\.self)), coverage: [coverage].compactMap(\.self),
        isAboutLog: coverage != nil)
}

/// Every one of a few members that are no records, or are not found one by one.
func every<M: Member>(
    _ members: @autoclosure @escaping () -> [M], @Conditions<M> _ conditions: () -> [Condition<M>]
) -> Answer {
    let conditions = conditions()
    return Answer(
        sentences: [
            Sentence(manner: .whole { teller in for member in members() { teller.count(member, conditions) } })
        ],
        registers: Set([M.register].compactMap(\.self)))
}

/// An existence part: without it every member fails. `register` was searched for it.
func given(
    _ exists: @autoclosure @escaping () -> Bool, in register: @autoclosure @escaping () -> RecordRef,
    else gap: @autoclosure @escaping () -> Gap
) -> Answer {
    Answer(sentences: [Sentence(manner: .given { exists() ? nil : gap() })], searched: [register])
}

/// Nobody is asked, for a reason that is worth telling. `register` was searched for what is not there.
func nobody(
    because reason: String, in register: @autoclosure @escaping () -> RecordRef, next remedy: Remedy? = nil
) -> Answer {
    Answer(emptyBecause: reason, whenEmpty: { remedy }, searched: [register])
}

/// What to do where there is nobody to ask.
func whereNone(_ remedy: @autoclosure @escaping () -> Remedy?) -> Answer {
    Answer(whenEmpty: remedy)
}

/// At least so many percent of the due members.
func atLeast(_ percent: Int, percentOf answer: Answer) -> Answer {
    var answer = answer
    answer.percentNeeded = percent
    return answer
}

/// Nothing is asked before a day.
func from(_ day: Day, _ answer: Answer) -> Answer {
    var answer = answer
    answer.dueFrom = day
    return answer
}

/// One statement: in a population there is at least one record of which everything holds.
func atLeastOne<K: RecordKind>(
    of population: Population<K>, in register: @autoclosure @escaping () -> RecordRef,
    else missing: @autoclosure @escaping () -> Gap,
    @Conditions<Record<K>> _ conditions: () -> [Condition<Record<K>>]
) -> Answer {
    let conditions = conditions()
    return Answer(
        sentences: [
            Sentence(
                manner: .best(
                    .set(population.set),
                    population.asking { record, teller in
                        teller.count(record, conditions)
                    }, missing: missing, in: register))
        ], isStatement: true, searched: [register])
}

/// One statement: there is exactly one record, and everything holds of it.
func exactlyOne<K: RecordKind>(
    of population: Population<K>, in register: @autoclosure @escaping () -> RecordRef,
    else missing: @autoclosure @escaping () -> Gap, many: String,
    @Conditions<Record<K>> _ conditions: () -> [Condition<Record<K>>]
) -> Answer {
    let alone: Condition<Record<K>> = asked { _ in
        let names = population.records.map(\.id.text)
        return names.count > 1 ? .lacks(Gap("\(many): \(Count.list(names))", .learn)) : .holds
    }
    let conditions = [alone] + conditions()
    return atLeastOne(of: population, in: register(), else: missing()) {
        for condition in conditions { condition }
    }
}

extension Population {
    /// Asks a record of the set, if it is of the population.
    fileprivate func asking(
        _ ask: @escaping (Record<K>, inout Teller) -> Void
    ) -> (RecordID, RecordContent?, inout Teller) -> Void {
        { [session] _, content, teller in
            guard let content else { return }
            let record = Record<K>(content: content, view: session.view)
            if holds(of: record) { ask(record, &teller) }
        }
    }
}
