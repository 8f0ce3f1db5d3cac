import Exchange
import Ledger
import Storage

/// An archive whose list of contents was read and agrees with what lies in it, by names and sizes.
struct ArchiveReader {
    let path: FilePath
    let manifest: ArchiveManifest
    private let zip: ZipReader
    private let work: ArchiveWork

    init(_ path: FilePath, as form: ArchiveForm, limits: ZipLimits, work: ArchiveWork) throws(Failure) {
        self.path = path
        self.work = work
        zip = try ZipReader(archive: path, limits)
        let found = try ArchiveForm(of: zip, path)
        guard found == form else {
            throw .archive(ArchiveFailure(.otherForm, "\(path) was not taken in. \(found.advice)"))
        }
        manifest = try ArchiveReader.manifest(zip, form, path)
        try checkMembers()
    }

    /// What the archive holds is what its manifest lists, no more and no less.
    private func checkMembers() throws(Failure) {
        var listed = Dictionary(manifest.members.map { ($0.name, $0.content.byteCount) }) { first, _ in first }
        for member in zip.members where member.name != manifest.form.manifestName {
            guard let size = listed.removeValue(forKey: member.name) else {
                throw refused(
                    .members, "“\(member.name)” lies in it, and \(manifest.form.manifestName) does not list it")
            }
            guard size == member.size else {
                throw refused(.altered, "“\(member.name)” has \(member.size) bytes and should have \(size)")
            }
        }
        if let missing = listed.keys.min() { throw refused(.members, "“\(missing)” is missing from it") }
    }

    func refused(_ code: ArchiveFailure.Code, _ clause: String) -> Failure {
        .archive(ArchiveReader.failure(path, code, clause))
    }

    static func failure(_ path: FilePath, _ code: ArchiveFailure.Code, _ clause: String) -> ArchiveFailure {
        let advice =
            code == .tooNew
            ? "Update Hallmark on this machine, then try again."
            : "It was changed or damaged on its way. Get it again from where it came from, or use another one."
        return ArchiveFailure(code, "\(path) was not taken in: \(clause). \(advice)")
    }

    /// The bytes of a member, piece by piece, compared with the manifest at the end.
    func stream(_ member: ArchiveManifest.Member) throws(Failure) -> MemberStream {
        do throws(ZipProblem) {
            return MemberStream(try zip.stream(member.name), member, in: self)
        } catch {
            throw .archive(ArchiveFailure(error, reading: path))
        }
    }

    func member(_ name: String) throws(Failure) -> ArchiveManifest.Member {
        guard let member = manifest.members.first(where: { $0.name == name }) else {
            throw refused(.members, "“\(name)” is missing from it")
        }
        return member
    }

    /// A whole member in memory.
    func bytes(_ name: String, byteCountMax: Int) throws(Failure) -> [UInt8] {
        let member = try member(name)
        guard member.content.byteCount <= byteCountMax else {
            throw refused(.tooLarge, "“\(name)” has more than \(byteCountMax) bytes")
        }
        var bytes: [UInt8] = []
        var stream = try stream(member)
        while let piece = try stream.next() { bytes += piece }
        return bytes
    }

    /// Writes a member into a file that is not there yet.
    func unpack(_ name: String, to target: FilePath) throws(Failure) {
        var stream = try stream(try member(name))
        var file = try Failure.ofStore { () throws(StoreFailure) in try NewFile(target) }
        while let piece = try stream.next() {
            do throws(StoreFailure) { try file.write(piece) } catch { throw .storage(error) }
            try work.checkCancellation()
        }
        do throws(StoreFailure) { try file.finish() } catch { throw .storage(error) }
    }

    /// Keeps all files of the archive as attachments.
    func unpackFiles(into attachments: AttachmentStore) throws(Failure) {
        let files = manifest.files
        for (number, member) in files.enumerated() {
            try keep(member, in: attachments)
            try work.done(.unpacking, number + 1, of: files.count)
        }
    }

    private func keep(_ member: ArchiveManifest.Member, in attachments: AttachmentStore) throws(Failure) {
        var stream = try stream(member)
        var draft = try Failure.ofAttachment { () throws(AttachmentFailure) in try attachments.draft() }
        while let piece = try stream.next() {
            do throws(AttachmentFailure) { try draft.write(piece) } catch { throw .attachment(error) }
        }
        do throws(AttachmentFailure) { try draft.keep(as: member.content.digest) } catch { throw .attachment(error) }
    }

    private static func manifest(
        _ zip: ZipReader, _ form: ArchiveForm, _ path: FilePath
    ) throws(Failure) -> ArchiveManifest {
        let bytes: [UInt8]
        do throws(ZipProblem) {
            bytes = try zip.bytes(of: form.manifestName, bytesMax: ArchiveManifest.byteCountMax)
        } catch {
            throw .archive(ArchiveFailure(error, reading: path))
        }
        do throws(ArchiveFailure) {
            return try ArchiveManifest(parsing: bytes, as: form)
        } catch {
            throw .archive(failure(path, error.code, "\(form.manifestName): \(error.message)"))
        }
    }
}

/// The unpacked bytes of one member, piece by piece. Refuses what the manifest does not say.
struct MemberStream: ~Copyable {
    private let reader: ArchiveReader
    private let member: ArchiveManifest.Member
    private var stream: ZipStream
    private var digesting = RunningDigest()

    init(_ stream: consuming ZipStream, _ member: ArchiveManifest.Member, in reader: ArchiveReader) {
        self.stream = stream
        self.member = member
        self.reader = reader
    }

    /// Nil at the end, once the whole is known to be right: nothing of it may be believed before.
    mutating func next() throws(Failure) -> [UInt8]? {
        let piece: [UInt8]?
        do throws(ZipProblem) { piece = try stream.next() } catch {
            throw .archive(ArchiveFailure(error, reading: reader.path))
        }
        if let piece {
            piece.withUnsafeBytes { digesting.update($0) }
        } else if digesting.digest != member.content.digest {
            throw reader.refused(.altered, "the content of “\(member.name)” is not what the list of contents says")
        }
        return piece
    }
}
