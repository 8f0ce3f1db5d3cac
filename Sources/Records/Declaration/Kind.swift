import Ledger

/// A kind of record as the machinery reads it: names, fields and life cycle, without the kind's own Swift type.
package final class Kind: Sendable {
    /// The name in JSON and files: "AISystem".
    package let name: String
    package let about: About
    /// Base fields first, then the kind's own, by slot.
    package let fields: [DeclaredField]
    package let lifecycle: LifecycleTable
    /// Its place among all kinds.
    package let ordinal: Int
    let strangers: [String]
    /// By slot; `nil` for what is stored.
    let computations: [FieldSpecification.Computation?]
    /// Those that can point to records.
    let pointing: [DeclaredField]
    private let slots: [String: Int]

    init<K: RecordKind>(_ type: K.Type, ordinal: Int) {
        name = String(describing: type)
        about = K.about
        lifecycle = K.lifecycle.table
        self.ordinal = ordinal
        let own = FieldReader.fields(of: K(), firstSlot: BaseFields.count)
        fields = BaseFields.layout.fields + own.fields
        precondition(fields.count <= Read.fieldsMax, "so many fields are not told apart")
        strangers = own.strangers
        computations = fields.map(\.specification.compute)
        pointing = fields.filter { !$0.type.targets.isEmpty }
        slots = Dictionary(
            fields.flatMap { field in ([field.key] + field.specification.aliases).map { ($0, field.slot) } }
        ) { first, _ in first }
    }

    /// The field with this key, or with this key in an earlier release.
    package func field(_ key: String) -> DeclaredField? {
        slots[key].map { fields[$0] }
    }

    package var ownFields: ArraySlice<DeclaredField> { fields[BaseFields.count...] }

    /// The slot of a property of a kind.
    package static func slot<K: RecordKind>(_ path: PartialKeyPath<K>) -> Int {
        BaseFields.count + FieldReader.position(path)
    }

    /// The slot of a base field.
    package static func slot(base path: PartialKeyPath<BaseFields>) -> Int {
        FieldReader.position(path)
    }

    /// What names a record in a list.
    package func title(of content: RecordContent) -> String {
        guard let field = field(about.naming), let value = content[field.slot] else { return content.id.text }
        return field.type.show(value)
    }
}

extension Kind: Hashable {
    package static func == (left: Kind, right: Kind) -> Bool { left === right }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
