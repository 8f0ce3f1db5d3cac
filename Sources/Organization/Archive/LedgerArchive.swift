import Exchange
package import Ledger
import Records
package import Storage

/// A whole organization as one archive for others: an auditor, another machine, another decade. With it nobody can sign.
///
///     archive.json               what it is, the verifier key, the last checkpoint, SHA-256 and length of every other member
///     ledger/entries.jsonl       every entry, byte for byte as it was hashed; then entries.2.jsonl …, where there are many
///     ledger/checkpoints.jsonl   the signed notes
///     ledger/key.txt             the key with which they can be verified
///     ledger/rows.txt            the secret under which rows are known again that came from a file
///     files/…                    the files that records speak of, by digest
///
/// Settings, the signing key and everything else without a past stay behind. Source: docs/decisions/012-archive.md.
package enum LedgerArchive {
    /// What was packed, or found, or taken in.
    package struct Summary: Hashable, Sendable {
        package let origin: String
        /// The text of the key with which the archive can be verified. Compare it with one that did not come with the archive.
        package let key: String
        package let entries: LedgerSize
        package let files: Int
    }

    /// Bytes of entries in one member; the next entry begins the next member.
    static let partByteCount = 1 << 30
    /// So many signed notes at most: with more, only every second, third … goes along, and always the last.
    static let checkpointCountMax = 1_000_000

    /// Writes the archive into a file that is not there yet, for its owner alone: what it holds is as personal as the records.
    ///
    /// The ledger is verified first and the archive read back at the end. After a failure, or when the task is cancelled,
    /// there is no file.
    package static func write(
        _ node: Node, to target: FilePath, progress: @escaping ArchiveProgress.Report = { _ in }
    ) async throws(Failure) -> Summary {
        try await write(node, to: target, partByteCount: partByteCount, progress: progress)
    }

    /// As above, with parts of another length.
    package static func write(
        _ node: Node, to target: FilePath, partByteCount: Int, progress: @escaping ArchiveProgress.Report = { _ in }
    ) async throws(Failure) -> Summary {
        let work = ArchiveWork(report: progress)
        guard let folder = node.folder else { throw Backup.inMemory }
        let creation = try FileCreation.begin(archive: target)
        var writer = ArchiveWriter(creation, limits: .standard, work: work)
        let hold = try await node.holdFiles()
        defer { hold?.letGo() }
        let copy = try await LedgerCopy.make(of: node, at: writer.passing(MemberNames.database), for: target, work)
        let store = try Failure.ofStore { () throws(StoreFailure) in
            try SQLiteStore(opening: copy.path, access: .readOnly)
        }
        var text = LedgerText(of: store, copy.ledger, target: target, work: work)
        try await text.writeEntries(partByteCount: partByteCount, into: &writer)
        try await text.writeCheckpoints(into: &writer)
        try Failure.ofStore { () throws(StoreFailure) in try store.close() }
        writer.add(MemberNames.key, bytes: Array((copy.verifier.text + "\n").utf8))
        // Without the key of the folder nobody has the secret: the archive is whole, and rows are not known again where it goes.
        if let secret = try await node.rowSecretIfKnown() {
            writer.add(MemberNames.rowSecret, bytes: Array((secret.text + "\n").utf8))
        }
        let files = Examination.attachments(in: copy.ledger.register).sorted { $0.key < $1.key }
        for (digest, use) in files { try pack(digest, use, of: folder.attachments, &writer) }
        let path = try writer.write(copy.manifest(.ledger))
        try creation.publish(archive: path)
        return Summary(
            origin: copy.verifier.name, key: copy.verifier.text, entries: copy.ledger.size, files: files.count)
    }

    /// An export is whole: a file that was lost stands in its way.
    private static func pack(
        _ digest: Digest, _ use: (record: RecordID, name: String), of attachments: AttachmentStore,
        _ writer: inout ArchiveWriter
    ) throws(Failure) {
        let path = attachments.path(of: digest)
        let isThere = try Failure.ofAttachment { () throws(AttachmentFailure) in try attachments.contains(digest) }
        let content = isThere ? try writer.storing { () throws(StoreFailure) in try FileContent(of: path) } : nil
        guard let content, content.digest == digest else {
            throw .archive(
                ArchiveFailure(
                    .lostFile,
                    "The file “\(use.name)” of \(use.record) \(content == nil ? "is missing" : "was altered on the disk"). "
                        + "Nothing was written. Bring it back from a backup as \(path), or erase it from the record."))
        }
        try writer.add(MemberNames.file(digest), file: path, content: content)
    }
}

/// Writes a ledger as text into files of a workshop, piece by piece.
private struct LedgerText {
    let store: SQLiteStore
    let ledger: SoundLedger
    let target: FilePath
    let work: ArchiveWork
    private var next = EntryIndex(0)

    init(of store: SQLiteStore, _ ledger: SoundLedger, target: FilePath, work: ArchiveWork) {
        self.store = store
        self.ledger = ledger
        self.target = target
        self.work = work
    }

    mutating func writeEntries(partByteCount: Int, into writer: inout ArchiveWriter) async throws(Failure) {
        var part = 1
        while ledger.size.contains(next) {
            let path = writer.passing("entries.\(part)")
            let content = try await writePart(path, byteCount: partByteCount)
            try writer.add(MemberNames.entries(part: part), file: path, content: content, isText: true)
            part += 1
        }
    }

    private mutating func writePart(_ path: FilePath, byteCount: Int) async throws(Failure) -> FileContent {
        var file = try create(path)
        while ledger.size.contains(next), file.byteCount < byteCount {
            let from = next
            let block = try await Failure.fromStore { [store] () throws(StoreFailure) in
                try await store.entries(from: from, limit: EntryBlock.countUsual)
            }
            var lines: [UInt8] = []
            for entry in block where file.byteCount + lines.count < byteCount {
                lines += EntryLine.bytes(entry)
                next = EntryIndex(entry.index.value + 1)
            }
            do throws(StoreFailure) { try file.write(lines) } catch { throw failure(error) }
            try work.done(.writing, next.value, of: ledger.size.value)
        }
        return try finish(file)
    }

    mutating func writeCheckpoints(into writer: inout ArchiveWriter) async throws(Failure) {
        let path = writer.passing("checkpoints")
        let stride = (ledger.checkpointCount - 1) / LedgerArchive.checkpointCountMax + 1
        var file = try create(path)
        var from = LedgerSize.empty
        var number = 0
        while true {
            let first = from
            let notes = try await Failure.fromStore { [store] () throws(StoreFailure) in
                try await store.checkpoints(from: first, limit: 10_000)
            }
            guard let last = notes.last else { break }
            for note in notes {
                number += 1
                guard number % stride == 0 || note.size == ledger.size else { continue }
                do throws(StoreFailure) { try file.write(CheckpointLine.bytes(note)) } catch { throw failure(error) }
            }
            from = last.size.adding(1)
            try work.checkCancellation()
        }
        try writer.add(MemberNames.checkpoints, file: path, content: try finish(file), isText: true)
    }

    private func create(_ path: FilePath) throws(Failure) -> NewFile {
        do throws(StoreFailure) { return try NewFile(path) } catch { throw failure(error) }
    }

    private func finish(_ file: consuming NewFile) throws(Failure) -> FileContent {
        let content = FileContent(digest: file.digest, byteCount: file.byteCount)
        do throws(StoreFailure) { try file.finish() } catch { throw failure(error) }
        return content
    }

    private func failure(_ failure: StoreFailure) -> Failure {
        .archive(ArchiveFailure(failure, writing: target))
    }
}
