import Exchange
package import Records
import Synchronization

extension ImportPlan {
    /// The acts that bring it in: all of them or none. An import is a recorded act (rule 7), told by whoever imports. What a list
    /// leaves open comes in and is filled in later; what breaks another rule does only when whoever imports accepts that.
    package func command(by actor: ActingPerson, now: Moment, accepting: Bool = false) -> Command {
        Command(
            rows.compactMap { act(for: $0) }, by: actor,
            recording: Recording(
                at: .moment(now), whose: actor.person, source: source, accepts: accepting ? .everything : .gaps),
            reason: "Import of \(source)")
    }

    /// The same plan with what the rules of the register would say to each of its rows.
    package func tried(by actor: ActingPerson, on register: Register, _ rules: Rulebook, now: Moment) -> ImportPlan {
        var plan = self
        guard refused.isEmpty, creations + changes > 0 else { return plan }
        do throws(Refusal) {
            let rehearsal = try rehearse(command(by: actor, now: now, accepting: true), register, rules, now: now)
            plan.objection = rehearsal.objection
            let places = rows.indices.filter { act(for: rows[$0]) != nil }
            for (place, outcome) in zip(places, rehearsal.outcomes) {
                switch outcome {
                case .done(let accepted): plan.rows[place].remarks += accepted.map { .breaks($0) }
                case .refused(let refusal): plan.rows[place].fate = .refuse(.refused(clause(of: refusal)))
                }
            }
        } catch {
            plan.objection = error
        }
        return plan
    }

    /// Rows that come in only when whoever imports accepts that a rule is broken.
    package var exceptional: [Row] { rows.filter { !$0.exceptions.isEmpty } }

    private func act(for row: Row) -> Act? {
        switch row.fate {
        case .create(let values): .create(kind, state: nil, values: values)
        case .change(let id, let values): .change(id, values: values, expecting: nil)
        case .known, .same, .refuse: nil
        }
    }

    /// Each problem with the column whose cell it is about.
    private func clause(of refusal: Refusal) -> String {
        let clauses = refusal.problems.map { problem in
            let columns = mapping.columns.filter { $0.field.key == problem.field }.map {
                "column \($0.column.number) “\(CellText.trimmed($0.column.header))”"
            }
            let sentence = problem.message.hasSuffix(".") ? String(problem.message.dropLast()) : problem.message
            return columns.isEmpty ? sentence : columns.joined(separator: ", ") + ": " + sentence
        }
        return clauses.joined(separator: "; ")
    }
}

extension ImportPlan.Row {
    /// Rules it breaks that hold for acts made here.
    package var exceptions: [RuleException] {
        remarks.compactMap { remark in if case .breaks(let exception) = remark { exception } else { nil } }
    }
}

extension ImportPlan {
    /// So many rows are named when some cannot come in.
    private static let problemsMax = 20

    /// Refuses the table when one of its rows cannot come in, or not so.
    fileprivate func checkRows(accepting: Bool) throws(Failure) {
        if let field = unnamed {
            throw .refused(
                Refusal(
                    .invalid, subject: kind.name, field: field.key, reason: "unnamed",
                    "No column fills “\(field.label)” (\(field.key)), which names \(kind.about.plural.inSentence). If it is in another "
                        + "column, say so in a mapping file (--save-map, --map); if it is not there, this file is another thing."
                ))
        }
        if fillsNothing {
            throw .refused(
                Refusal(
                    .invalid, subject: kind.name, reason: "unnamed",
                    "No column fills a field of \(kind.about.plural.inSentence). Say in a mapping file which does (--save-map, "
                        + "--map); if none does, this file is another thing."))
        }
        try refuse(
            .invalid,
            refused.map { row in
                guard case .refuse(let why) = row.fate else { preconditionFailure("only refused rows are asked") }
                return problem("row", row, why.clause + ".")
            })
        if let objection { throw .refused(objection) }
        guard !accepting else { return }
        try refuse(
            .guarded,
            exceptional.map { row in
                problem("exception", row, row.exceptions.map(\.explanation).joined(separator: " "))
            })
    }

    private func problem(_ code: String, _ row: Row, _ text: String) -> Refusal.Problem {
        Refusal.Problem(code: code, subject: kind.name, message: "Row \(row.number), line \(row.line): \(text)")
    }

    private func refuse(_ code: Refusal.Code, _ problems: [Refusal.Problem]) throws(Failure) {
        guard let last = problems.last else { return }
        let rest = problems.count - ImportPlan.problemsMax
        let more = Refusal.Problem(code: last.code, subject: last.subject, message: "And \(rest) more rows like these.")
        throw .refused(Refusal(code, problems.prefix(ImportPlan.problemsMax) + (rest > 0 ? [more] : [])))
    }
}

extension Node {
    /// Brings a table in: all of it or nothing. The plan is made of the register on which it is written, so what another
    /// import brought in a moment before is known. A refusal names the rows.
    ///
    /// - Parameter accepting: whether rows come in that break a rule which holds for acts made here.
    /// - Returns: the plan that was carried out, and what came of it.
    package func bringIn(
        by actor: ActingPerson, accepting: Bool = false, _ plan: @escaping @Sendable (View) -> ImportPlan
    ) async throws(Failure) -> (plan: ImportPlan, changes: [Change]) {
        let now = capabilities.now()
        let last = LastPlan()
        do throws(Failure) {
            let changes = try await submit { view throws(Failure) in
                let plan = plan(view)
                last.plan.withLock { $0 = (plan, view.register) }
                try plan.checkRows(accepting: accepting)
                guard plan.creations + plan.changes > 0 else { return nil }
                return plan.command(by: actor, now: now, accepting: accepting)
            }
            guard let made = last.plan.withLock(\.self) else {
                preconditionFailure("a plan is made before it is answered")
            }
            return (made.plan, changes)
        } catch {
            // A refusal speaks of one act; whoever imports wants to know all rows that cannot come in.
            if case .refused = error, let (plan, register) = last.plan.withLock(\.self) {
                try plan.tried(by: actor, on: register, rules, now: now).checkRows(accepting: accepting)
            }
            throw error
        }
    }
}

/// The plan that was made last, and of which register.
private final class LastPlan: Sendable {
    let plan = Mutex<(plan: ImportPlan, register: Register)?>(nil)
}
