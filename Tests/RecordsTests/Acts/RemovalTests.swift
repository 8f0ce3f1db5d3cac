import Ledger
import Records
import Testing

@Suite("Erasing and disposing")
struct RemovalTests {
    private func book() throws -> (Library, RecordID) {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "Salt Roads"), ("summary", "About Ada."), ("pages", "90")], on: "2026-02-01",
            recording: .told("2026-01-20"))
        try library.change(id, [("summary", "About Ada and Ben.")], on: "2026-02-02")
        return (library, id)
    }

    @Test("takes one value out of one entry; all else stays")
    func erase() throws {
        var (library, id) = try book()
        let change = try library.erase(id, 4, "summary", on: "2026-02-03")[0]
        #expect(change.removes == .value(entry: EntryIndex(4), key: "summary"))
        #expect(change.act == .erase && change.version == 3 && change.reason == "asked by Otto" && change.role == "LIB")
        #expect(library.book(id, asOf: "2026-02-03")?.summary == nil)
        #expect(library.book(id, asOf: "2026-02-01")?.summary == "About Ada.")
        #expect(library.book(id, asOf: "2026-02-03")?.title == "Salt Roads")
        try library.erase(id, 3, "summary", on: "2026-02-03")
        #expect(library.book(id, asOf: "2026-02-01")?.summary == nil)
        let text = String(describing: library.register.history(id)?.changes)
        #expect(!text.contains("Ada"), "nothing of it is left in memory")
    }

    @Test("takes reason, source and account too", arguments: ["@reason", "@source", "@account"])
    func circumstances(name: String) throws {
        var library = try Library.founded()
        let act = Act.create(Declarations.library.kind(Book.self), state: nil, values: [Assignment(\Book.title, "A")])
        let actor = ActingPerson(person: Library.lena, known: .machine(account: "ada"))
        let recording = Recording(
            at: .day(Day(number: 20_470)), whose: Library.lena, source: "ada", acceptsExceptions: true)
        try library.run(Command([act], by: actor, recording: recording, reason: "ada"), on: "2026-02-01")
        try library.erase("BOO-1", 3, name, on: "2026-02-02")
        let change = try #require(library.register.history("BOO-1")?.changes.first { $0.sequence == EntryIndex(3) })
        #expect((change.reason == nil) == (name == "@reason"))
        #expect((change.recorded?.source == nil) == (name == "@source"))
        #expect((change.known == .machine(account: "")) == (name == "@account"))
        #expect(change.isRecorded)
        #expect(throws: Refusal.self) { try library.erase("BOO-1", 3, name, on: "2026-02-02") }
    }

    @Test(
        "takes only what is there, sealed, and of this record",
        arguments: [
            (4, "title"), (4, "pages"), (3, "pages"), (99, "summary"), (2, "name"), (3, "colour"), (4, "@reason"),
        ])
    func nothingThere(entry: Int, key: String) throws {
        var (library, id) = try book()
        let refusal = #expect(throws: Refusal.self) { try library.erase(id, entry, key, on: "2026-02-03") }
        #expect(refusal?.code == .unknown && refusal?.problems.map(\.code) == ["erase"])
    }

    @Test("takes a value once")
    func once() throws {
        var (library, id) = try book()
        try library.erase(id, 4, "summary", on: "2026-02-03")
        #expect(throws: Refusal.self) { try library.erase(id, 4, "summary", on: "2026-02-03") }
    }

    @Test("leaves what was erased as said: nobody has to say it again to go on")
    func erasedRequired() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "A"), ("summary", "About Ada"), ("pages", "90")], by: Library.otto, on: "2026-02-01")
        var other = library
        for key in ["title", "summary"] { try library.erase(id, 3, key, on: "2026-02-02") }
        try library.step(id, "send-to-review", by: Library.otto, on: "2026-02-03")
        try library.step(id, "put-in-force", on: "2026-02-03")
        try other.change(id, [("summary", "")], on: "2026-02-02")
        try other.erase(id, 3, "summary", on: "2026-02-02")
        let refusal = #expect(throws: Refusal.self, "what was emptied after it was said is missing") {
            try other.step(id, "send-to-review", by: Library.otto, on: "2026-02-03")
        }
        #expect(refusal?.problems.map(\.code) == ["required"])
    }

    @Test("needs a reason, the authority, and is done here and now")
    func conditions() throws {
        var (library, id) = try book()
        try library.change(id, [("retentionUntil", "2026-02-02")], on: "2026-02-02")
        for act in [Act.erase(id, entry: EntryIndex(4), key: "summary"), .dispose(id)] {
            for reason in [nil, "", " \n"] {
                let refusal = #expect(throws: Refusal.self) {
                    try library.run(Command([act], by: Library.lena.signedIn, reason: reason), on: "2026-02-03")
                }
                #expect(refusal?.problems.map(\.code) == ["reason"])
            }
            let who = #expect(throws: Refusal.self) {
                try library.run(Command([act], by: Library.otto.signedIn, reason: "x"), on: "2026-02-03")
            }
            #expect(who?.code == .forbidden)
            let told = #expect(throws: Refusal.self) {
                let recording = Recording.told("2026-02-03", accepting: true)
                try library.run(
                    Command([act], by: Library.lena.signedIn, recording: recording, reason: "x"), on: "2026-02-03")
            }
            #expect(told?.problems.map(\.code) == ["recorded"])
        }
    }

    @Test(
        "disposes after the retention only, the day after its last",
        arguments: [
            (nil, "2026-02-05", false), ("2026-02-05", "2026-02-05", false), ("2026-02-05", "2026-02-06", true),
        ])
    func retention(until: String?, day: String, isOver: Bool) throws {
        var (library, id) = try book()
        if let until { try library.change(id, [("retentionUntil", until)], by: Library.mia, on: "2026-02-03") }
        let command = Command([.dispose(id)], by: Library.lena.signedIn, reason: "over")
        if isOver {
            try library.run(command, on: day)
        } else {
            let refusal = #expect(throws: Refusal.self) { try library.run(command, on: day) }
            #expect(refusal?.problems.map(\.code) == ["retention"])
        }
    }

    @Test("leaves a tombstone: that it was, who disposed of it, when and why, and nothing else")
    func tombstone() throws {
        var (library, id) = try book()
        try library.erase(id, 4, "summary", on: "2026-02-03")
        try library.change(id, [("retentionUntil", "2026-02-03")], on: "2026-02-03")
        let change = try library.run(
            Command([.dispose(id)], by: Library.mia.signedIn, reason: "retention is over"), on: "2026-02-04")[0]
        #expect(change.removes == .bodies([3, 4, 5, 6].map { EntryIndex($0) }))
        #expect(change.by == Library.mia && change.role == "LIB" && change.reason == "retention is over")
        let history = try #require(library.register.history(id))
        #expect(history.changes.map(\.version) == [1, 2, 3, 4, 5])
        #expect(!String(describing: history.changes).contains("Ada"))
        for day in ["2026-02-01", "2026-02-02", "2026-02-04"] {
            let content = try #require(library.view(day).record(id))
            #expect(content.isDisposed && content.values.allSatisfy { $0 == nil })
            #expect(library.view(day).records(of: content.kind).isEmpty, "lists leave it out on every day")
        }
        #expect(library.view("2026-01-31").record(id) == nil)
        let refusal = #expect(throws: Refusal.self) { try library.change(id, [("pages", "9")], on: "2026-02-05") }
        #expect(refusal?.problems.map(\.code) == ["disposed"])
    }

    @Test("lets go of a name in the reason of a disposal too, and the tombstone stays")
    func tombstoneReason() throws {
        var (library, id) = try book()
        try library.change(id, [("retentionUntil", "2026-02-03")], on: "2026-02-03")
        let disposal = try library.run(
            Command([.dispose(id)], by: Library.mia.signedIn, reason: "Ada asked for it"), on: "2026-02-04")[0]
        #expect(throws: Refusal.self) { try library.erase(id, 4, "summary", on: "2026-02-05") }
        try library.erase(id, disposal.sequence.value, "@reason", on: "2026-02-05")
        let history = try #require(library.register.history(id))
        #expect(history.isDisposed && library.view("2026-02-05").record(id)?.isDisposed == true)
        #expect(history.changes.map(\.version) == [1, 2, 3, 4, 5])
        #expect(!String(describing: history.changes).contains("Ada"))
        #expect(throws: Refusal.self) { try library.erase(id, disposal.sequence.value, "@reason", on: "2026-02-06") }
    }
}
