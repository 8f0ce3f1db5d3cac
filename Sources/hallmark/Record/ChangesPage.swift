import Ledger
import Records

/// What a command did, once it is durable.
struct ChangesPage {
    let changes: [Change]
    /// The register with the changes in it.
    let view: View

    var page: Page {
        var page = Page()
        guard let first = changes.first else {
            page.say("Nothing had to be changed: the record says so already.")
            return page
        }
        page.say(sentence(first))
        for line in files(of: first) { page.say(line, indent: 2, hanging: 2) }
        for exception in first.exceptions {
            page.say(
                "\(strong: "Exception") \(exception.code): \(Phrase(saying: exception.explanation))", indent: 2,
                hanging: 2)
        }
        for change in changes.dropFirst() { page.say("Also: \(sentence(change))", indent: 2, hanging: 2) }
        return page
    }

    private func sentence(_ change: Change) -> Phrase {
        let name = view.named(change.record).inked(.strong)
        let recorded: Phrase = change.isRecorded ? ", as a recorded act of \(change.at.long(in: view.zone))" : ""
        let entry: Phrase = "\(recorded). Entry \(change.sequence)."
        return switch (change.act, change.step) {
        case (.create, let step): "\(name) is created in state \(strong: label(step, of: change))\(entry)"
        case (.step, let step) where !isStillSo(step, change):
            "\(name) was \(strong: label(step, of: change))\(entry) Acts made later count for the days after: today it is as before, and a step of today changes that."
        case (.step, let step): "\(name) is now \(strong: label(step, of: change))\(entry)"
        case (.change, _): "\(name) is changed: \(fields(of: change))\(entry)"
        case (.erase, _): "A value of \(name) is erased\(entry)"
        case (.dispose, _): "\(strong: change.record) is disposed of; its tombstone stays\(entry)"
        }
    }

    /// What is told of an earlier day may be over by now.
    private func isStillSo(_ step: Step?, _ change: Change) -> Bool {
        guard change.isRecorded, let to = step?.to, let content = view.record(change.record) else { return true }
        return content.state == to
    }

    /// Which file went where: a record may have several places for one.
    private func files(of change: Change) -> [Phrase] {
        guard let kind = view.register.declarations.kind(of: change.record) else { return [] }
        return change.assignments.compactMap { assignment in
            let field = kind.fields[assignment.slot]
            guard field.holdsFiles, let value = assignment.value else { return nil }
            return "In \(field.key): \(field.type.show(value))"
        }
    }

    private func label(_ step: Step?, of change: Change) -> String {
        let kind = view.register.declarations.kind(of: change.record)
        return step.map { kind?.lifecycle.state($0.to)?.label ?? $0.to } ?? ""
    }

    private func fields(of change: Change) -> String {
        guard let kind = view.register.declarations.kind(of: change.record) else { return "" }
        return Amount.list(change.assignments.map { kind.fields[$0.slot].key })
    }

    var json: JSON {
        [
            "changes": .array(
                changes.map { change in
                    var members: [String: JSON] = [
                        "entry": .integer(Int64(change.sequence.value)), "record": .string(change.record.text),
                        "kind": .string(change.kind), "act": .string(change.act.rawValue),
                        "version": .integer(Int64(change.version)), "enteredAt": .string(change.enteredAt.description),
                        "isRecorded": .bool(change.isRecorded),
                        "exceptions": .array(
                            change.exceptions.map {
                                ["code": .string($0.code), "explanation": .string($0.explanation)]
                            }),
                    ]
                    if let step = change.step { members["state"] = .string(step.to) }
                    return .object(members)
                })
        ]
    }
}
