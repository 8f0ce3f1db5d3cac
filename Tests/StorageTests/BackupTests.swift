import Foundation
import Ledger
import Storage
import Testing

@Suite("A backup of the ledger")
struct BackupTests {
    let folder = TemporaryFolder()
    private var target: FilePath { folder.path.appending("copy.sqlite") }

    @Test("holds everything, in one file that only its owner reads")
    func complete() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let batch = Batch(
            entries: (0..<50).map { .story($0) }, nodes: [.madeUp(1, 0)], checkpoint: [7], settings: ["zone": "UTC"])
        try await store.append(batch, at: .empty)
        try await store.backUp(to: target)
        let names = try folder.contents().keys.filter { $0.hasPrefix("copy") }
        #expect(names == ["copy.sqlite"])
        let attributes = try FileManager.default.attributesOfItem(atPath: target.text)
        #expect(attributes[.posixPermissions] as? Int == 0o600)

        let copy = try SQLiteStore(opening: target)
        #expect(try await copy.all() == batch.entries)
        #expect(try await copy.nodes(from: NodeAddress(level: 0, index: 0), limit: 9) == batch.nodes)
        #expect(try await copy.latestCheckpoint()?.note == [7])
        #expect(try await copy.settings() == ["zone": "UTC"])
        #expect(try await copy.structuralDamage() == [])
        try await copy.append(.story(from: 50, count: 1), at: LedgerSize(50))
    }

    @Test("made while others write holds whole batches and nothing else")
    func online() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let other = try SQLiteStore(opening: folder.ledger)
        let writing = Task {
            for batch in 0..<60 {
                try await other.append(.story(from: batch * 5, count: 5), at: LedgerSize(batch * 5))
            }
        }
        while try await store.size() < LedgerSize(50) { await Task.yield() }
        try await store.backUp(to: target)
        try await writing.value

        let copied = try await SQLiteStore(opening: target, access: .readOnly).all()
        #expect(copied.count >= 50 && copied.count % 5 == 0)
        #expect(copied == (0..<copied.count).map { Entry.story($0) })
        #expect(try await store.size() == LedgerSize(300))
    }

    @Test("is not written over a file, and leaves none when it fails")
    func refusals() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try folder.write("copy.sqlite", Array("mine"))
        await #expect(throws: StoreFailure.self) { try await store.backUp(to: target) }
        #expect(try folder.read("copy.sqlite") == Array("mine"))
        let nowhere = folder.path.appending("no/such/folder.sqlite")
        await #expect(throws: StoreFailure.self) { try await store.backUp(to: nowhere) }
        try store.close()
        let late = folder.path.appending("late.sqlite")
        try FileManager.default.removeItem(atPath: folder.ledger.text)
        await #expect(throws: StoreFailure.self) { try await store.backUp(to: late) }
        #expect(try folder.contents().keys.sorted() == ["copy.sqlite"])
    }

    @Test("of a ledger opened for reading writes nothing beside it")
    func readOnly() async throws {
        try SQLiteStore.create(at: folder.ledger).close()
        let store = try SQLiteStore(opening: folder.ledger, access: .readOnly)
        try await store.backUp(to: target)
        #expect(try folder.contents().keys.sorted() == ["copy.sqlite", "ledger.sqlite"])
        #expect(try await SQLiteStore(opening: target).size() == .empty)
    }
}
