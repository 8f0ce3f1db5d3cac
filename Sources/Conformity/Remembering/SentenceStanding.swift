import Records

/// What one sentence of a check came to: counted as a whole, or record by record.
final class SentenceStanding: Standing {
    /// What is remembered of one record. Most pass, and then this is all.
    fileprivate struct Memo {
        var passing: Int32 = 0
        /// The last day on which what holds still holds, as days since 1970.
        var until: Int32 = .max
        /// Its place among the footings; 0 is none.
        var footing: Int32 = 0
        /// Its place among the notable ones, plus one.
        var notable: Int32 = 0

        var isSomething: Bool { passing != 0 || footing != 0 || notable != 0 }
    }

    /// What is remembered of a record of which more than a count is to be said.
    struct Notable {
        let tally: Tally
        let cited: [Footing.Cited]
        /// How far the record is from passing.
        let badness: Int
    }

    /// Beyond so many members a result cites registers and not single records; those that fail are listed in any case.
    static let citedMembersMax = 50

    /// Where the whole is counted at once.
    private(set) var whole = Tally()
    private(set) var wholeFooting = Footing()
    private(set) var gap: Gap?
    let base: SharedSet?
    let kinds: [Kind]
    /// By ordinal of the kind, its place among the kinds; less than nothing for others.
    private let order: [Int]
    private let keepsAll: Bool
    private var memos: [Table<Memo>]
    private(set) var population = 0
    private var passing = 0
    private var untils: [Int32: Int] = [:]
    private var footings = Footings()
    private var notables: [Notable?] = []
    private var freeNotables: [Int32] = []
    /// Records of which something notable is remembered, in the order of kinds and numbers.
    private var notableOrder: [UInt64] = []
    private(set) var citesSingly = true

    init(number: Int, check: Int, _ sentence: Sentence, _ session: Session) {
        (base, kinds, keepsAll) = sentence.domain(session)
        var order = [Int](repeating: -1, count: session.declarations.kinds.count)
        for (place, kind) in kinds.enumerated() { order[kind.ordinal] = place }
        self.order = order
        memos = kinds.map { _ in Table(nothing: Memo()) }
        super.init(number: number, check: check)
    }
}

// MARK: Asking

extension SentenceStanding {
    /// Asks again what fell. `false` when nothing did.
    func renew(_ sentence: Sentence, _ inquiry: Inquiry, absent: [Gap]) {
        guard needsWork else { return }
        switch sentence.manner {
        case .given(let gap): renewGiven(gap, inquiry)
        case .whole(let count): renewWhole(count, inquiry, absent)
        case .each(_, let ask), .best(_, let ask, _, _): renewEach(ask, inquiry, absent)
        }
    }

    private func renewGiven(_ ask: () -> Gap?, _ inquiry: Inquiry) {
        isStale = false
        (gap, wholeFooting) = inquiry.collecting { inquiry.session.noting(for: self) { ask() } }
    }

    private func renewWhole(_ count: (inout Teller) -> Void, _ inquiry: Inquiry, _ absent: [Gap]) {
        isStale = false
        (whole, wholeFooting) = inquiry.collecting {
            inquiry.session.noting(for: self) {
                var teller = inquiry.teller(absent)
                teller.keepsMembers = true
                count(&teller)
                return teller.tally
            }
        }
    }

    private func renewEach(
        _ ask: (RecordID, RecordContent?, inout Teller) -> Void, _ inquiry: Inquiry, _ absent: [Gap]
    ) {
        let session = inquiry.session
        base.map(session.renew)
        let fallen = stale
        stale = []
        var teller = inquiry.teller(absent)
        teller.keepsMembers = keepsAll
        if isStale {
            forget()
            isStale = false
            if let base {
                for content in session.members(of: base) { renew(RecordPlace(content), content, ask, inquiry, &teller) }
            } else {
                for kind in kinds {
                    for place in session.places(of: kind) {
                        renew(place, session.content(place), ask, inquiry, &teller)
                    }
                }
            }
        } else {
            for place in fallen {
                let content = content(place, session)
                if content != nil || base == nil {
                    renew(place, content, ask, inquiry, &teller)
                } else {
                    remember(place, Tally(), Footing(), 0, session)
                }
            }
        }
        settleCitations(ask, inquiry, &teller)
    }

