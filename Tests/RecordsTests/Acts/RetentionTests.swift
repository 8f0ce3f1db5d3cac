import Ledger
import Records
import Testing

@Suite("Retention")
struct RetentionTests {
    private func code(_ attempt: () throws -> Void) -> String? {
        do {
            try attempt()
            return nil
        } catch {
            return (error as? Refusal)?.problems.first?.code
        }
    }

    @Test("does not end before today, whatever act says so; only what is told may come with one that has passed")
    func past() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A"), ("summary", "S")], on: "2026-02-03")
        let passed = [("retentionUntil", "2026-02-02")]
        let told = Recording.told("2026-02-03", accepting: true)
        #expect(code { try library.create([("title", "B")] + passed, on: "2026-02-03") } == "retention-past")
        #expect(code { try library.change(id, passed, on: "2026-02-03") } == "retention-past")
        #expect(code { try library.step(id, "InReview", passed, on: "2026-02-03") } == "retention-past")
        #expect(code { try library.change(id, passed, on: "2026-02-03", recording: told) } == "retention-past")
        try library.create([("title", "B")] + passed, on: "2026-02-03", recording: told)
        try library.change(id, [("retentionUntil", "2026-02-03")], on: "2026-02-03")
    }

    @Test("of what was ever more than a beginning gets longer, never shorter; that of a draft may change")
    func shortened() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "A"), ("summary", "S"), ("retentionUntil", "2027-01-01")], on: "2026-02-03")
        try library.change(id, [("retentionUntil", "2026-12-31")], on: "2026-02-03")
        try library.step(id, "InReview", on: "2026-02-03")
        for day in ["2026-12-30", ""] {
            let shorter = [("retentionUntil", day)]
            let told = Recording.told("2026-02-04", accepting: true)
            #expect(code { try library.change(id, shorter, on: "2026-02-04") } == "retention-shortened")
            #expect(
                code { try library.change(id, shorter, on: "2026-02-04", recording: told) } == "retention-shortened")
        }
        try library.change(id, [("retentionUntil", "2027-06-30")], on: "2026-02-04")
        let praise = try library.create(
            Praise.self, [("words", "good"), ("book", id.text), ("retentionUntil", "2027-01-01")], on: "2026-02-04")
        let words = Act.change(praise, values: [Assignment(slot: 4, value: nil)], expecting: nil)
        #expect(Declarations.library.kind(Praise.self).fields[4].key == "retentionUntil")
        #expect(
            code { try library.run(Command([words], by: Library.lena.signedIn), on: "2026-02-04") }
                == "retention-shortened")
    }

    @Test(
        "was set by somebody else than who disposes, or has stood for thirty days",
        arguments: [
            (Library.lena, "2026-03-04", "retention-own"), (Library.lena, "2026-03-05", nil),
            (Library.mia, "2026-02-04", nil),
        ])
    func stood(person: RecordID, day: String, refused: String?) throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A"), ("retentionUntil", "2026-02-03")], on: "2026-02-03")
        #expect(code { try library.dispose(id, by: person, on: day) } == refused)
    }

    @Test("that is told was set by who entered it, not by whose act it is said to be")
    func toldByAnother() throws {
        var library = try Library.founded()
        let told = Recording.told("2026-02-03", of: Library.mia, accepting: true)
        let id = try library.create(
            [("title", "A"), ("retentionUntil", "2026-01-31")], on: "2026-02-03", recording: told)
        #expect(code { try library.dispose(id, on: "2026-02-04") } == "retention-own")
        #expect(code { try library.dispose(id, by: Library.mia, on: "2026-02-04") } == nil)
    }

    @Test("that is over ends neither what is in force nor what is kept in its state")
    func stillCounts() throws {
        var library = try Library.founded()
        let book = try library.inForce([("retentionUntil", "2026-02-02")], on: "2026-02-02")
        #expect(code { try library.dispose(book, on: "2026-03-10") } == "in-force")
        try library.change(Library.otto, [("retentionUntil", "2026-02-02")], on: "2026-02-02")
        #expect(code { try library.dispose(Library.otto, on: "2026-03-10") } == "kept")
        try library.step(Library.otto, "leave", on: "2026-03-10", reason: "moved")
        try library.dispose(Library.otto, on: "2026-03-10")
    }

    @Test("that is over ends nothing that an open record names, and nothing said about an open one")
    func needed() throws {
        var library = try Library.founded()
        let until = [("retentionUntil", "2026-02-02")]
        let book = try library.create([("title", "A"), ("summary", "S")] + until, on: "2026-02-02")
        let sighting = try library.create(
            Sighting.self, [("place", "Here"), ("book", book.text)] + until, on: "2026-02-02")
        let praise = try library.create(
            Praise.self, [("words", "good"), ("book", book.text)] + until, on: "2026-02-02")
        #expect(code { try library.dispose(book, on: "2026-03-10") } == "needed", "the sighting names it")
        #expect(code { try library.dispose(praise, on: "2026-03-10") } == "needed", "the book is open")
        try library.dispose(sighting, on: "2026-03-10")
        try library.dispose(book, on: "2026-03-10")
        try library.dispose(praise, on: "2026-03-10")
    }

    @Test("of an earlier version can be over while a later one is in force")
    func earlierVersion() throws {
        var library = try Library.founded()
        let first = try library.inForce([("retentionUntil", "2026-02-02")], on: "2026-02-02")
        let second = try library.inForce([("supersedes", first.text)], on: "2026-02-03")
        try library.dispose(first, by: Library.mia, on: "2026-02-04")
        #expect(library.view("2026-02-04").inForce(Book.self).map(\.id) == [second])
    }
}
