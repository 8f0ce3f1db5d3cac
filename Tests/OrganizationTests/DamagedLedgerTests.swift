import AIMS
import Foundation
import Ledger
import Organization
import Records
import Storage
import Synchronization
import Testing

@Suite("A ledger whose file was changed")
struct DamagedLedgerTests {
    /// A ledger with everything in it that one can hold: erased values, free pages, pages that go on elsewhere.
    private static func ledger() async throws -> Agency {
        let agency = try await Agency.found()
        try await agency.live()
        let long = String(repeating: "Scores loans of Jane Doe. ", count: 1_000)
        let id = try await agency.create(AISystem.self, [("name", "Talker"), ("description", long)])
        let entry = try #require(agency.node.register.history(id)?.changes.first?.sequence)
        try await agency.submit([.erase(id, entry: entry, key: "description")], reason: "Asked for by the person")
        try await agency.node.close()
        return agency
    }

    private static func folder(of agency: Agency) throws(Failure) -> OrganizationFolder {
        do throws(FolderFailure) { return try OrganizationFolder(opening: agency.path("agency")) } catch {
            throw .folder(error)
        }
    }

    private static func examination(_ agency: Agency) async throws(Failure) -> Examination {
        try await Examination.ofLedger(
            in: try folder(of: agency), key: agency.node.verifier.text,
            capabilities: agency.capabilities)
    }

    /// What verification says first of the folder: nil when it holds.
    private static func verdict(_ agency: Agency) async throws -> String? {
        do throws(Failure) {
            let found = try await examination(agency)
            #expect(found.isSound == found.failures.isEmpty)
            return found.failures.first
        } catch {
            return error.message
        }
    }

    /// Everything that the ledger gives to those who read it.
    private struct Content: Equatable {
        var entries: [StoredEntry] = []
        var nodes: [StoredNode] = []
        var checkpoints: [StoredCheckpoint] = []
        var settings: [String: String] = [:]

        init(of agency: Agency) async throws {
            let path = try OrganizationFolder(opening: agency.path("agency")).ledger
            let store = try SQLiteStore(opening: path, access: .readOnly)
            for try await block in store.blocks() { entries += block }
            nodes = try await store.nodes(from: NodeAddress(level: 0, index: 0), limit: 100_000)
            checkpoints = try await store.checkpoints(from: .empty, limit: 100_000)
            settings = try await store.settings()
            try store.close()
        }
    }

    @Test("holds only when it still says the same, wherever one byte is another one", arguments: 0..<8)
    func everywhere(part: Int) async throws {
        let agency = try await DamagedLedgerTests.ledger()
        let sound = try agency.bytes("agency/ledger.sqlite")
        let content = try await Content(of: agency)
        #expect(try await DamagedLedgerTests.verdict(agency) == nil)
        // The heads of the file and of its pages, and some of the other bytes.
        let places = sound.indices.filter { $0 < 100 || $0 % 4_096 < 12 || $0 % 397 == 0 }
        var held = 0
        for (number, place) in places.enumerated() where number % 8 == part {
            var bytes = sound
            bytes[place] ^= number % 3 == 0 ? 0xFF : 1 << UInt8(number % 8)
            try agency.write(bytes, to: "agency/ledger.sqlite")
            if let said = try await DamagedLedgerTests.verdict(agency) {
                #expect(said.contains(" "), "\(place): \(said)")
            } else {
                held += 1
                #expect(try await Content(of: agency) == content, "\(place)")
            }
        }
        // In free room, which no content lies in.
        #expect(held > 0)
    }

    /// The page that holds an entry's header.
    private static func page(of entry: Int, in bytes: [UInt8], _ agency: Agency) async throws -> Range<Int> {
        let store = try SQLiteStore(opening: agency.path("agency/ledger.sqlite"), access: .readOnly)
        let header = try #require(try await store.entry(at: EntryIndex(entry))).header
        try store.close()
        let place = try #require(bytes.firstRange(of: header)).lowerBound / 4_096 * 4_096
        return place..<place + 4_096
    }

