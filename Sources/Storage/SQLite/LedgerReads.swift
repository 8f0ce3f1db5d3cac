internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite
internal import Ledger

/// Everything that is asked of a ledger's database, one statement each.
///
/// The file may be damaged or tampered with: no value in it is trusted to be of its type or in its range.
struct LedgerReads {
    let database: Database

    func size() throws -> LedgerSize {
        let last = try first("SELECT max(seq) FROM entries") { try natural($0, 0) }
        return if let last { LedgerSize(last + 1) } else { .empty }
    }

    /// Ends before an entry that cannot be read, and throws only when that is the first: so it is known which one it is.
    func entries(from first: EntryIndex, limit: Int) throws -> EntryBlock {
        let statement = try database.cachedStatement(
            sql: """
                SELECT seq, header, leaf, salt, body, beside FROM entries
                WHERE seq >= ? ORDER BY seq LIMIT ?
                """)
        let rows = try Row.fetchCursor(statement, arguments: [first.value, limit])
        var block = EntryBlock()
        var next = first
        do {
            while !block.isFull, let row = try rows.next() {
                let index = EntryIndex(try required(natural(row, 0)))
                try checkOrder(index >= next)
                next = EntryIndex(index.value + 1)
                block.begin(index)
                for part in EntryBlock.Part.allCases { block.add(column(Int32(part.rawValue + 1), of: statement)) }
                if block.count == EntryBlock.countToJudgeBy { block.reserveRoom(for: limit) }
            }
        } catch  where !block.isEmpty {
            // Whoever reads on from here meets it again.
        }
        return block
    }

    func beside(_ index: EntryIndex) throws -> [UInt8]? {
        try first("SELECT beside FROM entries WHERE seq = ?", [index.value]) { try bytes($0, 0) }
    }

    func leaf(_ index: Int) throws -> Digest? {
        try first("SELECT leaf FROM entries WHERE seq = ?", [index]) { try digest($0, 0) }
    }

    func node(_ address: NodeAddress) throws -> Digest? {
        try first("SELECT hash FROM nodes WHERE level = ? AND idx = ?", [address.level, address.index]) {
            try digest($0, 0)
        }
    }

    func nodes(from first: NodeAddress, limit: Int) throws -> [StoredNode] {
        let rows = try fetch(
            """
            SELECT level, idx, hash FROM nodes
            WHERE (level, idx) >= (?, ?) ORDER BY level, idx LIMIT ?
            """, [first.level, first.index, limit])
        var nodes: [StoredNode] = []
        while let row = try rows.next() {
            let address = NodeAddress(level: try required(natural(row, 0)), index: try required(natural(row, 1)))
            try checkOrder(address >= nodes.last?.address.next ?? first)
            nodes.append(StoredNode(address: address, hash: try digest(row, 2)))
        }
        return nodes
    }

    func checkpoints(from size: LedgerSize, limit: Int) throws -> [StoredCheckpoint] {
        let rows = try fetch(
            "SELECT size, note FROM checkpoints WHERE size >= ? ORDER BY size LIMIT ?", [size.value, limit])
        var checkpoints: [StoredCheckpoint] = []
        while let row = try rows.next() {
            let checkpoint = try checkpoint(row)
            try checkOrder(checkpoint.size >= checkpoints.last?.size.adding(1) ?? size)
            checkpoints.append(checkpoint)
        }
        return checkpoints
    }

    /// The sizes of the checkpoints before that of `size`, largest first.
    func checkpointSizes(below size: LedgerSize, limit: Int) throws -> [LedgerSize] {
        let rows = try fetch(
            "SELECT size FROM checkpoints WHERE size < ? ORDER BY size DESC LIMIT ?", [size.value, limit])
        var sizes: [LedgerSize] = []
        while let row = try rows.next() { sizes.append(LedgerSize(try required(natural(row, 0)))) }
        return sizes
    }

    func latestCheckpoint() throws -> StoredCheckpoint? {
        try first("SELECT size, note FROM checkpoints ORDER BY size DESC LIMIT 1") { try checkpoint($0) }
    }

    func settings() throws -> [String: String] {
        let rows = try fetch("SELECT key, value, digest FROM settings")
        var settings: [String: String] = [:]
        while let row = try rows.next() {
            let key = try row.decode(String.self, atIndex: 0)
            let value = try row.decode(String.self, atIndex: 1)
            guard try digest(row, 2) == LedgerReads.digest(ofSetting: key, value) else {
                throw StoreFailure.damaged(detail: "the setting “\(key)” is not as it was written")
            }
            settings[key] = value
        }
        return settings
    }

