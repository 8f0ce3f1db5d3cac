import Ledger
import Records
import Testing

@Suite("A step")
struct StepTests {
    private func reviewed(
        _ rules: Rulebook = .library, by author: RecordID = Library.otto,
        _ values: [(String, String)] = [("pages", "90")]
    ) throws -> (Library, RecordID) {
        var library = try Library.founded(rules)
        let id = try library.create(
            [("title", "Salt Roads"), ("summary", "Roads.")] + values, by: author, on: "2026-02-01")
        try library.step(id, "send-to-review", by: author, on: "2026-02-02")
        return (library, id)
    }

    @Test("is refused while a guard stands against it, and says what to do")
    func guarded() throws {
        var (library, id) = try reviewed(.library, by: Library.otto, [("pages", "9")])
        let refusal = #expect(throws: Refusal.self) { try library.step(id, "put-in-force", on: "2026-02-03") }
        #expect(refusal?.code == .guarded)
        #expect(refusal?.problems.map(\.message) == ["A book in force has at least 10 pages. Set pages."])
        try library.change(id, [("pages", "10")], on: "2026-02-04", expecting: 2)
        try library.step(id, "put-in-force", by: Library.mia, on: "2026-02-05", expecting: 3)
    }

    @Test("reports everything that stands against it at once")
    func all() throws {
        var (library, id) = try reviewed(.library, by: Library.lena, [("pages", "9")])
        let refusal = #expect(throws: Refusal.self) { try library.step(id, "put-in-force", on: "2026-02-03") }
        #expect(refusal?.problems.map(\.code) == ["pages", "apart"])
    }

