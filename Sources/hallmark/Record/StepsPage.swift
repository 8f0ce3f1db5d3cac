import AIMS
import Ledger
import Records

/// What can be done with a record now, and what stands against the rest.
struct StepsPage {
    /// A step out of the present state, tried without being taken.
    struct Prospect: Sendable {
        let row: LifecycleTable.TransitionRow
        /// What stands against it; empty when it is open.
        let problems: [Refusal.Problem]

        /// A reason is given with the command; that it was not yet stands against nothing.
        var isOpen: Bool { problems.allSatisfy { $0.code == "reason" } }
    }

    let content: RecordContent
    let prospects: [Prospect]
    let actor: RecordID
    let acting: ActingOption
    let view: View
    let folder: FolderOption

    /// Tries each step as this person would take it.
    static func prospects(
        of content: RecordContent, by actor: ActingPerson, reason: String?, register: Register, rules: Rulebook,
        now: Moment
    ) -> [Prospect] {
        content.kind.lifecycle.transitions(from: content.state).map { row in
            let act = Act.step(content.id, verb: row.code, values: [], expecting: nil)
            do throws(Refusal) {
                _ = try decide(Command([act], by: actor, reason: reason), register, rules, now: now)
                return Prospect(row: row, problems: [])
            } catch {
                return Prospect(row: row, problems: error.problems)
            }
        }
    }

    private func label(_ state: String) -> String { content.kind.lifecycle.state(state)?.label ?? state }
    private var open: [Prospect] { prospects.filter(\.isOpen) }
    private var shut: [Prospect] { prospects.filter { !$0.isOpen } }

    var page: Page {
        var page = Page()
        page.say("\(view.named(content.id).inked(.strong)) is in state \(strong: label(content.state)).")
        if prospects.isEmpty {
            page.say("No step leads out of this state.")
            return page
        }
        let person = view.person(actor)
        if open.isEmpty {
            page.gap()
            page.say("No step is open to \(person) now.")
        } else {
            page.head("Open to \(person)")
            page.facts(
                open.map { prospect in
                    let words = ["do", content.id.text, prospect.row.code] + acting.words
                    let reason = prospect.problems.isEmpty ? [] : ["--reason", "…"]
                    return Page.Fact(
                        "\(prospect.row.verb)", "to \(label(prospect.row.to))",
                        copy: folder.command((words + reason).joined(separator: " ")))
                })
        }
        if !shut.isEmpty { page.head("Not open, and why") }
        for prospect in shut { add(prospect, to: &page) }
        return page
    }

    private func add(_ prospect: Prospect, to page: inout Page) {
        page.say("\(strong: prospect.row.verb) (\(prospect.row.code)), to \(label(prospect.row.to))", indent: 2)
        let missing = prospect.problems.filter { $0.code == "required" }.compactMap(\.field)
        if !missing.isEmpty {
            page.say("\(Amount.list(missing)) must be filled in first:", indent: 4)
            let settings = missing.flatMap { ["--set", "\($0)=…"] }.joined(separator: " ")
            page.command(acting.command(folder, "change", content.id.text, settings), indent: 6)
        }
        for problem in prospect.problems where problem.code != "required" || problem.field == nil {
            page.say(Phrase(saying: problem.message), indent: 4)
            if problem.code == "authority" { addHolders(of: prospect.row, to: &page) }
        }
    }

    /// Who could do it, and how somebody gets there.
    private func addHolders(of row: LifecycleTable.TransitionRow, to page: inout Page) {
        for case .named(let slot) in row.by {
            for person in content[slot].map(content.kind.fields[slot].type.references) ?? [] {
                page.say("That is \(view.person(person)):", indent: 4)
                page.command(folder.command("do", content.id.text, row.code, "--by", person.text), indent: 6)
            }
        }
        for case .role(let role) in row.by {
            let people = Set(view.activeAssignments.compactMap { $0.person?.id })
                .filter { view.holds(role, $0, over: content) }.sorted(by: RecordID.precedes)
            if people.isEmpty {
                page.say("Nobody holds \(role) for \(content.id) yet. To give it to somebody:", indent: 4)
                page.command(assignment(of: role), indent: 6)
            } else {
                page.say("\(role) is \(people.map { view.person($0) }.joined(separator: ", ")).", indent: 4)
            }
        }
    }

    private func assignment(of role: RoleCode) -> String {
        let definition = view.all(RoleDefinition.self).last { $0.code == role.code }
        return folder.command(
            "create", "assignments", "--set", "role=\(definition?.id.text ?? "…")", "--set", "person=…", "--set",
            "scope=AIMS", "--set", "validFrom=\(view.day)")
    }

    var json: JSON {
        [
            "id": .string(content.id.text), "kind": .string(content.kind.name), "state": .string(content.state),
            "version": .integer(Int64(content.version)), "by": .string(actor.text),
            "steps": .array(
                prospects.map { prospect in
                    [
                        "verb": .string(prospect.row.code), "label": .string(prospect.row.verb),
                        "to": .string(prospect.row.to), "isOpen": .bool(prospect.isOpen),
                        "needsReason": .bool(prospect.row.needsReason),
                        "problems": .array(
                            prospect.problems.map { problem in
                                [
                                    "code": .string(problem.code),
                                    "field": problem.field.map { .string($0) } ?? .null,
                                    "message": .string(problem.message),
                                ]
                            }),
                    ]
                }),
        ]
    }
}
