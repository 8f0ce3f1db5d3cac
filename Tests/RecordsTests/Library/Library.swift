import Ledger
import Records

extension Rulebook {
    /// The role stands in the reader's own record. Approvals are kept as praise when a book asks for it.
    static let library = Rulebook(
        declarations: .library,
        rolesHeld: { person, view in
            guard let reader = view.record(person, as: Reader.self), let role = reader.role else { return [] }
            return [RoleHeld(role: RoleCode(role), reach: reader.reach ?? .everything)]
        },
        mayAct: { person, view in view.record(person, as: Reader.self)?.state == .active },
        recorders: ["LIB"], disposers: ["LIB"], allowsJoinedDuties: { _ in false }, approval: { _, _ in nil })

    /// A library of so few people that duties may be joined, where every approval is kept as praise.
    static var small: Rulebook {
        var rules = Rulebook.library
        rules.allowsJoinedDuties = { _ in true }
        rules.approval = { given, _ in
            .create(
                Declarations.library.kind(Praise.self), state: nil,
                values: [
                    Assignment(\Praise.book, Reference(given.record.id)), Assignment(\Praise.digest, given.digest.hex),
                    Assignment(\Praise.words, "\(given.role?.code ?? "nobody"): \(given.record.version)"),
                ])
        }
        return rules
    }
}

extension Record<Reader> {
    /// What the reader's role covers, as the record says it.
    fileprivate var reach: RoleHeld.Reach? {
        if let id = self.only?.id { .record(id) } else { self.unit.map { .unit($0) } }
    }
}

extension Moment {
    /// Nine o'clock UTC on a day.
    static func morning(_ day: String) -> Moment {
        guard let moment = Moment("\(day)T09:00:00Z") else { preconditionFailure("\(day) is no day") }
        return moment
    }
}

extension RecordID {
    /// At the keyboard, and known to be there.
    var signedIn: ActingPerson { ActingPerson(person: self, known: .signedIn) }
}

extension Recording {
    /// What somebody did on a day or at a moment, told from a paper.
    static func told(_ at: String, of whose: RecordID = Library.lena, accepting: Bool = false) -> Recording {
        guard let at = BusinessTime(at) else { preconditionFailure("\(at) is no time") }
        return Recording(at: at, whose: whose, source: "a paper", acceptsExceptions: accepting)
    }
}

/// A register that is written to as a test tells it.
struct Library {
    var register = Register(.library, zone: .utc)
    var rules: Rulebook = .library
    static let lena = RecordID("PER-001")
    static let otto = RecordID("PER-002")
    static let mia = RecordID("PER-003")

    /// Founded with Lena and Mia, librarians, and Otto, an author.
    static func founded(_ rules: Rulebook = .library) throws -> Library {
        var library = Library(rules: rules)
        try library.run(founding, on: "2026-01-05")
        return library
    }

    static let founding = Command(
        [("Lena", "LIB"), ("Otto", "AUT"), ("Mia", "LIB")].map { name, role in
            .create(
                Declarations.library.kind(Reader.self), state: nil,
                values: [Assignment(\Reader.name, name), Assignment(\Reader.role, role)])
        }, by: lena.signedIn)

    @discardableResult
    mutating func run(_ command: Command, on day: String) throws(Refusal) -> [Change] {
        let changes = try decide(command, register, rules, now: .morning(day))
        for change in changes { register.evolve(change) }
        return changes
    }

    @discardableResult
    mutating func create(
        _ values: [(String, String)], by person: RecordID = lena, on day: String, recording: Recording? = nil,
        state: String? = nil
    ) throws(Refusal) -> RecordID {
        try create(Book.self, values, by: person, on: day, recording: recording, state: state)
    }

    @discardableResult
    mutating func create<K: RecordKind>(
        _ type: K.Type, _ values: [(String, String)], by person: RecordID = lena, on day: String,
        recording: Recording? = nil, state: String? = nil
    ) throws(Refusal) -> RecordID {
        let kind = Declarations.library.kind(type)
        let act = Act.create(kind, state: state, values: try Library.read(values, kind))
        return try run(Command([act], by: person.signedIn, recording: recording, reason: why(recording)), on: day)[0]
            .record
    }

    @discardableResult
    mutating func change(
        _ id: RecordID, _ values: [(String, String)], by person: RecordID = lena, on day: String,
        recording: Recording? = nil, expecting: Int? = nil
    ) throws(Refusal) -> [Change] {
        let act = Act.change(id, values: try Library.read(values, for: id), expecting: expecting)
        return try run(Command([act], by: person.signedIn, recording: recording, reason: why(recording)), on: day)
    }

    @discardableResult
    mutating func step(
        _ id: RecordID, _ verb: String, _ values: [(String, String)] = [], by person: RecordID = lena, on day: String,
        recording: Recording? = nil, reason: String? = nil, expecting: Int? = nil
    ) throws(Refusal) -> [Change] {
        let act = Act.step(id, verb: verb, values: try Library.read(values, for: id), expecting: expecting)
        return try run(
            Command([act], by: person.signedIn, recording: recording, reason: reason ?? why(recording)), on: day)
    }

    /// A book that Otto wrote and Lena put in force, all on one day.
    mutating func inForce(_ values: [(String, String)] = [], on day: String) throws(Refusal) -> RecordID {
        let all = [("title", "A"), ("summary", "S"), ("pages", "90")] + values
        let id = try create(all, by: Library.otto, on: day)
        try step(id, "send-to-review", by: Library.otto, on: day)
        try step(id, "put-in-force", on: day)
        return id
    }

    @discardableResult
    mutating func dispose(_ id: RecordID, by person: RecordID = lena, on day: String) throws(Refusal) -> [Change] {
        try run(Command([.dispose(id)], by: person.signedIn, reason: "retention is over"), on: day)
    }

    /// What is told says why.
    private func why(_ recording: Recording?) -> String? { recording.map { _ in "found on a shelf" } }

    @discardableResult
    mutating func erase(
        _ id: RecordID, _ entry: Int, _ key: String, by person: RecordID = lena, on day: String,
        reason: String? = "asked by Otto"
    ) throws(Refusal) -> [Change] {
        let act = Act.erase(id, entry: EntryIndex(entry), key: key)
        return try run(Command([act], by: person.signedIn, reason: reason), on: day)
    }

    static func read(_ values: [(String, String)], _ kind: Kind) throws(Refusal) -> [Assignment] {
        try kind.assignments(fromText: values.map { ($0.0, $0.1) })
    }

    private static func read(_ values: [(String, String)], for id: RecordID) throws(Refusal) -> [Assignment] {
        guard let kind = Declarations.library.kind(of: id) else { return [] }
        return try read(values, kind)
    }

    func view(_ day: String, knownAt: Int? = nil, today: String = "2026-12-31") -> View {
        guard let day = Day(day), let today = Day(today) else { preconditionFailure("\(day) is no day") }
        return View(register, asOf: day, knownAt: knownAt.map { EntryIndex($0) }, today: today)
    }

    func book(_ id: RecordID, asOf day: String, knownAt: Int? = nil) -> Record<Book>? {
        view(day, knownAt: knownAt).record(id, as: Book.self)
    }
}
