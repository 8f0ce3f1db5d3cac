import Ledger
import Records
import Testing

@Suite("A kind")
struct KindTests {
    @Test("has names that read well inside a sentence")
    func inSentence() {
        let cases = [
            ("Role assignments", "role assignments"), ("AI systems", "AI systems"), ("RACI", "RACI"), ("", ""),
        ]
        for (title, words) in cases { #expect(title.inSentence == words) }
    }

    private let books = Declarations.library.kind(Book.self)

    private func problems(_ values: [String: JSON]) -> [[String?]] {
        do throws(Refusal) {
            _ = try books.assignments(from: values)
            return []
        } catch {
            return error.problems.map { [$0.code, $0.field] }
        }
    }

    @Test("has its base fields first, then its own, in the order in which they are written")
    func order() throws {
        #expect(Array(books.fields.map(\.key).prefix(4)) == ["owner", "unit", "tags", "confidentiality"])
        #expect(
            books.ownFields.map(\.key) == [
                "title", "summary", "genre", "pages", "reader", "shelf", "approvedOn", "notes", "age",
            ])
        #expect(books.fields.map(\.slot) == Array(books.fields.indices))
        #expect(books.field("title")?.slot == Kind.slot(\Book.title))
        #expect(books.field("owner")?.slot == Kind.slot(base: \.owner))
        #expect(books.field("name")?.key == "title", "the key of an earlier release")
        #expect(books.field("colour") == nil)
    }

    @Test("is found by name, by address and by the ids of its records")
    func names() {
        for name in ["Book", "book", "books", "BOOKS"] { #expect(Declarations.library.kind(named: name) == books) }
        #expect(Declarations.library.kind(named: "Books of old") == nil)
        #expect(Declarations.library.kind(of: "BOO-7") == books)
        #expect(Declarations.library.kind(of: "BO-7") == nil)
    }

    @Test("reads named values into slots; what says nothing clears a field")
    func values() throws {
        let read = try books.assignments(from: [
            "title": " Salt Roads ", "pages": 120, "summary": "  ", "genre": .null, "notes": [], "tags": ["", " "],
        ])
        let bySlot = Dictionary(uniqueKeysWithValues: read.map { ($0.slot, $0.value) })
        #expect(bySlot[Kind.slot(\Book.title)] == .some(.text("Salt Roads")))
        #expect(bySlot[Kind.slot(\Book.pages)] == .some(.integer(120)))
        for slot in [
            Kind.slot(\Book.summary), Kind.slot(\Book.genre), Kind.slot(\Book.notes), Kind.slot(base: \.tags),
        ] { #expect(bySlot[slot] == .some(nil)) }
        #expect(read.filter(\.isSealed).map(\.slot) == [Kind.slot(\Book.title)])
        let cells = try books.assignments(fromText: [("pages", " 120 "), ("genre", " "), ("tags", "[]")])
        #expect(cells.map(\.value) == [.integer(120), nil, nil])
    }

    @Test("reports every problem of the values it is given, not only the first")
    func allProblems() {
        let found = problems([
            "pages": 0, "genre": "map", "colour": "red", "approvedOn": "soon", "title": "Salt Roads", "age": 3,
        ])
        #expect(
            found == [
                ["computed", "age"], ["date", "approvedOn"], ["field", "colour"], ["choice", "genre"],
                ["range", "pages"],
            ])
    }

    @Test("takes a field once, by whatever key")
    func twice() {
        #expect(problems(["title": "A", "name": "B"]) == [["twice", "title"]])
        let cells: [(key: String, value: String)] = [("pages", "10"), ("pages", "10")]
        #expect(throws: Refusal.self) { try books.assignments(fromText: cells) }
    }

    @Test(
        "names the field somebody probably meant",
        arguments: [
            ("Title", "Did you mean title?"), ("titel", "Did you mean title?"), ("sumary", "Did you mean summary?"),
            ("approved on", "Did you mean approvedOn?"), ("Approved On", "Did you mean approvedOn?"),
            ("TAGS", "Did you mean tags?"), ("colour", "`hallmark kinds books`"), ("ag", "`hallmark kinds books`"),
            (String(repeating: "title", count: 100_000), "`hallmark kinds books`"), ("", "`hallmark kinds books`"),
        ])
    func suggestions(key: String, hint: String) {
        let refusal = #expect(throws: Refusal.self) { try books.assignments(from: [key: 1]) }
        #expect(refusal?.code == .invalid)
        #expect(refusal?.problems.first?.message.contains(hint) == true, "\(refusal?.problems.first?.message ?? "")")
        #expect((refusal?.problems.first?.message.count ?? 0) < 200)
    }

    @Test("writes a record's values by key and names it by its naming field")
    func record() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "Salt Roads"), ("pages", "120")], on: "2026-02-01")
        let content = try #require(library.register.history(id)?.latest)
        #expect(books.json(of: content) == ["title": "Salt Roads", "pages": 120])
        #expect(books.title(of: content) == "Salt Roads")
        let kind = Declarations.library.kind(Praise.self)
        let act = Act.create(kind, state: nil, values: [])
        let silent = try library.run(Command([act], by: Library.otto.signedIn), on: "2026-02-01")[0].record
        #expect(kind.title(of: try #require(library.register.history(silent)?.latest)) == "PRA-1")
    }

    @Test("computes a field from the record and the view, and never stores it")
    func computed() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "Salt Roads")], on: "2026-02-01")
        #expect(try library.book(id, asOf: "2026-02-11")?.age == 10)
        #expect(library.register.history(id)?.latest.values[Kind.slot(\Book.age)] == nil)
    }
}

@Suite("Row")
struct RowTests {
    @Test("fields are read by name")
    func names() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "Salt Roads"), ("notes", #"[{"on":"2026-01-01","by":"PER-2"},{"by":"PER-003"}]"#)],
            on: "2026-02-01")
        let notes = try #require(try library.book(id, asOf: "2026-02-01")?.notes)
        #expect(notes.map(\.on) == [Day("2026-01-01"), nil])
        #expect(notes.map { $0.by?.id.text } == ["PER-002", "PER-003"])
    }
}