    private func content(_ place: RecordPlace, _ session: Session) -> RecordContent? {
        base.map { $0.content(place, else: session.content(place)) } ?? session.content(place)
    }

    private func renew(
        _ place: RecordPlace, _ content: RecordContent?, _ ask: (RecordID, RecordContent?, inout Teller) -> Void,
        _ inquiry: Inquiry, _ teller: inout Teller
    ) {
        teller.beginNext()
        inquiry.beginCollecting()
        let id = content?.id ?? inquiry.session.id(place)
        inquiry.session.noting(for: self, place) { ask(id, content, &teller) }
        remember(place, teller.tally, inquiry.footing, teller.badness, inquiry.session)
        // As soon as that is certain: otherwise very many would be asked a second time in the end.
        if citesSingly, population > SentenceStanding.citedMembersMax { settleCitations(ask, inquiry, &teller) }
    }

    /// Whether a sentence can be asked here again: it is of the same sort and of the same records.
    func serves(_ sentence: Sentence, _ session: Session) -> Bool {
        let (base, kinds, keepsAll) = sentence.domain(session)
        return base === self.base && kinds == self.kinds && keepsAll == self.keepsAll
    }

    /// Whether single records are cited depends on how many members there are, not on what happened before.
    private func settleCitations(
        _ ask: (RecordID, RecordContent?, inout Teller) -> Void, _ inquiry: Inquiry, _ teller: inout Teller
    ) {
        let isSmall = population <= SentenceStanding.citedMembersMax
        guard isSmall != citesSingly else { return }
        citesSingly = isSmall
        for place in members {
            renew(place, content(place, inquiry.session), ask, inquiry, &teller)
        }
    }

    private func forget() {
        memos = kinds.map { _ in Table(nothing: Memo()) }
        (population, passing, untils, footings) = (0, 0, [:], Footings())
        (notables, freeNotables, notableOrder) = ([], [], [])
        citesSingly = true
    }
}

// MARK: Remembering

extension SentenceStanding {
    private func remember(
        _ place: RecordPlace, _ tally: Tally, _ footing: Footing, _ badness: Int, _ session: Session
    ) {
        let kind = order[Int(place.kind)]
        take(back: memos[kind][place.number], kind, place.number)
        let isCiting = !footing.cited.isEmpty
        var kept = footing
        if isCiting { kept = citesSingly ? footing.withoutCitations : footing.citingRegisters(session.declarations) }
        var memo = Memo()
        memo.passing = Int32(tally.passing)
        memo.until = tally.soonest.map { Int32(clamping: $0.number) } ?? .max
        memo.footing = footings.add(kept)
        let isNotable = !tally.isPlain || citesSingly && isCiting || keepsAll && tally.population > 0
        if isNotable {
            memo.notable = keep(
                Notable(tally: tally, cited: citesSingly ? footing.cited : [], badness: badness), kind, place.number)
        }
        population += tally.population
        passing += tally.passing
        if memo.until != .max { untils[memo.until, default: 0] += 1 }
        if memo.passing != 0 || memo.footing != 0 || memo.notable != 0 || memos[kind][place.number].isSomething {
            memos[kind][place.number] = memo
        }
    }

    private func take(back memo: Memo, _ kind: Int, _ number: Int32) {
        guard memo.isSomething else { return }
        footings.remove(memo.footing)
        passing -= Int(memo.passing)
        if memo.until != .max {
            let left = (untils[memo.until] ?? 1) - 1
            untils[memo.until] = left == 0 ? nil : left
        }
        if memo.notable > 0 {
            let slot = Int(memo.notable) - 1
            population -= notables[slot]?.tally.population ?? 0
            notables[slot] = nil
            freeNotables.append(memo.notable)
            let key = SentenceStanding.key(kind, number)
            if let at = notableOrder.place(of: key) { notableOrder.remove(at: at) }
        } else {
            population -= Int(memo.passing)
        }
    }

