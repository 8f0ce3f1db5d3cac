internal import GRDB

extension SQLiteStore {
    /// Writes the ledger as it is at this moment into a file that is not there yet, and only its owner may read. Others
    /// read and write on meanwhile.
    ///
    /// The copy holds no bytes of what was erased. Throws `.unavailable` when there is a file; after a failure there is none.
    package func backUp(to target: FilePath) async throws(StoreFailure) {
        guard try Disk.status(of: target) == nil else { throw .unavailable(detail: "\(target) is there already") }
        try Disk.create(target, bytes: [])
        do {
            try await vacuum(into: target)
            try OpenFile(target, for: .reading).synchronize()
        } catch {
            try? Disk.remove(target)
            throw error
        }
    }

    // On a connection of its own: it takes as long as the ledger is large, and no transaction may be open.
    private func vacuum(into target: FilePath) async throws(StoreFailure) {
        let path = path
        let result: Result<Void, StoreFailure>
        do {
            let queue = try copyingConnection()
            result = await withCheckedContinuation { continuation in
                queue.asyncWriteWithoutTransaction { database in
                    let answer = Result { try database.execute(sql: "VACUUM INTO ?", arguments: [target.sqlite]) }
                    continuation.resume(returning: answer.mapError { StoreFailure($0, at: path) })
                }
            }
        } catch {
            throw StoreFailure(error, at: path)
        }
        try result.get()
    }
}
