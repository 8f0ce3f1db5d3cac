import Foundation
import GRDB
import Ledger
import Storage
import Testing

@Suite("Migrations")
struct MigrationTests {
    let folder = TemporaryFolder()

    @Test("are the files of their folder, byte for byte and in order")
    func listIsFolder() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Storage/Migrations").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: sources.path)
            .filter { !$0.hasPrefix(".") }.sorted()
        #expect(Migration.all.map { $0.name + ".sql" } == files, "run scripts/embed-migrations")
        for (migration, file) in zip(Migration.all, files) {
            let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
            #expect(migration.sql + "\n" == text, "run scripts/embed-migrations")
            #expect(file.hasPrefix(String(format: "%03d-", migration.number)))
        }
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }

    @Test("bring an older ledger to the latest form and keep what is in it")
    func upgrade() async throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try await store.append(.story(from: 0, count: 2), at: .empty)
        try store.close()
        let upgraded = try SQLiteStore(
            opening: folder.ledger, options: options(adding: "CREATE TABLE extra (a INTEGER)"))
        #expect(try await upgraded.all() == [.story(0), .story(1)])
        #expect(try await upgraded.structuralDamage() == ["the database has something that is not ours: table extra"])
    }

    @Test("take a ledger of the first form along, its settings too; whoever only reads is told to have it opened first")
    func firstForm() async throws {
        var first = SQLiteStore.Options.usual
        first.migrations = Array(Migration.all.prefix(1))
        try SQLiteStore.create(at: folder.ledger, options: first).close()
        let raw = try DatabaseQueue(path: folder.ledger.text)
        try await raw.write { try $0.execute(sql: "INSERT INTO settings VALUES ('actor', 'PER-001'), ('é', '')") }
        try raw.close()
        let before = try folder.contents()
        for access in [SQLiteStore.Access.readOnly, .moment] {
            let failure = #expect(throws: StoreFailure.self) { try SQLiteStore(opening: folder.ledger, access: access) }
            #expect(failure?.code == "store.outdated")
        }
        #expect(try folder.contents() == before)
        let store = try SQLiteStore(opening: folder.ledger)
        #expect(try await store.settings() == ["actor": "PER-001", "é": ""])
        #expect(try await store.structuralDamage() == [])
        try store.close()
        #expect(try await SQLiteStore(opening: folder.ledger, access: .readOnly).settings().count == 2)
    }

    @Test("that fail leave the ledger as it was")
    func failing() async throws {
        try SQLiteStore.create(at: folder.ledger).close()
        let sql = "CREATE TABLE extra (a INTEGER); INSERT INTO extra VALUES (1, 2);"
        #expect(throws: StoreFailure.self) {
            try SQLiteStore(opening: folder.ledger, options: options(adding: sql))
        }
        let store = try SQLiteStore(opening: folder.ledger)
        #expect(try await store.structuralDamage() == [])
    }

    @Test("of a later version keep an older program away, and the file as it is", arguments: [false, true])
    func tooNew(isClosed: Bool) throws {
        let newer = try SQLiteStore.create(
            at: folder.ledger, options: options(adding: "CREATE TABLE extra (a INTEGER)"))
        if isClosed { try newer.close() }
        let before = try folder.contents()
        for access in [SQLiteStore.Access.readWrite, .readOnly] {
            let failure = #expect(throws: StoreFailure.self) { try SQLiteStore(opening: folder.ledger, access: access) }
            #expect(failure?.code == "store.too-new")
        }
        #expect(try folder.contents() == before)
        withExtendedLifetime(newer) {}
    }

    private func options(adding sql: String) -> SQLiteStore.Options {
        var options = SQLiteStore.Options.usual
        options.migrations =
            Migration.all + [
                Migration(number: Migration.all.count + 1, name: "rehearsal", sql: sql)
            ]
        return options
    }
}
