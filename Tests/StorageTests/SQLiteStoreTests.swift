import Foundation
import GRDB
import Glibc
import Ledger
import Storage
import Testing

@Suite("A ledger in SQLite")
struct SQLiteStoreTests {
    let folder = TemporaryFolder()

    @Test("that is closed right after many answers is one file", arguments: 0..<40)
    func closing(round: Int) async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try await store.append(.story(from: 0, count: 20), at: .empty)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = try await store.size() } }
            try await group.waitForAll()
        }
        try store.close()
        #expect(try folder.contents().keys.sorted() == ["ledger.sqlite"])
    }

    @Test("has every commit on the disk when it returns")
    func synchronousFull() async throws {
        let created = try SQLiteStore.create(at: folder.ledger)
        #expect(try await created.synchronous() == 2)
        let opened = try SQLiteStore(opening: folder.ledger)
        #expect(try await opened.synchronous() == 2)
    }

    @Test("is all there when it is opened again, in one file that only its owner reads")
    func reopen() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let batch = Batch(entries: [.story(0), .plain(1)], nodes: [.madeUp(1, 0)], checkpoint: [1, 2, 3])
        try await store.append(batch, at: .empty)
        try store.close()
        #expect(try folder.contents().keys.sorted() == ["ledger.sqlite"])
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.ledger.text)
        #expect(attributes[.posixPermissions] as? Int == 0o600)

        let again = try SQLiteStore(opening: folder.ledger)
        #expect(try await again.all() == batch.entries)
        #expect(try await again.latestCheckpoint()?.note == [1, 2, 3])
        #expect(try await again.structuralDamage() == [])
    }

    @Test(
        "is all there when the machine stopped while the log was put into the file",
        arguments: [SQLiteStore.Access.readWrite, .readOnly])
    func halfPutIntoFile(access: SQLiteStore.Access) async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try await store.append(.story(from: 0, count: 300), at: .empty)
        let log = try folder.read("ledger.sqlite-wal")
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.ledger.text)
        let byteCount = try #require(attributes[.size] as? Int)
        try store.close()
        // The pages that were there are written, the new ones are not: the first page speaks of more than there are.
        let whole = try folder.read("ledger.sqlite")
        #expect(whole.count > byteCount)
        try folder.write("ledger.sqlite", Array(whole.prefix(byteCount)))
        try folder.write("ledger.sqlite-wal", log)

        let again = try SQLiteStore(opening: folder.ledger, access: access)
        #expect(try await again.all().count == 300)
        #expect(try await again.structuralDamage() == [])
    }

    @Test("refuses every call once it is closed")
    func closed() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try store.close()
        await #expect(throws: StoreFailure.self) { try await store.size() }
        await #expect(throws: StoreFailure.self) { try await store.append(.story(from: 0, count: 1), at: .empty) }
        await #expect(throws: StoreFailure.self) { try await store.dataVersion() }
    }

    @Test("keeps its locks when it is opened once more in the same process")
    func locks() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        _ = try await store.size()
        let other = try Neighbour(of: folder.ledger)
        #expect(other.sees(F_RDLCK))
        for access in [SQLiteStore.Access.readWrite, .readOnly] {
            try SQLiteStore(opening: folder.ledger, access: access).close()
            #expect(other.sees(F_RDLCK))
        }
        try store.close()
        #expect(other.sees(F_UNLCK))
    }

    /// Who would like to write to the database file: asks for locks as another process does, and does not take them. Open
    /// until the test ends, for closing the file is what drops locks.
    private final class Neighbour {
        private let descriptor: Int32
        /// Where SQLite puts the locks of those who use the database. Source: sqlite.org/fileformat.html, "lock-byte page".
        private let place: (first: off_t, count: off_t) = (0x4000_0002, 510)
        /// F_OFD_GETLK, which is no constant in Swift: asks about a lock that belongs to the open file, not to the process.
        private let question: Int32 = 36

        init(of path: FilePath) throws {
            descriptor = open(path.text, O_RDWR)
            try #require(descriptor >= 0)
        }

        deinit { close(descriptor) }

        /// Whether somebody has a lock of this kind there: reading (F_RDLCK), writing (F_WRLCK), none (F_UNLCK).
        func sees(_ kind: Int32) -> Bool {
            var lock = flock(
                l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: place.first, l_len: place.count, l_pid: 0)
            return fcntl(descriptor, question, &lock) == 0 && lock.l_type == Int16(kind)
        }
    }

    @Test("is not made over a file that is there")
    func createOverFile() throws {
        try folder.write("ledger.sqlite", Array("mine"))
        #expect(throws: StoreFailure.self) { try SQLiteStore.create(at: folder.ledger) }
        #expect(try folder.contents() == ["ledger.sqlite": Array("mine")])
    }

    @Test("finishes an append whose task is cancelled")
    func cancelled() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.append(.story(from: 0, count: 100), at: .empty)
        }
        try await task.value
        #expect(try await store.size() == LedgerSize(100))
    }

    @Test("writes nothing of a batch that fails at its end")
    func rollback() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try await store.append(Batch(entries: [.story(0)], nodes: [.madeUp(1, 0)]), at: .empty)
        let twice = Batch(entries: [.story(1)], nodes: [.madeUp(1, 1), .madeUp(1, 0)], settings: ["a": "b"])
        let failure = await #expect(throws: StoreFailure.self) { try await store.append(twice, at: LedgerSize(1)) }
        #expect(failure?.code == "store.damaged")
        #expect(try await store.all() == [.story(0)])
        #expect(try await store.node(at: NodeAddress(level: 1, index: 1)) == nil)
        try await store.append(.story(from: 1, count: 1), at: LedgerSize(1))
    }

    @Test("is read where nobody has it open without writing anything")
    func readOnlyStill() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try await store.append(.story(from: 0, count: 3), at: .empty)
        try store.close()
        let before = try folder.contents()
        let reader = try SQLiteStore(opening: folder.ledger, access: .readOnly)
        #expect(try await reader.all().count == 3)
        #expect(try await reader.structuralDamage() == [])
        #expect(try reader.isUndisturbed())
        let during = try folder.contents()
        try reader.close()
        #expect(during == before)
        #expect(try folder.contents() == before)
    }

    @Test("says to a reader of a still file that somebody has written to it")
    func disturbed() async throws {
        try SQLiteStore.create(at: folder.ledger).close()
        let reader = try SQLiteStore(opening: folder.ledger, access: .readOnly)
        #expect(try await reader.size() == .empty)
        let writer = try SQLiteStore(opening: folder.ledger)
        #expect(try !reader.isUndisturbed())
        try await writer.append(.story(from: 0, count: 1), at: .empty)
        try writer.close()
        #expect(try !reader.isUndisturbed())
    }

    @Test("is read while others write, up to their last batch")
    func readOnlyInUse() async throws {
        let writer = try SQLiteStore.create(at: folder.ledger)
        try await writer.append(.story(from: 0, count: 3), at: .empty)
        let reader = try SQLiteStore(opening: folder.ledger, access: .readOnly)
        #expect(try await reader.size() == LedgerSize(3))
        let before = try await reader.dataVersion()
        try await writer.append(.story(from: 3, count: 2), at: LedgerSize(3))
        #expect(try await reader.size() == LedgerSize(5))
        #expect(try await reader.dataVersion() != before)
        #expect(try reader.isUndisturbed())
    }

    @Test("gives what was there when it was opened, to who asks for one moment", arguments: [false, true])
    func moment(isInUse: Bool) async throws {
        let creator = try SQLiteStore.create(at: folder.ledger)
        try await creator.append(.story(from: 0, count: 3), at: .empty)
        if !isInUse { try creator.close() }
        let reader = try SQLiteStore(opening: folder.ledger, access: .moment)
        #expect(try await reader.all() == (0..<3).map { .story($0) })
        guard isInUse else { return }
        let erasing = Batch(
            entries: [.story(3)], erasures: Erasures(values: [.init(entry: EntryIndex(1), key: "name")]))
        try await creator.append(erasing, at: LedgerSize(3))
        #expect(try await reader.size() == LedgerSize(3))
        #expect(try await reader.all() == (0..<3).map { .story($0) })
        #expect(try reader.isUndisturbed())
        let failure = await #expect(throws: StoreFailure.self) {
            try await reader.append(.story(from: 3, count: 1), at: LedgerSize(3))
        }
        #expect(failure?.code == "store.read-only")
        try reader.close()
        #expect(try await creator.size() == LedgerSize(4))
    }

    @Test(
        "names a setting that was changed behind its back, and does not give it out",
        arguments: ["UPDATE settings SET value = 'UTD'", "UPDATE settings SET key = 'zonf'"])
    func changedSetting(sql: String) async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try await store.change(settings: ["zone": "UTC"])
        let other = try DatabaseQueue(path: folder.ledger.text)
        try await other.write { try $0.execute(sql: sql) }
        let key = sql.contains("zonf") ? "zonf" : "zone"
        #expect(try await store.structuralDamage() == ["the setting “\(key)” is not as it was written"])
        let failure = await #expect(throws: StoreFailure.self) { try await store.settings() }
        #expect(failure?.code == "store.damaged")
    }

    @Test("names a form that it has not")
    func otherForm() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let other = try DatabaseQueue(path: folder.ledger.text)
        try await other.write { try $0.execute(sql: "PRAGMA user_version = 0") }
        #expect(try await store.structuralDamage() == ["the database says that it has form 0"])
    }

    @Test("refuses to write when it was opened for reading")
    func readOnlyAppend() async throws {
        try SQLiteStore.create(at: folder.ledger).close()
        let reader = try SQLiteStore(opening: folder.ledger, access: .readOnly)
        for work in [
            { try await reader.append(.story(from: 0, count: 1), at: .empty) },
            { try await reader.change(settings: ["zone": "UTC"]) },
        ] {
            let failure = await #expect(throws: StoreFailure.self) { try await work() }
            #expect(failure?.code == "store.read-only")
        }
    }

    @Test("names what is in its database and not ours")
    func strangeSchema() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let other = try DatabaseQueue(path: folder.ledger.text)
        try await other.write { database in
            try database.execute(sql: "CREATE TRIGGER spy AFTER INSERT ON settings BEGIN SELECT 1; END")
            try database.execute(sql: "DROP TABLE nodes")
        }
        #expect(
            try await store.structuralDamage() == [
                "the database lacks table nodes", "the database has something that is not ours: trigger spy",
            ])
    }
}
