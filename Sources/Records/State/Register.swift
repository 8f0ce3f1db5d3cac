package import Ledger

/// Every record of an organization, as one immutable value. A copy is a few words; readers never wait.
package struct Register: Sendable {
    package let declarations: Declarations
    /// Decides which day a moment belongs to.
    package let zone: TimeZoneRules
    /// How many entries have been taken in.
    package private(set) var size: LedgerSize
    /// The entry time of the latest entry; time never runs backwards.
    package private(set) var latestTime: Moment?
    /// By ordinal of the kind.
    private var histories: [Numbered<RecordHistory>]
    private var highest: [Int]
    /// The sequence of the latest entry that touched each kind; what a cached result is compared with.
    private var touched: [EntryIndex?]
    private var recent: RecentTouches
    /// The latest entry that was seen to take something away from earlier ones. One that was taken in before the register was saved
    /// is not known any more.
    package private(set) var latestRemoval: EntryIndex?

    package init(_ declarations: Declarations, zone: TimeZoneRules) {
        self.declarations = declarations
        self.zone = zone
        size = LedgerSize(0)
        histories = Array(repeating: Numbered(), count: declarations.kinds.count)
        highest = Array(repeating: 0, count: declarations.kinds.count)
        touched = Array(repeating: nil, count: declarations.kinds.count)
        recent = RecentTouches(from: size)
    }

    /// What was saved, one shelf for each kind, in their order.
    init(
        _ declarations: Declarations, zone: TimeZoneRules, size: LedgerSize, latestTime: Moment?, shelves: [Shelf]
    ) {
        self.declarations = declarations
        self.zone = zone
        self.size = size
        self.latestTime = latestTime
        histories = shelves.map(\.numbered)
        highest = shelves.map(\.highest)
        touched = shelves.map(\.touched)
        recent = RecentTouches(from: size)
    }

    /// Everything that is kept of one kind; the histories in order of their numbers.
    struct Shelf {
        let histories: [RecordHistory]
        let highest: Int
        let touched: EntryIndex?

        fileprivate var numbered: Numbered<RecordHistory> {
            var numbered = Numbered<RecordHistory>()
            for history in histories { numbered[history.id.number] = history }
            return numbered
        }
    }

    func shelf(of kind: Kind) -> Shelf {
        Shelf(histories: histories(of: kind), highest: highest[kind.ordinal], touched: touched[kind.ordinal])
    }

    package func history(_ id: RecordID) -> RecordHistory? {
        declarations.kind(of: id).flatMap { histories[$0.ordinal][id.number] }
    }

    /// All records of a kind that ever were, in order of their numbers.
    package func histories(of kind: Kind) -> [RecordHistory] { histories[kind.ordinal].elements }

    /// Looks at every record of a kind, in order of their numbers, where it lies.
    package func eachHistory(of kind: Kind, _ look: (RecordHistory) -> Void) { histories[kind.ordinal].each(look) }

    package func count(of kind: Kind) -> Int { histories[kind.ordinal].count }

    /// The id the next record of a kind gets: one more than the highest ever given.
    package func nextID(of kind: Kind) -> RecordID {
        RecordID(prefix: kind.about.prefix, number: highest[kind.ordinal] + 1, digits: kind.about.digits)
    }

    /// The last entry that touched the kind: equal in two registers of one ledger when the kind is the same in both.
    package func lastTouched(_ kind: Kind) -> EntryIndex? { touched[kind.ordinal] }

    /// What the entries behind the first `size` ones touched, in their order; `nil` when there were too many to remember, or
    /// when the register is not that long. Of records of kinds that are not declared nothing is said.
    package func touches(since size: LedgerSize) -> [Touch]? {
        size > self.size ? nil : recent.since(size)
    }

    /// Takes in a change that is history. Never refuses: what the ledger holds has happened.
    package mutating func evolve(_ change: Change) {
        advance(past: change.sequence, at: change.enteredAt)
        guard let kind = declarations.kind(of: change.record) else { return }
        let place = kind.ordinal
        touched[place] = change.sequence
        recent.append(Touch(change))
        if change.act == .erase || change.act == .dispose { latestRemoval = change.sequence }
        highest[place] = max(highest[place], change.record.number)
        let number = change.record.number
        let history = histories[place][number]
        histories[place][number] =
            history?.taking(change, zone: zone) ?? RecordHistory(first: change, kind: kind)
    }

    /// Takes in an entry that changes no record (a checkpoint published, a release).
    package mutating func advance(past sequence: EntryIndex, at time: Moment) {
        size = LedgerSize(sequence.value + 1)
        latestTime = max(latestTime ?? time, time)
    }
}

extension RecordHistory {
    fileprivate func taking(_ change: Change, zone: TimeZoneRules) -> RecordHistory {
        switch change.removes {
        case .value(let entry, let key)?: erasing(key, in: entry, by: change, zone: zone)
        case .bodies?: disposed(by: change)
        case nil: adding(change, zone: zone)
        }
    }
}
