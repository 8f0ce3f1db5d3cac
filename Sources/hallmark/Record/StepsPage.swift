import Ledger
import Records

/// What can be done with a record now, and what stands against the rest.
struct StepsPage {
    /// A step out of the present state, tried without being taken.
    struct Prospect: Sendable {
        let row: LifecycleTable.TransitionRow
        /// What stands against it; empty when it is open.
        let problems: [Refusal.Problem]
    }

    let content: RecordContent
    let prospects: [Prospect]
    let actor: Phrase
    /// Makes of words a command on the same folder.
    let command: @Sendable (String) -> String

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

    private var label: String { content.stateRow?.label ?? content.state }
    private var open: [Prospect] { prospects.filter(\.problems.isEmpty) }
    private var shut: [Prospect] { prospects.filter { !$0.problems.isEmpty } }

    var page: Page {
        var page = Page()
        page.say("\(strong: content.id) \(content.kind.title(of: content)) is in state \(strong: label).")
        if prospects.isEmpty {
            page.say("No step leads out of this state.")
            return page
        }
        if open.isEmpty {
            page.gap()
            page.say("No step is open to \(actor) now.")
        } else {
            page.head("Open to \(actor)")
            page.facts(open.map { Page.Fact("\($0.row.verb)", "to \($0.row.to): \(command($0.row.code))") })
        }
        if !shut.isEmpty {
            page.head("Not open, and why")
            for prospect in shut {
                page.say("\(prospect.row.verb) (\(prospect.row.code)), to \(prospect.row.to)", indent: 2)
                for problem in prospect.problems { page.say("\(problem.message)", indent: 4) }
            }
        }
        return page
    }

    var json: JSON {
        .object(
            content.head.merging([
                "steps": .array(
                    prospects.map { prospect in
                        [
                            "verb": .string(prospect.row.code), "label": .string(prospect.row.verb),
                            "to": .string(prospect.row.to), "isOpen": .bool(prospect.problems.isEmpty),
                            "problems": .array(
                                prospect.problems.map { problem in
                                    [
                                        "code": .string(problem.code),
                                        "field": problem.field.map { .string($0) } ?? .null,
                                        "message": .string(problem.message),
                                    ]
                                }),
                        ]
                    })
            ]) { first, _ in first })
    }
}
