import Exchange
package import Ledger
import Records
package import Storage

/// Everything in an organization's folder as one archive: ledger, attachments, signing key. Made while others work on.
///
///     backup.json       what it is, and SHA-256 and length of every other member
///     ledger.sqlite     as it was at one moment, settings included
///     signing.key       secret: keep the archive where only you can read it
///     files/…           attachments, by digest
///
/// A backup brings the same ledger back; an archive for others (`LedgerArchive`) holds no secrets.
package enum Backup {
    /// What was packed or unpacked.
    package struct Summary: Hashable, Sendable {
        package let origin: String
        package let entries: LedgerSize
        package let files: Int
        /// Files that records speak of and that the folder had lost before: they are not in the backup.
        package let absentFiles: [Digest]
    }

    /// Writes a backup into a file that is not there yet, for its owner alone. Reads it back before it says that all is well.
    ///
    /// Holds every entry acknowledged before it began. After a failure, or when the task is cancelled, there is no file.
    package static func write(
        _ node: Node, to target: FilePath, progress: @escaping ArchiveProgress.Report = { _ in }
    ) async throws(Failure) -> Summary {
        let work = ArchiveWork(report: progress)
        guard let folder = node.folder else { throw Backup.inMemory }
        let creation = try FileCreation.begin(archive: target)
        var writer = ArchiveWriter(creation, limits: .backup, work: work)
        let hold = try await node.holdFiles()
        defer { hold?.letGo() }
        let copy = try await LedgerCopy.make(of: node, at: writer.passing(MemberNames.database), for: target, work)
        let key = try Failure.ofFolder { () throws(FolderFailure) in try folder.readSigningKey() }
        writer.add(MemberNames.signingKey, bytes: key)
        try writer.add(MemberNames.database, file: copy.path)
        let named = copy.ledger.register.files
        let leaving = try await node.filesInQuestion().subtracting(named)
        let packed = try packFiles(folder.attachments, without: leaving, &writer)
        let absent = named.filter { !packed.contains($0) }
        let path = try writer.write(copy.manifest(.backup, absent: absent))
        try creation.publish(archive: path)
        return Summary(origin: copy.verifier.name, entries: copy.ledger.size, files: packed.count, absentFiles: absent)
    }

    static let inMemory = Failure.input(
        "This organization lives in memory and has no folder to take anything from. Name the folder of one with --data."
    )

    /// Packs what is whole, but for what is about to be removed. A damaged file is as good as none: restoring it would only carry the damage on.
    private static func packFiles(
        _ attachments: AttachmentStore, without leaving: Set<Digest>, _ writer: inout ArchiveWriter
    ) throws(Failure) -> Set<Digest> {
        let found = try Failure.ofAttachment { () throws(AttachmentFailure) in try attachments.survey().attachments }
        var packed: Set<Digest> = []
        for file in found where !leaving.contains(file.digest) {
            let path = attachments.path(of: file.digest)
            let content = try writer.storing { () throws(StoreFailure) in try FileContent(of: path) }
            guard content.digest == file.digest else { continue }
            try writer.add(MemberNames.file(file.digest), file: path, content: content)
            packed.insert(file.digest)
        }
        return packed
    }
}
