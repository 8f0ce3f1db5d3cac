package import Ledger

/// What a record holds at one point of view: its state and values, and who brought it there.
///
/// One word wide: scans and lists pass very many of them on. As it comes from its history no value is made before somebody asks
/// for it.
package struct RecordContent: Sendable {
    private var form: Form

    /// Who did something and when.
    package struct Mark: Sendable {
        package let at: BusinessTime
        package let sequence: EntryIndex
        private let people: People

        /// Most marks are asked for their time only.
        private enum People: Sendable {
            case known(by: RecordID, enteredBy: RecordID)
            case inChange(PackedChange, Kind)
        }

        fileprivate init(_ change: Change) {
            (at, sequence) = (change.at, change.sequence)
            people = .known(by: change.by, enteredBy: change.enteredBy)
        }

        fileprivate init(entry change: Change) {
            (at, sequence) = (.moment(change.enteredAt), change.sequence)
            people = .known(by: change.enteredBy, enteredBy: change.enteredBy)
        }

        fileprivate init(_ change: PackedChange, _ kind: Kind) {
            (at, sequence) = (change.outline.at, change.outline.sequence)
            people = .inChange(change, kind)
        }

        fileprivate init(entry change: PackedChange, _ kind: Kind) {
            self.init(entry: change.change(of: kind))
        }

        package var by: RecordID {
            switch people {
            case .known(let by, _): by
            case .inChange(let change, let kind): change.change(of: kind).by
            }
        }

        /// Who wrote it into the ledger: of a recorded act another than whose it was, or not.
        package var enteredBy: RecordID {
            switch people {
            case .known(_, let enteredBy): enteredBy
            case .inChange(let change, let kind): change.change(of: kind).enteredBy
            }
        }

        /// Whether a person did it or told it: duties that must differ differ from both.
        package func isWork(of person: RecordID) -> Bool { by == person || enteredBy == person }
    }

    init(beginning change: Change, kind: Kind) {
        form = .made([Made(beginning: change, kind: kind)])
    }

    /// What those of the changes amount to that are shown; `nil` when there are none.
    init?(folding changes: [PackedChange], of kind: Kind, where isShown: (PackedChange) -> Bool = { _ in true }) {
        if FoldedChanges.canHold(changes) {
            guard let folded = FoldedChanges(changes, of: kind, where: isShown) else { return nil }
            form = .folded(folded)
        } else {
            let shown = changes.lazy.filter(isShown).map { $0.change(of: kind) }
            guard let first = shown.first else { return nil }
            var made = Made(beginning: first, kind: kind)
            for change in shown.dropFirst() { made.apply(change, in: change.sequence) }
            form = .made([made])
        }
    }

    /// Takes over what a change set. Total: what is history is never refused.
    ///
    /// - Parameter place: the entry that will hold the change, where that is not written yet.
    mutating func apply(_ change: Change, in place: EntryIndex? = nil) {
        var held = made
        // Nobody else may hold on to it, so that it is changed in its place.
        form = .made([])
        held[0].apply(change, in: place ?? change.sequence)
        form = .made(held)
    }

    /// Whether its values are held, and not read from its changes.
    var isMade: Bool {
        switch form {
        case .folded: false
        case .made: true
        }
    }
}

extension RecordContent {
    package var id: RecordID {
        switch form {
        case .folded(let folded): folded.id
        case .made(let held): held[0].id
        }
    }

    package var kind: Kind {
        switch form {
        case .folded(let folded): folded.kind
        case .made(let held): held[0].kind
        }
    }

    package var state: String {
        switch form {
        case .folded(let folded): folded.state
        case .made(let held): held[0].state
        }
    }

    /// The place of the state in its life cycle; `nil` for one that is not declared.
    var stateOrdinal: Int? {
        switch form {
        case .folded(let folded): folded.stateOrdinal
        case .made(let held): held[0].kind.lifecycle.ordinal(of: held[0].state)
        }
    }

    /// The number of the latest change in this view.
    package var version: Int {
        switch form {
        case .folded(let folded): folded.version
        case .made(let held): held[0].version
        }
    }

    /// Disposed of after retention: only the id is left.
    package var isDisposed: Bool {
        switch form {
        case .folded(let folded): folded.isDisposed
        case .made(let held): held[0].isDisposed
        }
    }

    /// By slot; base fields first. Makes all of them: whoever wants one asks for that.
    package var values: [Value?] {
        switch form {
        case .folded(let folded): folded.values
        case .made(let held): held[0].values
        }
    }

    /// The value at a slot; no other is made for it.
    package subscript(slot: Int) -> Value? {
        switch form {
        case .folded(let folded): folded[slot]
        case .made(let held): held[0].values[slot]
        }
    }

    /// Whether the value at a slot says something; it is not made for that.
    package func says(_ slot: Int) -> Bool {
        switch form {
        case .folded(let folded): folded.says(slot)
        case .made(let held): held[0].values[slot]?.saysSomething ?? false
        }
    }
}

// MARK: Who brought it there