    /// What is stored beside a setting, so that it is noticed when one of them was changed.
    static func digest(ofSetting key: String, _ value: String) -> Digest {
        Digest.of(Array(key.utf8) + [0], Array(value.utf8))
    }

    /// Changes when another connection, of any process, has written.
    func dataVersion() throws -> DataVersion {
        DataVersion(Int64(try number("PRAGMA data_version")))
    }

    /// 2 is FULL: a commit returns when the disk has it.
    func synchronous() throws -> Int {
        try number("PRAGMA synchronous")
    }

    func schemaVersion() throws -> Int {
        try number("PRAGMA user_version")
    }

    /// What is wrong with the file and with what no other digest covers, one line each.
    func problems(form: Int, schema expected: [String: String]) throws -> [String] {
        var problems = try integrityProblems() + SQLiteStore.differences(of: try schema(), from: expected)
        let found = try schemaVersion()
        if found != form { problems.append("the database says that it has form \(found)") }
        do {
            _ = try settings()
        } catch StoreFailure.damaged(let detail) {
            problems.append(detail)
        }
        return problems
    }

    /// What SQLite itself finds wrong, at most 100 lines.
    private func integrityProblems() throws -> [String] {
        let rows = try fetch("PRAGMA integrity_check(100)")
        var problems: [String] = []
        while let row = try rows.next() {
            // One row may have several lines, below a headline.
            let lines = try row.decode(String.self, atIndex: 0).split(separator: "\n").map(String.init)
            problems += lines.filter { $0 != "ok" && !$0.hasPrefix("***") }
        }
        return problems
    }

    /// The statement behind each table, index, trigger and view, by its name.
    func schema() throws -> [String: String] {
        let rows = try fetch("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema")
        var schema: [String: String] = [:]
        while let row = try rows.next() {
            schema[try row.decode(String.self, atIndex: 0)] = try row.decode(String.self, atIndex: 1)
        }
        return schema
    }
}

extension LedgerReads {
    private func fetch(_ sql: String, _ arguments: [Int] = []) throws -> RowCursor {
        try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
    }

    /// The bytes of a column in the current row, valid until the next one; nil for NULL. GRDB would make an object for each,
    /// which with a million entries takes as long as reading them.
    private func column(_ number: Int32, of statement: Statement) -> UnsafeRawBufferPointer? {
        let row = statement.sqliteStatement
        guard sqlite3_column_type(row, number) != SQLITE_NULL else { return nil }
        let bytes = sqlite3_column_blob(row, number)
        return UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(row, number)))
    }

    /// What `read` finds in the first row; nil when there is none, or when it finds nothing.
    private func first<Value>(_ sql: String, _ arguments: [Int] = [], read: (Row) throws -> Value?) throws -> Value? {
        let rows = try fetch(sql, arguments)
        // A row is only there while its cursor is.
        return try withExtendedLifetime(rows) { try rows.next().flatMap(read) }
    }

    private func number(_ pragma: String) throws -> Int {
        try required(first(pragma) { try $0.decode(Int.self, atIndex: 0) })
    }

    private func checkpoint(_ row: Row) throws -> StoredCheckpoint {
        StoredCheckpoint(size: LedgerSize(try required(natural(row, 0))), note: try bytes(row, 1) ?? [])
    }

    /// In a damaged file rows come in any order, and a reader that goes on behind the last one would never end.
    private func checkOrder(_ isInOrder: Bool) throws {
        guard isInOrder else { throw StoreFailure.damaged(detail: "rows are not in their order") }
    }

    /// A number from 0 up to what can still be added to; nil for NULL.
    private func natural(_ row: Row, _ column: Int) throws -> Int? {
        guard let value = try row.decode(Int?.self, atIndex: column) else { return nil }
        guard value >= 0, value < Int.max / 2 else {
            throw StoreFailure.damaged(detail: "a row has the number \(value)")
        }
        return value
    }

    private func digest(_ row: Row, _ column: Int) throws -> Digest {
        let digest = try row.withUnsafeData(atIndex: column) { data in data.flatMap { Digest(bytes: $0) } }
        guard let digest else { throw StoreFailure.damaged(detail: "a stored digest has not 32 bytes") }
        return digest
    }

    private func bytes(_ row: Row, _ column: Int) throws -> [UInt8]? {
        try row.withUnsafeData(atIndex: column) { $0.map(Array.init) }
    }

    private func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw StoreFailure.damaged(detail: "a row lacks its number") }
        return value
    }
}
