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
    var targets: [ReferenceTarget] { fields.flatMap(\.type.targets) }

    func pointers(_ value: Value) -> [Pointer] {
        pairs(value).flatMap { $0.field.type.pointers($0.value) }
    }

    /// A field that the row has lost since is left out.
    func replay(_ json: JSON) -> Value? {
        guard let object = json.object else { return nil }
        var values = [Value?](repeating: nil, count: fields.count)
        for (key, member) in object {
            guard let field = layout?.field(key), !member.isNull else { continue }
            guard let value = field.type.replay(member) else { return nil }
            values[field.slot] = value
        }
        return .row(values)
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
            guard values[field.slot] == nil else {
                throw FieldProblem("twice", "\(field.key) is given twice, once as \(key.shortened).")
            }
            if member.isEmpty { continue }
            do {
                let value = try field.type.read(member)
                values[field.slot] = value.isBlank ? nil : value
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

    /// Without references, which only a register could fill, unless the row makes no sense without.
    func sample(_ number: Int) -> Value {
        .row(
            fields.map { field in
                field.type.target == nil || field.specification.isRequired ? field.type.sample(number) : nil
            })
    }

    var declarationProblems: [DeclarationProblem] {
        let strangers = (layout?.strangers ?? []).map {
            DeclarationProblem(.stranger, "“\($0)” in a row is no field")
        }
        let keys = fields.flatMap { [$0.key] + $0.specification.aliases }
        let twice = Set(keys.filter { key in keys.count { $0 == key } > 1 }).sorted().map {
            DeclarationProblem(.sameKey, "two fields of a row have the key “\($0)”")
        }
        let computed = fields.filter { !$0.isStored }.map {
            DeclarationProblem(.computedInRow, "\($0.key) is computed; a row holds only what is stored")
        }
        return strangers + twice + computed
            + fields.filter { $0.label.isEmpty }.map { DeclarationProblem(.noLabel, "\($0.key) has no label") }
            + fields.flatMap(\.type.declarationProblems)
    }

    private func pairs(_ value: Value) -> [(field: DeclaredField, value: Value)] {
        guard case .row(let values) = value else { return [] }
        return fields.compactMap { field in
            field.slot < values.count ? values[field.slot].map { (field, $0) } : nil
        }
    }
}

extension JSON {
    /// Says nothing: `null`, a text of white space only, an empty list or object. A field given so is cleared.
    package var isEmpty: Bool {
        switch self {
        case .null: true
        case .string(let text): text.trimmingOuterSpace().isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        case .bool, .integer, .number: false
        }
    }
}
