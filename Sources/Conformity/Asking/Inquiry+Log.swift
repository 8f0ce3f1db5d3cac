import AIMS
import Ledger
import Records

/// Questions to the log as a whole. They read every kind; the loops look at outlines, and read no change.
extension Inquiry {
    /// The first day of the 12 months up to the day.
    var yearBegins: Day { day.adding(months: -12) }

    /// Every entry of the last 12 months. `gap` is given the days between what it tells of and the entry.
    func everyEntryOfTheYear(_ gap: @escaping (Int) -> Gap) -> Answer {
        let limit = whole(\.backdateDays)
        return Answer(count: [
            { tally in
                let before = tally.population
                for kind in self.view.register.declarations.kinds {
                    self.eachEntryOfTheYear(kind) { record, outline in
                        let days = self.daysLate(outline)
                        if days > limit, !outline.hasReason {
                            tally.count(LateEntry(record, outline), [asked { _ in .lacks(gap(days)) }])
                        } else {
                            tally.countPassing(1)
                        }
                    }
                }
                self.citeLog("entries from \(self.yearBegins) to \(self.day)", entries: tally.population - before)
            }
        ])
    }

    private func daysLate(_ change: ChangeOutline) -> Int {
        // An act made in the product: told the moment it happened.
        if case .moment(let moment) = change.at, moment == change.enteredAt { return 0 }
        return view.zone.day(of: change.enteredAt) - change.at.day(in: view.zone)
    }

    /// Changes of a kind that were entered within the 12 months up to the day, of records that count.
    func eachEntryOfTheYear(_ kind: Kind, _ look: (RecordID, ChangeOutline) -> Void) {
        note(kind)
        let first = view.zone.beginning(of: yearBegins)
        let end = view.zone.beginning(of: day.adding(days: 1))
        let last = view.knownAt?.value ?? .max
        let left = leftOut
        view.register.eachHistory(of: kind) { history in
            if !left.isEmpty, left.contains(history.id) { return }
            history.eachOutline { outline in
                if outline.enteredAt >= first, outline.enteredAt < end, outline.sequence.value <= last {
                    look(history.id, outline)
                }
            }
        }
    }

    /// Records of any kind that do not count: test records, in a real organization demonstration records as well.
    var leftOut: Set<RecordID> {
        once("left out") {
            shared("left out") { view in
                let isDemo = view.isDemonstration
                let (test, demo) = (Kind.slot(base: \.isTest), Kind.slot(base: \.isDemo))
                var found: Set<RecordID> = []
                for kind in view.register.declarations.kinds {
                    view.records(of: kind).withUnsafeBufferPointer { contents in
                        for place in contents.indices
                        where contents[place].values[test] == .flag(true)
                            || (!isDemo && contents[place].values[demo] == .flag(true))
                        {
                            found.insert(contents[place].id)
                        }
                    }
                }
                return found
            }
        }
    }

    /// Every record that counts, is open, and has an owner. `conditions` are given the owner and the field that names it.
    func everyOwnedOpenRecord(@Conditions<OwnedRecord> _ conditions: () -> [Condition<OwnedRecord>]) -> Answer {
        let conditions = conditions()
        return Answer(count: [
            { tally in
                let active = self.active
                for kind in self.view.register.declarations.kinds {
                    self.eachOwnedOpenRecord(kind, active) { record in
                        if record.inactiveOwner == nil {
                            tally.countPassing(1)
                        } else {
                            tally.count(record, conditions)
                        }
                    }
                }
                self.cite(
                    .register(kind: "all registers", size: tally.population, filter: "open, with an owner"),
                    grade: .record)
            }
        ])
    }

    private func eachOwnedOpenRecord(_ kind: Kind, _ active: Set<RecordID>, _ look: (OwnedRecord) -> Void) {
        let left = leftOut
        let closed = Set(kind.lifecycle.states.map(\.name)).intersection(Inquiry.closedStates)
        let slots = ownerSlots(kind)
        view.records(of: kind).withUnsafeBufferPointer { contents in
            for place in contents.indices where closed.isEmpty || !closed.contains(contents[place].state) {
                var isOwned = false
                var inactive: (RecordID, Int)?
                for slot in slots {
                    guard case .reference(let owner)? = contents[place].values[slot] else { continue }
                    isOwned = true
                    if !active.contains(owner) { inactive = inactive ?? (owner, slot) }
                }
                if isOwned, left.isEmpty || !left.contains(contents[place].id) {
                    look(OwnedRecord(contents[place], inactive, kind))
                }
            }
        }
    }

    /// The base field; of an AI system also its accountable owner.
    private func ownerSlots(_ kind: Kind) -> [Int] {
        let base = Kind.slot(base: \.owner)
        return kind == view.register.declarations.kind(AISystem.self) ? [base, Kind.slot(\AISystem.ownerSO)] : [base]
    }

    /// A record in one of these states is not open. Source: 2.5.5, "open record".
    static let closedStates: Set<String> = [
        "Closed", "Superseded", "Retired", "Ended", "Withdrawn", "Archived", "Disposed", "Rejected", "Cancelled",
        "Expired",
        "Revoked", "Left", "Repealed", "Dismissed", "Done",
    ]
}

/// An entry that was made later than it may be; the record it is about stands for it.
struct LateEntry: Member {
    let citation: RecordRef
    var carrier: RecordContent? { nil }

    init(_ record: RecordID, _ outline: ChangeOutline) {
        citation = .record(record, version: outline.version)
    }
}

/// An open record with an owner.
struct OwnedRecord: Member {
    let citation: RecordRef
    /// The owner who is not active, if one is not.
    let inactiveOwner: RecordID?
    /// The key of the field that names that owner.
    let key: String
    var carrier: RecordContent? { nil }

    init(_ content: borrowing RecordContent, _ inactive: (owner: RecordID, slot: Int)?, _ kind: Kind) {
        citation = .record(content.id, version: content.version)
        inactiveOwner = inactive?.owner
        key = kind.fields[inactive?.slot ?? Kind.slot(base: \.owner)].key
    }
}

extension TimeZoneRules {
    /// The first moment of a day.
    func beginning(of day: Day) -> Moment {
        // Offsets lie within a day of UTC; between a moment that is surely before and one that is not, halve.
        var before = Int64(day.number - 1) * 86_400_000 - 1
        var from = Int64(day.number + 1) * 86_400_000
        while from - before > 1 {
            let middle = before + (from - before) / 2
            if self.day(of: Moment(milliseconds: middle)) < day { before = middle } else { from = middle }
        }
        return Moment(milliseconds: from)
    }
}
