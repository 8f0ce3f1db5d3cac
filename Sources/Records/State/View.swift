package import Ledger

/// The register as of a day, as known at an entry. Past states are folded on demand and kept for the life of the view.
package struct View: Sendable {
    private let frame: Frame
    private let reads: ReadLog?

    /// - Parameters:
    ///   - day: nothing later counts.
    ///   - knownAt: only entries up to this one count; `nil` is all.
    ///   - today: the day on which the question is asked; from then on the present store answers.
    ///   - earlier: a view of an earlier register of the same ledger; what it worked out is taken over with what changed since.
    package init(
        _ register: Register, asOf day: Day, knownAt: EntryIndex? = nil, today: Day, after earlier: View? = nil
    ) {
        let isLatest = day >= today && (knownAt.map { $0.value + 1 >= register.size.value } ?? true)
        frame = Frame(register: register, day: day, knownAt: knownAt, isLatest: isLatest, after: earlier?.frame)
        reads = nil
    }

    private init(_ frame: Frame, reads: ReadLog?) {
        self.frame = frame
        self.reads = reads
    }

    /// The same view, noting in `log` what is read through it.
    package func noting(in log: ReadLog) -> View { View(frame, reads: log) }

    package var register: Register { frame.register }
    package var declarations: Declarations { frame.register.declarations }
    /// The day in question; nothing later counts.
    package var day: Day { frame.day }
    /// Only entries up to this one count; `nil` is all.
    package var knownAt: EntryIndex? { frame.knownAt }
    package var zone: TimeZoneRules { frame.register.zone }
    /// Whether it shows the latest contents, with nothing left out.
    package var isLatest: Bool { frame.isLatest }

    /// The last entry this view knows.
    package var lastEntry: EntryIndex? {
        guard register.size.value > 0 else { return nil }
        let last = EntryIndex(register.size.value - 1)
        return min(knownAt ?? last, last)
    }

    /// A record as it was; one that was disposed of is its tombstone (`isDisposed`).
    package func record(_ id: RecordID) -> RecordContent? {
        guard let kind = declarations.kind(of: id) else { return nil }
        reads?.note(.record(kind, number: id.number))
        return frame.content(id, of: kind)
    }

    /// The same of a record that is named by its number, without noting it; one that was disposed of is left out.
    package func content(of kind: Kind, number: Int) -> RecordContent? { frame.content(of: kind, number: number) }

    /// All records of a kind in order of their numbers, disposed ones left out.
    package func records(of kind: Kind) -> [RecordContent] {
        reads?.note(.register(kind))
        return frame.contents(of: kind)
    }

    package func all<K: RecordKind>(_ type: K.Type) -> [Record<K>] {
        records(of: declarations.kind(type)).map { Record(content: $0, view: self) }
    }

    package func record<K: RecordKind>(_ id: RecordID, as type: K.Type) -> Record<K>? {
        declarations.kind(of: id) == declarations.kind(type)
            ? record(id).map { Record(content: $0, view: self) } : nil
    }

    /// The changes of a record that this view knows, in order of business time; those too that show only on earlier days.
    package func changes(of id: RecordID) -> [Change] {
        noteRecord(id)
        return frame.register.history(id)?.changes(asOf: day, knownAt: knownAt, zone: zone) ?? []
    }

    /// Looks at the outline of every change of a record, also of those that this view does not know.
    package func eachOutline(of id: RecordID, _ look: (ChangeOutline) -> Void) {
        noteRecord(id)
        frame.register.history(id)?.eachOutline(look)
    }

    /// The latest entry about a record that this view knows; no change is read for it.
    package func lastEntry(of id: RecordID) -> EntryIndex? {
        noteRecord(id)
        return frame.register.history(id)?.lastEntry(asOf: day, knownAt: knownAt, zone: zone)
    }

    /// The steps of the life cycle among them; no change is made for it.
    package func stepOutlines(of id: RecordID) -> [StepOutline] {
        noteRecord(id)
        return frame.register.history(id)?.stepOutlines(asOf: day, knownAt: knownAt, zone: zone) ?? []
    }

    /// The change that an entry holds; `nil` when that is none of the record.
    package func change(of id: RecordID, in entry: EntryIndex) -> Change? {
        noteRecord(id)
        return frame.register.history(id)?.change(in: entry)
    }

    /// The changes that make up the record in this view.
    func changesShown(of id: RecordID) -> [Change] {
        noteRecord(id)
        return frame.register.history(id)?.changesShown(asOf: day, knownAt: knownAt, zone: zone) ?? []
    }

    /// Records of `kind` whose field at `slot` points to `id`.
    package func records(of kind: Kind, pointingTo id: RecordID, through slot: Int) -> [RecordContent] {
        reads?.note(
            .pointers(kind, slot: slot, target: declarations.kind(of: id), number: id.number))
        return frame.contents(pointingTo: id, from: kind, through: slot)
    }

    private func noteRecord(_ id: RecordID) {
        guard let reads, let kind = declarations.kind(of: id) else { return }
        reads.note(.record(kind, number: id.number))
    }

    /// Records of `K` that point to `id` through the field: `view.all(RoleAssignment.self, \.person, pointingTo: id)`.
    package func all<K: RecordKind>(_ type: K.Type, _ path: PartialKeyPath<K>, pointingTo id: RecordID) -> [Record<K>] {
        records(of: declarations.kind(type), pointingTo: id, through: Kind.slot(path))
            .map { Record(content: $0, view: self) }
    }
}
