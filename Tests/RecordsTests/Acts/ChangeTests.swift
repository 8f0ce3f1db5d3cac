import Ledger
import Records
import Testing

@Suite("Changing a record")
struct ChangeTests {
    private func book(_ values: [(String, String)] = []) throws -> (Library, RecordID) {
        var library = try Library.founded()
        let id = try library.create([("title", "Salt Roads"), ("summary", "Roads.")] + values, on: "2026-02-01")
        return (library, id)
    }

    @Test("enters only what is different, and nothing when nothing is")
    func difference() throws {
        var (library, id) = try book([("pages", "90")])
        let changes = try library.change(
            id, [("title", "Salt Roads "), ("pages", "91"), ("tags", "")], on: "2026-02-02")
        #expect(changes.map(\.assignments) == [[Assignment(\Book.pages, 91)]])
        #expect(try library.change(id, [("pages", "91")], on: "2026-02-03").isEmpty)
        let cleared = try library.change(id, [("pages", "")], on: "2026-02-03")
        #expect(cleared[0].assignments == [Assignment(slot: Kind.slot(\Book.pages), value: nil)])
    }

    @Test("notices that somebody else was faster")
    func lostUpdate() throws {
        var (library, id) = try book()
        try library.change(id, [("pages", "90")], on: "2026-02-02", expecting: 1)
        let refusal = #expect(throws: Refusal.self) {
            try library.change(id, [("pages", "95")], on: "2026-02-03", expecting: 1)
        }
        #expect(refusal?.code == .outdated && refusal?.problems.map(\.code) == ["version"])
        #expect(throws: Refusal.self) { try library.step(id, "InReview", on: "2026-02-03", expecting: 1) }
        try library.change(id, [("pages", "95")], on: "2026-02-03", expecting: 2)
    }

    @Test("is not outdated by what was told about earlier days")
    func hiddenHistory() throws {
        var (library, id) = try book()
        try library.change(id, [("pages", "7")], on: "2026-02-02", recording: .told("2026-01-20"))
        #expect(library.register.history(id)?.version == 2)
        #expect(library.book(id, asOf: "2026-02-02")?.content.version == 1)
        let changes = try library.change(id, [("pages", "95")], on: "2026-02-03", expecting: 1)
        #expect(changes.map(\.version) == [3])
    }

    @Test("may not empty what the state asks for, but may leave missing what was missing")
    func required() throws {
        var (library, id) = try book()
        try library.step(id, "InReview", on: "2026-02-02")
        let refusal = #expect(throws: Refusal.self) { try library.change(id, [("summary", "")], on: "2026-02-03") }
        #expect(refusal?.problems.map(\.field) == ["summary"])
        let bare = try library.create(
            [("title", "A")], on: "2026-02-04", recording: .told("2026-02-04", accepting: true), state: "InReview")
        try library.change(bare, [("tags", "bare")], on: "2026-02-05")
        let step = #expect(throws: Refusal.self) {
            try library.step(bare, "InForce", by: Library.mia, on: "2026-02-06")
        }
        #expect(step?.problems.map(\.code) == ["pages", "required"])
    }

    @Test("leaves what was approved as it is, and what is final; what is said about it can still be said")
    func frozen() throws {
        var (library, id) = try book([("pages", "90")])
        try library.step(id, "InReview", on: "2026-02-02")
        try library.step(id, "InForce", by: Library.mia, on: "2026-02-03")
        let frozen = #expect(throws: Refusal.self) {
            try library.change(id, [("pages", "91"), ("title", "B")], on: "2026-02-04")
        }
        #expect(frozen?.code == .notNow && frozen?.problems.map(\.code) == ["frozen"])
        #expect(frozen?.problems.first?.message.contains("title, pages") == true)
        try library.change(id, [("notes", #"[{"on":"2026-02-04"}]"#), ("tags", "kept")], on: "2026-02-04")
        let next = try library.create(
            [("title", "B"), ("summary", "S"), ("pages", "99"), ("supersedes", id.text)], on: "2026-02-05")
        try library.step(next, "InReview", on: "2026-02-05")
        try library.step(next, "InForce", by: Library.mia, on: "2026-02-06")
        #expect(library.book(id, asOf: "2026-02-06")?.state == .superseded)
        let closed = #expect(throws: Refusal.self) {
            try library.change(id, [("notes", #"[{"on":"2026-02-07"}]"#)], on: "2026-02-07")
        }
        #expect(closed?.code == .notNow && closed?.problems.map(\.code) == ["closed"])
        try library.change(id, [("tags", "old")], on: "2026-02-07")
    }

    @Test("is for those the life cycle names, as far as their role reaches")
    func reach() throws {
        var (library, id) = try book([("unit", "Maps")])
        let other = try library.create([("title", "B"), ("links", #"[{"title":"a","target":"b"}]"#)], on: "2026-02-02")
        let nora = try library.create(
            Reader.self, [("name", "Nora"), ("role", "LIB"), ("unit", "Maps")], on: "2026-02-02")
        let finn = try library.create(
            Reader.self, [("name", "Finn"), ("role", "LIB"), ("only", other.text)], on: "2026-02-02")
        try library.change(id, [("pages", "10")], by: nora, on: "2026-02-03")
        #expect(throws: Refusal.self) { try library.change(other, [("pages", "10")], by: nora, on: "2026-02-03") }
        try library.change(other, [("pages", "10")], by: finn, on: "2026-02-03")
        #expect(throws: Refusal.self) { try library.change(id, [("pages", "11")], by: finn, on: "2026-02-03") }
        // What merely follows it is not it.
        try library.change(id, [("supersedes", other.text)], on: "2026-02-04")
        #expect(throws: Refusal.self) { try library.change(id, [("pages", "11")], by: finn, on: "2026-02-05") }
        #expect(throws: Refusal.self) { try library.change(id, [("pages", "12")], by: Library.otto, on: "2026-02-05") }
    }

    @Test("takes nothing out of sight by a mark: that is said when a record begins", arguments: ["isTest", "isDemo"])
    func marks(key: String) throws {
        var (library, id) = try book()
        let made = #expect(throws: Refusal.self) { try library.change(id, [(key, "yes")], on: "2026-02-02") }
        #expect(made?.problems.map(\.code) == ["sort"])
        let step = #expect(throws: Refusal.self) {
            try library.step(id, "InReview", [(key, "yes")], on: "2026-02-02")
        }
        #expect(step?.problems.map(\.code) == ["sort"])
        let marked = try library.create([("title", "B"), (key, "yes")], on: "2026-02-02")
        let back = #expect(throws: Refusal.self) { try library.change(marked, [(key, "")], on: "2026-02-03") }
        #expect(back?.problems.map(\.code) == ["sort"])
    }

    @Test("keeps the line of versions a line")
    func line() throws {
        var (library, first) = try book()
        let second = try library.create([("title", "B"), ("supersedes", first.text)], on: "2026-02-02")
        let third = try library.create([("title", "C"), ("supersedes", second.text)], on: "2026-02-02")
        for id in [first, third] {
            let refusal = #expect(throws: Refusal.self) {
                try library.change(first, [("supersedes", id.text)], on: "2026-02-03")
            }
            #expect(refusal?.problems.first?.message == "BOO-1 would supersede itself.")
        }
    }

    @Test("may keep a reference to what was disposed of, but make no new one")
    func disposedTarget() throws {
        var (library, id) = try book()
        let gone = try library.create(
            [("title", "B"), ("retentionUntil", "2026-02-02")], by: Library.mia, on: "2026-02-02")
        try library.change(id, [("supersedes", gone.text)], on: "2026-02-02")
        try library.run(Command([.dispose(gone)], by: Library.lena.signedIn, reason: "over"), on: "2026-02-03")
        try library.change(id, [("pages", "12")], on: "2026-02-04")
        let refusal = #expect(throws: Refusal.self) {
            try library.create([("title", "C"), ("supersedes", gone.text)], on: "2026-02-04")
        }
        #expect(refusal?.problems.first?.message == "Supersedes: BOO-2 was disposed of.")
    }

    @Test("of no record says where to look", arguments: ["BOO-9", "XYZ-1"])
    func unknown(id: String) throws {
        var (library, _) = try book()
        let refusal = #expect(throws: Refusal.self) {
            try library.change(try #require(RecordID(id)), [], on: "2026-02-02")
        }
        #expect(refusal?.code == .unknown && refusal?.problems.map(\.code) == ["record"])
    }

    @Test("finds a record by its number, whatever its zeros, and enters it as it is written")
    func zeros() throws {
        var (library, _) = try book()
        let change = try library.change("PER-2", [("name", "Otto the Author")], on: "2026-02-02")[0]
        #expect(change.record.text == "PER-002")
        #expect(library.register.history("PER-0002")?.changes.count == 2)
    }
}
