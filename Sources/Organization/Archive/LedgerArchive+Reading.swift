import AIMS
package import Exchange
import Ledger
package import Records
package import Storage

extension LedgerArchive {
    /// What somebody who reads an archive knows from elsewhere. Without it, the archive's own word has to do.
    package struct Expectation: Sendable {
        /// The text of the verifier key.
        package var key: String?
        /// A checkpoint that was published earlier.
        package var checkpoint: [UInt8]?
        /// The text of the key that signed it, where that is not the archive's.
        package var publisher: String?
        package var limits = ZipLimits.standard

        package init(
            key: String? = nil, checkpoint: [UInt8]? = nil, publisher: String? = nil
        ) {
            self.key = key
            self.checkpoint = checkpoint
            self.publisher = publisher
        }
    }

    /// What was made of an archive.
    package struct Arrival: Hashable, Sendable {
        package let summary: Summary
        /// The text of the key that signs from now on.
        package let newKey: String
        /// For whom commands act when nobody is named; nil when nobody holds the role of the AIMS manager today.
        package let actor: RecordID?
        /// IANA name.
        package let timeZone: String
    }

    /// Verifies every byte of an archive and writes nothing.
    package static func verify(
        _ archive: FilePath, expecting expectation: Expectation = Expectation(),
        progress: @escaping ArchiveProgress.Report = { _ in }
    ) async throws(Failure) -> Summary {
        let work = ArchiveWork(report: progress)
        let reader = try ArchiveReader(archive, as: .ledger, limits: expectation.limits, work: work)
        let contents = try await readLedger(reader, expectation, work, into: nil)
        let files = reader.manifest.files
        for (number, member) in files.enumerated() {
            var stream = try reader.stream(member)
            while try stream.next() != nil {}
            try work.done(.unpacking, number + 1, of: files.count)
        }
        return summary(reader, contents)
    }

    /// Takes an archive into a folder that is empty or not there yet: the same entries under a new signing key.
    ///
    /// Every byte is verified on the way in, every entry replayed, every file compared with its digest, before the folder
    /// becomes that of an organization. After a failure, or when the task is cancelled, the folder is as it was.
    package static func read(
        _ archive: FilePath, to folder: FilePath, expecting expectation: Expectation = Expectation(),
        capabilities: Capabilities, progress: @escaping ArchiveProgress.Report = { _ in }
    ) async throws(Failure) -> Arrival {
        let work = ArchiveWork(report: progress)
        let reader = try ArchiveReader(archive, as: .ledger, limits: expectation.limits, work: work)
        let creation = try FolderCreation.begin(organization: folder)
        let staged = creation.staged
        let store = try Failure.ofStore { () throws(StoreFailure) in try SQLiteStore.create(at: staged.ledger) }
        let arrival: Arrival
        do throws(Failure) {
            let contents = try await readLedger(reader, expectation, work, into: store)
            try reader.unpackFiles(into: staged.attachments)
            let settlement = Settlement(staged, store, reader.path, capabilities, work)
            arrival = try await settlement.settle(
                contents, summary: summary(reader, contents))
            try Failure.ofStore { () throws(StoreFailure) in try store.close() }
        } catch {
            try? store.close()
            throw error
        }
        _ = try Failure.from(creation)
        return arrival
    }

    private static func summary(_ reader: ArchiveReader, _ contents: LedgerContents) -> Summary {
        Summary(
            origin: contents.key.name, key: contents.key.text, entries: contents.size,
            files: reader.manifest.files.count)
    }

