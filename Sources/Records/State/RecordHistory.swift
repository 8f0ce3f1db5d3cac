package import Ledger

/// All changes of one record, in order of business time, then of entry, and what they amount to today.
package final class RecordHistory: Sendable {
    package let kind: Kind
    package let changes: [Change]
    /// As known now, with nothing left out.
    package let latest: RecordContent
    /// The number of the latest change, told or made.
    package var version: Int { changes.reduce(0) { max($0, $1.version) } }
    /// The sequence of the first act made in the product, if there is one, and its business time.
    private let firstAct: (sequence: EntryIndex, at: BusinessTime)?

    package convenience init(first change: Change, kind: Kind, zone: TimeZoneRules) {
        self.init(kind: kind, changes: [change], latest: RecordContent(beginning: change, kind: kind), zone: zone)
    }

    private init(kind: Kind, changes: [Change], latest: RecordContent?, zone: TimeZoneRules) {
        self.kind = kind
        self.changes = changes
        firstAct = RecordHistory.firstAct(of: changes)
        self.latest =
            latest
            ?? RecordHistory.fold(RecordHistory.counting(changes, after: firstAct, zone: zone), kind: kind)
            ?? RecordContent(beginning: changes[0], kind: kind)
    }

    /// With one more change. A later entry stands after an earlier one of the same time.
    func adding(_ change: Change, zone: TimeZoneRules) -> RecordHistory {
        let place = changes.lastIndex { $0.at.isInOrder(before: change.at, in: zone) }.map { $0 + 1 } ?? 0
        var all = changes
        all.insert(change, at: place)
        guard place == changes.count else {
            return RecordHistory(kind: kind, changes: all, latest: nil, zone: zone)
        }
        var content = latest
        content.apply(change)
        return RecordHistory(kind: kind, changes: all, latest: content, zone: zone)
    }

    /// With one value gone from one change, and the change that says so.
    func erasing(_ slot: Int, in sequence: EntryIndex, by change: Change, zone: TimeZoneRules) -> RecordHistory {
        let all = changes.map { $0.sequence == sequence ? $0.erasing(slot) : $0 }
        return RecordHistory(kind: kind, changes: all, latest: nil, zone: zone).adding(change, zone: zone)
    }

    /// With nothing left but that it was.
    func disposed(by change: Change, zone: TimeZoneRules) -> RecordHistory {
        RecordHistory(
            kind: kind, changes: changes.map { $0.emptied() }.sorted { $0.sequence < $1.sequence } + [change],
            latest: nil, zone: zone)
    }

    /// The record on `day` as known at `knownAt`; `nil` when it was not there. `nil` for a bound means: no bound.
    package func content(asOf day: Day?, knownAt: EntryIndex?, zone: TimeZoneRules) -> RecordContent? {
        let known = knownAt.map { bound in changes.filter { $0.sequence <= bound } } ?? changes
        guard let day else {
            return RecordHistory.fold(
                RecordHistory.counting(known, after: RecordHistory.firstAct(of: known), zone: zone), kind: kind)
        }
        let first = RecordHistory.firstAct(of: known)
        let told = known.filter { $0.at.day(in: zone) <= day }
        let counted =
            first.map { $0.at.day(in: zone) <= day } ?? false
            ? RecordHistory.counting(told, after: first, zone: zone) : told
        return RecordHistory.fold(counted, kind: kind)
    }

    /// History told after the first act in the product about the time before it shows only on the days before it.
    private static func counting(
        _ changes: [Change], after first: (sequence: EntryIndex, at: BusinessTime)?, zone: TimeZoneRules
    ) -> [Change] {
        guard let first else { return changes }
        return changes.filter { change in
            !(change.isRecorded && change.sequence > first.sequence && !first.at.isInOrder(before: change.at, in: zone))
        }
    }

    private static func firstAct(of changes: [Change]) -> (sequence: EntryIndex, at: BusinessTime)? {
        changes.filter { !$0.isRecorded }.min { $0.sequence < $1.sequence }.map { ($0.sequence, $0.at) }
    }

    private static func fold(_ changes: [Change], kind: Kind) -> RecordContent? {
        guard let first = changes.first else { return nil }
        var content = RecordContent(beginning: first, kind: kind)
        for change in changes.dropFirst() { content.apply(change) }
        return content
    }
}

extension Change {
    /// The value is gone; that the field was set stays.
    fileprivate func erasing(_ slot: Int) -> Change {
        let kept = assignments.map { $0.slot == slot ? Assignment(slot: slot, value: nil) : $0 }
        return Change(
            sequence: sequence, enteredAt: enteredAt, at: at, record: record, kind: kind, kindVersion: kindVersion,
            version: version, act: act, assignments: kept, strangers: strangers, step: step, by: by, role: role,
            onBehalfOf: onBehalfOf, enteredBy: enteredBy, known: known, recorded: recorded, reason: reason,
            speaksOf: speaksOf, exceptions: exceptions, removes: removes)
    }

    fileprivate func emptied() -> Change {
        Change(
            emptied: sequence, enteredAt: enteredAt, record: record, kind: kind, version: version, act: act,
            enteredBy: enteredBy)
    }
}
