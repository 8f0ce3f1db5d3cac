package import Ledger

/// All changes of one record and what they amount to today.
///
/// The changes stand in order of business time. One that is only a day is in order with everything on that day; there, and
/// where times are equal, the later entry stands behind. So a later entry never changes how earlier ones stand to each other,
/// and what was known at an entry is what is left when the later ones are taken out.
package final class RecordHistory: Sendable {
    package let kind: Kind
    package let changes: [Change]
    package var id: RecordID { latest.id }
    /// As known now, with nothing left out.
    package let latest: RecordContent
    /// The number of the latest entry, whether it was told or made, and whether it shows today or not.
    package let version: Int
    /// The first act made in the product, if there is one.
    private let firstAct: (sequence: EntryIndex, at: BusinessTime)?

    package convenience init(first change: Change, kind: Kind, zone: TimeZoneRules) {
        self.init(
            kind: kind, changes: [change], latest: RecordContent(beginning: change, kind: kind),
            version: change.version,
            firstAct: change.isMade ? (change.sequence, change.at) : nil)
    }

    private init(
        kind: Kind, changes: [Change], latest: RecordContent, version: Int,
        firstAct: (sequence: EntryIndex, at: BusinessTime)?
    ) {
        self.kind = kind
        self.changes = changes
        self.latest = latest
        self.version = version
        self.firstAct = firstAct
    }

    /// With one more change. Total, like everything that takes in what is history.
    package func adding(_ change: Change, zone: TimeZoneRules) -> RecordHistory {
        let place = place(of: change.at, zone: zone)
        var all = changes
        all.insert(change, at: place)
        let first = firstAct ?? (change.isMade ? (change.sequence, change.at) : nil)
        var content = latest
        if place == changes.count {
            content.apply(change)
        } else {
            content =
                RecordHistory.fold(all, kind: kind) { RecordHistory.shows($0, after: first, zone: zone) } ?? latest
        }
        return RecordHistory(
            kind: kind, changes: all, latest: content, version: max(version, change.version), firstAct: first)
    }

    /// With one value gone from one entry, under its key there, and with the change that says so.
    func erasing(_ key: String, in sequence: EntryIndex, by change: Change, zone: TimeZoneRules) -> RecordHistory {
        let all = changes.map { $0.sequence == sequence ? $0.erasing(key, of: kind) : $0 }
        let content = RecordHistory.fold(all, kind: kind) { RecordHistory.shows($0, after: firstAct, zone: zone) }
        return RecordHistory(
            kind: kind, changes: all, latest: content ?? latest, version: version, firstAct: firstAct
        ).adding(change, zone: zone)
    }

    /// With nothing left but that it was.
    func disposed(by change: Change) -> RecordHistory {
        let all = changes.map { $0.emptied(of: kind) }.sorted { $0.sequence < $1.sequence } + [change]
        return RecordHistory(
            kind: kind, changes: all, latest: RecordHistory.fold(all, kind: kind) { _ in true } ?? latest,
            version: max(version, change.version), firstAct: nil)
    }

    /// The record at the end of `day` as known at `knownAt`; `nil` when it was not there. `nil` for a bound means: no bound.
    ///
    /// Of a record that was disposed of, every view has the tombstone: what it held is nowhere any more.
    package func content(asOf day: Day?, knownAt: EntryIndex?, zone: TimeZoneRules) -> RecordContent? {
        let isThere = isThere(asOf: day, knownAt: knownAt, zone: zone)
        if latest.isDisposed { return changes.contains(where: isThere) ? latest : nil }
        if changes.allSatisfy(isThere) { return latest }
        let first = firstAct(asOf: day, knownAt: knownAt, zone: zone)
        return RecordHistory.fold(changes, kind: kind) { change in
            isThere(change) && RecordHistory.shows(change, after: first, zone: zone)
        }
    }

    /// The changes that make up what `content` answers with the same bounds, in their order.
    package func changesShown(asOf day: Day?, knownAt: EntryIndex?, zone: TimeZoneRules) -> [Change] {
        let isThere = isThere(asOf: day, knownAt: knownAt, zone: zone)
        let first = firstAct(asOf: day, knownAt: knownAt, zone: zone)
        return changes.filter { isThere($0) && RecordHistory.shows($0, after: first, zone: zone) }
    }

    private func isThere(asOf day: Day?, knownAt: EntryIndex?, zone: TimeZoneRules) -> (Change) -> Bool {
        { change in
            if let knownAt, change.sequence > knownAt { return false }
            guard let day else { return true }
            return change.at.day(in: zone) <= day
        }
    }

    private func firstAct(
        asOf day: Day?, knownAt: EntryIndex?, zone: TimeZoneRules
    ) -> (sequence: EntryIndex, at: BusinessTime)? {
        guard let firstAct else { return nil }
        if let knownAt, firstAct.sequence > knownAt { return nil }
        if let day, firstAct.at.day(in: zone) > day { return nil }
        return firstAct
    }

    /// The record as it stood when something happened at `time`; `nil` when it was not there yet.
    func content(before time: BusinessTime, zone: TimeZoneRules) -> RecordContent? {
        let first = firstAct.flatMap { $0.at.isInOrder(before: time, in: zone) ? $0 : nil }
        return RecordHistory.fold(changes.prefix(place(of: time, zone: zone)), kind: kind) { change in
            RecordHistory.shows(change, after: first, zone: zone)
        }
    }

    /// In front of the first change that is later beyond doubt.
    private func place(of time: BusinessTime, zone: TimeZoneRules) -> Int {
        changes.firstIndex { !$0.at.isInOrder(before: time, in: zone) } ?? changes.count
    }

    /// History told after the first act in the product, about the time before it, shows only on the days before that act.
    private static func shows(
        _ change: Change, after first: (sequence: EntryIndex, at: BusinessTime)?, zone: TimeZoneRules
    ) -> Bool {
        guard let first, change.isRecorded, change.sequence > first.sequence else { return true }
        return first.at.isInOrder(before: change.at, in: zone)
    }

    private static func fold(
        _ changes: some Sequence<Change>, kind: Kind, where counts: (Change) -> Bool
    ) -> RecordContent? {
        var content: RecordContent?
        for change in changes where counts(change) {
            if content == nil {
                content = RecordContent(beginning: change, kind: kind)
            } else {
                content?.apply(change)
            }
        }
        return content
    }
}
