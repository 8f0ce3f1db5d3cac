import Ledger
import Records
import Testing

@Suite("A view that goes on from an earlier one")
struct CarriedViewTests {
    /// The bounds that views are asked with: today, a day in the past, as it was known some entries ago.
    private enum Bounds: CaseIterable {
        case today, pastDay, earlierKnowledge

        func view(_ history: RandomHistory, after earlier: View?) -> View {
            let begun = Day(number: RandomHistory.begun)
            return switch self {
            case .today: View(history.register, asOf: Day.last, today: history.today, after: earlier)
            case .pastDay: View(history.register, asOf: begun.adding(days: 6), today: history.today, after: earlier)
            case .earlierKnowledge:
                View(
                    history.register, asOf: begun.adding(days: 9), knownAt: EntryIndex(30), today: history.today,
                    after: earlier)
            }
        }
    }

    @Test("shows what a new one shows, after every act", arguments: 0..<60)
    func equal(seed: Int) throws {
        var history = try RandomHistory(seed: seed)
        var carried = Bounds.allCases.map { $0.view(history, after: nil) }
        try history.goOn(acts: 80) { _, now, _ in
            for (place, bounds) in Bounds.allCases.enumerated() {
                carried[place] = bounds.view(now, after: carried[place])
                try expectSame(carried[place], bounds.view(now, after: nil), now)
            }
        }
    }

    /// Views of other days share only who ever pointed to whom.
    @Test("of another day finds who points to whom on its own day", arguments: 0..<30)
    func otherDays(seed: Int) throws {
        var history = try RandomHistory(seed: seed)
        var earlier: View?
        try history.goOn(acts: 60) { _, now, _ in
            let day = Day(number: RandomHistory.begun + now.register.size.value % 12)
            let view = View(now.register, asOf: day, today: now.today, after: earlier)
            try expectSamePointers(view, View(now.register, asOf: day, today: now.today), now)
            earlier = view
        }
    }

    @Test("keeps the order of numbers, whatever gaps are between them")
    func gaps() {
        let numbers = [700, 1, 64, 63, 999_999_999, 65, 129, 2, 128, 500_000]
        var register = Register(.library, zone: .utc)
        let day = Day(number: 1)
        var view = View(register, asOf: day, today: day)
        #expect(view.all(Book.self).isEmpty)
        for (place, number) in numbers.enumerated() {
            register.evolve(TouchTests.creation(place, of: number))
            view = View(register, asOf: day, today: day, after: view)
            let sorted = numbers[...place].sorted()
            #expect(view.all(Book.self).map(\.id.number) == sorted)
            #expect(View(register, asOf: day, today: day).all(Book.self).map(\.id.number) == sorted)
            #expect(numbers.allSatisfy { (view.record(TouchTests.book($0)) != nil) == sorted.contains($0) })
        }
    }

    @Test("begins anew when too much has happened since")
    func long() throws {
        var register = Register(.library, zone: .utc)
        let day = Day(number: 1)
        let early = View(register, asOf: day, today: day)
        #expect(early.all(Book.self).isEmpty)
        for number in 0..<2_100 { register.evolve(TouchTests.creation(number)) }
        #expect(register.touches(since: early.register.size) == nil)
        #expect(View(register, asOf: day, today: day, after: early).all(Book.self).count == 2_100)
    }

    private func expectSame(_ carried: View, _ fresh: View, _ history: RandomHistory) throws {
        let books = carried.records(of: RandomHistory.books)
        try #require(
            books.map(NaiveRegister.Answer.init)
                == fresh.records(of: RandomHistory.books).map(NaiveRegister.Answer.init))
        for id in history.ids {
            try #require(
                carried.record(id).map(NaiveRegister.Answer.init) == fresh.record(id).map(NaiveRegister.Answer.init))
        }
        try expectSamePointers(carried, fresh, history)
    }

    private func expectSamePointers(_ carried: View, _ fresh: View, _ history: RandomHistory) throws {
        let readers = [Library.lena, Library.otto, Library.mia]
        for (slot, targets) in [(Kind.slot(\Book.reader), readers), (Kind.slot(base: \.supersedes), history.ids)] {
            for target in targets {
                let found = [carried, fresh].map {
                    $0.records(of: RandomHistory.books, pointingTo: target, through: slot).map(\.id)
                }
                let pointing = fresh.records(of: RandomHistory.books).filter {
                    $0.values[slot] == .reference(target)
                }
                try #require(found[0] == pointing.map(\.id))
                try #require(found[1] == found[0])
            }
        }
    }
}

@Suite("A register")
struct TouchTests {
    @Test("tells what its latest entries touched, and when that was so")
    func touches() throws {
        var library = try Library.founded()
        let size = library.register.size
        #expect(library.register.touches(since: size) == [])
        let id = try library.create([("title", "A")], on: "2026-02-01")
        try library.change(id, [("pages", "50")], on: "2026-02-14", recording: .told("2026-02-01"))
        let touches = try #require(library.register.touches(since: size))
        #expect(touches.map(\.record) == [id, id])
        #expect(touches.map(\.sequence.value) == [size.value, size.value + 1])
        #expect(touches.map(\.at) == [.moment(.morning("2026-02-01")), .day(try #require(Day("2026-02-01")))])
        #expect(library.register.touches(since: LedgerSize(size.value + 1))?.count == 1)
        #expect(library.register.touches(since: LedgerSize(size.value + 9)) == nil, "it is not that long")
    }

    @Test("forgets only touches before the last thousand")
    func bounded() throws {
        var register = Register(.library, zone: .utc)
        for number in 0..<5_000 {
            register.evolve(Self.creation(number))
            for back in [0, 1, 500, 1_000] where back <= number {
                let touches = try #require(register.touches(since: LedgerSize(number + 1 - back)))
                try #require(touches.map(\.sequence.value) == Array(number + 1 - back..<number + 1))
            }
        }
        #expect(register.touches(since: LedgerSize(0)) == nil)
    }

    fileprivate static func book(_ number: Int) -> RecordID { RecordID(prefix: "BOO", number: number, digits: 1) }

    /// Of one more book, by the entry at `place`.
    fileprivate static func creation(_ place: Int, of number: Int? = nil) -> Change {
        let now = Moment(milliseconds: Int64(place) * 1_000)
        return Change(
            sequence: EntryIndex(place), enteredAt: now, at: .moment(now), record: book(number ?? place + 1),
            kind: "Book", kindVersion: 1, version: 1, act: .create, assignments: [], step: nil, by: Library.lena,
            role: nil, enteredBy: Library.lena,
            known: .signedIn, recorded: nil, reason: nil)
    }
}