    @Test("that approves is not for the author, nor for the last editor")
    func apart() throws {
        var (library, id) = try reviewed(by: Library.lena)
        let author = #expect(throws: Refusal.self) { try library.step(id, "put-in-force", on: "2026-02-03") }
        #expect(author?.problems.map(\.code) == ["apart"])
        #expect(
            author?.problems.first?.message.contains("the author and the person who edited it last (PER-001)") == true)
        try library.change(id, [("pages", "91")], by: Library.mia, on: "2026-02-03")
        try library.change(id, [("tags", "kept")], on: "2026-02-03")
        let editor = #expect(throws: Refusal.self) {
            try library.step(id, "put-in-force", by: Library.mia, on: "2026-02-03")
        }
        #expect(editor?.problems.first?.message.contains("the person who edited it last (PER-003)") == true)
    }

    @Test("that approves is not for whoever changes the content with it")
    func lastMinute() throws {
        var (library, id) = try reviewed()
        let refusal = #expect(throws: Refusal.self) {
            try library.step(id, "put-in-force", [("pages", "500")], by: Library.mia, on: "2026-02-03")
        }
        #expect(refusal?.problems.map(\.code) == ["apart"])
        try library.step(id, "put-in-force", [("tags", "new")], by: Library.mia, on: "2026-02-03")
    }

    @Test("that approves speaks of the content it approves, and notes the day")
    func digest() throws {
        var (library, id) = try reviewed()
        let content = try #require(library.register.history(id)?.latest.contentDigest)
        let change = try library.step(id, "put-in-force", by: Library.mia, on: "2026-02-03")[0]
        #expect(change.speaksOf == content && change.role == "LIB")
        #expect(change.step == Step(verb: "put-in-force", from: "InReview", to: "InForce"))
        #expect(library.book(id, asOf: "2026-02-03")?.approvedOn == Day("2026-02-03"))
        #expect(library.register.history(id)?.latest.contentDigest == content, "the day of approval is no content")
    }

    @Test("empties what the next run fills anew, although the content is frozen")
    func clears() throws {
        var (library, id) = try reviewed()
        try library.step(id, "put-in-force", by: Library.mia, on: "2026-02-03")
        try library.step(id, "take-back", on: "2026-02-04")
        #expect(library.book(id, asOf: "2026-02-04")?.approvedOn == nil)
        try library.step(id, "InReview", on: "2026-02-05")
        try library.step(id, "InForce", by: Library.mia, on: "2026-02-06")
        #expect(library.book(id, asOf: "2026-02-06")?.approvedOn == Day("2026-02-06"))
        #expect(library.book(id, asOf: "2026-02-03")?.approvedOn == Day("2026-02-03"))
    }

    @Test("may join duties in a very small organization, with a reason that stays visible")
    func joined() throws {
        var (library, id) = try reviewed(.small, by: Library.lena)
        let refusal = #expect(throws: Refusal.self) { try library.step(id, "put-in-force", on: "2026-02-03") }
        #expect(refusal?.problems.first?.message.contains("--reason") == true)
        let change = try library.step(id, "put-in-force", on: "2026-02-03", reason: "Mia looked at it for Lena")[0]
        #expect(change.exceptions.map(\.code) == ["joined-duties"])
        #expect(change.exceptions.first?.explanation.contains("Mia") == false, "a reason can be erased")
    }

    @Test("that approves leaves a record where approvals are records")
    func documented() throws {
        var (library, id) = try reviewed(.small)
        let changes = try library.step(id, "put-in-force", by: Library.mia, on: "2026-02-03")
        #expect(changes.map(\.record) == [id, "PRA-1"] && changes.map(\.sequence.value) == [5, 6])
        let praise = try #require(library.view("2026-02-03").record("PRA-1", as: Praise.self))
        #expect(praise.book?.id == id && praise.digest == changes[0].speaksOf?.hex && praise.words == "LIB: 3")
        #expect(changes[1].speaksOf == changes[0].speaksOf && changes[1].exceptions.isEmpty)
    }

    @Test("brings the earlier version to its end when it brings the later one into force")
    func superseding() throws {
        var (library, first) = try reviewed()
        try library.step(first, "put-in-force", by: Library.mia, on: "2026-02-03")
        let second = try library.create(
            [("title", "B"), ("summary", "S"), ("pages", "99"), ("supersedes", first.text)], by: Library.otto,
            on: "2026-02-04")
        try library.step(second, "InReview", by: Library.otto, on: "2026-02-05")
        let changes = try library.step(second, "InForce", by: Library.mia, on: "2026-02-06")
        #expect(changes.map(\.record) == [second, first])
        #expect(changes[1].step == Step(verb: nil, from: "InForce", to: "Superseded"))
        #expect(library.view("2026-02-06").inForce(Book.self).map(\.id) == [second])
        #expect(library.view("2026-02-05").inForce(Book.self).map(\.id) == [first])
        #expect(
            library.view("2026-02-06").versionLabel(of: try #require(library.book(second, asOf: "2026-02-06")).content)
                == "2")
    }

    @Test(
        "that the life cycle does not have is refused with those it has",
        arguments: [
            ("put-in-force", Refusal.Code.notNow), ("InForce", .notNow), ("Draft", .notNow), ("lose", .unknown),
            ("", .unknown),
        ])
    func stray(name: String, code: Refusal.Code) throws {
        var library = try Library.founded()
        let id = try library.create([("title", "Salt Roads")], on: "2026-02-01")
        let refusal = #expect(throws: Refusal.self) { try library.step(id, name, on: "2026-02-02") }
        #expect(refusal?.code == code && refusal?.problems.map(\.code) == ["step"])
        #expect(refusal?.problems.first?.message.contains("From here: send-to-review (to InReview).") == true)
    }

    @Test("asks for a reason where the life cycle does")
    func reason() throws {
        var library = try Library.founded()
        let refusal = #expect(throws: Refusal.self) {
            try library.step(Library.otto, "leave", on: "2026-02-01", reason: " ")
        }
        #expect(refusal?.problems.map(\.code) == ["reason"])
        try library.step(Library.otto, "leave", on: "2026-02-01", reason: "moved away")
    }

    @Test("is refused for want of authority before anything else is said about it")
    func authority() throws {
        var (library, id) = try reviewed(.library, by: Library.lena, [("pages", "9")])
        let refusal = #expect(throws: Refusal.self) {
            try library.step(id, "put-in-force", by: Library.otto, on: "2026-02-03")
        }
        #expect(refusal?.code == .forbidden && refusal?.problems.map(\.code) == ["authority"])
    }

    @Test("takes content as it stood: what a testimony speaks of is found by the product, never stated")
    func testimony() throws {
        var (library, id) = try reviewed()
        let book = try #require(library.register.history(id)?.latest)
        let praise = try library.create(Praise.self, [("book", id.text)], on: "2026-02-03")
        let change = try #require(library.register.history(praise)?.changes.first)
        #expect(change.speaksOf == book.contentDigest)
        var record = try #require(library.view("2026-02-03").record(praise, as: Praise.self))
        #expect(record.digest == book.contentDigest.hex && record.bookVersion == "1")
        for values in [[("digest", "abc")], [("bookVersion", "7")]] {
            let stated = #expect(throws: Refusal.self) {
                try library.create(Praise.self, [("book", id.text)] + values, on: "2026-02-03")
            }
            #expect(stated?.problems.map(\.code) == ["computed"])
            #expect(throws: Refusal.self) { try library.change(praise, values, on: "2026-02-03") }
        }
        try library.change(id, [("pages", "91")], on: "2026-02-04")
        #expect(
            try library.change(praise, [("book", id.text), ("words", "Fine")], on: "2026-02-05")[0].speaksOf == nil)
        record = try #require(library.view("2026-02-05").record(praise, as: Praise.self))
        #expect(record.digest == book.contentDigest.hex, "said of the content as it stood then")
        let other = try library.create([("title", "B")], on: "2026-02-06")
        let moved = try library.change(praise, [("book", other.text)], on: "2026-02-06")[0]
        #expect(moved.speaksOf == library.register.history(other)?.latest.contentDigest)
        try library.change(praise, [("book", "")], on: "2026-02-07")
        record = try #require(library.view("2026-02-07").record(praise, as: Praise.self))
        #expect(record.digest == nil && record.bookVersion == nil)
    }
}
