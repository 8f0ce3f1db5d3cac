package import Ledger

/// That an entry spoke of a record: what a reader has to know to look again only where something can have changed.
package struct Touch: Hashable, Sendable {
    /// The entry.
    package let sequence: EntryIndex
    package let record: RecordID
    /// When what the entry tells of was so; it shows on no earlier day.
    package let at: BusinessTime
    /// It took something away from earlier entries, which shows on every day and whatever was known.
    package let isRemoval: Bool

    init(_ change: Change) {
        sequence = change.sequence
        record = change.record
        at = change.at
        isRemoval = change.removes != nil
    }
}

/// The latest touches of a register: at least `countMin` once there were so many, and fewer than twice as many.
struct RecentTouches: Sendable {
    static let countMin = 1_024

    /// Every touch by an entry from here on is held.
    private var start: LedgerSize
    // In two halves, of which one is dropped when the other is full: so a register that somebody holds on to shares what it
    // has with the ones that follow.
    private var older: [Touch] = []
    private var newer: [Touch] = []

    init(from start: LedgerSize) {
        self.start = start
    }

    mutating func append(_ touch: Touch) {
        if newer.count == RecentTouches.countMin {
            older = newer
            newer = []
            if let first = older.first { start = LedgerSize(first.sequence.value) }
        }
        newer.append(touch)
    }

    /// Those by the entries behind the first `size` ones; `nil` when they are no longer all held.
    func since(_ size: LedgerSize) -> [Touch]? {
        guard size >= start else { return nil }
        let isNew = { (touch: Touch) in touch.sequence.value >= size.value }
        let fromNewer = newer[newer.partitioningIndex(where: isNew)...]
        if fromNewer.count < newer.count { return Array(fromNewer) }
        return Array(older[older.partitioningIndex(where: isNew)...]) + newer
    }
}

extension [Touch] {
    /// The first place at which something holds that holds from there to the end.
    fileprivate func partitioningIndex(where holds: (Touch) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
