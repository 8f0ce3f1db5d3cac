import AIMS
import Conformity
import Organization
import Records

extension Suites {
    /// All checks, at first, again while nothing happened, and after edits of several kinds.
    func checks(of node: Node, records count: Int) async throws -> [BenchRow] {
        let evaluator = Evaluator()
        let first = await timed { _ = evaluate(evaluator, node) }.milliseconds
        let again = await timed { _ = evaluate(evaluator, node) }.milliseconds
        var edits: [(Edit, Double)] = []
        for edit in Suites.edits { edits.append((edit, try await laps(after: edit, evaluator, node))) }
        let worst = edits.max { $0.1 < $1.1 }
        let summary = evaluate(evaluator, node).summary
        return [
            BenchRow(
                what: "all \(evaluator.checks.count) checks over \(count) records, at first",
                figure: "\(first.short) ms", budget: "250 ms at 100,000 (230 checks)",
                reference: "\(summary.count(.pass)) pass, \(summary.count(.partial) + summary.count(.fail)) fail",
                holds: first <= 250),
            BenchRow(
                what: "the same again", figure: "\(again.short) ms", budget: "10 ms", reference: "", holds: again <= 10),
            BenchRow(
                what: "the same after one edit, the worst of \(edits.count)", figure: "\((worst?.1 ?? 0).short) ms",
                budget: "10 ms", reference: worst?.0.what ?? "", holds: (worst?.1 ?? 0) <= 10),
        ]
            + edits.map { edit, lap in
                BenchRow(
                    what: "  after an edit of \(edit.what)", figure: "\(lap.short) ms", budget: "10 ms", reference: "",
                    holds: lap <= 10)
            }
    }

    /// Something a person does to one record, there and back, so that checks find more and then less.
    private struct Edit: Sendable {
        let what: String
        let record: RecordID
        let values: [(key: String, there: String, back: String)]
    }

    private static let edits = [
        Edit(what: "a system: its roles", record: "SYS-2", values: [("organizationRoles", "", "provider; user")]),
        Edit(what: "a system: its impact", record: "SYS-3", values: [("impactLevel", "High", "Low")]),
        Edit(what: "a system: out of scope", record: "SYS-6", values: [("scopeDecision", "out", "in")]),
        Edit(what: "a risk", record: "RISK-3", values: [("consequenceIndividuals", "none", "They lose")]),
        Edit(what: "a person who leaves", record: "PER-20", values: [("endDate", "2026-01-31", "")]),
        Edit(what: "the manager", record: "PER-001", values: [("jobTitle", "Head", "Manager")]),
        Edit(what: "a role assignment", record: "ASG-24", values: [("appointmentEvidence", "Minutes", "Letter")]),
        Edit(what: "the policy", record: "POL-1", values: [("tags", "seen", "")]),
        Edit(what: "a role", record: "ROL-3", values: [("tags", "seen", "")]),
        Edit(what: "a dataset", record: "DAT-5", values: [("owner", "PER-5", "PER-6")]),
    ]

    /// The median over some edits there and back, in milliseconds.
    private func laps(after edit: Edit, _ evaluator: Evaluator, _ node: Node) async throws -> Double {
        var laps = Laps()
        guard let kind = node.rules.declarations.kind(of: edit.record) else { return .nan }
        for turn in 0..<6 {
            let texts = edit.values.map { (key: $0.key, value: turn.isMultiple(of: 2) ? $0.there : $0.back) }
            _ = try await node.submit(
                Command(
                    [.change(edit.record, values: try kind.assignments(fromText: texts), expecting: nil)],
                    by: Population.manager))
            laps.add(await timed { _ = evaluate(evaluator, node) })
        }
        return laps.quantile(0.5)
    }

    private func evaluate(_ evaluator: Evaluator, _ node: Node) -> Evaluation {
        evaluator.evaluate(node.register, asOf: node.today, today: node.today, checkpointVerifies: false)
    }
}
