import Ledger
import Synchronization

/// What the copies of a view share: the register, the bounds, and what was worked out so far by whoever asked first.
final class Frame: Sendable {
    let register: Register
    let day: Day
    let knownAt: EntryIndex?
    /// Whether nothing is left out, so that the latest contents are the answer.
    private let isLatest: Bool
    private let shelf: Mutex<[Int: Sheet]>

    /// What is known of one kind.
    private struct Sheet {
        /// The last entry of the kind when this was worked out.
        let touched: EntryIndex?
        /// In order of the records' numbers.
        let contents: [RecordContent]
        /// By slot: which records point to an id, as places among the contents.
        var pointers: [Int: [RecordID: [Int]]] = [:]
    }

    init(register: Register, day: Day, knownAt: EntryIndex?, isLatest: Bool, after earlier: Frame?) {
        self.register = register
        self.day = day
        self.knownAt = knownAt
        self.isLatest = isLatest
        shelf = Mutex(earlier?.sheets(validIn: register, day: day, knownAt: knownAt, isLatest: isLatest) ?? [:])
    }

    func content(_ history: RecordHistory) -> RecordContent? {
        isLatest ? history.latest : history.content(asOf: day, knownAt: knownAt, zone: register.zone)
    }

    func contents(of kind: Kind) -> [RecordContent] {
        if let known = shelf.withLock({ $0[kind.ordinal]?.contents }) { return known }
        // Outside the lock: whoever else asks meanwhile works it out too, and both find the same.
        let fresh = register.histories(of: kind).compactMap(content).filter { !$0.isDisposed }
        shelf.withLock {
            $0[kind.ordinal] = $0[kind.ordinal] ?? Sheet(touched: register.lastTouched(kind), contents: fresh)
        }
        return fresh
    }

    func places(pointingTo id: RecordID, from kind: Kind, through slot: Int, in contents: [RecordContent]) -> [Int] {
        if let known = shelf.withLock({ $0[kind.ordinal]?.pointers[slot].map { $0[id] ?? [] } }) { return known }
        let type = kind.fields[slot].type
        var index: [RecordID: [Int]] = [:]
        for (place, content) in contents.enumerated() {
            for target in Set(content.values[slot].map(type.references) ?? []) {
                index[target, default: []].append(place)
            }
        }
        shelf.withLock { $0[kind.ordinal]?.pointers[slot] = index }
        return index[id] ?? []
    }

    /// What holds in a later register too: the kinds that no entry has touched since, if the bounds are the same.
    private func sheets(validIn later: Register, day: Day, knownAt: EntryIndex?, isLatest: Bool) -> [Int: Sheet] {
        guard later.declarations === register.declarations, later.zone == register.zone, day == self.day,
            knownAt == self.knownAt, isLatest == self.isLatest
        else { return [:] }
        return shelf.withLock { sheets in
            sheets.filter { later.lastTouched(later.declarations.kinds[$0]) == $1.touched }
        }
    }
}
