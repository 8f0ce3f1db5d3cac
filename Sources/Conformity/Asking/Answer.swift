import Records

/// The condition of a check as said about one register: whom it is asked of, and what makes it hold.
///
/// Nothing is counted until `count` runs: the tally knows the day and the rules.
struct Answer {
    var count: [(inout Tally) -> Void] = []
    /// Existence parts that are false: then every member fails, and with no members the check fails.
    var absent: [Gap] = []
    /// The condition holds when at least this share of the due members passes.
    var percentNeeded: Int?
    /// Why there is nothing to ask about, where it is more than that there are no members.
    var emptyBecause: String?
    /// Nothing is due before this day.
    var dueFrom: Day?
    /// One statement: true or false, n = 1.
    var isStatement = false
    /// Registers the members lie in, by name.
    var registers: Set<String> = []
    /// What was searched; cited where nothing was found.
    var searched: [RecordRef] = []

    static func + (left: Answer, right: Answer) -> Answer {
        Answer(
            count: left.count + right.count, absent: left.absent + right.absent,
            percentNeeded: right.percentNeeded ?? left.percentNeeded,
            emptyBecause: left.emptyBecause ?? right.emptyBecause, dueFrom: right.dueFrom ?? left.dueFrom,
            isStatement: left.isStatement || right.isStatement, registers: left.registers.union(right.registers),
            searched: left.searched + right.searched)
    }
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

/// Every member of a population.
func every<M: Member>(_ members: [M], @Conditions<M> _ conditions: () -> [Condition<M>]) -> Answer {
    let conditions = conditions()
    return Answer(
        count: [{ tally in for member in members { tally.count(member, conditions) } }],
        registers: Set([M.register].compactMap(\.self)))
}

/// An existence part: without it every member fails. `register` was searched for it.
func given(_ exists: Bool, in register: RecordRef, else gap: Gap) -> Answer {
    exists ? Answer() : Answer(absent: [gap], searched: [register])
}

/// Nobody is asked, for a reason that is worth telling.
func nobody(because reason: String) -> Answer {
    Answer(emptyBecause: reason)
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

/// One statement: among the records found there is at least one of which everything holds.
func atLeastOne<K: RecordKind>(
    of found: [Record<K>], in register: RecordRef, else missing: Gap,
    @Conditions<Record<K>> _ conditions: () -> [Condition<Record<K>>]
) -> Answer {
    let conditions = conditions()
    return Answer(
        count: [
            { tally in
                let best = found.map { ($0, tally.outcome(of: $0, conditions)) }.min { $0.1.badness < $1.1.badness }
                guard let (record, outcome) = best else { return tally.countAbsence(missing, in: register) }
                tally.count(record, outcome)
            }
        ], isStatement: true, searched: [register])
}

/// One statement: there is exactly one record, and everything holds of it.
func exactlyOne<K: RecordKind>(
    of found: [Record<K>], in register: RecordRef, else missing: Gap, many: String,
    @Conditions<Record<K>> _ conditions: () -> [Condition<Record<K>>]
) -> Answer {
    let names = Count.list(found.map(\.id.text))
    let tooMany: [Condition<Record<K>>] =
        found.count > 1 ? [asked { _ in .lacks(Gap("\(many): \(names)", .learn)) }] : []
    return atLeastOne(of: found, in: register, else: missing, conditions: tooMany + conditions())
}

private func atLeastOne<K: RecordKind>(
    of found: [Record<K>], in register: RecordRef, else missing: Gap, conditions: [Condition<Record<K>>]
) -> Answer {
    atLeastOne(of: found, in: register, else: missing) { for condition in conditions { condition } }
}
