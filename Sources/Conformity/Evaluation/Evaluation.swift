import Ledger
package import Records

/// What all checks say about one register on one day.
package struct Evaluation: Sendable {
    /// The view that was judged.
    package let view: View
    /// In the order of the catalogue of checks.
    package let results: [CheckResult]
    /// The checks that really ran; the others were remembered.
    package let ran: [CheckID]

    package subscript(id: CheckID) -> CheckResult? {
        results.first { $0.checkID == id }
    }

    /// What an auditor would find, worst first.
    package var requirements: [RequirementSummary] {
        Dictionary(grouping: results, by: \.requirement)
            .map { RequirementSummary(requirement: $0.key, results: $0.value, in: view) }
            .sorted(by: RequirementSummary.precedes)
    }

    /// Draft findings, worst first. Only a person in the role of auditor makes findings of them.
    package var drafts: [DraftFinding] {
        requirements.flatMap(\.drafts)
    }

    /// Counts over all checks there are.
    package var summary: ResultSummary {
        ResultSummary(results, on: view.day)
    }
}

/// How many checks the records satisfy. Never more than that: conclusions on conformity belong to people.
package struct ResultSummary: Hashable, Sendable {
    package let day: Day
    package let counts: [Status: Int]
    package let checks: Int

    package init(_ results: [CheckResult], on day: Day) {
        self.day = day
        checks = results.count
        counts = Dictionary(results.map { ($0.status, 1) }, uniquingKeysWith: +)
    }

    package func count(_ status: Status) -> Int { counts[status] ?? 0 }

    /// Checks that say something: not those that are not due or do not apply.
    package var applicable: Int { checks - count(.notDue) - count(.notApplicable) }

    /// "Records on 2026-11-23 satisfy 12 of 18 checks; 2 need human judgement."
    package var sentence: String {
        let judgement = count(.needsJudgement)
        let need = judgement == 0 ? "" : "; \(judgement) \(judgement == 1 ? "needs" : "need") human judgement"
        return "Records on \(day) satisfy \(count(.pass)) of \(Count.of(applicable, "check"))\(need)."
    }
}
