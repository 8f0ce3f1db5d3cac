import Ledger
import Records
import Testing

@Suite("A decision")
struct DecisionTests {
    @Test("reads typed fields by name")
    func typedFields() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "Salt Roads"), ("pages", "120"), ("genre", "atlas"), ("reader", "PER-002")], on: "2026-02-01")
        let book = try #require(try library.book(id, asOf: "2026-02-01"))
        #expect(book.title == "Salt Roads")
        #expect(book.pages == 120)
        #expect(book.genre == .atlas)
        #expect(book.reader?.id == Library.otto)
        #expect(book.state == .draft)
        #expect(try library.book(id, asOf: "2026-01-31") == nil)
    }

    @Test("refuses a step while a guard stands against it, and says what to do")
    func guarded() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "Salt Roads"), ("summary", "Roads.")], by: Library.otto, on: "2026-02-01")
        try library.step(id, "send-to-review", by: Library.otto, on: "2026-02-02")
        let refusal = #expect(throws: Refusal.self) { try library.step(id, "put-in-force", on: "2026-02-03") }
        #expect(refusal?.code == .guarded)
        #expect(refusal?.problems.map(\.code) == ["pages"])
    }

    @Test("lets nobody approve their own work")
    func apart() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "Salt Roads"), ("summary", "Roads."), ("pages", "90")], on: "2026-02-01")
        try library.step(id, "send-to-review", on: "2026-02-02")
        let refusal = #expect(throws: Refusal.self) { try library.step(id, "put-in-force", on: "2026-02-03") }
        #expect(refusal?.problems.map(\.code) == ["apart"])
        try library.step(id, "put-in-force", by: Library.mia, on: "2026-02-03")
        let book = try #require(try library.book(id, asOf: "2026-02-03"))
        #expect(book.state == .inForce)
        #expect(book.approvedOn == Day("2026-02-03"))
    }
}

@Suite("A change as an entry")
struct ChangeEntryTests {
    @Test("comes back from its entry as it went in")
    func roundTrip() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "Salt Roads"), ("pages", "120"), ("notes", #"[{"on":"2026-01-01","by":"PER-001"}]"#)],
            on: "2026-02-01")
        let change = try #require(library.register.history(id)?.changes.first)
        let entry = change.entry(.library) { [UInt8](repeating: 7, count: 32) }
        let opened = try entry.opened()
        let again = try Change(OpenEntry(header: opened.header, body: opened.body, values: opened.values), .library)
        #expect(again == change)
        #expect(opened.body["set"]?["title"] == nil, "a text is sealed, not in the body")
    }
}
