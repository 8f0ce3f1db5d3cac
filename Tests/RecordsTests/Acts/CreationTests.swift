import Ledger
import Records
import Testing

@Suite("Creating a record")
struct CreationTests {
    @Test("gives typed fields, read by name, from its day on")
    func typedFields() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "Salt Roads"), ("pages", "120"), ("genre", "atlas"), ("reader", "PER-2")], on: "2026-02-01")
        let book = try #require(library.book(id, asOf: "2026-02-01"))
        #expect(book.id == "BOO-1" && book.title == "Salt Roads" && book.pages == 120 && book.genre == .atlas)
        #expect(book.reader?.id.text == "PER-002", "an id is written as its kind writes it")
        #expect(book.reader?.record(in: book.view)?.name == "Otto")
        #expect(book.state == .draft)
        #expect(library.book(id, asOf: "2026-01-31") == nil)
    }

    @Test("gives the number after the highest ever given, also after a disposal")
    func numbers() throws {
        var library = try Library.founded()
        let ids = try (1...3).map { _ in try library.create([("title", "Salt Roads")], on: "2026-02-01") }
        #expect(ids == ["BOO-1", "BOO-2", "BOO-3"])
        try library.change("BOO-3", [("retentionUntil", "2026-02-02")], by: Library.mia, on: "2026-02-01")
        try library.run(Command([.dispose("BOO-3")], by: Library.lena.signedIn, reason: "over"), on: "2026-02-03")
        #expect(try library.create([("title", "Salt Roads")], on: "2026-02-04") == "BOO-4")
    }

    @Test("says who, when, in which role, and how that was known")
    func circumstances() throws {
        var library = try Library.founded()
        let act = Act.create(
            Declarations.library.kind(Book.self), state: nil, values: [Assignment(\Book.title, "Salt Roads")])
        let actor = ActingPerson(person: Library.otto, known: .machine(account: "root"))
        let change = try library.run(Command([act], by: actor, reason: " \n"), on: "2026-02-01")[0]
        #expect(change.by == Library.otto && change.enteredBy == Library.otto && change.role == "AUT")
        #expect(change.enteredAt == .morning("2026-02-01") && change.at == .moment(.morning("2026-02-01")))
        #expect(change.known == .machine(account: "root") && change.recorded == nil && change.reason == nil)
        #expect(change.sequence == EntryIndex(3) && change.version == 1 && change.kind == "Book")
        #expect(change.step == Step(verb: nil, from: nil, to: "Draft"))
        #expect(change.assignments.map(\.isSealed) == [true])
    }

    @Test("is for those the life cycle names")
    func authority() throws {
        var library = try Library.founded()
        let refusal = #expect(throws: Refusal.self) {
            try library.create(Reader.self, [("name", "Nora")], by: Library.otto, on: "2026-02-01")
        }
        #expect(refusal?.code == .forbidden && refusal?.problems.map(\.code) == ["authority"])
        #expect(refusal?.problems.first?.message.hasSuffix("that is for LIB.") == true)
    }

    @Test("is for nobody who has left")
    func left() throws {
        var library = try Library.founded()
        try library.step(Library.otto, "leave", on: "2026-02-01", reason: "moved")
        let refusal = #expect(throws: Refusal.self) {
            try library.create([("title", "Salt Roads")], by: Library.otto, on: "2026-02-02")
        }
        #expect(refusal?.problems.map(\.code) == ["actor"])
    }

    @Test("asks for what the record is nothing without, and begins in the first state")
    func beginning() throws {
        var library = try Library.founded()
        let missing = #expect(throws: Refusal.self) { try library.create([("pages", "20")], on: "2026-02-01") }
        #expect(missing?.code == .guarded && missing?.problems.map(\.field) == ["title"])
        let later = #expect(throws: Refusal.self) {
            try library.create([("title", "A"), ("summary", "S")], on: "2026-02-01", state: "InReview")
        }
        #expect(later?.code == .notNow && later?.problems.map(\.code) == ["beginning"])
        let unknown = #expect(throws: Refusal.self) {
            try library.create([("title", "A")], on: "2026-02-01", state: "Lost")
        }
        #expect(unknown?.code == .unknown && unknown?.problems.first?.message.contains("Draft, InReview") == true)
    }

    @Test("that founds a library may begin anywhere, and needs nobody who allows it")
    func founding() throws {
        var library = Library()
        let kind = Declarations.library.kind(Book.self)
        let book = Act.create(
            kind, state: "InForce",
            values: [Assignment(\Book.title, "Rules"), Assignment(\Book.summary, "All."), Assignment(\Book.pages, 3)])
        let changes = try library.run(
            Command(Library.founding.acts + [book], by: Library.lena.signedIn), on: "2026-01-05")
        #expect(changes.allSatisfy { $0.exceptions.isEmpty && $0.role == nil })
        #expect(library.book("BOO-1", asOf: "2026-01-05")?.state == .inForce)
        #expect(throws: Refusal.self) {
            try library.create(
                [("title", "A"), ("summary", "S"), ("pages", "30")], on: "2026-01-06", state: "InForce")
        }
    }

    @Test("checks each reference: that it is there, and of the right kind, in rows too")
    func references() throws {
        var library = try Library.founded()
        let problems: [(String, String, String)] = [
            ("reader", "PER-009", "there is no PER-009"), ("reader", "BOO-1", "BOO-1 is of kind Book"),
            ("notes", #"[{"by":"PER-1"},{"by":"BOO-1"}]"#, "must be of kind Reader"),
            ("notes", #"[{"by":"PER-77"}]"#, "there is no PER-077"), ("links", #"[{"title":"a"}]"#, "missing"),
            ("shelf", "SHE-1", "kept by a later release"), ("owner", "PER-001", "kept by a later release"),
            ("reader", "XYZ-1", "there is no XYZ-1"), ("supersedes", "PER-001", "can only supersede another Book"),
        ]
        try library.create([("title", "Salt Roads")], on: "2026-02-01")
        for (field, value, message) in problems {
            let refusal = #expect(throws: Refusal.self) {
                try library.create([("title", "A"), (field, value)], on: "2026-02-01")
            }
            #expect(refusal?.code == .invalid && refusal?.problems.first?.field == field)
            #expect(refusal?.problems.first?.message.contains(message) == true, "\(refusal?.problems ?? [])")
        }
    }

    @Test("knows what the acts before it in the same command made, and which of several is refused")
    func batch() throws {
        var library = try Library.founded()
        let readers = Declarations.library.kind(Reader.self)
        let books = Declarations.library.kind(Book.self)
        let acts: [Act] = [
            .create(readers, state: nil, values: [Assignment(\Reader.name, "Nora")]),
            .create(
                books, state: nil,
                values: [Assignment(\Book.title, "A"), Assignment(\Book.reader, Reference("PER-004"))]),
            .change("BOO-1", values: [Assignment(\Book.pages, 12)], expecting: 1),
        ]
        let changes = try library.run(Command(acts, by: Library.lena.signedIn), on: "2026-02-01")
        #expect(changes.map(\.sequence.value) == [3, 4, 5] && changes.map(\.version) == [1, 1, 2])
        let again = Command(acts.reversed() + [.change("BOO-9", values: [], expecting: nil)], by: Library.lena.signedIn)
        let refusal = #expect(throws: Refusal.self) { try library.run(again, on: "2026-02-02") }
        #expect(refusal?.act == 0 && refusal?.code == .outdated)
        let last = Command(Array(acts.prefix(1)) + [.dispose("BOO-9")], by: Library.lena.signedIn)
        let second = #expect(throws: Refusal.self) { try library.run(last, on: "2026-02-02") }
        #expect(second?.act == 1 && second?.code == .unknown)
        let alone = Command([.dispose("BOO-9")], by: Library.lena.signedIn)
        let only = #expect(throws: Refusal.self) { try library.run(alone, on: "2026-02-02") }
        #expect(only?.act == nil)
    }

    @Test("never takes an entry time before the last one, when the clock runs backwards")
    func clock() throws {
        var library = try Library.founded()
        try library.create([("title", "A")], on: "2026-02-01")
        let id = try library.create([("title", "B")], on: "2026-01-20")
        let change = try #require(library.register.history(id)?.changes.first)
        #expect(change.enteredAt == .morning("2026-02-01") && change.at == .moment(.morning("2026-02-01")))
    }

    @Test("is never held up by guards when it records a fact; what it breaks is kept")
    func facts() throws {
        var library = try Library.founded()
        let id = try library.create(Sighting.self, [("place", "Harbour")], by: Library.otto, on: "2026-02-01")
        let change = try #require(library.register.history(id)?.changes.first)
        #expect(change.exceptions.map(\.code) == ["in-force", "required"])
        let refusal = #expect(throws: Refusal.self) {
            try library.change(id, [("place", "Pier")], by: Library.otto, on: "2026-02-02")
        }
        #expect(refusal?.code == .forbidden, "who may write is asked of facts too")
    }

    @Test("fills in day and person where the life cycle says so, unless they are stated")
    func stamps() throws {
        var library = try Library.founded()
        let id = try library.create(Praise.self, [("words", "Fine")], by: Library.otto, on: "2026-02-01")
        let praise = try #require(library.view("2026-02-01").record(id, as: Praise.self))
        #expect(praise.givenOn == Day("2026-02-01") && praise.givenBy?.id == Library.otto)
        let stated = try library.create(
            Praise.self, [("givenOn", "2026-01-31"), ("givenBy", "PER-003")], on: "2026-02-01",
            recording: .told("2026-02-01"))
        let other = try #require(library.view("2026-02-01").record(stated, as: Praise.self))
        #expect(other.givenOn == Day("2026-01-31") && other.givenBy?.id == Library.mia)
    }
}
