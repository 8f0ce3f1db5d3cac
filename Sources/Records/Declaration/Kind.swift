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
    let isComputed: [Bool]
    /// By slot: part of what an approval speaks of.
    let isContent: [Bool]
    /// Those that can point to records.
    let pointing: [DeclaredField]
    private let states: any AnyObject & Sendable
    private let letters: UInt64
    private let slots: [String: Int]

    init<K: RecordKind>(_ type: K.Type, ordinal: Int) {
        name = String(describing: type)
        about = K.about
        lifecycle = K.lifecycle.table
        self.ordinal = ordinal
        let own = FieldReader.fields(of: K(), firstSlot: BaseFields.count)
        fields = BaseFields.layout.fields + own.fields
        precondition(BaseFields.layout.fields.count == BaseFields.count, "every property of them is a field")
        precondition(fields.count <= Read.fieldsMax, "so many fields are not told apart")
        strangers = own.strangers
        computations = fields.map(\.specification.compute)
        isComputed = computations.map { $0 != nil }
        isContent = fields.map(\.specification.isContent)
        states = StatesOf(Array(K.State.allCases))
        letters = RecordID.letters(K.about.prefix.utf8) ?? 0
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

    /// The id of a record of the kind, for numbers given by a register.
    package func id(_ number: Int) -> RecordID { RecordID(letters: letters, number: number, digits: about.digits) }

    /// A state with the kind's own type; `nil` for one that this release does not know, and for another kind's.
    func state<State: Choice>(_ content: RecordContent, as type: State.Type) -> State? {
        guard let states = states as? StatesOf<State> else { return State(rawValue: content.state) }
        return content.stateOrdinal.map { states.all[$0] }
    }

    /// What names a record in a list.
    package func title(of content: RecordContent) -> String {
        guard let field = field(about.naming), let value = content[field.slot] else { return content.id.text }
        return field.type.show(value)
    }
}

/// The states of a kind in their order. They are asked for much too often to look for one by its name.
private final class StatesOf<State: Choice>: Sendable {
    let all: [State]

    init(_ all: [State]) { self.all = all }
}

extension Kind: Hashable {
    package static func == (left: Kind, right: Kind) -> Bool { left === right }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
