import Ledger
import Records
import Testing

@Suite("A view")
struct ViewTests {
    @Test("ends with its day where the organization is")
    func endOfDay() throws {
        var register = Register(.library, zone: .amsterdam)
        for change in try decide(Library.founding, register, .library, now: .morning("2026-01-05")) {
            register.evolve(change)
        }
        let act = Act.create(Declarations.library.kind(Book.self), state: nil, values: [Assignment(\Book.title, "A")])
        let late = try #require(Moment("2026-02-01T23:30:00Z"))
        for change in try decide(Command([act], by: Library.lena.signedIn), register, .library, now: late) {
            register.evolve(change)
        }
        let today = try #require(Day("2026-03-01"))
        func isThere(_ day: String) throws -> Bool {
            View(register, asOf: try #require(Day(day)), today: today).record("BOO-1") != nil
        }
        #expect(try !isThere("2026-02-01"))
        #expect(try isThere("2026-02-02"))
    }

    @Test("of a coming day reads what there is and adds nothing")
    func future() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A")], on: "2026-02-01")
        let view = library.view("2027-12-31", today: "2026-02-01")
        #expect(view.record(id)?.version == 1 && view.all(Book.self).count == 1)
        #expect(view.record(id, as: Book.self)?.age == 698, "what is computed counts on")
    }