extension RecordContent {
    /// The act that created it; as long as that lies ahead of the view, the first thing that was told about it.
    package var created: Mark {
        switch form {
        case .folded(let folded): Mark(folded.change(folded.marks.created), folded.kind)
        case .made(let held): held[0].created
        }
    }

    /// The last change in business time.
    package var updated: Mark {
        switch form {
        case .folded(let folded): Mark(folded.change(folded.marks.updated), folded.kind)
        case .made(let held): held[0].updated
        }
    }

    /// When and by whom the latest entry in this view was written into the ledger.
    package var entered: Mark {
        switch form {
        case .folded(let folded): Mark(entry: folded.change(folded.marks.entered), folded.kind)
        case .made(let held): held[0].entered
        }
    }

    /// The latest change of what an approval would speak of.
    package var edited: Mark {
        switch form {
        case .folded(let folded): Mark(folded.change(folded.marks.edited), folded.kind)
        case .made(let held): held[0].edited
        }
    }

    /// The day and act with which it came into its state.
    package var entry: Mark {
        switch form {
        case .folded(let folded): Mark(folded.change(folded.marks.entry), folded.kind)
        case .made(let held): held[0].entry
        }
    }

    /// The number in the ledger of the latest entry in this view.
    package var lastEntered: EntryIndex {
        switch form {
        case .folded(let folded): folded.change(folded.marks.entered).outline.sequence
        case .made(let held): held[0].entered.sequence
        }
    }
}

extension RecordContent.Mark: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.at == right.at && left.sequence == right.sequence && left.by == right.by
            && left.enteredBy == right.enteredBy
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(at)
        hasher.combine(sequence)
    }
}

// MARK: In which form it is held

extension RecordContent: Equatable {
    private enum Form: Sendable {
        /// As it comes from its history.
        case folded(FoldedChanges)
        /// Always one. An array is a box that copies share, and that is changed in its place while nobody shares it.
        case made([Made])
    }

    package static func == (left: RecordContent, right: RecordContent) -> Bool {
        if case .folded(let one) = left.form, case .folded(let other) = right.form, one === other { return true }
        return left.made == right.made
    }

    private var sealed: [SealedPlace] {
        switch form {
        case .folded(let folded): folded.sealed
        case .made(let held): held[0].sealed
        }
    }

    private var made: [Made] {
        switch form {
        case .folded: [Made(self)]
        case .made(let held): held
        }
    }

    /// With all values made.
    fileprivate struct Made: Equatable, Sendable {
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

        init(_ content: RecordContent) {
            (id, kind, state, values) = (content.id, content.kind, content.state, content.values)
            (created, updated, entered) = (content.created, content.updated, content.entered)
            (edited, entry) = (content.edited, content.entry)
            (version, isDisposed, sealed) = (content.version, content.isDisposed, content.sealed)
        }

        mutating func apply(_ change: Change, in place: EntryIndex) {
            let mark = Mark(change)
            if change.act == .create { created = mark }
            for assignment in change.assignments where assignment.slot < values.count {
                values[assignment.slot] = assignment.value
                guard kind.isContent[assignment.slot] else { continue }
                edited = mark
                sealed.seal(assignment.slot, isSealed: assignment.isSealed, in: place, kind)
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
    }
}

/// Which entry sealed the value of a field. The tree holds the entry fast, and the entry the value by its digest.
struct SealedPlace: Equatable, Sendable {
    let slot: Int
    let entry: EntryIndex
}

extension [SealedPlace] {
    /// After a field of the content was set by an entry.
    mutating func seal(_ slot: Int, isSealed: Bool, in entry: EntryIndex, _ kind: Kind) {
        guard slot >= BaseFields.count, !kind.isComputed[slot] else { return }
        removeAll { $0.slot == slot }
        if isSealed { append(SealedPlace(slot: slot, entry: entry)) }
    }
}

extension RecordContent {
    package var stateRow: LifecycleTable.StateRow? { kind.lifecycle.state(state) }

    package func value(_ field: DeclaredField, in view: View) -> Value? {
        value(atSlot: field.slot, in: view)
    }

    package func value(atSlot slot: Int, in view: View) -> Value? {
        let kind = kind
        guard kind.isComputed[slot], let compute = kind.computations[slot] else { return self[slot] }
        return compute(self, view)
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
        let sealed = sealed
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
        let isWhole = sealed.allSatisfy { self[$0.slot] != nil }
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
    package var state: K.State? { content.kind.state(content, as: K.State.self) }

    /// A key-path look-up each; code that reads a field of very many records takes the slot once (`Kind.slot`).
    package subscript<V: FieldValue>(dynamicMember path: KeyPath<K, Field<V>>) -> V? {
        // Written out: other targets come here without knowing `V`, and then a closure costs more than all the rest.
        guard let value = content.value(atSlot: Kind.slot(path), in: view) else { return nil }
        return V(value)
    }

    package subscript<V: FieldValue>(dynamicMember path: KeyPath<BaseFields, Field<V>>) -> V? {
        guard let value = content[Kind.slot(base: path)] else { return nil }
        return V(value)
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
