import Ledger
import Records

/// A kind of record for whoever is about to write one: fields with what they take, states, steps and who may take them.
struct KindPage {
    let kind: Kind

    var page: Page {
        var page = Page()
        page.say("\(strong: kind.about.title)")
        page.say("\(kind.about.summary)")
        page.say(
            "Name \(kind.name), word \(kind.about.address), ids like \(RecordID(prefix: kind.about.prefix, number: 1, digits: kind.about.digits)). Clauses and controls: \(Amount.list(kind.about.clauses))."
        )
        page.head("Fields")
        page.table(
            TextTable(
                [.init("Key"), .init("Takes", gives: true), .init("Meaning", gives: true)],
                kind.ownFields.map { field in
                    let needed = field.specification.isRequired ? ". Needed" : ""
                    let help = field.specification.help
                    return [
                        "\(strong: field.key)", "\(takes(field))\(needed)",
                        "\(field.label)\(help.isEmpty ? "" : ". \(help)")",
                    ]
                }, isWhole: true), indent: 2)
        page.say("Every record also has: \(BaseFields.keys.joined(separator: ", ")).", indent: 2)
        addLifecycle(to: &page)
        return page
    }

    private func takes(_ field: DeclaredField) -> String {
        if !field.isStored { return "computed" }
        let codes = field.codes
        return codes.isEmpty
            ? field.type.name : "\(field.isList ? "any of" : "one of") \(codes.joined(separator: ", "))"
    }

    private func addLifecycle(to page: inout Page) {
        let lifecycle = kind.lifecycle
        page.head("States")
        page.facts(
            lifecycle.states.map { state in
                let required = state.required.map { kind.fields[$0].key }
                let end = state.isClosed ? "final" : state.isFrozen ? "what was approved stays as it is" : ""
                let needs = required.isEmpty ? "" : "needs \(Amount.list(required))"
                return Page.Fact(
                    "\(strong: state.name)", "\([end, needs].filter { !$0.isEmpty }.joined(separator: "; "))")
            })
        page.say(
            "Begins in \(lifecycle.initial). Created by \(names(lifecycle.creators)), changed by \(names(lifecycle.editors)).",
            indent: 2)
        guard !lifecycle.transitions.isEmpty else { return }
        page.head("Steps")
        page.table(
            TextTable(
                [.init("Step"), .init("From", gives: true), .init("To"), .init("By", gives: true)],
                lifecycle.transitions.map { row in
                    ["\(strong: row.code)", "\(row.from.joined(separator: ", "))", "\(row.to)", "\(names(row.by))"]
                }, isWhole: true), indent: 2)
    }

    private func names(_ who: [Who]) -> String {
        Amount.list(who.map { $0.text(in: kind) }, last: "or")
    }

    var head: [String: JSON] {
        [
            "name": .string(kind.name), "word": .string(kind.about.address), "prefix": .string(kind.about.prefix),
            "title": .string(kind.about.title), "plural": .string(kind.about.plural),
            "summary": .string(kind.about.summary), "clauses": .array(kind.about.clauses.map { .string($0) }),
        ]
    }

    var json: JSON {
        let fields = kind.fields.map { field -> JSON in
            [
                "key": .string(field.key), "label": .string(field.label), "help": .string(field.specification.help),
                "type": .string(field.type.name), "schema": field.type.schema,
                "isRequired": .bool(field.specification.isRequired),
                "isPersonal": .bool(field.specification.isPersonal),
                "isComputed": .bool(!field.isStored), "isBase": .bool(field.slot < BaseFields.count),
            ]
        }
        let states = kind.lifecycle.states.map { state -> JSON in
            [
                "name": .string(state.name), "label": .string(state.label), "isClosed": .bool(state.isClosed),
                "isFrozen": .bool(state.isFrozen),
                "required": .array(state.required.map { .string(kind.fields[$0].key) }),
            ]
        }
        let steps = kind.lifecycle.transitions.map { row -> JSON in
            [
                "verb": .string(row.code), "label": .string(row.verb), "from": .array(row.from.map { .string($0) }),
                "to": .string(row.to), "by": .array(row.by.map { .string(names([$0])) }),
                "approves": .bool(row.approves),
                "needsReason": .bool(row.needsReason),
            ]
        }
        return .object(
            head.merging(["fields": .array(fields), "states": .array(states), "steps": .array(steps)]) { first, _ in
                first
            })
    }
}

extension DeclaredField {
    var isList: Bool { if case .list = type.sample(0) { true } else { false } }

    /// The codes of a choice, as its schema lists them.
    var codes: [String] {
        let schema = type.schema
        return (schema["enum"] ?? schema["items"]?["enum"])?.array?.compactMap(\.string) ?? []
    }
}