    private static func readLedger(
        _ reader: ArchiveReader, _ expectation: Expectation, _ work: ArchiveWork, into store: SQLiteStore?
    ) async throws(Failure) -> LedgerContents {
        let key = try key(in: reader, expectation)
        let checkpoints = try checkpoints(in: reader)
        var intake = Intake(key: key, checkpoints: checkpoints, expecting: expectation, into: store)
        let parts = reader.manifest.members.count { MemberNames.isEntries($0.name) }
        for name in MemberNames.entries(parts: parts) {
            var stream = try reader.stream(try reader.member(name))
            while let piece = try stream.next() {
                try await reader.blaming { () async throws(Failure) in try await intake.take(piece) }
                try work.done(.reading, intake.size.value, of: reader.manifest.entries.value)
            }
        }
        let found = try await reader.blaming { () async throws(Failure) in try await intake.finish() }
        if let unsound = found.unsound { throw unsound.failure(of: reader.path) }
        let contents = LedgerContents(
            key: key, size: found.report.size, root: found.report.root, register: found.register,
            checkpoint: checkpoints.last?.note ?? [], rowSecret: try rowSecret(in: reader))
        try check(contents, reader)
        return contents
    }

    private static func key(in reader: ArchiveReader, _ expectation: Expectation) throws(Failure) -> VerifierKey {
        let bytes = try reader.bytes(MemberNames.key, byteCountMax: 65_536)
        let key: VerifierKey
        do throws(LedgerProblem) {
            key = try VerifierKey(parsing: String(decoding: bytes, as: UTF8.self).trimmingOuterSpace())
        } catch {
            throw reader.refused(.altered, "\(error)")
        }
        guard key.text == reader.manifest.key, key.name == reader.manifest.origin else {
            throw reader.refused(.key, "its list of contents names another key than “\(MemberNames.key)”")
        }
        if let expected = expectation.key?.trimmingOuterSpace(), expected != key.text {
            throw reader.refused(.key, "it is signed with the key \(key.text), and you expect \(expected)")
        }
        return key
    }

    /// Nil in an archive that was made before there was one.
    private static func rowSecret(in reader: ArchiveReader) throws(Failure) -> RowSecret? {
        guard reader.manifest.members.contains(where: { $0.name == MemberNames.rowSecret }) else { return nil }
        let bytes = try reader.bytes(MemberNames.rowSecret, byteCountMax: 65_536)
        guard let secret = RowSecret(text: String(decoding: bytes, as: UTF8.self)) else {
            throw reader.refused(.altered, "“\(MemberNames.rowSecret)” is not what it should be")
        }
        return secret
    }

    private static func checkpoints(in reader: ArchiveReader) throws(Failure) -> [StoredCheckpoint] {
        let bytes = try reader.bytes(MemberNames.checkpoints, byteCountMax: 1 << 30)
        do throws(PortableProblem) {
            return try CheckpointLine.checkpoints(bytes[...])
        } catch {
            throw reader.refused(.damaged, "\(error)")
        }
    }

    private static func check(_ contents: LedgerContents, _ reader: ArchiveReader) throws(Failure) {
        guard contents.size == reader.manifest.entries,
            contents.checkpoint.elementsEqual(reader.manifest.checkpoint.utf8)
        else {
            throw reader.refused(
                .altered, "it holds \(contents.size) entries, and its list of contents speaks of other ones")
        }
        let files = Set(reader.manifest.files.map(\.content.digest))
        let wanted = Set(contents.register.files)
        if let lost = wanted.subtracting(files).min() {
            throw reader.refused(.members, "a record speaks of the file \(lost), which is not in it")
        }
        if let stranger = files.subtracting(wanted).min() {
            throw reader.refused(.members, "no record speaks of the file \(stranger), which is in it")
        }
    }
}

/// The ledger of an archive, once it is known to be sound.
struct LedgerContents {
    let key: VerifierKey
    let size: LedgerSize
    let root: Digest?
    let register: Register
    /// The last note that the old key signed.
    let checkpoint: [UInt8]
    /// Under which rows are known again.
    let rowSecret: RowSecret?
}

extension ArchiveReader {
    /// Says of which archive a problem with text is.
    func blaming<T>(_ body: () async throws(Failure) -> T) async throws(Failure) -> T {
        do throws(Failure) {
            return try await body()
        } catch {
            guard case .archive(let failure) = error, failure.code == .damaged else { throw error }
            throw refused(.damaged, failure.message)
        }
    }
}
