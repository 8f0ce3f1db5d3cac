package import Ledger
internal import Synchronization

/// All changes of one record and what they amount to today.
///
/// The changes stand in order of business time. One that is only a day is in order with everything on that day; there, and
/// where times are equal, the later entry stands behind. So a later entry never changes how earlier ones stand to each other,
/// and what was known at an entry is what is left when the later ones are taken out.
///
/// Changes are held packed. The outlines answer most questions; a change is read when somebody asks for it.
package final class RecordHistory: Sendable {
    package let kind: Kind
    package let id: RecordID
    /// The number of the latest entry, whether it was told or made, and whether it shows today or not.
    package let version: Int
    let packed: [PackedChange]
    /// The first act made in the product, if there is one.
    let firstAct: FirstAct?
    /// Filled by whoever asks first.
    private let kept = AtomicLazyReference<Kept>()

    /// Where in the ledger and when in the world a record was first acted on.
    struct FirstAct: Hashable, Sendable {
        let sequence: EntryIndex
        let at: BusinessTime
    }

    private final class Kept: Sendable {
        let content: RecordContent
        init(_ content: RecordContent) { self.content = content }
    }

    package convenience init(first change: Change, kind: Kind) {
        let outline = ChangeOutline(change)
        self.init(
            kind: kind, id: change.record, packed: [PackedChange(change, outline, of: kind, isHidden: false)],
            version: change.version, firstAct: FirstAct(outline))
    }

    init(kind: Kind, id: RecordID, packed: [PackedChange], version: Int, firstAct: FirstAct?) {
        precondition(!packed.isEmpty, "a record begins with a change")
        self.kind = kind
        self.id = id
        self.packed = packed
        self.version = version
        self.firstAct = firstAct
    }

    /// All of them, read anew at each call.
    package var changes: [Change] { packed.map { $0.change(of: kind) } }

    /// What is known of the changes without reading them, in their order.
    package var outlines: some RandomAccessCollection<ChangeOutline> { packed.lazy.map(\.outline) }

    /// Looks at the outline of every change, in their order. For loops over a whole register; there it is faster than `outlines`.
    package func eachOutline(_ look: (ChangeOutline) -> Void) {
        for change in packed { look(change.outline) }
    }

    /// Looks at every value that some change puts into a field, in the order of the changes; nothing else is read.
    func eachValue(at slot: Int, _ look: (Value) -> Void) {
        for change in packed { change.eachValue(at: slot, of: kind, look) }
    }

    /// Every record that some change points to, with the slot of the field that does.
    package var pointers: [(slot: Int, target: RecordID)] {
        changes.flatMap(\.assignments).flatMap { assignment -> [(slot: Int, target: RecordID)] in
            guard assignment.slot < kind.fields.count, let value = assignment.value else { return [] }
            return kind.fields[assignment.slot].type.references(value).map { (assignment.slot, $0) }
        }
    }

    /// The changes that are steps of the life cycle, in their order.
    package var steps: some Sequence<Change> { packed.lazy.filter(\.outline.hasStep).map(read) }

    /// The change that an entry holds; `nil` when that is none of this record.
    package func change(in entry: EntryIndex) -> Change? {
        packed.first { $0.outline.sequence == entry }?.change(of: kind)
    }

    /// Whether only a tombstone is left.
    package var isDisposed: Bool { packed.contains { $0.outline.act == .dispose } }

    /// As known now, with nothing left out.
    package var latest: RecordContent {
        if let kept = kept.load() { return kept.content }
        let content = RecordContent(folding: packed, of: kind) { !$0.isHidden }
        guard let content else { preconditionFailure("the first act of a record is never hidden") }
        return kept.storeIfNil(Kept(content)).content
    }

    private func read(_ packed: PackedChange) -> Change { packed.change(of: kind) }
}

extension RecordHistory {
    /// With one more change. Total, like everything that takes in what is history.
    package func adding(_ change: Change, zone: TimeZoneRules) -> RecordHistory {
        let outline = ChangeOutline(change)
        let place = place(of: change.at, zone: zone)
        var all = packed
        let isHidden = firstAct?.hides(outline, zone: zone) ?? false
        all.insert(PackedChange(change, outline, of: kind, isHidden: isHidden), at: place)
        let history = RecordHistory(
            kind: kind, id: id, packed: all, version: max(version, change.version),
            firstAct: firstAct ?? FirstAct(outline))
        if place == packed.count { history.keep(content: kept.load()?.content, after: change) }
        return history
    }

    /// Spares whoever asks next to read everything again, where that is much.
    private func keep(content: RecordContent?, after change: Change) {
        guard var content, content.isMade else { return }
        content.apply(change)
        _ = kept.storeIfNil(Kept(content))
    }

