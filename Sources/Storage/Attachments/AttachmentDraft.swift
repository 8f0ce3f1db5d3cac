package import Ledger

/// An attachment that comes piece by piece, as out of an archive. Unless it is kept, nothing is left of it.
package struct AttachmentDraft: ~Copyable {
    private let store: AttachmentStore
    private let file: OpenFile
    private var digesting = RunningDigest()
    private var byteCount = 0

    init(_ store: AttachmentStore) throws(AttachmentFailure) {
        self.store = store
        file = try store.storing { () throws(StoreFailure) in
            try Disk.createFolder(store.folder)
            return try OpenFile.temporary(in: store.folder)
        }
    }

    // Once the file has its own name, there is none under the passing one.
    deinit { try? Disk.remove(file.path) }

    package mutating func write(_ piece: [UInt8]) throws(AttachmentFailure) {
        byteCount += piece.count
        guard byteCount <= store.byteCountMax else { throw .tooLarge(byteCountMax: store.byteCountMax) }
        try store.write(piece, to: file)
        piece.withUnsafeBytes { digesting.update($0) }
    }

    /// Keeps it, if it is what it should be; throws `.damaged` when it is not.
    package consuming func keep(as digest: Digest) throws(AttachmentFailure) {
        guard digesting.digest == digest else { throw .damaged(digest) }
        try store.place(file, digest)
    }
}

extension AttachmentStore {
    /// Begins an attachment that comes piece by piece.
    package func draft() throws(AttachmentFailure) -> AttachmentDraft {
        try AttachmentDraft(self)
    }

    fileprivate func write(_ piece: [UInt8], to file: borrowing OpenFile) throws(AttachmentFailure) {
        do { try file.write(contentsOf: piece) } catch { throw .storage(error) }
    }

    fileprivate func place(_ file: borrowing OpenFile, _ digest: Digest) throws(AttachmentFailure) {
        do {
            try file.synchronize()
            try Disk.createFolder(path(of: digest).parent)
            try Disk.rename(file.path, to: path(of: digest))
        } catch {
            throw .storage(error)
        }
    }
}
