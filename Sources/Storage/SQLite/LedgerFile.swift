internal import GRDBSQLite

/// Whose a database file is, and by which version it was written. Finding that out changes nothing.
///
/// The first 100 bytes say it, at every moment of a ledger's life: whatever stands in a write-ahead log beside the file, and
/// however far that was put into it before the machine stopped. SQLite's own file layer reads them, not we: closing a file
/// drops every lock that this process has on it, those of SQLite too, and other processes would then take it for unused.
/// That layer knows which locks there are, and closes later. Sources: sqlite.org/fileformat.html, section 1.3, and
/// sqlite.org/howtocorrupt.html, section 2.2.
enum LedgerFile {
    /// Marks the databases of Hallmark: "Hlmk".
    static let applicationID = 0x486C_6D6B
    private static let magic = Array("SQLite format 3\0".utf8)
    private static let headByteCount = 100
    /// SQLITE_IOERR_SHORT_READ, which is no constant in Swift.
    private static let ioErrorShortRead = SQLITE_IOERR | 2 << 8

    /// Throws `.foreign` for what is no ledger of ours, `.tooNew` for one of a later version, `.unavailable` for no file.
    static func probe(_ path: FilePath, migrations: [Migration]) throws(StoreFailure) {
        guard let status = try Disk.status(of: path) else {
            throw .unavailable(detail: "there is no file \(path)")
        }
        guard status.kind == .file else { throw .foreign(detail: "\(path) is no file") }
        let head = try head(of: path)
        guard head.count == headByteCount, head.starts(with: magic) else {
            throw .foreign(detail: "\(path) is no SQLite database")
        }
        let application = number(at: 68, in: head)
        guard application == applicationID else {
            throw .foreign(detail: "\(path) is a database of another application (\(application))")
        }
        let schema = number(at: 60, in: head)
        guard schema <= migrations.count else {
            throw .tooNew(detail: "\(path) has form \(schema); this program knows forms up to \(migrations.count)")
        }
    }

    private static func number(at offset: Int, in bytes: [UInt8]) -> Int {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The first 100 bytes of a file; none when it is shorter.
    private static func head(of path: FilePath) throws(StoreFailure) -> [UInt8] {
        guard let layer = sqlite3_vfs_find(nil) else { throw .unavailable(detail: "SQLite cannot read files here") }
        let place = UnsafeMutableRawPointer.allocate(byteCount: Int(layer.pointee.szOsFile), alignment: 16)
        defer { place.deallocate() }
        place.initializeMemory(as: UInt8.self, repeating: 0, count: Int(layer.pointee.szOsFile))
        let file = place.bindMemory(to: sqlite3_file.self, capacity: 1)
        // SQLite wants a name that it has put in order itself.
        let name = sqlite3_create_filename(path.sqlite, "", "", 0, nil)
        defer { sqlite3_free_filename(name) }
        let opened = layer.pointee.xOpen(layer, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, nil)
        // A file that is not open has no methods.
        defer { _ = file.pointee.pMethods?.pointee.xClose(file) }
        guard opened == SQLITE_OK, let methods = file.pointee.pMethods else {
            throw .unavailable(detail: "\(path) cannot be opened (SQLite error \(opened))")
        }
        var bytes = [UInt8](repeating: 0, count: headByteCount)
        let answer = methods.pointee.xRead(file, &bytes, Int32(bytes.count), 0)
        switch answer {
        case SQLITE_OK: return bytes
        case ioErrorShortRead: return []
        default: throw .unavailable(detail: "\(path) cannot be read (SQLite error \(answer))")
        }
    }
}
