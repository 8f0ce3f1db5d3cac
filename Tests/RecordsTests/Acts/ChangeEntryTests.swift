import Ledger
import Records
import Testing

@Suite("A change as an entry")
struct ChangeEntryTests {
    private let salt = { [UInt8](repeating: 7, count: 32) }

    private func read(_ entry: Entry, _ declarations: Declarations = .library) throws -> Change {
        let opened = try entry.opened()
        return try Change(OpenEntry(header: opened.header, body: opened.body, values: opened.values), declarations)
    }

    @Test("comes back from its entry as it went in", arguments: GoldenAct.all)
    func roundTrip(act: GoldenAct) throws {
        let change = try act.change()
        #expect(try read(change.entry(.library, salt: salt)) == change)
    }

    @Test("holds nothing in its body that may be about a person")
    func sealed() throws {
        var library = try Library.founded()
        let act = Act.create(
            Declarations.library.kind(Book.self), state: nil,
            values: [Assignment(\Book.title, "Ada’s roads"), Assignment(\Book.pages, 12)])
        let actor = ActingPerson(person: Library.lena, known: .machine(account: "ada"))
        let recording = Recording(
            at: .moment(.morning("2026-02-01")), whose: Library.otto, source: "ada.csv", acceptsExceptions: true)
        let change = try library.run(
            Command([act], by: actor, recording: recording, reason: "Ada said so"), on: "2026-02-01")[0]
        let entry = change.entry(.library, salt: salt)
        let open = String(decoding: entry.headerBytes + (entry.body ?? []), as: UTF8.self)
        #expect(!open.lowercased().contains("ada"))
        #expect(Set(entry.beside.keys) == ["title", "@reason", "@source", "@account"])
        #expect(try entry.opened().body["set"] == ["pages": 12])
    }

    @Test("takes a new salt for each thing that is sealed")
    func salts() throws {
        var count: UInt8 = 0
        let entry = try GoldenAct.all[0].change().entry(.library) {
            count += 1
            return [UInt8](repeating: count, count: 32)
        }
        let salts = Set(entry.beside.values.map(\.salt) + [entry.salt ?? []])
        #expect(salts.count == entry.beside.count + 1 && entry.beside.count > 2)
    }

