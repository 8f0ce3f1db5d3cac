internal import GRDB
internal import Ledger

extension StoreFailure {
    /// What an error of the database means. Nothing was written; `transaction` knows about commits.
    init(_ error: any Error, at path: FilePath) {
        switch error {
        case let failure as StoreFailure: self = failure
        case let error as DatabaseError: self.init(error, at: path)
        // A column that holds something of another type than it should.
        case let error as RowDecodingError: self = .damaged(detail: "\(path): \(error)")
        case let problem as LedgerProblem: self = .damaged(detail: "\(path): \(problem)")
        default: self = .unavailable(detail: "\(path): \(error)")
        }
    }

    private init(_ error: DatabaseError, at path: FilePath) {
        let detail = "\(path): \(error.message ?? "no message") (SQLite error \(error.extendedResultCode.rawValue))"
        switch error.resultCode {
        case .SQLITE_FULL: self = .full(detail: detail)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(detail: detail)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_ERROR:
            // Our statements and values are right; when they do not fit the database, it is not as we left it.
            self = .damaged(detail: detail)
        case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_DBMOVED:
            self = .unavailable(detail: detail)
        case .SQLITE_READONLY: self = .readOnly(detail: detail)
        case .SQLITE_CANTOPEN where !Disk.isWritable(path.parent) || !Disk.isWritable(path):
            // SQLite cannot make the files that it needs beside the database.
            self = .readOnly(detail: detail)
        case .SQLITE_IOERR where Disk.isFull(at: path.parent): self = .full(detail: detail)
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_CORRUPTFS: self = .damaged(detail: detail)
        default: self = .unavailable(detail: detail)
        }
    }
}

extension Disk {
    /// Less is left than one page of a database needs.
    fileprivate static func isFull(at path: FilePath) -> Bool {
        freeByteCount(at: path).map { $0 < 65_536 } ?? false
    }
}

extension Database {
    /// Runs `work` in a transaction that holds the right to write from its beginning, so that what it read is still true
    /// when it is committed. `StoreFailure` says in each case whether something may have been written.
    func writing<Answer>(
        at path: FilePath, _ work: () throws -> Answer
    ) throws(StoreFailure) -> Answer {
        let answer: Answer
        do {
            // A failed disk can keep a transaction from being rolled back; then this is the second try.
            if isInsideTransaction { try rollback() }
            try beginTransaction(.immediate)
            answer = try work()
        } catch {
            let failure = StoreFailure(error, at: path)
            try? rollback()
            throw failure
        }
        do {
            try commit()
        } catch {
            let failure = StoreFailure(error, at: path)
            try? rollback()
            throw failure.afterCommit
        }
        return answer
    }
}

extension StoreFailure {
    /// The failure of a commit. A full or locked database has surely not taken it. After any other error the last
    /// page, with the mark of the commit, may be on the disk though the disk did not confirm it, and count after a crash.
    package var afterCommit: StoreFailure {
        switch self {
        case .full, .busy, .readOnly: self
        default: .outcomeUnknown(detail: detail)
        }
    }
}
