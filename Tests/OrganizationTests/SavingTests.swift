import AIMS
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("The state of an organization")
struct SavingTests {
    @Test("is saved when a start has read much, and the next start goes on from there")
    func start() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        try await agency.reopened("agency").close()
        #expect(!agency.savedState.isThere, "a few entries are read in no time")
        let read = try await agency.start(.always)
        #expect(read.first == EntryIndex(0))
        let again = try await agency.start(.never)
        #expect(again.first == EntryIndex(agency.node.register.size.value), "nothing was read twice")
        #expect(again.register.saved() == agency.node.register.saved())
        try await agency.create(AISystem.self, [("name", "Late scorer")])
        let later = try await agency.start(.never)
        #expect(later.first == again.first)
        #expect(later.register.saved() == agency.node.register.saved())
    }

    @Test("is saved during a run of commands, when enough was added")
    func run() async throws {
        let agency = try await Agency.found()
        let size = agency.node.register.size.value
        let rule = SavingRule(entryCountMin: size, entryCountMax: .max, shareMax: 1_000_000)
        _ = try await agency.start(rule)
        let node = try await agency.open(rule)
        let kind = node.rules.declarations.kind(AISystem.self)
        for number in 0...size {
            let values = try kind.assignments(fromText: [("name", "Scorer \(number)")])
            let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
            _ = try await node.submit(Command([.create(kind, state: nil, values: values)], by: ada))
        }
        try await node.close()
        #expect(try await agency.start(.never).first == EntryIndex(2 * size))
    }

    @Test(
        "is due when a start would have too much to read",
        arguments: [
            (0, 0, false), (1_999, 0, false), (2_000, 0, true), (10_000, 8_001, false), (10_000, 8_000, true),
            (1_000_000, 950_001, false), (1_000_000, 950_000, true), (5, 9, false),
        ])
    func due(size: Int, saved: Int, isDue: Bool) {
        #expect(SavingRule.usual.isDue(LedgerSize(size), saved: LedgerSize(saved)) == isDue)
    }

    @Test("changed in any way is passed over and made anew", arguments: Flaw.all)
    func flaws(flaw: Flaw) async throws {
        let agency = try await Agency.found()
        try await agency.live()
        _ = try await agency.start(.always)
        try await flaw.make(agency)
        let expected = try await agency.replayed().saved()
        let read = try await agency.start(.always)
        #expect(read.first == EntryIndex(0))
        #expect(read.register.saved() == expected)
        let again = try await agency.start(.never)
        #expect(again.first?.value == again.register.size.value, "what was made anew is used")
        #expect(again.register.saved() == expected)
    }

    @Test("is compared by verification with what the entries give, if a start would go on from it")
    func compared() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        try await agency.create(AISystem.self, [("name", "Late scorer")])
        _ = try await agency.start(.always)
        try await agency.node.close()
        #expect(try await agency.examination().isSound)
        let folder = try OrganizationFolder(opening: agency.path("agency"))
        try agency.reseal(with: Node.signingKey(of: folder), "Late scorer", "Good scorer")
        let found = try await agency.examination()
        #expect(found.isSavedStateWrong && !found.isSound)
        #expect(found.ledger.isSound && found.failures.count == 1)
        // Nobody would start from one that others signed.
        try agency.reseal(with: agency.otherKey(), "Good scorer", "Best scorer")
        #expect(try await agency.examination().isSound)
    }

    @Test("is the same whatever a setting says of the time zone: the entry that founded the organization decides")
    func zone() async throws {
        let agency = try await Agency.found(zone: "UTC")
        try await agency.live()
        _ = try await agency.start(.always)
        try await agency.node.set(Setting.timeZone, to: "Asia/Tokyo")
        let read = try await agency.start(.always)
        #expect(read.first != EntryIndex(0))
        #expect(read.register.zone.identifier == "UTC")
    }

    @Test("that cannot be saved stands in nobody's way")
    func unwritable() async throws {
        let agency = try await Agency.found()
        try Data().write(to: agency.place.appending(path: "agency/state"))
        let node = try await agency.open(.always)
        let kind = node.rules.declarations.kind(AISystem.self)
        let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
        let values = try kind.assignments(fromText: [("name", "Loan scorer")])
        _ = try await node.submit(Command([.create(kind, state: nil, values: values)], by: ada))
        try await node.close()
        #expect(try await agency.start(.always).first == EntryIndex(0))
        #expect(!agency.savedState.isThere)
    }

    @Test("saved by several nodes at once is that of one of them")
    func several() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { try await agency.open(.always).close() } }
            try await group.waitForAll()
        }
        let read = try await agency.start(.never)
        #expect(read.first?.value == read.register.size.value)
    }
}

