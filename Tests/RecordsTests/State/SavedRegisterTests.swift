import Ledger
import Records
import Testing

@Suite("A saved register")
struct SavedRegisterTests {
    private static let seeds = Array(0..<100)

    @Test(
        "taken up at any point and led on is the one that never stopped, in everything it can be asked",
        arguments: seeds)
    func ledOn(seed: Int) throws {
        var history = try RandomHistory(seed: seed)
        history.goOn(acts: 60) { _, _, _ in }
        let changes = history.naive.changes
        var random = Seeded(seed + 2_000)
        var register = Register(.library, zone: history.zone)
        var cuts = Set((0..<3).map { _ in Int.random(in: 0...changes.count, using: &random) })
        cuts.insert(changes.count)
        for (number, change) in changes.enumerated() {
            if cuts.contains(number) { register = try #require(register.savedAndTakenUp) }
            register.evolve(change)
        }
        register = try #require(register.savedAndTakenUp)
        try expectSame(register, history.register)
        for _ in 0..<12 {
            let day = history.today.adding(days: Int.random(in: -16...1, using: &random))
            let knownAt = Bool.random(using: &random) ? nil : Int.random(in: 0..<changes.count, using: &random)
            let views = [register, history.register].map {
                View($0, asOf: day, knownAt: knownAt.map { EntryIndex($0) }, today: history.today)
            }
            for id in history.ids {
                #expect(views[0].record(id) == views[1].record(id), "\(id) on \(day) at \(knownAt ?? -1)")
                #expect(views[0].changes(of: id) == views[1].changes(of: id))
            }
            #expect(views[0].records(of: RandomHistory.books) == views[1].records(of: RandomHistory.books))
        }
    }

    @Test("has the same bytes, whether it grew or was built again from what is stored", arguments: seeds)
    func sameBytes(seed: Int) throws {
        var history = try RandomHistory(seed: seed)
        history.goOn(acts: 60) { _, _, _ in }
        let bytes = history.register.saved()
        #expect(try history.stored.replayed(zone: history.zone).saved() == bytes)
        #expect(history.register.savedAndTakenUp?.saved() == bytes)
        var pieces: [[UInt8]] = []
        history.register.save { pieces.append(Array($0)) }
        #expect(pieces.flatMap(\.self) == bytes)
    }

    private func expectSame(_ register: Register, _ other: Register) throws {
        #expect(register.size == other.size)
        #expect(register.latestTime == other.latestTime)
        for kind in Declarations.library.kinds {
            #expect(register.nextID(of: kind) == other.nextID(of: kind))
            #expect(register.lastTouched(kind) == other.lastTouched(kind))
            #expect(register.histories(of: kind).map(\.id.text) == other.histories(of: kind).map(\.id.text))
            for history in other.histories(of: kind) {
                let same = try #require(register.history(history.id))
                #expect(same.changes == history.changes)
                #expect(same.outlines.elementsEqual(history.outlines))
                #expect(same.version == history.version)
                #expect(same.latest == history.latest)
                #expect(same.isDisposed == history.latest.isDisposed)
            }
        }
    }

    @Test("no longer holds what was erased, and nothing of what was disposed of but that it was")
    func removed() throws {
        var library = try Library.founded()
        let book = try library.create([("title", "Salt Roads"), ("summary", "Of Ada Example")], on: "2026-02-01")
        let other = try library.create(
            [("title", "Tin Roads"), ("retentionUntil", "2026-02-02")], by: Library.mia, on: "2026-02-01")
        #expect(library.register.saved().holds("Of Ada Example") && library.register.saved().holds("Tin Roads"))
        let register = try #require(library.register.savedAndTakenUp)
        library = Library(register: register)
        try library.erase(book, 3, "summary", on: "2026-02-03")
        try library.run(
            Command([.dispose(other)], by: Library.lena.signedIn, reason: "retention is over"), on: "2026-02-03")
        let bytes = library.register.saved()
        #expect(!bytes.holds("Of Ada Example") && !bytes.holds("Tin Roads"))
        #expect(bytes.holds("Salt Roads"))
        #expect(library.register.savedAndTakenUp?.history(other)?.isDisposed == true)
    }

    @Test("is nothing under other declarations, in another time zone, and when something is missing or too much")
    func foreign() throws {
        let bytes = try RandomHistory.short().register.saved()
        let zone = try RandomHistory.short().zone
        #expect(Register(saved: bytes, .library, zone: zone) != nil)
        #expect(Register(saved: bytes, .everything, zone: zone) == nil)
        #expect(
            Register(
                saved: bytes, Declarations([Book.self, Reader.self, Sighting.self], later: ["Praise"]), zone: zone)
                == nil)
        #expect(Register(saved: bytes, .library, zone: .amsterdam) == nil)
        #expect(Register(saved: bytes + [0], .library, zone: zone) == nil)
        for count in bytes.indices { #expect(Register(saved: Array(bytes[..<count]), .library, zone: zone) == nil) }
    }

    @Test("with a bit changed anywhere is refused, or can be asked everything")
    func bits() throws {
        let history = try RandomHistory.short()
        let bytes = history.register.saved()
        var taken = 0
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << (place % 8)
            guard let register = Register(saved: changed, .library, zone: history.zone) else { continue }
            taken += 1
            for kind in Declarations.library.kinds {
                _ = register.nextID(of: kind)
                for record in register.histories(of: kind) {
                    _ = (record.changes, record.latest)
                    _ = record.content(asOf: history.today, knownAt: EntryIndex(9), zone: history.zone)
                }
            }
            _ = register.saved()
        }
        #expect(taken > 100, "a letter of a text may be any other")
    }

    /// When this fails, the bytes have changed, or what a replay makes of an entry has. Then raise the number in the form of a saved
    /// register, so that no state saved before is taken up, and only after that put the new digest here.
    @Test("has the bytes that its form promises")
    func form() throws {
        var bytes: [UInt8] = []
        for act in GoldenAct.all {
            let entry = try act.change().entry(.library) { [UInt8](repeating: 7, count: 32) }
            var register = Register(.library, zone: .utc)
            register.evolve(try Change(StoredLedger(.library).opened(entry), .library))
            bytes += register.saved().dropFirst(Digest.byteCount)
        }
        #expect(Digest(of: bytes).hex == "26c823b38662420689c2098589636afd5d2d3878ce277dd8c30c68e59422715c")
    }
}

extension Register {
    /// What comes back when it was saved; `nil` when nothing does.
    fileprivate var savedAndTakenUp: Register? { Register(saved: saved(), declarations, zone: zone) }
}

extension RandomHistory {
    fileprivate init(seed: Int, acts: Int) throws {
        try self.init(seed: seed)
        goOn(acts: acts) { _, _, _ in }
    }

    /// A few records that had something erased, told and disposed of.
    fileprivate static func short() throws -> RandomHistory { try RandomHistory(seed: 3, acts: 25) }
}

extension [UInt8] {
    fileprivate func holds(_ text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
