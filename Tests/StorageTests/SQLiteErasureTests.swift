import Foundation
import GRDB
import Ledger
import Storage
import Testing

@Suite("Erasing in SQLite")
struct SQLiteErasureTests {
    let folder = TemporaryFolder()

    @Test("leaves the erased text in no file of the folder, while the ledger is open")
    func noTraces() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try await store.append(Batch(entries: (0..<300).map(secretive)), at: .empty)
        #expect(try filesHolding("secret-150-end").count > 0)

        let erasures = Erasures(
            values: (100..<200).map { .init(entry: EntryIndex($0), key: "remark") },
            bodies: (200..<250).map(EntryIndex.init))
        try await store.append(Batch(entries: [.plain(300)], erasures: erasures), at: LedgerSize(300))

        #expect(try (100..<250).flatMap { try filesHolding("secret-\($0)-end") } == [])
        #expect(try (200..<250).flatMap { try filesHolding("reason-\($0)-end") } == [])
        #expect(try filesHolding("secret-99-end") == ["ledger.sqlite"])
        #expect(try filesHolding("reason-199-end") == ["ledger.sqlite"])
    }

    @Test("leaves no trace of values that are longer than a page")
    func longValues() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let long = String(repeating: "confidential ", count: 3_000)
        try await store.append(Batch(entries: [.story(0, remark: long), .story(1)]), at: .empty)
        try await store.append(
            Batch(erasures: Erasures(values: [.init(entry: EntryIndex(0), key: "remark")])), at: LedgerSize(2))
        #expect(try filesHolding("confidential") == [])
        #expect(try await store.structuralDamage() == [])
    }

    @Test("leaves the log as soon as nobody reads there any more")
    func readerInTheWay() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let reader = try await eraseWithReaderInTheWay(store)
        #expect(try filesHolding("secret-0-end").contains("ledger.sqlite-wal"))

        try await reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        try await store.append(Batch(entries: [.plain(2)]), at: LedgerSize(2))
        #expect(try filesHolding("secret-0-end") == [])
    }

    @Test("is made good at the next opening, when the machine stopped before the log was empty")
    func afterCrash() async throws {
        let crashed = TemporaryFolder()
        let store = try SQLiteStore.create(at: folder.ledger)
        let reader = try await eraseWithReaderInTheWay(store)
        // What a crash leaves is the files as they are while the ledger is open.
        for name in ["ledger.sqlite", "ledger.sqlite-wal"] { try crashed.write(name, try folder.read(name)) }
        withExtendedLifetime(reader) {}

        let again = try SQLiteStore(opening: crashed.ledger)
        #expect(try crashed.contents().filter { contains($0.value, "secret-0-end") }.isEmpty)
        #expect(try await again.size() == LedgerSize(2))
        #expect(try await again.entry(at: EntryIndex(0))?.entry().beside.keys.sorted() == ["name"])
    }

    /// Erases while somebody else has been reading from before it; returns the reader, which is still at it.
    private func eraseWithReaderInTheWay(_ store: SQLiteStore) async throws -> DatabaseQueue {
        try await store.append(Batch(entries: [secretive(0)]), at: .empty)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: folder.ledger.text, configuration: configuration)
        try await reader.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN")
            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM entries")
        }
        let erasures = Erasures(values: [.init(entry: EntryIndex(0), key: "remark")])
        try await store.append(Batch(entries: [.plain(1)], erasures: erasures), at: LedgerSize(1))
        return reader
    }

    private func secretive(_ number: Int) -> Entry {
        .story(number, remark: "secret-\(number)-end", text: "reason-\(number)-end")
    }

    private func filesHolding(_ text: String) throws -> [String] {
        try folder.contents().filter { contains($0.value, text) }.keys.sorted()
    }

    private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        Data(bytes).range(of: Data(text.utf8)) != nil
    }
}
