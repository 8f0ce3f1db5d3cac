internal import GRDB

extension SQLiteStore {
    /// The schema of a new ledger.
    static func expectedSchema() throws(StoreFailure) -> [String: String] {
        do {
            return try DatabaseQueue().inDatabase { database in
                try LedgerWrites(database: database).migrate(Migration.all)
                return try LedgerReads(database: database).schema()
            }
        } catch {
            throw StoreFailure(error, at: FilePath(":memory:"))
        }
    }

    /// Throws `.damaged` when the database has another table, trigger or view than one that we made: a trigger could change what
    /// is written without a word. Reads the names and statements only.
    package func checkSchema() async throws(StoreFailure) {
        let found = try await schema()
        let differences = SQLiteStore.differences(of: found, from: try SQLiteStore.expectedSchema())
        if !differences.isEmpty { throw .damaged(detail: differences.joined(separator: "; ")) }
    }

    static func differences(of schema: [String: String], from expected: [String: String]) -> [String] {
        Set(schema.keys).union(expected.keys).sorted().filter { schema[$0] != expected[$0] }.map { name in
            switch (schema[name], expected[name]) {
            case (nil, _): "the database lacks \(name)"
            case (_, nil): "the database has something that is not ours: \(name)"
            default: "the database has another form of \(name)"
            }
        }
    }
}
