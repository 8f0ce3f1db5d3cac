import Records

/// Counts members as they are asked. The only place that compares a date of a record with the day in question.
struct Tally {
    let day: Day
    let rules: MemberRules
    var population = 0
    var passing = 0
    var failing: [Shortcoming] = []
    var pending: [PendingMember] = []
    var unjudged: [Shortcoming] = []
    /// The last day on which everything that holds still holds.
    var soonest: Day?
    /// An existence part that is false: no member can pass.
    var absent: [Gap] = []
    /// Records that were asked, each once.
    private(set) var members: Set<RecordRef> = []
    var legacyCount = 0
    var cures: [(member: RecordRef, nonconformity: RecordID)] = []

    init(day: Day, rules: MemberRules) {
        self.day = day
        self.rules = rules
    }

    var due: Int { population - pending.count }

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
            case .holdsUntil(let last, let gap):
                if day <= last {
                    outcome.holdsUntil = earliest(outcome.holdsUntil, last)
                } else {
                    outcome.wrong.append(gap)
                }
            case .judgedUntil(let last, let gap):
                if day <= last {
                    outcome.holdsUntil = earliest(outcome.holdsUntil, last)
                } else {
                    outcome.open.append(gap)
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
        outcome.wrong += absent.filter { gap in !found.wrong.contains { $0.text == gap.text } }
        population += 1
        if member.citation.id != nil { members.insert(member.citation) }
        if !outcome.wrong.isEmpty || !outcome.late.isEmpty {
            countFailure(member, outcome)
        } else if !outcome.open.isEmpty {
            unjudged.append(Shortcoming(record: member.citation, gaps: outcome.open, actsOnHighImpact: false))
        } else if !outcome.waiting.isEmpty {
            pending.append(PendingMember(record: member.citation, gaps: outcome.waiting, dueAt: outcome.waitingUntil))
            soonest = earliest(soonest, outcome.waitingUntil)
        } else {
            passing += 1
            soonest = earliest(soonest, outcome.holdsUntil)
        }
    }

    private mutating func countFailure(_ member: some Member, _ outcome: Outcome) {
        let gaps = outcome.wrong + outcome.late
        if let last = rules.legacyDeadline(member), day <= last {
            pending.append(PendingMember(record: member.citation, gaps: gaps, dueAt: last))
            soonest = earliest(soonest, last)
            legacyCount += 1
        } else if outcome.wrong.isEmpty, let nonconformity = rules.cure(member.citation) {
            passing += 1
            cures.append((member.citation, nonconformity))
        } else {
            failing.append(
                Shortcoming(record: member.citation, gaps: gaps, actsOnHighImpact: rules.actsOnHighImpact(member)))
        }
    }

    /// Without members a false existence part fails all the same; what was searched stands for it.
    mutating func closeEmpty(_ answer: Answer) {
        guard population == 0, !absent.isEmpty, let register = answer.searched.first else { return }
        failing.append(Shortcoming(record: register, gaps: absent, actsOnHighImpact: false))
    }

    /// Members that pass without having been asked one by one.
    mutating func countPassing(_ count: Int) {
        population += count
        passing += count
    }

    /// A statement of which nothing is there to say it about.
    mutating func countAbsence(_ gap: Gap, in register: RecordRef) {
        population += 1
        failing.append(Shortcoming(record: register, gaps: [gap], actsOnHighImpact: false))
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