    @Test("reads values under earlier keys, and keeps what no field takes among the strangers")
    func aliases() throws {
        let body: [String: JSON] = [
            "at": "2020-01-01", "kind": "Volume", "kindVersion": 1, "known": "token",
            "set": ["pages": 12, "colour": "red", "genre": "scroll", "reader": 7],
        ]
        let entry = Entry(
            sequence: EntryIndex(9), time: 0, actor: "PER-001", act: "create", subject: "BOO-4", version: 1,
            salt: salt(),
            body: body, sealing: ["name": (salt(), "Salt Roads"), "colophon": (salt(), "By Ada")])
        let change = try read(entry)
        let books = Declarations.library.kind(Book.self)
        #expect(change.kind == "Volume" && change.known == .token)
        #expect(
            change.assignments == [
                Assignment(slot: Kind.slot(\Book.title), value: .text("Salt Roads"), isSealed: true),
                Assignment(slot: Kind.slot(\Book.genre), value: .text("scroll")), Assignment(\Book.pages, 12),
            ])
        #expect(change.strangers == ["colour": "red", "colophon": "By Ada", "reader": 7])
        #expect(change.sealedKey(of: "title", books) == "name")
        #expect(change.sealedKey(of: "colophon", books) == "colophon")
        #expect(change.sealedKey(of: "colour", books) == nil && change.sealedKey(of: "pages", books) == nil)
        var register = Register(.library, zone: .utc)
        register.evolve(change)
        let record = View(register, asOf: .last, today: .last).record("BOO-4", as: Book.self)
        #expect(record?.title == "Salt Roads" && record?.genre == nil)
    }

    @Test("can lose what is sealed under an earlier key, or under none", arguments: ["title", "colophon"])
    func erasedAliases(name: String) throws {
        let entry = Entry(
            sequence: EntryIndex(0), time: 0, actor: "PER-001", act: "create", subject: "BOO-1", version: 1,
            salt: salt(),
            body: ["at": "2020-01-01", "kind": "Book", "kindVersion": 1, "known": "token"],
            sealing: ["name": (salt(), "Salt Roads"), "colophon": (salt(), "By Ada")])
        var rules = Rulebook.library
        rules.mayAct = { _, _ in true }
        rules.rolesHeld = { _, _ in [RoleHeld(role: "LIB", reach: .everything)] }
        var register = Register(.library, zone: .utc)
        register.evolve(try read(entry))
        let command = Command(
            [.erase("BOO-1", entry: EntryIndex(0), key: name)], by: Library.lena.signedIn, reason: "asked")
        let erasure = try decide(command, register, rules, now: .morning("2026-02-01"))[0]
        let key = ["title": "name"][name] ?? name
        #expect(erasure.removes == .value(entry: EntryIndex(0), key: key), "as the entry has it")
        register.evolve(erasure)
        var bare = entry
        bare.beside[key] = nil
        var again = Register(.library, zone: .utc)
        again.evolve(try read(bare))
        again.evolve(erasure)
        #expect(register.history("BOO-1")?.changes == again.history("BOO-1")?.changes)
        let left = String(describing: register.history("BOO-1")?.changes)
        #expect(!left.contains(name == "title" ? "Salt" : "Ada"))
    }

    static let senseless: [(String, JSON, String)] = [
        ("kindVersion", 2, "newer than this program"), ("kindVersion", .null, "kindVersion"),
        ("at", "soon", "at"), ("known", "by heart", "known"), ("by", "Ada", "by"), ("for", 7, "for"),
        ("role", 7, "role"), ("step", ["from": "Draft"], "step"), ("speaksOf", "abc", "speaksOf"),
        ("exceptions", [["code": 1]], "exceptions"), ("exceptions", "none", "exceptions"),
        ("recorded", "yes", "recorded"),
        ("kind", 7, "kind"),
    ]

    @Test("is refused when this release cannot know what it means", arguments: senseless)
    func unreadable(member: String, value: JSON, says: String) throws {
        var body: [String: JSON] = ["at": "2020-01-01", "kind": "Book", "kindVersion": 1, "known": "token"]
        #expect(throws: Never.self) { try read(entry(body: body)) }
        body[member] = value
        let problem = #expect(throws: UnreadableEntry.self) { try read(entry(body: body)) }
        #expect(problem?.explanation.contains(says) == true)
        #expect(problem?.description.hasPrefix("entry 9 cannot be taken in: ") == true)
        if member == "kind" || member == "at" || member == "known" {
            body[member] = nil
            #expect(throws: UnreadableEntry.self) { try read(entry(body: body)) }
        }
    }

    @Test(
        "is refused when its header names nothing here",
        arguments: [
            ("act", "sing"), ("subject", "XYZ-1"), ("subject", "Book 4"), ("actor", "ada"),
        ])
    func headers(part: String, text: String) {
        #expect(throws: UnreadableEntry.self) {
            try read(
                entry(
                    actor: part == "actor" ? text : "PER-001", act: part == "act" ? text : "create",
                    subject: part == "subject" ? text : "BOO-4"))
        }
    }

    static let emptyRemovals: [(String, JSON)] = [
        ("erase", .null), ("erase", []), ("erase", [["entry": 1]]), ("erase", [["entry": -1, "key": "title"]]),
        ("erase", [["entry": 1, "key": "a"], ["entry": 2, "key": "a"]]), ("dispose", .null), ("dispose", ["1"]),
        ("dispose", [-1]),
    ]

    @Test("takes away nothing without saying what", arguments: emptyRemovals)
    func removals(act: String, what: JSON) {
        var body: [String: JSON] = ["at": "2020-01-01", "kind": "Book", "kindVersion": 1, "known": "token"]
        if what != .null { body[act == "erase" ? "erased" : "disposed"] = what }
        #expect(throws: UnreadableEntry.self) { try read(entry(act: act, body: body)) }
    }

    @Test("without its body is what its header says")
    func emptied() throws {
        let header = try GoldenAct.all[0].change().entry(.library, salt: salt).header()
        let change = try Change(OpenEntry(header: header, body: nil, values: [:]), .library)
        #expect(change.assignments.isEmpty && change.step == nil && change.reason == nil && !change.isRecorded)
        #expect(change.sequence == header.sequence && change.version == header.version && change.kind == "Book")
        #expect(change.act.rawValue == header.act && change.enteredBy.text == header.actor)
    }

    private func entry(
        actor: String = "PER-001", act: String = "create", subject: String = "BOO-4",
        body: [String: JSON] = ["at": "2020-01-01", "kind": "Book", "kindVersion": 1, "known": "token"]
    ) -> Entry {
        Entry(
            sequence: EntryIndex(9), time: 0, actor: actor, act: act, subject: subject, version: 1, salt: salt(),
            body: body)
    }
}
