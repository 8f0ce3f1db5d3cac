import AIMS
import Records

/// From members to a status. Source: 2.5.2 and 2.5.3 of the engine's contract, row by row.
extension CheckResult {
    init(_ check: Check, _ reckoning: Reckoning, _ on: Inquiry) {
        let (answer, tally) = (reckoning.answer, reckoning.tally)
        let full = CheckResult.status(check, reckoning, on)
        let notDue = answer.dueFrom.map { on.day < $0 } ?? false
        let status = notDue && full != .notApplicable ? .notDue : full
        let nextDue = notDue ? answer.dueFrom : status == .pass || status == .notDue ? tally.soonest : nil
        let words = Explanation(check: check, answer: answer, tally: tally, status: status, day: on.day)
        let rules = reckoning.rules + on.rules(of: tally)
        self.init(
            checkID: check.id, requirement: check.requirement, status: status, grade: check.grade,
            population: tally.population, due: notDue ? 0 : tally.due, passing: tally.passing,
            failed: tally.failing.count, failing: tally.failing.merged, pending: tally.pending,
            unjudged: tally.unjudged.merged, evidence: reckoning.evidence,
            evidenceGrade: reckoning.weakest ?? (reckoning.evidence.isEmpty ? .statement : .record),
            parametersUsed: reckoning.parameters, rulesUsed: rules,
            explanation: words.text, nextAction: CheckResult.nextAction(status, reckoning, on), nextDueAt: nextDue,
            warning: CheckResult.warning(nextDue, reckoning.parameters, rules, on),
            preview: CheckResult.preview(status, full, tally))
    }

    /// A check of a control that was validly excluded; the row of the statement of applicability is cited.
    init(_ check: Check, excludedBy row: RecordRef) {
        let rule = RuleUse(rule: .exclusion, explanation: "\(check.requirement) is excluded by \(row.text)")
        self.init(
            checkID: check.id, requirement: check.requirement, status: .notApplicable, grade: check.grade,
            population: 0, due: 0, passing: 0, failed: 0, failing: [], pending: [], unjudged: [], evidence: [row],
            evidenceGrade: .record, parametersUsed: [], rulesUsed: [rule],
            explanation: "Does not apply: the statement of applicability excludes \(check.requirement).",
            nextAction: nil, nextDueAt: nil, warning: nil, preview: nil)
    }

    private static func status(_ check: Check, _ reckoning: Reckoning, _ on: Inquiry) -> Status {
        let (answer, tally) = (reckoning.answer, reckoning.tally)
        if tally.population == 0 {
            return reckoning.absent.isEmpty ? CheckResult.empty(check.empty, on) : .fail
        } else if answer.isStatement, !tally.failing.isEmpty, reckoning.searched.allSatisfy(\.isEmptyRegister) {
            return .noData
        } else if tally.due == 0 {
            return .notDue
        } else if !tally.failing.isEmpty, !reaches(answer.percentNeeded, tally) {
            return tally.passing == 0 ? .fail : .partial
        } else {
            return tally.unjudged.isEmpty ? .pass : .needsJudgement
        }
    }

    /// Whether the share of passing members reaches a threshold, in whole numbers: 95 % of 41 are 39.
    private static func reaches(_ percent: Int?, _ tally: Tally) -> Bool {
        percent.map { tally.passing * 100 >= $0 * tally.due } ?? false
    }

    private static func empty(_ empty: EmptyPopulation, _ on: Inquiry) -> Status {
        switch empty {
        case .noData, .notApplicableWithoutFacts: return .noData
        case .notApplicable: return .notApplicable
        case .pass: return .pass
        case .notApplicableIf(let checks):
            let works = checks.allSatisfy { [.pass, .notApplicable].contains(on.result(of: $0)?.status) }
            return works ? .notApplicable : .noData
        }
    }

    /// What the result would be today if everything were due.
    private static func preview(_ status: Status, _ full: Status, _ tally: Tally) -> Status? {
        guard status == .notDue else { return nil }
        if full != .notDue { return full }
        return tally.pending.isEmpty ? nil : .fail
    }

    private static func nextAction(_ status: Status, _ reckoning: Reckoning, _ on: Inquiry) -> NextAction? {
        let tally = reckoning.tally
        if status == .noData, tally.failing.isEmpty, let remedy = reckoning.answer.whenEmpty?() {
            let register = RecordRef.register(kind: "", size: 0, filter: "")
            return NextAction(mending: Gap("", remedy), of: register, on)
        }
        let first: (RecordRef, [Gap])? =
            switch status {
            case .fail, .partial, .noData: tally.failing.first.map { ($0.record, $0.gaps) }
            case .needsJudgement: tally.unjudged.first.map { ($0.record, $0.gaps) }
            case .notDue, .pass: tally.mostUrgent.map { ($0.record, $0.gaps) }
            case .notApplicable: nil
            }
        return first.flatMap { record, gaps in
            gaps.first.flatMap { NextAction(mending: $0, of: record, on) }
        }
    }

    /// What is due soon, a value no auditor would take without asking, and duties that one person joined.
    private static func warning(
        _ due: Day?, _ parameters: [ParameterUse], _ rules: [RuleUse], _ on: Inquiry
    ) -> String? {
        let soon = due.flatMap { warning($0, on) }
        let unusual = parameters.compactMap { use in
            Parameters.definition(use.name)?.warning(about: use.value).map { "\(use.name) is \($0)." }
        }
        let joined = rules.filter { $0.rule == .joinedDuties }.map { "\($0.explanation)." }
        let warnings = [soon].compactMap(\.self) + unusual + joined
        return warnings.isEmpty ? nil : warnings.joined(separator: " ")
    }

    private static func warning(_ due: Day, _ on: Inquiry) -> String? {
        let days = due - on.day
        return days <= on.known(\.warnDays)
            ? days == 0 ? "Due today." : "Due on \(due), in \(Count.of(days, "day"))." : nil
    }
}

extension Tally {
    /// The pending member whose day comes first.
    var mostUrgent: PendingMember? {
        pending.filter { $0.dueAt != nil }.min { earlier($0, $1) } ?? pending.first
    }

    private func earlier(_ left: PendingMember, _ right: PendingMember) -> Bool {
        guard let a = left.dueAt, let b = right.dueAt else { return false }
        return a < b
    }
}

extension [Shortcoming] {
    /// Each record once, with all its gaps: a record may stand for several members.
    var merged: [Shortcoming] {
        // Mostly they come in the order of the register already, each once.
        if zip(self, dropFirst()).allSatisfy({ RecordRef.precedes($0.record, $1.record) }) { return self }
        var places: [RecordID: Int] = [:]
        var registers: [String: Int] = [:]
        var merged: [Shortcoming] = []
        merged.reserveCapacity(count)
        places.reserveCapacity(count)
        for shortcoming in self {
            let id = shortcoming.record.id
            let place = id.map { places[$0] } ?? registers[shortcoming.record.text]
            if let place {
                merged[place] = merged[place].joined(with: shortcoming)
            } else {
                if let id { places[id] = merged.count } else { registers[shortcoming.record.text] = merged.count }
                merged.append(shortcoming)
            }
        }
        return merged
    }
}

extension Shortcoming {
    fileprivate func joined(with other: Shortcoming) -> Shortcoming {
        Shortcoming(
            record: record, gaps: gaps + other.gaps.filter { !gaps.contains($0) },
            actsOnHighImpact: actsOnHighImpact || other.actsOnHighImpact)
    }
}

extension RecordRef {
    var isEmptyRegister: Bool {
        switch self {
        case .record: false
        case .register(_, let size, _): size == 0
        }
    }
}