/// What can become of a saved state between two starts.
struct Flaw: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable (Agency) async throws -> Void

    private init(_ name: String, _ make: @escaping @Sendable (Agency) async throws -> Void) {
        testDescription = name
        self.make = make
    }

    private static func rewritten(_ name: String, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]) -> Flaw {
        Flaw(name) { agency in try agency.write(change(agency.bytes(saved)), to: saved) }
    }

    private static let saved = "agency/state/saved"

    static let all = [
        rewritten("a bit in the middle") { bytes in
            var bytes = bytes
            bytes[bytes.count / 2] ^= 4
            return bytes
        },
        rewritten("the end is missing") { Array($0.dropLast()) },
        rewritten("nothing is left") { _ in [] },
        Flaw("whole, but nobody signed it") { agency in try agency.resave { _, _ in [] } },
        Flaw("whole, but signed for other bytes") { agency in try agency.resave { _, seal in seal } },
        Flaw("right, but signed under another key of the same name") { agency in
            try agency.reseal(with: agency.otherKey(), "", "")
        },
        Flaw("signed under another key") { agency in
            let other = try await Agency.found(afterDraws: 7)
            try await other.live()
            _ = try await other.start(.always)
            try agency.write(other.bytes(saved), to: saved)
        },
        Flaw("of a ledger that was longer") { agency in
            try agency.keepLedger()
            try await agency.create(AISystem.self, [("name", "Late scorer")])
            _ = try await agency.start(.always)
            try await agency.node.close()
            try agency.bringLedgerBack()
        },
        Flaw("of a ledger that went another way under the same key") { agency in
            try agency.keepLedger()
            try await agency.create(AISystem.self, [("name", "Late scorer")])
            _ = try await agency.start(.always)
            try await agency.node.close()
            let state = try agency.bytes(saved)
            try agency.bringLedgerBack()
            let node = try await agency.open(.never)
            let kind = node.rules.declarations.kind(AISystem.self)
            let values = try kind.assignments(fromText: [("name", "Other scorer")])
            let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
            _ = try await node.submit(Command([.create(kind, state: nil, values: values)], by: ada))
            try await node.close()
            try agency.write(state, to: saved)
        },
    ]
}

extension SavingRule {
    /// Saved whenever there is anything to save.
    static let always = SavingRule(entryCountMin: 1, entryCountMax: 1, shareMax: 1)
    static let never = SavingRule(entryCountMin: .max, entryCountMax: .max, shareMax: 1)
}

extension Agency {
    func open(_ rule: SavingRule) async throws -> Node {
        try await Node.open(at: path("agency"), capabilities: capabilities, saving: rule)
    }

    /// Starts and ends: the first entry that was read, and what it came to.
    func start(
        _ rule: SavingRule, meanwhile: @escaping @Sendable () async -> Void = {}
    ) async throws -> (first: EntryIndex?, register: Register) {
        let folder = try OrganizationFolder(opening: path("agency"))
        let store = WatchedStore(try SQLiteStore(opening: folder.ledger), meanwhile: meanwhile)
        let node = try await Node.open(
            store, key: Node.signingKey(of: folder), rules: .aims, capabilities: capabilities,
            zone: Node.zone(of: store.store, capabilities), folder: folder, saving: rule)
        let first = store.firstRead
        try await node.close()
        try store.store.close()
        return (first, node.register)
    }

    /// The register from the entries alone.
    func replayed() async throws -> Register {
        let folder = try OrganizationFolder(opening: path("agency"))
        let store = try SQLiteStore(opening: folder.ledger)
        let node = try await Node.open(
            store, key: Node.signingKey(of: folder), rules: .aims, capabilities: capabilities,
            zone: Node.zone(of: store, capabilities))
        try store.close()
        return node.register
    }

    /// Saves other bytes, sealed with what `seal` makes of their digest and the seal there was.
    func resave(_ seal: (Digest, [UInt8]) -> [UInt8]) throws {
        guard var content = savedState.read().map({ ($0.bytes, $0.seal) }) else { return }
        content.0[content.0.count / 2] ^= 1
        try savedState.write { take throws(StoreFailure) in
            let done = content.0.withUnsafeBytes { piece in Result { () throws(StoreFailure) in try take(piece) } }
            try done.get()
        } seal: {
            seal($0, content.1)
        }
    }

    /// Of the same name as the agency's own.
    func otherKey() throws -> SigningKey {
        let folder = try OrganizationFolder(opening: path("agency"))
        return try SigningKey(name: Node.signingKey(of: folder).verifier.name, seed: [UInt8](repeating: 5, count: 32))
    }

    /// Saves the state with another text of the same length in it, sealed as of the same entries under a key.
    func reseal(with key: SigningKey, _ before: String, _ after: String) throws {
        let content = try #require(savedState.read())
        let text = content.bytes.withUnsafeBytes { Data($0) }
        var changed = text
        if !before.isEmpty {
            changed.replaceSubrange(try #require(text.range(of: Data(before.utf8))), with: Data(after.utf8))
        }
        let statement = try Checkpoint(parsing: SignedNote(parsing: content.seal).text)
        try savedState.write { take throws(StoreFailure) in
            let done = changed.withUnsafeBytes { piece in Result { () throws(StoreFailure) in try take(piece) } }
            try done.get()
        } seal: { digest in
            let other = Checkpoint(
                origin: statement.origin, size: statement.size, root: statement.root, extensions: [digest.base64])
            return (try? key.sign(other))?.bytes ?? []
        }
    }

    func examination() async throws -> Examination {
        let folder = try OrganizationFolder(opening: path("agency"))
        return try await Examination.ofLedger(
            in: folder, key: Node.signingKey(of: folder).verifier.text, capabilities: capabilities)
    }

    /// A copy of the ledger as it is now; nobody else may have it open when it is brought back.
    func keepLedger() throws {
        for suffix in ["", "-wal"] {
            let file = place.appending(path: "agency/ledger.sqlite\(suffix)")
            let kept = place.appending(path: "kept\(suffix)")
            try? FileManager.default.removeItem(at: kept)
            if FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
                try FileManager.default.copyItem(at: file, to: kept)
            }
        }
    }

    func bringLedgerBack() throws {
        for suffix in ["", "-wal", "-shm"] {
            let file = place.appending(path: "agency/ledger.sqlite\(suffix)")
            let kept = place.appending(path: "kept\(suffix)")
            try? FileManager.default.removeItem(at: file)
            if FileManager.default.fileExists(atPath: kept.path(percentEncoded: false)) {
                try FileManager.default.copyItem(at: kept, to: file)
            }
        }
    }
}
