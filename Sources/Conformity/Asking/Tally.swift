import Records

/// Members as they were counted.
struct Tally: Sendable {
    var population = 0
    var passing = 0
    var failing: [Shortcoming] = []
    var pending: [PendingMember] = []
    var unjudged: [Shortcoming] = []
    /// The last day on which everything that holds still holds.
    var soonest: Day?
    var legacyCount = 0
    var cures: [Cure] = []
    /// The records asked, where they are to be known.
    var members: [RecordRef] = []

    /// A member that is only late, and the closed nonconformity that cures it.
    struct Cure: Sendable {
        let member: RecordRef
        let nonconformity: RecordID
    }

    var due: Int { population - pending.count }

    /// Counts are all it says.
    var isPlain: Bool {
        failing.isEmpty && pending.isEmpty && unjudged.isEmpty && cures.isEmpty
    }

    mutating func add(_ other: Tally) {
        population += other.population
        passing += other.passing
        failing += other.failing
        pending += other.pending
        unjudged += other.unjudged
        soonest = earliest(soonest, other.soonest)
        legacyCount += other.legacyCount
        cures += other.cures
        members += other.members
    }
}

/// Counts members as they are asked. The only place that compares a date of a record with the day in question.
struct Teller {
    let day: Day
    let rules: MemberRules
    /// An existence part that is false: no member can pass.
    let absent: [Gap]
    var tally = Tally()
    /// How far the last member that was counted is from passing.
    var badness = 0
    /// Whether to say which records were asked.
    var keepsMembers = false

    /// Counts anew, for the next record.
    mutating func beginNext() {
        if tally.isPlain, tally.members.isEmpty {
            (tally.population, tally.passing, tally.legacyCount, tally.soonest) = (0, 0, 0, nil)
        } else {
            tally = Tally()
        }
        badness = 0
    }

    /// What is wrong with one member, sorted by what can be done about it.
    struct Outcome {
        var wrong: [Gap] = []
        var late: [Gap] = []
        var waiting: [Gap] = []
        var waitingUntil: Day?
        var open: [Gap] = []
        var holdsUntil: Day?

        /// How far it is from passing; less is better.
        var badness: Int {
            wrong.count * 1_000 + late.count * 100 + open.count * 10 + waiting.count
        }
    }

    func outcome<M: Member>(of member: M, _ conditions: [Condition<M>]) -> Outcome {
        var outcome = Outcome()
        for condition in conditions {
            switch condition.ask(member) {
            case .holds: continue
            case .holding(let last, let gap):
                if day <= last {
                    outcome.holdsUntil = earliest(outcome.holdsUntil, last)
                } else {
                    outcome.wrong.append(gap())
                }
            case .judged(let last, let gap):
                if day <= last {
                    outcome.holdsUntil = earliest(outcome.holdsUntil, last)
                } else {
                    outcome.open.append(gap())
                }
            case .lacks(let gap): outcome.wrong.append(gap)
            case .lacksUntil(let last, let gap):
                if day <= last {
                    outcome.waiting.append(gap)
                    outcome.waitingUntil = earliest(outcome.waitingUntil, last)
                } else {
                    outcome.wrong.append(gap)
                }
            case .awaits(let gap): outcome.waiting.append(gap)
            case .late(let gap): outcome.late.append(gap)
            case .unjudged(let gap): outcome.open.append(gap)
            }
        }
        return outcome
    }

    mutating func count<M: Member>(_ member: M, _ conditions: [Condition<M>]) {
        count(member, outcome(of: member, conditions))
    }

    mutating func count(_ member: some Member, _ found: Outcome) {
        var outcome = found
        badness = found.badness
        outcome.wrong += absent.filter { gap in !found.wrong.contains { $0.text == gap.text } }
        tally.population += 1
        if keepsMembers, member.citation.id != nil { tally.members.append(member.citation) }
        if !outcome.wrong.isEmpty || !outcome.late.isEmpty {
            countFailure(member, outcome)
        } else if !outcome.open.isEmpty {
            tally.unjudged.append(Shortcoming(record: member.citation, gaps: outcome.open, actsOnHighImpact: false))
        } else if !outcome.waiting.isEmpty {
            countPending(member, outcome.waiting, until: outcome.waitingUntil)
        } else {
            tally.passing += 1
            tally.soonest = earliest(tally.soonest, outcome.holdsUntil)
        }
    }

    private mutating func countFailure(_ member: some Member, _ outcome: Outcome) {
        let gaps = outcome.wrong + outcome.late
        if let last = rules.legacyDeadline(member), day <= last {
            countPending(member, gaps, until: last)
            tally.legacyCount += 1
        } else if outcome.wrong.isEmpty, let nonconformity = rules.cure(member.citation) {
            tally.passing += 1
            tally.cures.append(Tally.Cure(member: member.citation, nonconformity: nonconformity))
        } else {
            tally.failing.append(
                Shortcoming(record: member.citation, gaps: gaps, actsOnHighImpact: rules.actsOnHighImpact(member)))
        }
    }

    private mutating func countPending(_ member: some Member, _ gaps: [Gap], until last: Day?) {
        tally.pending.append(PendingMember(record: member.citation, gaps: gaps, dueAt: last))
        tally.soonest = earliest(tally.soonest, last)
    }

    /// Members that pass without having been asked one by one.
    mutating func countPassing(_ count: Int) {
        tally.population += count
        tally.passing += count
    }
}

extension Tally {
    /// What is not there to say something of fails; what was searched stands for it.
    mutating func countAbsence(_ gaps: [Gap], in register: RecordRef, asMember: Bool) {
        if asMember { population += 1 }
        failing.append(Shortcoming(record: register, gaps: gaps, actsOnHighImpact: false))
    }
}

/// What decides, beside its own conditions, how a member counts.
struct MemberRules {
    /// The last day on which a member may lack what is asked because its system was in use before the AIMS began.
    var legacyDeadline: (any Member) -> Day?
    /// The closed nonconformity that cures a member which is only late.
    var cure: (RecordRef) -> RecordID?
    /// The member is a system of high impact or names one.
    var actsOnHighImpact: (any Member) -> Bool
}

/// The earlier of two days, either of which may not be there.
func earliest(_ left: Day?, _ right: Day?) -> Day? {
    guard let left else { return right }
    return right.map { min(left, $0) } ?? left
}
