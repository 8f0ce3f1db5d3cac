import Exchange
import Ledger
import Storage

/// An archive being put together in a workshop: members first, then the manifest, then a look at what was written.
struct ArchiveWriter {
    private let target: FilePath
    private let workshop: FilePath
    private let limits: ZipLimits
    private let work: ArchiveWork
    private var sources: [ZipWriter.Member] = []
    private var listed: [ArchiveManifest.Member] = []

    init(_ creation: borrowing FileCreation, limits: ZipLimits, work: ArchiveWork) {
        target = creation.target
        workshop = creation.workshop
        self.limits = limits
        self.work = work
    }

    /// Where a file can lie until the archive is written.
    func passing(_ name: String) -> FilePath { workshop.appending(name) }

    mutating func add(_ name: String, bytes: [UInt8]) {
        let content = FileContent(digest: Digest(of: bytes), byteCount: bytes.count)
        listed.append(ArchiveManifest.Member(name: name, content: content))
        sources.append(ZipWriter.Member(name, .bytes(bytes)))
    }

    /// The file must stay as it is until the archive is written.
    mutating func add(
        _ name: String, file: FilePath, content: FileContent? = nil, isText: Bool = false
    ) throws(Failure) {
        let content =
            if let content { content } else { try storing { () throws(StoreFailure) in try FileContent(of: file) } }
        listed.append(ArchiveManifest.Member(name: name, content: content))
        sources.append(ZipWriter.Member(name, isText ? .text(path: file.text) : .file(path: file.text)))
        try work.checkCancellation()
    }

    /// Writes the archive and reads it back; it lies in the workshop then.
    func write(_ manifest: ArchiveManifest) throws(Failure) -> FilePath {
        var manifest = manifest
        manifest.members = listed
        try checkSize()
        let path = passing("archive")
        let index = ZipWriter.Member(manifest.form.manifestName, .bytes(manifest.bytes))
        do throws(ZipProblem) {
            try ZipWriter.write(sources + [index], to: path.text, limits: limits, goesOn: packing())
        } catch {
            throw .archive(ArchiveFailure(error, writing: target))
        }
        try readBack(path, as: manifest.form)
        return path
    }

    /// What could not be read again is not written.
    private func checkSize() throws(Failure) {
        let total = listed.reduce(0) { $0 + $1.content.byteCount }
        let largest = listed.map(\.content.byteCount).max() ?? 0
        guard listed.count < limits.members, total <= limits.totalBytes, largest <= limits.memberBytes else {
            throw .archive(
                ArchiveFailure(
                    .tooLarge,
                    "The archive would have \(listed.count) members and \(total) bytes; \(limits.members) and "
                        + "\(limits.totalBytes) are the most. Nothing was written. Make a backup instead, which may be larger."
                ))
        }
    }

    private func packing() -> ZipWriter.GoesOn {
        var reported = -1
        return { part in
            let done = Int(part * 100)
            if done > reported { work.report(ArchiveProgress(step: .packing, done: done, total: 100)) }
            reported = done
            return !Task.isCancelled
        }
    }

    private func readBack(_ path: FilePath, as form: ArchiveForm) throws(Failure) {
        let reader = try ArchiveReader(path, as: form, limits: limits, work: work)
        let members = reader.manifest.members
        for (number, member) in members.enumerated() {
            var stream = try reader.stream(member)
            while try stream.next() != nil { try work.checkCancellation() }
            try work.done(.comparing, number + 1, of: members.count)
        }
    }

    func storing<Answer>(_ body: () throws(StoreFailure) -> Answer) throws(Failure) -> Answer {
        do throws(StoreFailure) {
            return try body()
        } catch {
            throw .archive(ArchiveFailure(error, writing: target))
        }
    }
}

extension FileCreation {
    static func begin(archive target: FilePath) throws(Failure) -> FileCreation {
        do throws(FileCreationFailure) {
            return try FileCreation.begin(at: target)
        } catch {
            throw .archive(ArchiveFailure(error, writing: target))
        }
    }

    consuming func publish(archive file: FilePath) throws(Failure) {
        let target = target
        do throws(FileCreationFailure) {
            try publish(file)
        } catch {
            throw .archive(ArchiveFailure(error, writing: target))
        }
    }
}