    @Test("knows only the entries up to its bound")
    func knownAt() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A")], on: "2026-02-01")
        try library.change(id, [("pages", "90")], on: "2026-02-02")
        #expect(library.view("2026-12-31", knownAt: 2).record(id) == nil)
        #expect(library.book(id, asOf: "2026-12-31", knownAt: 3)?.pages == nil)
        #expect(library.book(id, asOf: "2026-12-31", knownAt: 4)?.pages == 90)
        #expect(library.book(id, asOf: "2026-02-01", knownAt: 4)?.pages == nil)
        #expect(library.view("2026-12-31", knownAt: 3).lastEntry == EntryIndex(3))
        #expect(library.view("2026-12-31").lastEntry == EntryIndex(4))
        #expect(library.view("2026-12-31", knownAt: 99).lastEntry == EntryIndex(4))
        #expect(View(Register(.library, zone: .utc), asOf: .first, today: .first).lastEntry == nil)
    }

    @Test("lists records in order of their numbers")
    func order() throws {
        var library = try Library.founded()
        for _ in 0..<30 { try library.create([("title", "A")], on: "2026-02-01") }
        let numbers = library.view("2026-12-31").all(Book.self).map(\.id.number)
        #expect(numbers == Array(1...30))
        #expect(library.register.histories(of: Declarations.library.kind(Book.self)).map(\.id.number) == numbers)
    }

    @Test("finds who points to a record, once each, through rows too")
    func pointers() throws {
        var library = try Library.founded()
        let books = Declarations.library.kind(Book.self)
        try library.create([("title", "A"), ("reader", "PER-002")], on: "2026-02-01")
        try library.create([("title", "B"), ("notes", #"[{"by":"PER-2"},{"by":"PER-2"}]"#)], on: "2026-02-01")
        try library.create([("title", "C"), ("reader", "PER-002")], on: "2026-02-02")
        let view = library.view("2026-02-02")
        #expect(view.all(Book.self, \.reader, pointingTo: Library.otto).map(\.title) == ["A", "C"])
        #expect(library.view("2026-02-01").all(Book.self, \.reader, pointingTo: Library.otto).map(\.title) == ["A"])
        let notes = view.records(of: books, pointingTo: Library.otto, through: Kind.slot(\Book.notes))
        #expect(notes.map(\.id) == ["BOO-2"])
        #expect(view.all(Book.self, \.reader, pointingTo: Library.mia).isEmpty)
        #expect(view.record("BOO-2")?.references.map(\.id) == [Library.otto, Library.otto])
    }

    @Test("reads only records of the kind that is asked for")
    func kinds() throws {
        let library = try Library.founded()
        #expect(library.view("2026-12-31").record(Library.otto, as: Book.self) == nil)
        #expect(Reference<Book>(Library.otto).record(in: library.view("2026-12-31")) == nil)
        #expect(library.view("2026-12-31").record("XYZ-1") == nil)
    }

    @Test("notes what is read through it: registers, records, and who points to whom")
    func reads() throws {
        var library = try Library.founded()
        try library.create([("title", "A"), ("reader", "PER-002")], on: "2026-02-01")
        let log = ReadLog()
        let view = library.view("2026-12-31").noting(in: log)
        let (books, readers) = (Declarations.library.kind(Book.self), Declarations.library.kind(Reader.self))
        let book = try #require(view.all(Book.self).first)
        let begun = log.begin()
        // The same again, but for somebody else.
        _ = view.all(Book.self)
        _ = book.reader?.record(in: book.view)
        _ = view.record("PER-2")
        _ = view.all(Book.self, \.reader, pointingTo: Library.otto)
        _ = view.changes(of: "SIG-1")
        #expect(log.kinds == Set([books, readers, Declarations.library.kind(Sighting.self)].map(\.ordinal)))
        let reader = Kind.slot(\Book.reader)
        #expect(
            log.taken(since: begun) == [
                .register(books), .record(readers, number: 2),
                .pointers(books, slot: reader, target: readers, number: 2),
                .record(Declarations.library.kind(Sighting.self), number: 1),
            ])
        #expect(log.taken(since: 0) == [.register(books)])
        #expect(log.begin() == 0 && log.taken(since: 0).isEmpty)
    }

    @Test("does not note what goes without saying, and goes on for whoever was interrupted")
    func besides() throws {
        let library = try Library.founded()
        let log = ReadLog()
        let view = library.view("2026-12-31").noting(in: log)
        let readers = Declarations.library.kind(Reader.self)
        let outer = log.begin(besides: .record(readers, number: 1))
        _ = (view.record("PER-1"), view.record("PER-2"))
        let inner = log.begin(besides: .record(readers, number: 2))
        _ = (view.record("PER-1"), view.record("PER-2"))
        #expect(log.taken(since: inner) == [.record(readers, number: 1)])
        _ = (view.record("PER-1"), view.record("PER-3"))
        #expect(log.taken(since: outer) == [.record(readers, number: 2), .record(readers, number: 3)])
        _ = view.record("PER-1")
        #expect(log.taken(since: 0) == [.record(readers, number: 1)], "nobody said so any more")
    }

    @Test("tells of what is read about one record which one it is, and what is the same for every one")
    func subject() {
        let kinds = Declarations.library.kinds
        for (kind, number) in kinds.flatMap({ kind in [1, 999_999_999].map { (kind, $0) } }) {
            let reads = [
                Read.pointers(kinds[0], slot: 5, target: kind, number: number),
                .derived(400_000, kind: kind, number: number),
            ]
            for read in reads {
                #expect(read.subject?.kind == kind.ordinal && read.subject?.number == number)
                #expect(read.ofAnyone != nil && read.ofAnyone != read)
            }
            #expect(reads[0].ofAnyone == .pointers(kinds[0], slot: 5, target: kind, number: 0))
            #expect(Read.record(kind, number: number).ofAnyone == nil && Read.register(kind).ofAnyone == nil)
        }
        #expect(Read.derived(4, number: 1).ofAnyone == nil && Read.derived(4, number: 1).subject == nil)
    }

    @Test("reads a record with very many changes like one with few")
    func many() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A")], on: "2026-02-01")
        for number in 1...80 {
            try library.change(id, [("pages", "\(number)")], on: "2026-02-02")
            let book = try #require(library.book(id, asOf: "2026-02-02"))
            #expect(book.pages == number && book.title == "A" && book.content.version == number + 1)
            #expect(book.content.says(Kind.slot(\Book.pages)) && !book.content.says(Kind.slot(\Book.reader)))
            #expect(book.content.updated.sequence == library.view("2026-02-02").lastEntry)
            #expect(book.content.lastEntered == book.content.entered.sequence)
            #expect(library.book(id, asOf: "2026-02-01")?.pages == nil)
        }
    }

    @Test("tells each thing that is read from every other one")
    func words() {
        let kinds = Declarations.library.kinds
        let numbers = [0, 1, 999_999_999]
        var reads: [Read] = numbers.map { .derived($0) }
        for kind in kinds {
            reads.append(.register(kind))
            reads += numbers.map { .record(kind, number: $0) }
            for (slot, target) in kind.fields.indices.flatMap({ slot in (kinds + [nil]).map { (slot, $0) } }) {
                reads += numbers.map { .pointers(kind, slot: slot, target: target, number: $0) }
            }
        }
        #expect(Set(reads).count == reads.count)
        #expect(reads.allSatisfy { $0.kind.map(kinds.indices.contains) ?? true })
    }

    @Test("takes over what an earlier one worked out, as far as it still holds")
    func after() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A")], on: "2026-02-01")
        let early = library.view("2026-12-31")
        #expect(early.all(Book.self).map(\.pages) == [nil])
        #expect(early.all(Reader.self).count == 3)
        #expect(early.all(Book.self, \.reader, pointingTo: Library.otto).isEmpty)
        try library.change(id, [("pages", "90"), ("reader", "PER-002")], on: "2026-02-02")
        func later(_ day: String, knownAt: Int? = nil) throws -> View {
            View(
                library.register, asOf: try #require(Day(day)), knownAt: knownAt.map { EntryIndex($0) },
                today: try #require(Day("2026-12-31")), after: early)
        }
        #expect(try later("2026-12-31").all(Book.self).map(\.pages) == [90])
        #expect(try later("2026-12-31").all(Book.self, \.reader, pointingTo: Library.otto).map(\.id) == [id])
        #expect(try later("2026-12-31").all(Reader.self).count == 3)
        #expect(try later("2026-01-31").all(Book.self).isEmpty)
        #expect(try later("2026-12-31", knownAt: 3).all(Book.self).map(\.pages) == [nil])
        #expect(try later("2026-12-31", knownAt: 1).all(Reader.self).count == 2)
    }

    @Test("tells the changes it knows, those too that show only on earlier days")
    func changes() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A")], on: "2026-02-10")
        try library.change(id, [("pages", "50")], on: "2026-02-14", recording: .told("2026-02-01"))
        #expect(library.view("2026-02-14").changes(of: id).map(\.sequence.value) == [4, 3])
        #expect(library.view("2026-02-09").changes(of: id).map(\.sequence.value) == [4])
        #expect(library.view("2026-02-14", knownAt: 3).changes(of: id).map(\.sequence.value) == [3])
        let history = try #require(library.register.history(id))
        #expect(history.changesShown(asOf: Day("2026-02-14"), knownAt: nil, zone: .utc).map(\.sequence.value) == [3])
        #expect(history.changesShown(asOf: Day("2026-02-09"), knownAt: nil, zone: .utc).map(\.sequence.value) == [4])
    }

    @Test("keeps the marks: who created, last changed, last edited, last entered, and when it came into its state")
    func marks() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A"), ("summary", "S")], by: Library.otto, on: "2026-02-01")
        try library.change(id, [("pages", "90")], on: "2026-02-02")
        try library.step(id, "InReview", by: Library.otto, on: "2026-02-03")
        try library.change(id, [("tags", "a")], by: Library.mia, on: "2026-02-04")
        let content = try #require(library.book(id, asOf: "2026-02-04")?.content)
        #expect(content.created.by == Library.otto && content.created.sequence == EntryIndex(3))
        #expect(content.edited.by == Library.lena && content.edited.at == .moment(.morning("2026-02-02")))
        #expect(content.entry.sequence == EntryIndex(5) && content.updated.by == Library.mia)
        #expect(content.entered.at == .moment(.morning("2026-02-04")) && content.version == 4)
        let told = try library.create(
            [("title", "B")], on: "2026-02-05", recording: .told("2026-02-05", of: Library.otto))
        try library.change(told, [("pages", "9")], on: "2026-02-06", recording: .told("2026-01-10", of: Library.mia))
        let early = try #require(library.book(told, asOf: "2026-02-04")?.content)
        #expect(early.created.by == Library.mia, "as long as its creation lies ahead")
        let late = try #require(library.book(told, asOf: "2026-02-06")?.content)
        #expect(late.created.by == Library.otto && late.updated.by == Library.otto)
        #expect(late.entered.at == .moment(.morning("2026-02-06")) && late.entered.by == Library.lena)
    }
}

extension ReadLog {
    fileprivate func taken(since mark: Int) -> [Read] {
        var reads: [Read] = []
        take(since: mark) { reads.append($0) }
        return reads
    }
}
