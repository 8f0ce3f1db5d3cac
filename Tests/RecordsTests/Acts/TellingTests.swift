import Ledger
import Records
import Testing

@Suite("What tells of an act")
struct TellingTests {
    private func codes(_ attempt: () throws -> Void) -> [String]? {
        do {
            try attempt()
            return nil
        } catch {
            return (error as? Refusal)?.problems.map(\.code)
        }
    }

    private func reviewed() throws -> (Library, RecordID) {
        var library = Library(rules: .library)
        try library.run(Library.founding, on: "2026-01-05")
        let id = try library.create(
            [("title", "A"), ("summary", "S"), ("pages", "90")], by: Library.otto, on: "2026-02-01")
        try library.step(id, "send-to-review", by: Library.otto, on: "2026-02-02")
        return (library, id)
    }

    @Test("is not typed beforehand: neither at the beginning nor later, be it the day of today")
    func typed() throws {
        var (library, id) = try reviewed()
        for day in ["2019-01-01", "2026-02-03"] {
            let typed = [("approvedOn", day)]
            #expect(codes { try library.change(id, typed, on: "2026-02-03") } == ["stamped"])
            #expect(codes { try library.create([("title", "B")] + typed, on: "2026-02-03") } == ["stamped"])
            #expect(codes { try library.step(id, "Draft", typed, on: "2026-02-03") } != nil)
        }
        try library.step(id, "put-in-force", on: "2026-02-03")
        #expect(library.book(id, asOf: "2026-02-03")?.approvedOn == Day("2026-02-03"))
        #expect(codes { try library.change(id, [("approvedOn", "")], on: "2026-02-03") } == ["stamped"])
    }

    @Test("is what the act says, also when it is said with it; another day is refused")
    func withTheAct() throws {
        var (library, id) = try reviewed()
        let early = [("approvedOn", "2026-02-02")]
        #expect(codes { try library.step(id, "put-in-force", early, on: "2026-02-03") } == ["stamped"])
        try library.step(id, "put-in-force", [("approvedOn", "2026-02-03")], on: "2026-02-03")
        #expect(library.book(id, asOf: "2026-02-03")?.approvedOn == Day("2026-02-03"))
    }

    @Test("is stamped anew by each act that stamps it, whatever stood there")
    func anew() throws {
        var (library, id) = try reviewed()
        let told = Recording.told("2026-02-02", accepting: true)
        try library.create([("title", "B"), ("approvedOn", "2025-12-01")], on: "2026-02-02", recording: told)
        try library.step("BOO-2", "InReview", [("summary", "S"), ("pages", "90")], by: Library.otto, on: "2026-02-03")
        try library.step("BOO-2", "put-in-force", by: Library.mia, on: "2026-02-04")
        #expect(library.book("BOO-2", asOf: "2026-02-04")?.approvedOn == Day("2026-02-04"))
        #expect(library.book(id, asOf: "2026-02-04")?.approvedOn == nil)
    }

    @Test("is the business time of what is told; another day is an exception, a day to come is never taken")
    func told() throws {
        var (library, id) = try reviewed()
        let at = "2026-02-05"
        let other = [("approvedOn", "2026-02-04")]
        let plain = Recording.told(at, of: Library.mia)
        #expect(
            codes { try library.step(id, "put-in-force", other, on: "2026-02-06", recording: plain) } == ["stamped"])
        let accepting = Recording.told(at, of: Library.mia, accepting: true)
        let ahead = [("approvedOn", "2026-02-07")]
        #expect(
            codes { try library.step(id, "put-in-force", ahead, on: "2026-02-06", recording: accepting) } == ["future"])
        var odd = library
        let change = try odd.step(id, "put-in-force", other, on: "2026-02-06", recording: accepting)[0]
        #expect(change.exceptions.map(\.code) == ["stamped"])
        #expect(odd.book(id, asOf: "2026-02-06")?.approvedOn == Day("2026-02-04"))
        try library.step(id, "put-in-force", on: "2026-02-06", recording: plain)
        #expect(library.book(id, asOf: "2026-02-06")?.approvedOn == Day("2026-02-05"))
        let again = [("approvedOn", "2026-02-03")]
        try odd.step(id, "take-back", on: "2026-02-06")
        #expect(codes { try odd.change(id, again, on: "2026-02-07", recording: .told("2026-02-07")) } == ["stamped"])
    }

    @Test("or of what had happened by then may, told, lie on any day that has come")
    func earlier() throws {
        var library = try Library.founded()
        let early = [("words", "good"), ("givenOn", "2019-01-01")]
        #expect(codes { try library.create(Praise.self, early, on: "2026-02-01") } == ["stamped"])
        let id = try library.create(Praise.self, early, on: "2026-02-01", recording: .told("2026-02-01"))
        #expect(library.view("2026-02-01").record(id, as: Praise.self)?.givenOn == Day("2019-01-01"))
        let seen = [("place", "Here"), ("seenOn", "2026-01-01")]
        try library.create(Sighting.self, seen, on: "2026-02-01")
        for recording in [nil, Recording.told("2026-02-01", accepting: true)] {
            let ahead = [("place", "Here"), ("seenOn", "2026-02-02")]
            #expect(
                codes { try library.create(Sighting.self, ahead, on: "2026-02-01", recording: recording) } == ["future"]
            )
        }
    }

    @Test(
        "long after it happened is told with a reason and a source, or marked",
        arguments: [
            ("2026-01-25", nil, nil, false), ("2026-01-24", nil, "a paper", true), ("2026-01-24", "found", nil, true),
            ("2026-01-24", " ", "a paper", true), ("2026-01-24", "found", "a paper", false),
        ] as [(String, String?, String?, Bool)])
    func explained(day: String, reason: String?, source: String?, isMissing: Bool) throws {
        var library = try Library.founded()
        let act = Act.create(Declarations.library.kind(Book.self), state: nil, values: [Assignment(\Book.title, "A")])
        func command(accepting: Bool) throws -> Command {
            let at = try #require(BusinessTime(day))
            return Command(
                [act], by: Library.lena.signedIn,
                recording: Recording(at: at, whose: Library.lena, source: source, acceptsExceptions: accepting),
                reason: reason)
        }
        let missing = isMissing ? ["unexplained"] : []
        let strict = try command(accepting: false)
        let refused = codes { try library.run(strict, on: "2026-02-01") } ?? []
        #expect(refused == missing)
        let accepting = try command(accepting: true)
        let change = try library.run(accepting, on: "2026-02-01")[0]
        #expect(change.exceptions.map(\.code) == missing)
    }
}
