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
        creators: [.role("LIB")], editors: [.role("LIB")], closed: [.left], kept: [.active],
        transitions: [Transition("Leave", from: [.active], to: .left, by: [.role("LIB")], needsReason: true)])

    let name = text("Name", required: true, max: 100)
    let role = text("Role", personal: false)
    let only = reference(toAnyRecord: "Only for")
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
            Transition("Take back", from: [.inForce], to: .draft, by: [.role("LIB")], clears: [\.approvedOn]),
        ])

    let title = text("Title", required: true, aliases: ["name"])
    let summary = prose("Summary")
    let genre = choice("Genre", Genre.self)
    let pages = integer("Pages", in: 1...5_000)
    let reader = reference("Reader", to: Reader.self)
    let shelf = reference("Shelf", toKind: "Shelf", content: false)
    let approvedOn = date("Approved on", content: false, tells: .act)
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
