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
        let first = view.zone.beginning(of: yearBegins)
        let end = view.zone.beginning(of: day.adding(days: 1))
        let last = view.knownAt?.value ?? .max
        let what = "entries from \(yearBegins) to \(day)"
        return Answer(
            sentences: [
                Sentence(
                    manner: .each(.everyRecord) { id, content, teller in
                        // A record that is there and does not count.
                        if let content, !self.counts(content) { return }
                        self.view.eachOutline(of: id) { entry in
                            guard entry.enteredAt >= first, entry.enteredAt < end, entry.sequence.value <= last else {
                                return
                            }
                            let days = self.daysLate(entry)
                            if days > limit, !entry.hasReason {
                                teller.count(LateEntry(id, entry), [asked { _ in .late(gap(days)) }])
                            } else {
                                teller.countPassing(1)
                            }
                        }
                    }, citesMembers: false)
            ],
            coverage: [{ tally in .register(kind: "Ledger", size: tally.population, filter: what) }], isAboutLog: true)
    }

    private func daysLate(_ change: ChangeOutline) -> Int {
        // An act made in the product: told the moment it happened.
        if case .moment(let moment) = change.at, moment == change.enteredAt { return 0 }
        return view.zone.day(of: change.enteredAt) - change.at.day(in: view.zone)
    }

    /// Every record that counts, is open, and has an owner. `conditions` are given the owner and the field that names it.
    func everyOwnedOpenRecord(@Conditions<OwnedRecord> _ conditions: () -> [Condition<OwnedRecord>]) -> Answer {
        let conditions = conditions()
        let active = active
        let kinds = session.declarations.kinds.map { kind in
            (closed: kind.lifecycle.states.map(\.name).filter(Inquiry.closedStates.contains), owners: ownerSlots(kind))
        }
        return Answer(
            sentences: [
                Sentence(
                    manner: .each(.set(everything)) { _, content, teller in
                        guard let content else { return }
                        let (closed, owners) = kinds[content.kind.ordinal]
                        if closed.contains(content.state) { return }
                        var isOwned = false
                        var inactive: (RecordID, Int)?
                        for slot in owners {
                            guard case .reference(let owner)? = content[slot] else { continue }
                            isOwned = true
                            if inactive == nil, !active.contains(owner) { inactive = (owner, slot) }
                        }
                        if inactive != nil {
                            teller.count(OwnedRecord(content, inactive), conditions)
                        } else if isOwned {
                            teller.countPassing(1)
                        }
                    }, citesMembers: false)
            ],
            coverage: [
                { tally in
                    .register(kind: "all registers", size: tally.population, filter: "open, with an owner")
                }
            ])
    }

    /// The base field; of an AI system also its accountable owner.
    private func ownerSlots(_ kind: Kind) -> [Int] {
        let base = Kind.slot(base: \.owner)
        return kind == session.declarations.kind(AISystem.self) ? [base, Kind.slot(\AISystem.ownerSO)] : [base]
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

    init(_ content: RecordContent, _ inactive: (owner: RecordID, slot: Int)?) {
        citation = RecordRef(content)
        inactiveOwner = inactive?.owner
        key = content.kind.fields[inactive?.slot ?? Kind.slot(base: \.owner)].key
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
