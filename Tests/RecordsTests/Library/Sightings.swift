import Records

/// A fact: recorded by whoever sees it, never held up.
struct Sighting: RecordKind {
    enum State: String, Choice {
        case seen = "Seen"
        case doubted = "Doubted"
        case settled = "Settled"
    }

    static let about = About(
        "Sighting", plural: "Sightings", address: "sightings", prefix: "SIG", clauses: [],
        summary: "A book was seen somewhere.", naming: "place", isFact: true)
    static let lifecycle = Lifecycle<Sighting>(
        creators: [.anyone], editors: [.role("LIB")], required: [Requirement(in: [.seen, .settled], \.book)],
        creation: [Guard("in-force", "Only a book in force can be seen.") { $0.record.book != nil }],
        transitions: [Transition("Settle", from: [.seen], to: .settled, by: [.role("LIB")])])

    let place = text("Place")
    let book = reference("Book", to: Book.self)
    let seenOn = date("Seen on", tells: .past)
    init() {}
}

/// What somebody says about a book as it stood.
struct Praise: RecordKind {
    enum State: String, Choice { case given = "Given" }

    static let about = About(
        "Praise", plural: "Praises", address: "praises", prefix: "PRA", clauses: [], summary: "A good word for a book.",
        naming: "words")
    static let lifecycle = Lifecycle<Praise>(
        creators: [.anyone], editors: [.anyone],
        speaks: SpeaksOf(\.book, version: \.bookVersion, digest: \.digest), stamps: [\.givenOn, \.givenBy])

    let words = text("Words")
    let book = reference("Book", to: Book.self)
    let bookVersion = text("Version of the book", personal: false, content: false)
    let digest = text("Digest", personal: false, content: false)
    let givenOn = date("Given on", content: false, tells: .actOrEarlier)
    let givenBy = reference("Given by", to: Reader.self, content: false)
    init() {}
}
