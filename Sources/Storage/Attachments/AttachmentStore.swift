package import Ledger

/// Attachments, each kept once under the digest of its content.
///
///     files/9f/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
///
/// What was written is on the disk when the call returns, whole or not at all, also after a crash. Any number of
/// processes may share the folder. Every call blocks until the disk is done: large files are for a thread of their own.
package struct AttachmentStore: Sendable {
    /// The largest attachment, in bytes.
    package static let byteCountMax = 256 << 20

    let folder: FilePath
    let byteCountMax: Int

    /// The folder is made when the first attachment comes.
    package init(folder: FilePath, byteCountMax: Int = AttachmentStore.byteCountMax) {
        self.folder = folder
        self.byteCountMax = byteCountMax
    }

    /// Keeps `bytes`. What was kept already stays one file; what was damaged is whole again.
    package func write(_ bytes: [UInt8]) throws(AttachmentFailure) -> Attachment {
        guard bytes.count <= byteCountMax else { throw .tooLarge(byteCountMax: byteCountMax) }
        return try keep { (target: borrowing OpenFile) throws(StoreFailure) in
            try target.write(contentsOf: bytes)
            return Attachment(digest: Digest(of: bytes), byteCount: bytes.count)
        }
    }

    /// Keeps a copy of a file, which is read once, in pieces.
    package func copy(from source: FilePath) throws(AttachmentFailure) -> Attachment {
        try keep { (target: borrowing OpenFile) throws(StoreFailure) in
            let file = try OpenFile(source, for: .reading)
            guard try file.status().kind == .file else { throw .unavailable(detail: "\(source) is no file") }
            return try pour(file, into: target)
        }
    }

    /// The whole content, checked against its digest.
    package func read(_ digest: Digest) throws(AttachmentFailure) -> [UInt8] {
        guard let byteCount = try byteCount(of: digest) else { throw .absent(digest) }
        let bytes = try storing { () throws(StoreFailure) in try Disk.read(path(of: digest), limit: byteCount) }
        guard let bytes else { throw .absent(digest) }
        guard Digest(of: bytes) == digest else { throw .damaged(digest) }
        return bytes
    }

    /// Writes the content into a file that is not there yet, in pieces. After a failure there is no file.
    package func copy(_ digest: Digest, to target: FilePath) throws(AttachmentFailure) {
        guard try contains(digest) else { throw .absent(digest) }
        let copied = try storing { () throws(StoreFailure) in
            let file = try OpenFile(target, for: .creating)
            do throws(StoreFailure) {
                let copied = try pour(try OpenFile(path(of: digest), for: .reading), into: file)
                try file.synchronize()
                return copied?.digest
            } catch {
                try? Disk.remove(target)
                throw error
            }
        }
        guard copied == digest else {
            try? Disk.remove(target)
            throw .damaged(digest)
        }
    }

    package func contains(_ digest: Digest) throws(AttachmentFailure) -> Bool {
        try byteCount(of: digest) != nil
    }

    /// Nil when there is none.
    package func byteCount(of digest: Digest) throws(AttachmentFailure) -> Int? {
        let status = try storing { () throws(StoreFailure) in try Disk.status(ofLink: path(of: digest)) }
        guard let status, status.kind == .file else { return nil }
        return status.byteCount
    }

    /// Removes an attachment for good, when all that spoke of it was disposed of. Nothing happens when there is none.
    package func remove(_ digest: Digest) throws(AttachmentFailure) {
        try storing { () throws(StoreFailure) in
            guard try Disk.status(ofLink: path(of: digest)) != nil else { return }
            try Disk.remove(path(of: digest))
            try Disk.synchronize(folder: path(of: digest).parent)
        }
    }

    /// Where the content lies, if it is there. Whoever reads it there checks it against the digest.
    package func path(of digest: Digest) -> FilePath {
        folder.appending(String(digest.hex.prefix(2))).appending(digest.hex)
    }
}

/// One attachment: what its content is, and how long.
package struct Attachment: Hashable, Sendable {
    package let digest: Digest
    package let byteCount: Int

    package init(digest: Digest, byteCount: Int) {
        self.digest = digest
        self.byteCount = byteCount
    }
}

extension AttachmentStore {
    /// Writes a new file under a passing name, and gives it its own name once it is on the disk. `fill` answers nil when
    /// there is too much to keep.
    private func keep(
        _ fill: (borrowing OpenFile) throws(StoreFailure) -> Attachment?
    ) throws(AttachmentFailure) -> Attachment {
        let kept = try storing { () throws(StoreFailure) -> Attachment? in
            try Disk.createFolder(folder)
            let file = try OpenFile.temporary(in: folder)
            do throws(StoreFailure) {
                guard let attachment = try fill(file) else {
                    try Disk.remove(file.path)
                    return nil
                }
                try file.synchronize()
                try Disk.createFolder(path(of: attachment.digest).parent)
                try Disk.rename(file.path, to: path(of: attachment.digest))
                return attachment
            } catch {
                try? Disk.remove(file.path)
                throw error
            }
        }
        guard let kept else { throw .tooLarge(byteCountMax: byteCountMax) }
        return kept
    }

    /// Copies what is left to read; nil when it is too much.
    private func pour(
        _ source: borrowing OpenFile, into target: borrowing OpenFile
    ) throws(StoreFailure) -> Attachment? {
        var digest = RunningDigest()
        var byteCount = 0
        try source.forEachChunk { (chunk) throws(StoreFailure) in
            byteCount += chunk.count
            guard byteCount <= byteCountMax else { return false }
            digest.update(chunk)
            try target.write(chunk)
            return true
        }
        return byteCount <= byteCountMax ? Attachment(digest: digest.digest, byteCount: byteCount) : nil
    }

    func storing<Answer: ~Copyable>(_ work: () throws(StoreFailure) -> Answer) throws(AttachmentFailure) -> Answer {
        do { return try work() } catch { throw .storage(error) }
    }
}