    /// With one value gone from one entry, under its key there, and with the change that says so.
    func erasing(_ key: String, in sequence: EntryIndex, by change: Change, zone: TimeZoneRules) -> RecordHistory {
        let all = packed.map {
            $0.outline.sequence == sequence ? $0.replaced(by: read($0).erasing(key, of: kind), kind) : $0
        }
        return RecordHistory(kind: kind, id: id, packed: all, version: version, firstAct: firstAct)
            .adding(change, zone: zone)
    }

    /// With nothing left but that it was.
    func disposed(by change: Change) -> RecordHistory {
        let left = packed.map { read($0).emptied(of: kind) }.sorted { $0.sequence < $1.sequence } + [change]
        return RecordHistory(
            kind: kind, id: id,
            packed: left.map { PackedChange($0, ChangeOutline($0), of: kind, isHidden: false) },
            version: max(version, change.version), firstAct: nil)
    }

    /// In front of the first change that is later beyond doubt.
    private func place(of time: BusinessTime, zone: TimeZoneRules) -> Int {
        packed.firstIndex { !$0.outline.at.isInOrder(before: time, in: zone) } ?? packed.count
    }
}

extension RecordHistory {
    /// The record at the end of `day` as known at `knownAt`; `nil` when it was not there. `nil` for a bound means: no bound.
    ///
    /// Of a record that was disposed of, every view has the tombstone: what it held is nowhere any more.
    package func content(asOf day: Day?, knownAt: EntryIndex?, zone: TimeZoneRules) -> RecordContent? {
        let bounds = Bounds(day: day, knownAt: knownAt, zone: zone)
        if isDisposed { return packed.contains { bounds.hold($0.outline) } ? latest : nil }
        if packed.allSatisfy({ bounds.hold($0.outline) }) { return latest }
        let hides = firstAct.map(bounds.hold) ?? false
        return RecordContent(folding: packed, of: kind) { bounds.hold($0.outline) && !(hides && $0.isHidden) }
    }

    /// The changes that make up what `content` answers with the same bounds, in their order.
    package func changesShown(asOf day: Day?, knownAt: EntryIndex?, zone: TimeZoneRules) -> [Change] {
        shown(within: Bounds(day: day, knownAt: knownAt, zone: zone)).map(read)
    }

    /// The changes that somebody with these bounds knows, in their order; those too that show only on earlier days.
    package func changes(asOf day: Day?, knownAt: EntryIndex?, zone: TimeZoneRules) -> [Change] {
        let bounds = Bounds(day: day, knownAt: knownAt, zone: zone)
        return packed.filter { bounds.hold($0.outline) }.map(read)
    }

    /// The latest entry that somebody with these bounds knows.
    func lastEntry(asOf day: Day?, knownAt: EntryIndex?, zone: TimeZoneRules) -> EntryIndex? {
        let bounds = Bounds(day: day, knownAt: knownAt, zone: zone)
        return packed.lazy.map(\.outline).filter(bounds.hold).map(\.sequence).max()
    }

    /// The steps of the life cycle among them; no change is made for it.
    package func stepOutlines(asOf day: Day?, knownAt: EntryIndex?, zone: TimeZoneRules) -> [StepOutline] {
        let bounds = Bounds(day: day, knownAt: knownAt, zone: zone)
        return packed.lazy.filter { $0.outline.hasStep && bounds.hold($0.outline) }.map(\.step)
    }

    private func shown(within bounds: Bounds) -> [PackedChange] {
        let hides = firstAct.map(bounds.hold) ?? false
        return packed.filter { bounds.hold($0.outline) && !(hides && $0.isHidden) }
    }

    /// The record as it stood when something happened at `time`; `nil` when it was not there yet.
    func content(before time: BusinessTime, zone: TimeZoneRules) -> RecordContent? {
        let hides = firstAct?.at.isInOrder(before: time, in: zone) ?? false
        let earlier = Array(packed.prefix(place(of: time, zone: zone)))
        return RecordContent(folding: earlier, of: kind) { !(hides && $0.isHidden) }
    }

    /// What of a history is looked at. `nil` for a bound means: no bound.
    private struct Bounds {
        let day: Day?
        let knownAt: EntryIndex?
        let zone: TimeZoneRules

        func hold(_ outline: ChangeOutline) -> Bool { hold(outline.sequence, outline.at) }
        func hold(_ act: FirstAct) -> Bool { hold(act.sequence, act.at) }

        private func hold(_ sequence: EntryIndex, _ at: BusinessTime) -> Bool {
            if let knownAt, sequence > knownAt { return false }
            guard let day else { return true }
            return at.day(in: zone) <= day
        }
    }
}

extension RecordHistory.FirstAct {
    /// `nil` when the change was not made in the product.
    init?(_ outline: ChangeOutline) {
        guard outline.isMade else { return nil }
        self.init(sequence: outline.sequence, at: outline.at)
    }

    /// History told after the first act in the product, about the time before it, shows only on the days before that act.
    func hides(_ outline: ChangeOutline, zone: TimeZoneRules) -> Bool {
        outline.isRecorded && outline.sequence > sequence && !at.isInOrder(before: outline.at, in: zone)
    }
}
