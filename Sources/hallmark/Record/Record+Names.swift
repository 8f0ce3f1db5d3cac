import Ledger
import Records

/// How records, people and values are called on a page.
extension View {
    /// What a record is called, where its naming field says so; where that points to another record, as that one is called.
    func title(of content: RecordContent) -> String? {
        guard !content.isDisposed, let field = content.kind.field(content.kind.about.naming),
            let value = content.value(field, in: self)
        else { return nil }
        guard case .reference(let id) = value, id != content.id else { return field.type.show(value) }
        return record(id).flatMap { target in target.kind == content.kind ? target.id.text : title(of: target) }
            ?? id.text
    }

    /// `SYS-1 (Leak Finder)`; the id alone where the view knows no such record or it has no name.
    func named(_ id: RecordID) -> Phrase {
        record(id).flatMap { title(of: $0) }.map { "\(id) (\($0))" } ?? "\(id)"
    }

    /// `Ada Example (PER-001)`.
    func person(_ id: RecordID) -> Phrase {
        record(id).flatMap { title(of: $0) }.map { "\($0) (\(id))" } ?? "\(id)"
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
        case .time(let time): ["\(time.long(in: zone))"]
        default: Phrase.lines(field.type.show(value))
        }
    }

    /// The value in one line, for a table.
    func line(of value: Value, in field: DeclaredField) -> Phrase {
        switch value {
        case .day(let day): "\(day.short)"
        case .time(let time): "\(time.short(in: zone))"
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
