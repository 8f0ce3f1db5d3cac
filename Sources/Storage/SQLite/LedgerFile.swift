/// What the first 100 bytes of a file say about it. They are read without SQLite, which would change a file on opening it.
///
/// Source: sqlite.org/fileformat.html, section 1.3.
struct LedgerFile {
    /// Marks the databases of Hallmark: "Hlmk".
    static let applicationID: UInt32 = 0x486C_6D6B
    private static let magic = Array("SQLite format 3\0".utf8)
    private static let headerByteCount = 100

    /// The number of the last migration.
    let schemaVersion: Int

    /// Throws `.foreign` for what is no ledger of ours, `.tooNew` for one of a later version, `.unavailable` for no file.
    init(probing path: FilePath, migrations: [Migration]) throws(StoreFailure) {
        guard let status = try Disk.status(of: path) else {
            throw .unavailable(detail: "there is no file \(path)")
        }
        guard status.kind == .file else { throw .foreign(detail: "\(path) is no file") }
        let header = try Disk.prefix(of: path, count: LedgerFile.headerByteCount)
        guard header.starts(with: LedgerFile.magic), header.count == LedgerFile.headerByteCount else {
            throw .foreign(detail: "\(path) is no SQLite database")
        }
        let application = LedgerFile.number(at: 68, in: header)
        guard application == LedgerFile.applicationID else {
            throw .foreign(detail: "\(path) is a database of another application (\(application))")
        }
        schemaVersion = Int(LedgerFile.number(at: 60, in: header))
        guard schemaVersion <= migrations.count else {
            throw .tooNew(
                detail: "\(path) has form \(schemaVersion); this program knows forms up to \(migrations.count)")
        }
    }

    private static func number(at offset: Int, in bytes: [UInt8]) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
