import AIMS
package import Exchange
import Ledger
import Records
package import Storage

extension Backup {
    /// Brings a backup back into a folder that is empty or not there yet; its parent must be there.
    ///
    /// Every byte is compared with the archive's list, and the ledger is examined, before the folder becomes that of an
    /// organization. After a failure, or when the task is cancelled, the folder is as it was.
    package static func restore(
        _ archive: FilePath, to folder: FilePath, capabilities: Capabilities, limits: ZipLimits = .backup,
        progress: @escaping ArchiveProgress.Report = { _ in }
    ) async throws(Failure) -> Summary {
        let work = ArchiveWork(report: progress)
        let reader = try ArchiveReader(archive, as: .backup, limits: limits, work: work)
        let key = try signingKey(in: reader)
        let creation = try FolderCreation.begin(organization: folder)
        let staged = creation.staged
        try Failure.ofFolder { () throws(FolderFailure) in try staged.createSigningKey(Array((key.text + "\n").utf8)) }
        try reader.unpack(MemberNames.database, to: staged.ledger)
        let ledger = try await examine(staged, key, reader, capabilities, work)
        try checkHead(ledger, reader)
        try reader.unpackFiles(into: staged.attachments)
        let absent = try checkFiles(of: ledger, reader)
        try work.checkCancellation()
        _ = try Failure.from(creation)
        return Summary(
            origin: key.name, entries: ledger.size, files: reader.manifest.files.count, absentFiles: absent)
    }

    private static func signingKey(in reader: ArchiveReader) throws(Failure) -> SigningKey {
        let bytes = try reader.bytes(MemberNames.signingKey, byteCountMax: 65_536)
        let key: SigningKey
        do throws(LedgerProblem) {
            key = try SigningKey(parsing: String(decoding: bytes, as: UTF8.self).trimmingOuterSpace())
        } catch {
            throw reader.refused(.altered, "the signing key in it cannot be read (\(error))")
        }
        guard key.verifier.text == reader.manifest.key, key.name == reader.manifest.origin else {
            throw reader.refused(.key, "the signing key in it is not the one that its list of contents names")
        }
        return key
    }

    /// Opens the unpacked ledger as its owner would, so that one of an older form gets the form of today.
    private static func examine(
        _ staged: OrganizationFolder, _ key: SigningKey, _ reader: ArchiveReader, _ capabilities: Capabilities,
        _ work: ArchiveWork
    ) async throws(Failure) -> SoundLedger {
        let store: SQLiteStore
        do throws(StoreFailure) {
            store = try SQLiteStore(opening: staged.ledger)
        } catch {
            throw failure(error, reader)
        }
        do throws(Failure) {
            let zone = try await Node.zone(of: store, capabilities)
            let ledger = try await SoundLedger.examine(
                store, key: key.verifier, declarations: .aims, zone: zone, work: work
            ) { $0.failure(of: reader.path) }
            try Failure.ofStore { () throws(StoreFailure) in try store.close() }
            return ledger
        } catch {
            try? store.close()
            guard case .storage(let cause) = error else { throw error }
            throw failure(cause, reader)
        }
    }

    /// What is wrong with the bytes is the archive's fault, everything else the place's.
    private static func failure(_ failure: StoreFailure, _ reader: ArchiveReader) -> Failure {
        switch failure {
        case .damaged(let detail), .foreign(let detail): Unsoundness.damaged(detail).failure(of: reader.path)
        case .tooNew: reader.refused(.tooNew, "a newer Hallmark has written the ledger in it")
        case .movedOn, .unavailable, .busy, .outcomeUnknown, .full, .readOnly, .outdated, .logUnread: .storage(failure)
        }
    }

    private static func checkHead(_ ledger: SoundLedger, _ reader: ArchiveReader) throws(Failure) {
        guard ledger.size == reader.manifest.entries, ledger.checkpoint.elementsEqual(reader.manifest.checkpoint.utf8)
        else {
            throw reader.refused(
                .altered,
                "its ledger has \(ledger.size) entries, and its list of contents speaks of \(reader.manifest.entries), "
                    + "or of another checkpoint")
        }
    }

    /// The files that records speak of are there, but for those that were lost before.
    private static func checkFiles(of ledger: SoundLedger, _ reader: ArchiveReader) throws(Failure) -> [Digest] {
        let there = Set(reader.manifest.files.map(\.content.digest))
        let missing = ledger.register.files.filter { !there.contains($0) }
        if let lost = missing.first(where: { !reader.manifest.absent.contains($0) }) {
            throw reader.refused(.members, "a record speaks of the file \(lost), which is not in it")
        }
        return missing
    }
}

extension FolderCreation {
    /// Takes an empty folder for an organization, or makes one.
    static func begin(organization path: FilePath) throws(Failure) -> FolderCreation {
        do throws(FolderFailure) {
            return try FolderCreation.begin(at: path)
        } catch {
            switch error {
            case .storage(.unavailable(let detail)):
                throw .archive(
                    ArchiveFailure(
                        .unwritable,
                        "The folder \(path) cannot be made (\(detail)). Nothing was written. "
                            + "Name one in a folder that is there."))
            case .storage(.readOnly):
                throw .archive(
                    ArchiveFailure(
                        .unwritable,
                        "The folder \(path) cannot be made: you may not write there, or the disk is read-only. "
                            + "Nothing was written. Name a folder somewhere else."))
            default: throw .folder(error)
            }
        }
    }
}
