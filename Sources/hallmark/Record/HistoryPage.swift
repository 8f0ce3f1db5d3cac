import Ledger
import Records

/// The changes of one record in order: when, who, as what, how we know, what became of what, why.
struct HistoryPage {
    let id: RecordID
    let kind: Kind
    let changes: [Change]
    let view: View

    var page: Page {
        var page = Page()
        page.say("\(view.named(id).inked(.strong)): \(changes.count, "change")")
        for (change, before) in steps {
            page.gap()
            page.say(head(change), hanging: 2)
            for line in circumstances(of: change) { page.say(line, indent: 2, hanging: 2) }
            page.facts(facts(of: change, before: before))
        }
        return page
    }

    var json: JSON {
        ["id": .string(id.text), "kind": .string(kind.name), "changes": .array(steps.map { json(of: $0, before: $1) })]
    }

    /// Each change with what the fields it set held before it.
    private var steps: [(change: Change, before: [Int: Value])] {
        var values: [Int: Value] = [:]
        return changes.map { change in
            let before = values
            for assignment in change.assignments { values[assignment.slot] = assignment.value }
            return (change, before)
        }
    }

    private func head(_ change: Change) -> Phrase {
        let role: Phrase = change.role.map { " as \($0.code)" } ?? ""
        let deputy: Phrase = change.onBehalfOf.map { " for \(view.person($0))" } ?? ""
        return
            "\(strong: "Entry \(change.sequence)"), \(change.at.long(in: view.zone)): \(verb(of: change)) by \(view.person(change.by))\(role)\(deputy)"
    }

    private func verb(of change: Change) -> Phrase {
        switch (change.act, change.step) {
        case (.create, let step): step.map { "created in state \(strong: label($0.to))" } ?? "created"
        case (.step, let step?): "moved from \(step.from.map(label) ?? "nothing") to \(strong: label(step.to))"
        case (.step, nil), (.change, _): "changed"
        case (.erase, _): "a value erased"
        case (.dispose, _): "disposed of"
        }
    }

    private func label(_ state: String) -> String { kind.lifecycle.state(state)?.label ?? state }

    private func circumstances(of change: Change) -> [Phrase] {
        var lines: [Phrase] = []
        if change.isRecorded {
            let source: Phrase = change.recorded?.source.map { ", told from \($0)" } ?? ""
            lines.append(
                "Recorded act: entered \(change.enteredAt.long(in: view.zone)) by \(view.person(change.enteredBy))\(source)."
            )
        }
        if case .machine(let account) = change.known, !account.isEmpty {
            lines.append("\(faint: "Entered on the machine by the account \(account); nobody signed in.")")
        }
        if let reason = change.reason { lines += Phrase.lines("Why: \(reason)") }
        for exception in change.exceptions {
            lines.append("\(strong: "Exception") \(exception.code): \(Phrase(saying: exception.explanation))")
        }
        if case .value(let entry, let key)? = change.removes { lines.append("Erased: \(key) of entry \(entry).") }
        return lines
    }

    private func facts(of change: Change, before: [Int: Value]) -> [Page.Fact] {
        let set = change.assignments.compactMap { assignment -> Page.Fact? in
            let field = kind.fields[assignment.slot]
            let nothing: Phrase = isErased(assignment, of: change) ? "\(faint: "erased")" : "\(faint: "nothing")"
            let now = assignment.value.map { lines(of: $0, in: field) } ?? [nothing]
            guard let was = before[assignment.slot] else { return Page.Fact(Phrase(field.label), lines: now) }
            let old = lines(of: was, in: field)
            return Page.Fact(
                Phrase(field.label),
                lines: ["\(faint: "was") \(old[0])"] + old.dropFirst() + ["now \(now[0])"] + now.dropFirst())
        }
        let strangers = change.strangers.sorted { $0.key < $1.key }.map {
            Page.Fact(Phrase($0.key), Phrase($0.value.text))
        }
        return set + strangers
    }

    /// Whether a later entry took the value away; what was cleared is nothing.
    private func isErased(_ assignment: Assignment, of change: Change) -> Bool {
        changes.contains { later in
            guard case .value(change.sequence, let key)? = later.removes else { return false }
            return kind.field(key)?.slot == assignment.slot
        }
    }

    /// As on the page of the record, but for what came with it from a file: there it is shown whole.
    private func lines(of value: Value, in field: DeclaredField) -> [Phrase] {
        switch value {
        case .list(let cells) where field.slot == Kind.slot(base: \.unmapped): ["\(cells.count, "cell")"]
        case .row where field.slot == Kind.slot(base: \.origin):
            Row<Origin>(value).map { ["\($0.source ?? ""), row \($0.row ?? 0)"] } ?? []
        default: view.lines(of: value, in: field)
        }
    }

    private func json(of change: Change, before: [Int: Value]) -> JSON {
        var members: [String: JSON] = [
            "entry": .integer(Int64(change.sequence.value)), "version": .integer(Int64(change.version)),
            "act": .string(change.act.rawValue), "at": .string(change.at.description), "by": .string(change.by.text),
            "enteredAt": .string(change.enteredAt.description), "enteredBy": .string(change.enteredBy.text),
            "known": .string(change.known.code), "isRecorded": .bool(change.isRecorded),
        ]
        if case .machine(let account) = change.known { members["account"] = .string(account) }
        if let role = change.role { members["role"] = .string(role.code) }
        if let other = change.onBehalfOf { members["onBehalfOf"] = .string(other.text) }
        if let reason = change.reason { members["reason"] = .string(reason) }
        if let source = change.recorded?.source { members["source"] = .string(source) }
        if let step = change.step {
            members["step"] = [
                "verb": step.verb.map { .string($0) } ?? .null, "from": step.from.map { .string($0) } ?? .null,
                "to": .string(step.to),
            ]
        }
        if let digest = change.speaksOf { members["speaksOf"] = .string(digest.hex) }
        if !change.exceptions.isEmpty {
            members["exceptions"] = .array(
                change.exceptions.map { ["code": .string($0.code), "explanation": .string($0.explanation)] })
        }
        members["set"] = .object(
            Dictionary(
                change.assignments.map { assignment in
                    let field = kind.fields[assignment.slot]
                    func json(_ value: Value?) -> JSON { value.map(field.type.json) ?? .null }
                    return (field.key, ["was": json(before[assignment.slot]), "now": json(assignment.value)])
                }
            ) { first, _ in first })
        return .object(members)
    }
}
