import Ledger

/// How long a record is kept, and that nobody alone can make that shorter than it was meant to be (rule 4).
extension Decision {
    /// So many days a retention stands before the person who set it may dispose of the record.
    static let retentionStandsDays = 30

    private static let retention = Kind.slot(base: \.retentionUntil)

    /// A retention does not end before today. Once set, that of a record that was ever more than a beginning only gets longer.
    func checkRetention(_ values: [Assignment], _ before: RecordContent) throws(Refusal) {
        guard let given = values.last(where: { $0.slot == Decision.retention }) else { return }
        let until = given.value.flatMap(Day.init)
        if let until, until < today {
            throw refusal(
                .invalid, "retention-past", before,
                "\(until) has passed. Give today or a later day; the record can be disposed of on the day after.")
        }
        let history = register.history(before.id)
        let set = [before, history?.latest].compactMap { $0?[Decision.retention].flatMap(Day.init) }.max()
        if let history, let set, until.map({ $0 < set }) ?? true, hasCounted(history) {
            throw refusal(
                .notNow, "retention-shortened", before,
                "\(before.id) is to be kept until \(set). That can be lengthened, not shortened: the record was in use."
            )
        }
    }

    /// Whether it ever was more than a draft: it left its first state, or it is complete from the beginning.
    private func hasCounted(_ history: RecordHistory) -> Bool {
        let table = history.kind.lifecycle
        let first = table.states[0]
        return table.speaks != nil || first.isFrozen || first.isClosed
            || history.steps.contains { $0.step?.to != table.initial }
    }

    func checkRetentionEnded(_ before: RecordContent) throws(Refusal) {
        guard let until = before[Decision.retention].flatMap(Day.init), until < today else {
            throw refusal(
                .guarded, "retention", before,
                "\(before.id) has no retention that has ended. Set retentionUntil; it can be disposed of on the day after."
            )
        }
    }

    /// Whoever says how long a record is kept does not also decide, soon after, that it goes: two people do, or time passes.
    func checkRetentionStood(_ history: RecordHistory, _ before: RecordContent) throws(Refusal) {
        let changes = history.changes.filter { change in
            change.assignments.contains { $0.slot == Decision.retention }
        }
        guard let last = changes.max(by: { $0.sequence < $1.sequence }), last.enteredBy == command.actor.person else {
            return
        }
        let set = register.zone.day(of: last.enteredAt)
        if today - set < Decision.retentionStandsDays {
            throw refusal(
                .guarded, "retention-own", before,
                "You set retentionUntil of \(before.id) yourself on \(set). Another person who may has to dispose of it; "
                    + "you can from \(set.adding(days: Decision.retentionStandsDays)) on.")
        }
    }

    /// What is in force or in use stays, and so does what other records lead to.
    func checkUnneeded(_ before: RecordContent) throws(Refusal) {
        if before.stateRow?.isKept ?? false {
            throw refusal(
                .guarded, "kept", before,
                "\(before.id) is \(before.state) and still counts. End its life first, where it has an end.")
        } else if view.isInForce(before) {
            throw refusal(
                .guarded, "in-force", before, "\(before.id) is in force. Put another version in its place first.")
        } else if let subject = openSubject(of: before) {
            throw refusal(
                .guarded, "needed", before,
                "\(before.id) speaks of \(subject), which is still open. Dispose of it when that is closed.")
        }
        let needing = recordsNeeding(before)
        if let first = needing.first {
            let others = needing.count > 1 ? " and \(needing.count - 1) more" : ""
            throw refusal(
                .guarded, "needed", before,
                "\(before.id) is named by \(first)\(others), not closed or disposed of yet. Do that first.")
        }
    }

    /// What an approval, acknowledgement or verdict speaks of, as long as that is not closed.
    private func openSubject(of content: RecordContent) -> RecordID? {
        guard let speaks = content.kind.lifecycle.speaks, case .reference(let id)? = content[speaks.subject],
            let subject = view.record(id), !subject.isDisposed, subject.stateRow?.isClosed != true
        else { return nil }
        return id
    }

    /// Records that are neither closed nor disposed of and point to this one. A later version needs no earlier one, and what
    /// is said about a record falls with it. Looks at every record there is.
    private func recordsNeeding(_ content: RecordContent) -> [RecordID] {
        let supersedes = Kind.slot(base: \.supersedes)
        return rules.declarations.kinds.flatMap { kind -> [RecordID] in
            let subject = kind.lifecycle.speaks?.subject
            return view.records(of: kind).filter { other in
                other.id != content.id && other.stateRow?.isClosed != true
                    && other.references.contains {
                        $0.id == content.id && $0.field.slot != supersedes && $0.field.slot != subject
                    }
            }.map(\.id)
        }
    }

    private func refusal(
        _ code: Refusal.Code, _ reason: String, _ content: RecordContent, _ message: String
    ) -> Refusal {
        Refusal(code, subject: content.id.text, field: "retentionUntil", reason: reason, message)
    }
}
