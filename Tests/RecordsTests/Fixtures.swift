import Ledger
import Records

/// Two small registers that tell a story: a library with books, lent to readers.
enum Genre: String, Choice {
    case novel, atlas
    case poetry = "poetry and song"
}

struct Reader: RecordKind {
    enum State: String, Choice {
        case active = "Active"
        case left = "Left"
    }

    static let about = About(
        "Reader", plural: "Readers", address: "readers", prefix: "PER", digits: 3, clauses: [],
        summary: "A person who borrows.", naming: "name")
    static let lifecycle = Lifecycle<Reader>(
        creators: [.role("LIB")], editors: [.role("LIB")], closed: [.left],
        transitions: [Transition("Leave", from: [.active], to: .left, by: [.role("LIB")])])

    let name = text("Name", required: true, max: 100)
    let role = text("Role", personal: false)
    init() {}
}

struct Book: RecordKind {
    enum State: String, Choice {
        case draft = "Draft"
        case review = "InReview"
        case inForce = "InForce"
        case superseded = "Superseded"
    }

    static let about = About(
        "Book", plural: "Books", address: "books", prefix: "BOO", clauses: [], summary: "Something to read.",
        naming: "title", columns: ["title", "genre"])
    static let lifecycle = Lifecycle<Book>(
        creators: [.role("LIB"), .role("AUT")], editors: [.role("LIB"), .owner], closed: [.superseded],
        frozen: [.inForce], required: [Requirement(in: [.review, .inForce], \.summary)],
        versions: Versions(inForce: [.inForce], superseded: .superseded),
        transitions: [
            Transition("Send to review", from: [.draft], to: .review, by: [.role("LIB"), .role("AUT"), .owner]),
            Transition(
                "Put in force", from: [.review], to: .inForce, by: [.role("LIB")],
                guards: [
                    Guard("pages", "A book in force has at least 10 pages. Set pages.") { ($0.record.pages ?? 0) >= 10 }
                ], approves: true, stamps: [\.approvedOn]),
        ])

    let title = text("Title", required: true, aliases: ["name"])
    let summary = prose("Summary")
    let genre = choice("Genre", Genre.self)
    let pages = integer("Pages", in: 1...5_000)
    let reader = reference("Reader", to: Reader.self)
    let shelf = reference("Shelf", toKind: "Shelf", content: false)
    let approvedOn = date("Approved on", content: false)
    let notes = rows("Notes", of: Note.self, content: false)
    let age = computed("Days since it came in", like: integer("")) { content, view in
        view.day - content.created.at.day(in: view.zone)
    }
    init() {}
}

struct Note: RowKind {
    let on = date("On")
    let by = reference("By", to: Reader.self)
    init() {}
}

extension Declarations {
    static let library = Declarations(
        [Reader.self, Book.self, Sighting.self, Praise.self], later: ["Person", "Shelf"])
}

extension Rulebook {
    /// The role stands in the reader's own record.
    static let library = Rulebook(
        declarations: .library,
        rolesHeld: { person, view in
            guard let reader = view.record(person, as: Reader.self), let role = reader.role else { return [] }
            return [RoleHeld(role: RoleCode(role), reach: .everything)]
        },
        mayAct: { person, view in view.record(person, as: Reader.self)?.state == .active },
        recorders: ["LIB"], disposers: ["LIB"], allowsJoinedDuties: { _ in false }, approval: { _, _ in nil })
}

extension Moment {
    /// Nine o'clock UTC on a day.
    static func morning(_ day: String) -> Moment {
        guard let moment = Moment("\(day)T09:00:00Z") else { preconditionFailure("\(day) is no day") }
        return moment
    }
}

/// A register that is written to as a test tells it.
struct Library {
    var register = Register(.library, zone: .utc)
    static let lena = RecordID("PER-001")
    static let otto = RecordID("PER-002")
    static let mia = RecordID("PER-003")

    /// Founded with Lena and Mia, librarians, and Otto, an author.
    static func founded() throws -> Library {
        var library = Library()
        try library.run(founding, on: "2026-01-05")
        return library
    }

    static let founding = Command(
        [("Lena", "LIB"), ("Otto", "AUT"), ("Mia", "LIB")].map { name, role in
            .create(
                Declarations.library.kind(Reader.self), state: nil,
                values: [
                    Assignment(slot: Kind.slot(\Reader.name), value: .text(name)),
                    Assignment(slot: Kind.slot(\Reader.role), value: .text(role)),
                ])
        }, by: ActingPerson(person: lena, known: .signedIn))

    @discardableResult
    mutating func run(_ command: Command, on day: String) throws(Refusal) -> [Change] {
        let changes = try decide(command, register, .library, now: .morning(day))
        for change in changes { register.evolve(change) }
        return changes
    }

    @discardableResult
    mutating func create(
        _ values: [(String, String)], by person: RecordID = lena, on day: String, recording: Recording? = nil,
        state: String? = nil
    ) throws(Refusal) -> RecordID {
        let kind = Declarations.library.kind(Book.self)
        let act = Act.create(kind, state: state, values: try kind.assignments(fromText: values.map { ($0.0, $0.1) }))
        return try run(
            Command([act], by: ActingPerson(person: person, known: .signedIn), recording: recording), on: day)[0].record
    }

    @discardableResult
    mutating func change(
        _ id: RecordID, _ values: [(String, String)], by person: RecordID = lena, on day: String,
        recording: Recording? = nil, expecting: Int? = nil
    ) throws(Refusal) -> [Change] {
        let kind = Declarations.library.kind(Book.self)
        let act = Act.change(
            id, values: try kind.assignments(fromText: values.map { ($0.0, $0.1) }), expecting: expecting)
        return try run(
            Command([act], by: ActingPerson(person: person, known: .signedIn), recording: recording), on: day)
    }

    @discardableResult
    mutating func step(
        _ id: RecordID, _ verb: String, by person: RecordID = lena, on day: String, recording: Recording? = nil,
        reason: String? = nil
    ) throws(Refusal) -> [Change] {
        try run(
            Command(
                [.step(id, verb: verb, values: [], expecting: nil)], by: ActingPerson(person: person, known: .signedIn),
                recording: recording, reason: reason), on: day)
    }

    func book(_ id: RecordID, asOf day: String, knownAt: EntryIndex? = nil, today: String = "2026-12-31") throws
        -> Record<Book>?
    {
        guard let day = Day(day), let today = Day(today) else { return nil }
        return View(register, asOf: day, knownAt: knownAt, today: today).record(id, as: Book.self)
    }
}

extension RecordID {
    /// At the keyboard, and known to be there.
    var signedIn: ActingPerson { ActingPerson(person: self, known: .signedIn) }
}