    private func keep(_ notable: Notable, _ kind: Int, _ number: Int32) -> Int32 {
        let key = SentenceStanding.key(kind, number)
        notableOrder.insert(key, at: notableOrder.placeToInsert(key))
        if let free = freeNotables.popLast() {
            notables[Int(free) - 1] = notable
            return free
        } else {
            notables.append(notable)
            return Int32(notables.count)
        }
    }

    private static func key(_ kind: Int, _ number: Int32) -> UInt64 { UInt64(kind) << 32 | UInt64(number) }
}

// MARK: What came of it

extension SentenceStanding {
    /// What is notable, in order of kinds and numbers.
    var notable: some Sequence<Notable> { notableOrder.lazy.compactMap(noted) }

    private func noted(_ key: UInt64) -> Notable? {
        let memo = memos[Int(key >> 32)][Int32(truncatingIfNeeded: key)]
        return notables[Int(memo.notable) - 1]
    }

    /// Everything counted record by record.
    var counted: Tally {
        var tally = Tally()
        for notable in notable where !notable.tally.isPlain {
            tally.failing += notable.tally.failing
            tally.pending += notable.tally.pending
            tally.unjudged += notable.tally.unjudged
            tally.legacyCount += notable.tally.legacyCount
            tally.cures += notable.tally.cures
        }
        tally.population = population
        tally.passing = passing
        tally.soonest = untils.keys.min().map { Day(number: Int($0)) }
        return tally
    }

    /// Records that count as members, in order of kinds and numbers.
    var members: [RecordPlace] {
        kinds.enumerated().flatMap { place, kind in
            memos[place].numbers { memo in
                memo.passing != 0
                    || memo.notable != 0 && (self.notables[Int(memo.notable) - 1]?.tally.population ?? 0) > 0
            }.sorted().map { RecordPlace(kind: Int32(kind.ordinal), number: $0) }
        }
    }

    /// What the records rest on, beside what single ones cite.
    var sharedFooting: Footing { footings.together }
}

extension Sentence {
    /// The records it is asked of, one by one; and whether of all of them is to be known what came of it.
    fileprivate func domain(_ session: Session) -> (base: SharedSet?, kinds: [Kind], keepsAll: Bool) {
        switch manner {
        case .given, .whole: (nil, [], false)
        case .each(.set(let set), _): (set, set.kinds, false)
        case .best(.set(let set), _, _, _): (set, set.kinds, true)
        case .each(.everyRecord, _): (nil, session.declarations.kinds, false)
        case .best(.everyRecord, _, _, _): (nil, session.declarations.kinds, true)
        }
    }
}

extension Footing {
    fileprivate var withoutCitations: Footing {
        var footing = self
        footing.cited = []
        return footing
    }
}

/// What records rest on; most rest on the same. Each is held once, with the number of records.
private struct Footings {
    private var places: [Footing: Int32] = [:]
    private var held: [(footing: Footing, count: Int)] = []
    private var last: Int32 = 0

    /// Its place from 1; 0 for nothing.
    mutating func add(_ footing: Footing) -> Int32 {
        if footing.isEmpty { return 0 }
        if last == 0 || held[Int(last) - 1].footing != footing {
            if let known = places[footing] {
                last = known
            } else {
                held.append((footing, 0))
                last = Int32(held.count)
                places[footing] = last
            }
        }
        held[Int(last) - 1].count += 1
        return last
    }

    mutating func remove(_ place: Int32) {
        if place > 0 { held[Int(place) - 1].count -= 1 }
    }

    var together: Footing {
        var together = Footing()
        for (footing, count) in held where count > 0 { together.add(footing) }
        return together.sorted
    }
}

extension [UInt64] {
    fileprivate func placeToInsert(_ key: UInt64) -> Int {
        if last.map({ $0 < key }) ?? true { return count }
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    fileprivate func place(of key: UInt64) -> Int? {
        let place = placeToInsert(key)
        return place < count && self[place] == key ? place : nil
    }
}
