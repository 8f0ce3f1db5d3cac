package import Ledger

/// A child record that lives inside another: `reviews[]{date,by,result,trigger}`. Declared like a kind, without states.
package protocol RowKind: Sendable {
    init()
}

/// The fields of a row kind, read once.
package final class RowLayout: Sendable {
    package let fields: [DeclaredField]
    let strangers: [String]

    init(_ declaration: some RowKind) {
        (fields, strangers) = FieldReader.fields(of: declaration, firstSlot: 0)
    }

    package func field(_ key: String) -> DeclaredField? {
        fields.first { $0.key == key || $0.specification.aliases.contains(key) }
    }
}

/// One child record, its fields by name: `review.date`.
@dynamicMemberLookup
package struct Row<R: RowKind>: FieldValue, Hashable {
    package let values: [Value?]

    package init?(_ value: Value) {
        guard case .row(let values) = value else { return nil }
        self.values = values
    }

    package var value: Value { .row(values) }

    package subscript<V: FieldValue>(dynamicMember path: KeyPath<R, Field<V>>) -> V? {
        let slot = FieldReader.position(path)
        guard slot < values.count, let value = values[slot] else { return nil }
        return V(value)
    }
}

/// Any number of child records.
package func rows<R: RowKind>(
    _ label: String, of kind: R.Type, help: String = "", required: Bool = false, personal: Bool? = nil,
    content: Bool = true, aliases: [String] = []
) -> Field<[Row<R>]> {
    Field(
        FieldSpecification(
            label, ListType(RowType(layout: RowLayout(kind.init()))),
            FieldOptions(help: help, required: required, personal: personal, content: content, aliases: aliases)))
}

/// Exactly one child record.
package func row<R: RowKind>(
    _ label: String, of kind: R.Type, help: String = "", required: Bool = false, personal: Bool? = nil,
    content: Bool = true, aliases: [String] = []
) -> Field<Row<R>> {
    Field(
        FieldSpecification(
            label, RowType(layout: RowLayout(kind.init())),
            FieldOptions(help: help, required: required, personal: personal, content: content, aliases: aliases)))
}

struct RowType: FieldType {
    let layout: RowLayout?
    private var fields: [DeclaredField] { layout?.fields ?? [] }

    var name: String { "row of " + fields.map(\.key).joined(separator: ", ") }
    var mayBePersonal: Bool { fields.contains { $0.specification.isPersonal } }

    func references(_ value: Value) -> [RecordID] {
        pairs(value).flatMap { $0.field.type.references($0.value) }
    }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        guard let object = json.object else {
            throw FieldProblem("type", "This is an object with \(fields.map(\.key).joined(separator: ", ")).")
        }
        var values = [Value?](repeating: nil, count: fields.count)
        for (key, member) in object.sorted(by: { $0.key < $1.key }) {
            guard let field = layout?.field(key) else {
                throw FieldProblem(
                    "field", "There is no “\(key.shortened)” here. Known: \(fields.map(\.key).joined(separator: ", "))."
                )
            }
            if member.isEmpty { continue }
            do {
                values[field.slot] = try field.type.read(member)
            } catch {
                throw FieldProblem(error.code, "\(field.key): \(error.message)")
            }
        }
        if let missing = fields.first(where: { $0.specification.isRequired && values[$0.slot] == nil }) {
            throw FieldProblem("required", "\(missing.key) is missing.")
        }
        return .row(values)
    }

    func json(_ value: Value) -> JSON {
        .object(Dictionary(pairs(value).map { ($0.field.key, $0.field.type.json($0.value)) }) { first, _ in first })
    }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        guard let json = try? JSON(parsing: Array(text.utf8)) else {
            throw FieldProblem("type", "Write this as a JSON object with \(fields.map(\.key).joined(separator: ", ")).")
        }
        return try read(json)
    }

    func text(_ value: Value) -> String { json(value).text }

    func show(_ value: Value) -> String {
        pairs(value).map { "\($0.field.label): \($0.field.type.show($0.value))" }.joined(separator: ", ")
    }

    var schema: JSON {
        [
            "type": "object", "additionalProperties": false,
            "properties": .object(Dictionary(fields.map { ($0.key, $0.type.schema) }) { first, _ in first }),
            "required": .array(fields.filter(\.specification.isRequired).map { .string($0.key) }),
        ]
    }

    func sample(_ number: Int) -> Value { .row(fields.map { $0.type.target == nil ? $0.type.sample(number) : nil }) }

    var declarationProblems: [DeclarationProblem] {
        let strangers = (layout?.strangers ?? []).map {
            DeclarationProblem(.stranger, "“\($0)” in a row is no field")
        }
        return strangers + fields.flatMap(\.type.declarationProblems)
    }

    private func pairs(_ value: Value) -> [(field: DeclaredField, value: Value)] {
        guard case .row(let values) = value else { return [] }
        return fields.compactMap { field in
            field.slot < values.count ? values[field.slot].map { (field, $0) } : nil
        }
    }
}

extension JSON {
    /// Says nothing: `null` or a text of white space only. A field given so is cleared.
    package var isEmpty: Bool {
        switch self {
        case .null: true
        case .string(let text): text.trimmingOuterSpace().isEmpty
        default: false
        }
    }
}
