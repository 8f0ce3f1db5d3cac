import Foundation
import GRDB
import Ledger
import Storage
import Testing

@Suite("A ledger in SQLite, when something is wrong,")
struct SQLiteFailureTests {
    let folder = TemporaryFolder()

    @Test("says that there is no file")
    func missing() {
        let failure = #expect(throws: StoreFailure.self) { try SQLiteStore(opening: folder.ledger) }
        #expect(failure?.code == "store.unavailable")
        #expect(failure?.detail.contains("there is no file") == true)
    }

    @Test("leaves a file of another kind as it is", arguments: Foreign.allCases)
    func foreign(kind: Foreign) throws {
        try kind.make(in: folder)
        let before = try folder.contents()
        for access in [SQLiteStore.Access.readWrite, .readOnly] {
            let failure = #expect(throws: StoreFailure.self) { try SQLiteStore(opening: folder.ledger, access: access) }
            #expect(failure?.code == "store.foreign")
        }
        #expect(try folder.contents() == before)
    }

    enum Foreign: CaseIterable {
        case text, empty, shortened, otherDatabase, folder

        func make(in folder: TemporaryFolder) throws {
            switch self {
            case .text: try folder.write("ledger.sqlite", Array("name,owner\nLoan scorer,Priya\n".utf8))
            case .empty: try folder.write("ledger.sqlite", [])
            case .shortened: try folder.write("ledger.sqlite", Array("SQLite format 3\0".utf8))
            case .otherDatabase:
                let queue = try DatabaseQueue(path: folder.ledger.text)
                try queue.write { try $0.execute(sql: "CREATE TABLE bookmarks (url TEXT)") }
                try queue.close()
            case .folder:
                try FileManager.default.createDirectory(atPath: folder.ledger.text, withIntermediateDirectories: false)
            }
        }
    }

    @Test("waits for another process no longer than told, and goes on afterwards")
    func busy() async throws {
        var options = SQLiteStore.Options.usual
        options.busyTimeoutSeconds = 0.01
        let store = try SQLiteStore.create(at: folder.ledger, options: options)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.ledger.text, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }

        let failure = await #expect(throws: StoreFailure.self) {
            try await store.append(.story(from: 0, count: 1), at: .empty)
        }
        #expect(failure?.code == "store.busy")
        #expect(try await store.size() == .empty)

        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await store.append(.story(from: 0, count: 1), at: .empty)
    }

    @Test("writes nothing when the file may not grow, and goes on when there is room again")
    func full() async throws {
        var options = SQLiteStore.Options.usual
        options.pageCountMax = 12
        let small = try SQLiteStore.create(at: folder.ledger, options: options)
        let failure = await #expect(throws: StoreFailure.self) {
            try await small.append(.story(from: 0, count: 200), at: .empty)
        }
        #expect(failure?.code == "store.full")
        #expect(try await small.size() == .empty)
        try await small.append(.story(from: 0, count: 1), at: .empty)
        let roomy = try SQLiteStore(opening: folder.ledger)
        try await roomy.append(.story(from: 1, count: 200), at: LedgerSize(1))
        #expect(try await roomy.all() == (0..<201).map { Entry.story($0) })
    }

    @Test("counts a failed commit as written or not, unless that is certain")
    func afterCommit() {
        for certain in [StoreFailure.full(detail: ""), .busy(detail: ""), .readOnly(detail: "")] {
            #expect(certain.afterCommit == certain)
        }
        for unsure in [StoreFailure.unavailable(detail: "x"), .damaged(detail: "x")] {
            #expect(unsure.afterCommit == .outcomeUnknown(detail: "x"))
        }
    }

    @Test("finds a page that was overwritten")
    func overwrittenPage() async throws {
        try await makeLedger()
        var bytes = try folder.read("ledger.sqlite")
        let page = bytes.count / 4_096 / 2
        bytes.replaceSubrange(page * 4_096..<(page + 1) * 4_096, with: repeatElement(0xA5, count: 4_096))
        try folder.write("ledger.sqlite", bytes)
        let store = try SQLiteStore(opening: folder.ledger, access: .readOnly)
        #expect(try await store.structuralDamage() != [])
        let failure = await #expect(throws: StoreFailure.self) { try await readEverything(store) }
        #expect(failure?.code == "store.damaged")
    }

    @Test("reads up to the entry that cannot be read, and names it")
    func upToDamage() async throws {
        try await makeLedger()
        let sound = try folder.read("ledger.sqlite")
        // The page that holds the entry in the middle.
        let place = try #require(Data(sound).range(of: Data(Entry.story(20).headerBytes))).lowerBound / 4_096 * 4_096
        var bytes = sound
        bytes.replaceSubrange(place..<place + 4_096, with: repeatElement(0xA5, count: 4_096))
        try folder.write("ledger.sqlite", bytes)

        let store = try SQLiteStore(opening: folder.ledger, access: .readOnly)
        var count = 0
        let failure = await #expect(throws: StoreFailure.self) {
            for try await block in store.blocks() { count += block.count }
        }
        #expect(failure?.detail.hasPrefix("entry \(count) cannot be read") == true)
        #expect((10...20).contains(count))
    }

    @Test("ends no program, whichever byte was changed", arguments: 0..<4)
    func everyByte(part: Int) async throws {
        try await makeLedger()
        let sound = try folder.read("ledger.sqlite")
        // The heads of the file and of its pages, and one in 251 of the other bytes.
        let places = sound.indices.filter { $0 < 100 || $0 % 4_096 < 12 || $0 % 251 == 0 }
        for place in places where place % 4 == part {
            var bytes = sound
            bytes[place] ^= 0xFF
            let hit = TemporaryFolder()
            try hit.write("ledger.sqlite", bytes)
            do {
                let store = try SQLiteStore(opening: hit.ledger, access: .readOnly)
                try await readEverything(store)
                _ = try await store.structuralDamage()
            } catch {
                let failure = error
                #expect(
                    ["store.damaged", "store.foreign", "store.too-new"].contains(failure.code), "\(place): \(failure)")
            }
        }
    }

    private func makeLedger() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let batch = Batch(
            entries: (0..<40).map { .story($0) }, nodes: (0..<20).map { .madeUp(1, $0) }, checkpoint: [1, 2],
            settings: ["zone": "UTC"])
        try await store.append(batch, at: .empty)
        try store.close()
    }

    private func readEverything(_ store: SQLiteStore) async throws(StoreFailure) {
        let size = try await store.size()
        for try await block in store.blocks(limit: 7) { for entry in block { _ = try? entry.entry() } }
        _ = try await store.nodes(at: (0..<20).map { NodeAddress(level: $0 % 2, index: $0) })
        _ = try await store.nodes(from: NodeAddress(level: 0, index: 0), limit: 100)
        _ = try await store.checkpoints(from: .empty, limit: 10)
        _ = try await store.latestCheckpoint()
        _ = try await store.settings()
        _ = try await store.entries(from: size.nextIndex, limit: 1)
    }
}
