import Ledger

/// A typed pointer to a record of kind `K`.
package struct Reference<K>: Hashable, Sendable, FieldValue {
    package let id: RecordID

    package init(_ id: RecordID) {
        self.id = id
    }

    package init?(_ value: Value) {
        guard case .reference(let id) = value else { return nil }
        self.id = id
    }

    package var value: Value { .reference(id) }
}

/// Stands for `K` where a reference leads to a kind that is declared later, or to any kind.
package enum AnyKind {}

package func reference<K: RecordKind>(
    _ label: String, to kind: K.Type, help: String = "", required: Bool = false, content: Bool = true,
    tells: Telling? = nil, aliases: [String] = []
) -> Field<Reference<K>> {
    Field(
        FieldSpecification(
            label, ReferenceType(.kind(String(describing: kind))),
            FieldOptions(help: help, required: required, content: content, tells: tells, aliases: aliases)))
}

package func references<K: RecordKind>(
    _ label: String, to kind: K.Type, help: String = "", required: Bool = false, content: Bool = true,
    aliases: [String] = []
) -> Field<[Reference<K>]> {
    Field(
        FieldSpecification(
            label, ListType(ReferenceType(.kind(String(describing: kind))), isSet: true),
            FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

/// A reference to a kind that is not declared yet, by its name. It stays empty until that kind exists.
package func reference(
    _ label: String, toKind name: String, help: String = "", content: Bool = true, aliases: [String] = []
) -> Field<Reference<AnyKind>> {
    Field(
        FieldSpecification(
            label, ReferenceType(.kind(name)), FieldOptions(help: help, content: content, aliases: aliases)))
}

package func references(
    _ label: String, toKind name: String, help: String = "", content: Bool = true, aliases: [String] = []
) -> Field<[Reference<AnyKind>]> {
    Field(
        FieldSpecification(
            label, ListType(ReferenceType(.kind(name)), isSet: true),
            FieldOptions(help: help, content: content, aliases: aliases)))
}

/// A reference to a record of any kind.
package func reference(
    toAnyRecord label: String, help: String = "", required: Bool = false, content: Bool = true, aliases: [String] = []
) -> Field<Reference<AnyKind>> {
    Field(
        FieldSpecification(
            label, ReferenceType(.anyRecord),
            FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

package func references(
    toAnyRecord label: String, help: String = "", required: Bool = false, content: Bool = true, aliases: [String] = []
) -> Field<[Reference<AnyKind>]> {
    Field(
        FieldSpecification(
            label, ListType(ReferenceType(.anyRecord), isSet: true),
            FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

/// The id of a record. Whether the record exists is asked by `decide`, which knows the register.
struct ReferenceType: FieldType {
    let target: ReferenceTarget?

    init(_ target: ReferenceTarget) {
        self.target = target
    }

    var name: String {
        switch target {
        case .kind(let kind)?: "reference to \(kind)"
        default: "reference to any record"
        }
    }

    var shape: FieldShape { .reference }

    func pointers(_ value: Value) -> [Pointer] {
        guard case .reference(let id) = value, let target else { return [] }
        return [Pointer(id: id, target: target)]
    }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        guard let text = json.string else {
            throw FieldProblem("type", "This names a record by its id, like SYS-1, in quotes.")
        }
        return try parse(text)
    }

    func json(_ value: Value) -> JSON { .string(text(value)) }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        guard let id = RecordID(text.trimmingOuterSpace()) else {
            throw FieldProblem("reference", "“\(text.shortened)” is no id of a record. Ids look like SYS-1 or PER-019.")
        }
        return .reference(id)
    }

    func text(_ value: Value) -> String {
        guard case .reference(let id) = value else { return "" }
        return id.text
    }

    var schema: JSON { ["type": "string", "pattern": "^[A-Z0-9]+-[0-9]+$"] }
    func sample(_ number: Int) -> Value { .reference(RecordID(prefix: "SAMPLE", number: number + 1, digits: 1)) }
}
