internal import GRDB

/// Whose a database file is, and by which version it was written. Finding that out changes nothing.
///
/// The file is opened by SQLite, as one that never changes, and not read by ourselves: closing a file drops every lock that
/// this process has on it, those of SQLite too, and other processes would then take it for unused. Source:
/// sqlite.org/howtocorrupt.html, section 2.2.
enum LedgerFile {
    /// Marks the databases of Hallmark: "Hlmk".
    static let applicationID = 0x486C_6D6B

    /// Throws `.foreign` for what is no ledger of ours, `.tooNew` for one of a later version, `.unavailable` for no file.
    static func probe(_ path: FilePath, migrations: [Migration]) throws(StoreFailure) {
        guard let status = try Disk.status(of: path) else {
            throw .unavailable(detail: "there is no file \(path)")
        }
        guard status.kind == .file else { throw .foreign(detail: "\(path) is no file") }
        let (application, schema) = try marks(of: path)
        guard application == applicationID else {
            throw .foreign(detail: "\(path) is a database of another application (\(application))")
        }
        guard schema <= migrations.count else {
            throw .tooNew(detail: "\(path) has form \(schema); this program knows forms up to \(migrations.count)")
        }
    }

    private static func marks(of path: FilePath) throws(StoreFailure) -> (application: Int, schema: Int) {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            return try DatabaseQueue(path: path.still, configuration: configuration).read { database in
                let reads = LedgerReads(database: database)
                return (try reads.applicationID(), try reads.schemaVersion())
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw .foreign(detail: "\(path) is no SQLite database")
        } catch {
            throw StoreFailure(error, at: path)
        }
    }
}
