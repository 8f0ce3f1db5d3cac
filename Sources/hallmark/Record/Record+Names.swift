import Ledger
import Records

/// How records, people and values are called on a page.
extension View {
    /// `SYS-1 (Leak Finder)`; the id alone where the view knows no such record or it has no name.
    func named(_ id: RecordID) -> Phrase {
        guard let content = record(id), !content.isDisposed else { return "\(id)" }
        let title = content.kind.title(of: content)
        return title == id.text ? "\(id)" : "\(id) (\(title))"
    }

    /// `Ada Example (PER-001)`.
    func person(_ id: RecordID) -> Phrase {
        guard let content = record(id), !content.isDisposed else { return "\(id)" }
        let title = content.kind.title(of: content)
        return title == id.text ? "\(id)" : "\(title) (\(id))"
    }

    /// The lines a value is shown in. References carry the name of what they lead to.
    func lines(of value: Value, in field: DeclaredField) -> [Phrase] {
        switch value {
        case .reference(let id): [named(id)]
        case .list(let items) where items.isEmpty: ["none"]
        case .list(let items) where field.type.layout != nil || items.contains { $0.isLong }:
            items.flatMap { item in Phrase.lines(field.type.show(.list([item]))) }
        case .list(let items) where field.type.target != nil:
            [
                items.map { item in
                    if case .reference(let id) = item { named(id) } else { Phrase(field.type.show(.list([item]))) }
                }.joined(separator: ", ")
            ]
        case .day(let day): ["\(day.long)"]
        case .time(let time): ["\(time.short(in: zone))"]
        default: Phrase.lines(field.type.show(value))
        }
    }

    /// The value in one line, for a table.
    func line(of value: Value, in field: DeclaredField) -> Phrase {
        switch value {
        case .day(let day): "\(day.short)"
        case .reference(let id): person(id)
        default: lines(of: value, in: field).joined(separator: "; ")
        }
    }
}

extension Value {
    fileprivate var isLong: Bool {
        if case .text(let text) = self { text.count > 60 || text.contains { $0.isNewline } } else { false }
    }
}

extension RecordContent {
    /// Ids, state and who did what when, as every JSON answer about a record begins.
    var head: [String: JSON] {
        [
            "id": .string(id.text), "kind": .string(kind.name), "state": .string(state),
            "version": .integer(Int64(version)), "title": .string(kind.title(of: self)),
        ]
    }

    func json(in view: View) -> JSON {
        var members = head
        for (name, mark) in [("created", created), ("updated", updated), ("entered", entered)] {
            members[name + "At"] = .string(mark.at.description)
            members[name + "By"] = .string(mark.by.text)
        }
        members["fields"] = .object(kind.json(of: self))
        let computed = kind.fields.filter { !$0.isStored }.compactMap { field in
            value(field, in: view).map { (field.key, field.type.json($0)) }
        }
        if !computed.isEmpty { members["computed"] = .object(Dictionary(computed) { first, _ in first }) }
        if isDisposed { members["isDisposed"] = true }
        return .object(members)
    }
}
