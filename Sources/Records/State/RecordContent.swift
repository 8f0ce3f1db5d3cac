package import Ledger

/// What a record holds at one point of view: its state and values, and who brought it there.
///
/// One word wide: scans and lists pass very many of them on.
package struct RecordContent: Equatable, Sendable {
    /// Always one. An array is a box that copies share, and that is changed in its place while nobody shares it.
    private var held: [Held]

    /// Who did something and when.
    package struct Mark: Sendable, Hashable {
        package let at: BusinessTime
        package let by: RecordID
        /// Who wrote it into the ledger: of a recorded act another than whose it was, or not.
        package let enteredBy: RecordID
        package let sequence: EntryIndex

        fileprivate init(_ change: Change) {
            (at, by, enteredBy, sequence) = (change.at, change.by, change.enteredBy, change.sequence)
        }

        fileprivate init(entry change: Change) {
            (at, by, enteredBy) = (.moment(change.enteredAt), change.enteredBy, change.enteredBy)
            sequence = change.sequence
        }

        /// Whether a person did it or told it: duties that must differ differ from both.
        package func isWork(of person: RecordID) -> Bool { by == person || enteredBy == person }
    }

    init(beginning change: Change, kind: Kind) {
        held = [Held(beginning: change, kind: kind)]
    }

    /// Takes over what a change set. Total: what is history is never refused.
    ///
    /// - Parameter place: the entry that will hold the change, where that is not written yet.
    mutating func apply(_ change: Change, in place: EntryIndex? = nil) {
        held[0].apply(change, in: place ?? change.sequence)
    }

    package var id: RecordID { held[0].id }
    package var kind: Kind { held[0].kind }
    package var state: String { held[0].state }
    /// By slot; base fields first.
    package var values: [Value?] { held[0].values }
    /// The number of the latest change in this view.
    package var version: Int { held[0].version }
    /// The act that created it; as long as that lies ahead of the view, the first thing that was told about it.
    package var created: Mark { held[0].created }
    /// The last change in business time.
    package var updated: Mark { held[0].updated }
    /// When and by whom the latest entry in this view was written into the ledger.
    package var entered: Mark { held[0].entered }
    /// The latest change of what an approval would speak of.
    package var edited: Mark { held[0].edited }
    /// The day and act with which it came into its state.
    package var entry: Mark { held[0].entry }
    /// Disposed of after retention: only the id is left.
    package var isDisposed: Bool { held[0].isDisposed }

    /// The value at a slot, without a copy of all of them.
    package subscript(slot: Int) -> Value? { held[0].values[slot] }
}

extension RecordContent {
    fileprivate struct Held: Equatable, Sendable {
        let id: RecordID
        let kind: Kind
        var state: String
        var values: [Value?]
        /// Of what an approval would speak of: what lies beside its entry, or lay there until it was erased.
        var sealed: [SealedPlace] = []
        var version = 0
        var created: Mark
        var updated: Mark
        var entered: Mark
        var edited: Mark
        var entry: Mark
        var isDisposed = false

        init(beginning change: Change, kind: Kind) {
            let mark = Mark(change)
            id = change.record
            self.kind = kind
            state = kind.lifecycle.initial
            values = [Value?](repeating: nil, count: kind.fields.count)
            created = mark
            updated = mark
            entered = Mark(entry: change)
            edited = mark
            entry = mark
            apply(change, in: change.sequence)
        }

        mutating func apply(_ change: Change, in place: EntryIndex) {
            let mark = Mark(change)
            if change.act == .create { created = mark }
            for assignment in change.assignments where assignment.slot < values.count {
                values[assignment.slot] = assignment.value
                guard kind.fields[assignment.slot].specification.isContent else { continue }
                edited = mark
                seal(assignment, in: place)
            }
            if let step = change.step {
                state = step.to
                entry = mark
            }
            version = max(version, change.version)
            updated = mark
            if change.sequence >= entered.sequence {
                entered = Mark(entry: change)
            }
            if change.act == .dispose {
                isDisposed = true
                values = [Value?](repeating: nil, count: values.count)
                sealed = []
            }
        }

        private mutating func seal(_ assignment: Assignment, in entry: EntryIndex) {
            let field = kind.fields[assignment.slot]
            guard field.slot >= BaseFields.count, field.isStored else { return }
            sealed.removeAll { $0.slot == assignment.slot }
            if assignment.isSealed { sealed.append(SealedPlace(slot: assignment.slot, entry: entry)) }
        }
    }