    @Test("names the first entry of a page that cannot be read, and looks at those behind", arguments: [0xA5, 0x00])
    func page(filler: UInt8) async throws {
        let agency = try await DamagedLedgerTests.ledger()
        var bytes = try agency.bytes("agency/ledger.sqlite")
        let size = agency.node.register.size.value
        let page = try await DamagedLedgerTests.page(of: size / 3, in: bytes, agency)
        bytes.replaceSubrange(page, with: repeatElement(filler, count: page.count))
        // A flipped bit in the last entry's header.
        let last = try await DamagedLedgerTests.page(of: size - 1, in: bytes, agency)
        let header = Array(#"{"act":"erase""#.utf8)
        let place = try #require(bytes[last].lastRange(of: header)).lowerBound
        bytes[place + 10] ^= 1
        try agency.write(bytes, to: "agency/ledger.sqlite")

        let found = try await DamagedLedgerTests.examination(agency)
        let first = try #require(found.ledger.damages.first)
        guard case .entries(let lost) = first.place else {
            Issue.record("\(first)")
            return
        }
        #expect(lost.contains(size / 3) && lost.count > 1 && lost.upperBound < size)
        #expect(found.ledger.firstDamagedEntry == EntryIndex(lost.lowerBound))
        #expect(found.ledger.damages.map(\.place).contains(.entry(EntryIndex(size - 1), .header)))
        // Nothing is said of entries that are sound.
        let hit = [first.place, .entry(EntryIndex(size - 1), .header)]
        #expect(found.ledger.damages.allSatisfy { hit.contains($0.place) })
        #expect(found.register == nil)
    }

    @Test("is refused by everything else than verification")
    func work() async throws {
        let agency = try await DamagedLedgerTests.ledger()
        var bytes = try agency.bytes("agency/ledger.sqlite")
        let page = try await DamagedLedgerTests.page(of: 3, in: bytes, agency)
        bytes.replaceSubrange(page, with: repeatElement(0xA5, count: page.count))
        try agency.write(bytes, to: "agency/ledger.sqlite")
        let failure = await #expect(throws: Failure.self) { try await agency.reopened("agency") }
        #expect(failure?.message.contains("Run `hallmark verify`") == true)
    }

    /// Takes something away and says nothing of it.
    private static func take(_ erasures: Erasures, from agency: Agency) async throws {
        let store = try SQLiteStore(opening: agency.path("agency/ledger.sqlite"))
        try await store.append(Batch(erasures: erasures), at: store.size())
        try store.close()
    }

    /// What is taken from the last entry, and how it is called.
    enum Loss: CaseIterable, Sendable {
        case body, value

        func erasures(of entry: EntryIndex) -> Erasures {
            switch self {
            case .body: Erasures(bodies: [entry])
            case .value: Erasures(values: [.init(entry: entry, key: "description")])
            }
        }

        var name: String {
            switch self {
            case .body: "body is missing"
            case .value: "value \"description\" is missing"
            }
        }
    }

    @Test(
        "is refused when something is missing that no entry accounts for, with or without a saved state",
        arguments: Loss.allCases, [false, true])
    func unaccounted(loss: Loss, isSaved: Bool) async throws {
        let agency = try await DamagedLedgerTests.ledger()
        if isSaved { _ = try await agency.start(.always) }
        let node = try await agency.open(.never)
        let other = try await agency.open(.never)
        let kind = node.rules.declarations.kind(AISystem.self)
        let values = try kind.assignments(fromText: [("name", "Late scorer"), ("description", "Scores late payers.")])
        let late = try await node.submit(Command([.create(kind, state: nil, values: values)], by: Workshop.ines))[0]
        try await node.close()
        try await DamagedLedgerTests.take(loss.erasures(of: late.sequence), from: agency)
        let reading = await #expect(throws: Failure.self) { try await other.catchUp() }
        try await other.close()
        let opening = await #expect(throws: Failure.self) { try await agency.reopened("agency") }
        for failure in [reading, opening] {
            let said = failure?.message ?? ""
            #expect(
                said.contains("entry \(late.sequence): its \(loss.name)") && said.contains("hallmark verify"), "\(said)"
            )
        }
        #expect(try await DamagedLedgerTests.verdict(agency)?.contains("no later entry accounts for it") == true)
    }