    /// Which entry sealed the value of a field. The tree holds the entry fast, and the entry the value by its digest.
    fileprivate struct SealedPlace: Equatable, Sendable {
        let slot: Int
        let entry: EntryIndex
    }
}

extension RecordContent {
    package var stateRow: LifecycleTable.StateRow? { kind.lifecycle.state(state) }

    package func value(_ field: DeclaredField, in view: View) -> Value? {
        value(atSlot: field.slot, in: view)
    }

    package func value(atSlot slot: Int, in view: View) -> Value? {
        if let compute = kind.computations[slot] { compute(self, view) } else { self[slot] }
    }

    /// Every record this one points to, with the field that does.
    package var references: [(field: DeclaredField, id: RecordID)] {
        kind.pointing.flatMap { field in
            (self[field.slot].map(field.type.references) ?? []).map { (field, $0) }
        }
    }

    /// The digest of what an approval speaks of: the content fields as canonical JSON, sorted by key (rule 10). A value that can be
    /// erased stands in it with the entry that sealed it, so that erasing it changes no digest
    /// (docs/decisions/020-content-digests.md).
    ///
    /// Without the id, and without what is empty, so that a field added to the declaration later leaves it as it is.
    package var contentDigest: Digest {
        let sealed = held[0].sealed
        if sealed.isEmpty { return valuesDigest }
        let open = contentValues.filter { value in !sealed.contains { $0.slot == value.field.slot } }
        let places = sealed.map { (kind.fields[$0.slot].key, JSON.integer(Int64($0.entry.value))) }
        let content: JSON = [
            "open": RecordContent.object(open), "sealed": .object(Dictionary(places) { first, _ in first }),
        ]
        return Digest(of: content.bytes)
    }

    /// The digest over the values themselves, as approvals of earlier releases hold it. Of no use once one of them was erased.
    private var valuesDigest: Digest { Digest(of: RecordContent.object(contentValues).bytes) }

    /// Every digest by which an approval, of this release or an earlier one, says that it speaks of the content the record has.
    package var contentDigests: Set<Digest> {
        let isWhole = held[0].sealed.allSatisfy { self[$0.slot] != nil }
        return isWhole ? [contentDigest, valuesDigest] : [contentDigest]
    }

    /// Whether a digest, as text, is one of the content that the record has.
    package func hasContent(of digest: String?) -> Bool {
        digest.flatMap { Digest(hex: $0) }.map(contentDigests.contains) ?? false
    }

    private var contentValues: [(field: DeclaredField, value: Value)] {
        kind.ownFields.compactMap { field in
            guard field.specification.isContent, field.isStored, let value = self[field.slot] else { return nil }
            return (field, value)
        }
    }

    private static func object(_ values: [(field: DeclaredField, value: Value)]) -> JSON {
        .object(Dictionary(values.map { ($0.field.key, $0.field.type.json($0.value)) }) { first, _ in first })
    }
}

/// A record with its kind's own types: `system.ownerSO` is a `Reference<Person>?`.
@dynamicMemberLookup
package struct Record<K: RecordKind>: Sendable {
    package let content: RecordContent
    package let view: View

    package init(content: RecordContent, view: View) {
        self.content = content
        self.view = view
    }

    package var id: RecordID { content.id }

    /// `nil` when the record is in a state that this release does not know.
    package var state: K.State? { K.State(rawValue: content.state) }

    /// A key-path look-up each; code that reads a field of very many records takes the slot once (`Kind.slot`).
    package subscript<V: FieldValue>(dynamicMember path: KeyPath<K, Field<V>>) -> V? {
        content.value(atSlot: Kind.slot(path), in: view).flatMap(V.init)
    }

    package subscript<V: FieldValue>(dynamicMember path: KeyPath<BaseFields, Field<V>>) -> V? {
        content[Kind.slot(base: path)].flatMap(V.init)
    }
}

extension Reference where K: RecordKind {
    /// The record it leads to, if it exists in this view.
    package func record(in view: View) -> Record<K>? {
        view.record(id).flatMap { content in
            content.kind == view.declarations.kind(K.self) ? Record(content: content, view: view) : nil
        }
    }
}