    @Test(
        "is refused when somebody put something into the database",
        arguments: [
            ("TRIGGER", "CREATE TRIGGER spy AFTER INSERT ON entries BEGIN DELETE FROM settings; END"),
            ("VIEW", "CREATE VIEW spy AS SELECT body FROM entries"), ("TABLE", "CREATE TABLE spy (body BLOB)"),
            ("INDEX", "CREATE INDEX spy ON entries (header)"),
        ])
    func foreign(what: String, statement: String) async throws {
        let agency = try await DamagedLedgerTests.ledger()
        var options = SQLiteStore.Options.usual
        // One more step, which leaves the number of the last one.
        options.migrations += [Migration(number: Migration.all.count, name: "spy", sql: statement)]
        try SQLiteStore(opening: agency.path("agency/ledger.sqlite"), options: options).close()
        for isWritable in [true, false] {
            let failure = await #expect(throws: Failure.self) {
                try await Node.open(
                    at: agency.path("agency"), capabilities: agency.capabilities, isWritable: isWritable)
            }
            let said = failure?.message ?? ""
            #expect(said.contains("\(what.lowercased()) spy") && said.contains("hallmark verify"), "\(said)")
        }
        #expect(try await DamagedLedgerTests.verdict(agency)?.contains("spy") == true)
    }

    @Test("names tree nodes that belong to no tree of its size")
    func surplus() async throws {
        let agency = try await DamagedLedgerTests.ledger()
        let size = agency.node.register.size
        let beyond = [(1, size.value), (3, size.value >> 3), (60, 0)].map {
            StoredNode(level: $0.0, index: $0.1, hash: Digest(of: [1]))
        }
        let store = try SQLiteStore(opening: agency.path("agency/ledger.sqlite"))
        try await store.append(Batch(nodes: beyond), at: size)
        try store.close()
        let found = try await DamagedLedgerTests.examination(agency)
        #expect(found.ledger.damages.map(\.place) == beyond.map { .node($0.address) })
    }

    @Test("names entries that nobody signed")
    func unsigned() async throws {
        let agency = try await DamagedLedgerTests.ledger()
        let size = agency.node.register.size
        let store = try SQLiteStore(opening: agency.path("agency/ledger.sqlite"))
        let edge = try await store.nodes(at: MerkleTree.edge(of: size)).compactMap(\.self)
        var tree = try #require(MerkleTree(size: size, edge: edge))
        let entry = Entry(
            sequence: size.nextIndex, time: 1_800_000_000_000, actor: "PER-001", act: "change", subject: "SYS-1",
            version: 9,
            salt: [UInt8](repeating: 1, count: 32), body: [:])
        try await store.append(Batch(entries: [entry], nodes: tree.append(entry.leaf)), at: size)
        try store.close()
        let found = try await DamagedLedgerTests.examination(agency)
        #expect(found.container == ["the last 1 entries are under no checkpoint"])
    }

    @Test("is read anew when somebody opened it for writing meanwhile")
    func disturbed() async throws {
        let agency = try await DamagedLedgerTests.ledger()
        let path = agency.path("agency/ledger.sqlite")
        let writer = Mutex<SQLiteStore?>(nil)
        let rounds = Mutex(0)
        let found = try await Examination.ofLedger(
            in: try DamagedLedgerTests.folder(of: agency), key: agency.node.verifier.text,
            capabilities: agency.capabilities
        ) { done, total in
            if done == total { rounds.withLock { $0 += 1 } }
            writer.withLock { if $0 == nil { $0 = try? SQLiteStore(opening: path) } }
        }
        #expect(found.isSound)
        #expect(rounds.withLock(\.self) == 2)
        try writer.withLock { try $0?.close() }
    }
}
