internal import CZip

/// An archive opened for reading, after everything it says about itself was checked.
///
/// Not for several threads at once. Reading goes member by member in chunks and never holds more than one.
package struct ZipReader {
    /// A file in the archive.
    package struct Member: Hashable, Sendable {
        package let name: String
        /// Unpacked, in bytes, as the archive says; a stream that yields anything else is refused.
        package let size: Int
        fileprivate let index: UInt64
    }

    /// Files only, in the order of their names' bytes.
    package let members: [Member]
    private let byName: [String: Member]
    private let archive: OpenArchive

    /// Opens the archive at `path` and checks every name, size and method before anything is unpacked.
    package init(path: String, limits: ZipLimits = .standard) throws(ZipProblem) {
        archive = try OpenArchive(path)
        var survey = MemberSurvey(limits, archiveBytes: archive.size)
        let count = max(zip_get_num_entries(archive.pointer, 0), 0)
        if count > limits.members {
            throw ZipProblem(.tooManyMembers, "The archive has \(count) members; at most \(limits.members) are read.")
        }
        for index in 0..<UInt64(count) {
            try survey.add(MemberEntry(archive, at: index))
        }
        members = survey.members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        byName = Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0) })
    }

    package func stream(_ name: String) throws(ZipProblem) -> ZipStream {
        guard let member = byName[name] else {
            throw ZipProblem(.noSuchMember, member: name, "The archive has no such member. Is it the right archive?")
        }
        return try stream(member)
    }

    package func stream(_ member: Member) throws(ZipProblem) -> ZipStream {
        try ZipStream(member, index: member.index, in: archive)
    }

    /// All of a member at once, if it is not larger than `bytesMax`.
    package func bytes(of name: String, bytesMax: Int = 64 << 20) throws(ZipProblem) -> [UInt8] {
        var stream = try stream(name)
        if stream.size > bytesMax {
            throw ZipProblem(.tooLarge, member: name, "It has \(stream.size) bytes; at most \(bytesMax) are read here.")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(stream.size)
        while let chunk = try stream.next() { bytes += chunk }
        return bytes
    }
}

/// The unpacked bytes of one member, chunk by chunk. Keeps the archive open as long as it lives.
package struct ZipStream: ~Copyable {
    package static let chunkBytes = 64 << 10

    package let size: Int
    private let name: String
    private let archive: OpenArchive
    private let file: OpaquePointer
    private var delivered = 0

    fileprivate init(_ member: ZipReader.Member, index: UInt64, in archive: OpenArchive) throws(ZipProblem) {
        guard let file = zip_fopen_index(archive.pointer, index, 0) else {
            let cause = String(cString: zip_strerror(archive.pointer))
            throw ZipProblem(.damaged, member: member.name, "It cannot be unpacked (\(cause)). Get the archive again.")
        }
        self.file = file
        self.archive = archive
        size = member.size
        name = member.name
    }

    deinit {
        zip_fclose(file)
    }

    /// At most `chunkBytes`, nil at the end. Refuses what does not fit its size or checksum.
    package mutating func next() throws(ZipProblem) -> [UInt8]? {
        var count: Int64 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { buffer, initialized in
            if let start = buffer.baseAddress { count = zip_fread(file, start, UInt64(Self.chunkBytes)) }
            initialized = Int(max(count, 0))
        }
        delivered += chunk.count
        if count < 0 {
            let cause = String(cString: zip_file_strerror(file))
            throw ZipProblem(.damaged, member: name, "It is damaged (\(cause)). Get the archive again.")
        }
        if delivered > size || count == 0 && delivered < size {
            throw ZipProblem(
                .damaged, member: name, "It does not have the size the archive says. Get the archive again.")
        }
        return count == 0 ? nil : chunk
    }
}

/// An archive of libzip, closed when nobody needs it any more.
private final class OpenArchive {
    let pointer: OpaquePointer
    /// Of the file, in bytes.
    let size: Int

    init(_ path: String) throws(ZipProblem) {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_file_create(path, 0, 0, &error) else { throw ZipProblem(opening: &error) }
        var status = zip_stat_t()
        zip_stat_init(&status)
        let isKnown = zip_source_stat(source, &status) == 0 && status.valid & UInt64(ZIP_STAT_SIZE) != 0
        guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
            zip_source_free(source)
            throw ZipProblem(opening: &error)
        }
        pointer = archive
        size = isKnown ? Int(clamping: status.size) : 0
    }

    deinit {
        zip_discard(pointer)
    }
}

extension ZipProblem {
    fileprivate init(opening error: inout zip_error_t) {
        let cause = String(cString: zip_error_strerror(&error))
        switch zip_error_code_zip(&error) {
        case ZIP_ER_NOENT, ZIP_ER_OPEN, ZIP_ER_READ:
            self.init(.notFound, "The archive cannot be read (\(cause)). Check the path and who may read it.")
        case ZIP_ER_NOZIP:
            self.init(.notAnArchive, "This is no ZIP archive, or its end is missing. Get it again.")
        case ZIP_ER_EXISTS:
            self.init(.sameName, "Two members have the same name. Make the archive again.")
        default:
            self.init(.damaged, "The archive is damaged (\(cause)). Get it again.")
        }
    }
}

/// What an archive says about one of its members.
private struct MemberEntry {
    let index: UInt64
    /// As stored; nil when it is not UTF-8.
    let name: String?
    let size: Int?
    let packedSize: Int?
    let method: UInt16?
    let isEncrypted: Bool
    /// The type bits of a Unix mode; 0 where there are none.
    let fileType: UInt32

    init(_ archive: OpenArchive, at index: UInt64) {
        self.index = index
        var status = zip_stat_t()
        zip_stat_init(&status)
        let isKnown = zip_stat_index(archive.pointer, index, 0, &status) == 0
        let valid = isKnown ? status.valid : 0
        func has(_ bit: UInt32) -> Bool { valid & UInt64(bit) != 0 }
        name = zip_get_name(archive.pointer, index, zip_flags_t(ZIP_FL_ENC_RAW)).flatMap {
            String(validatingCString: $0)
        }
        size = has(ZIP_STAT_SIZE) ? Int(exactly: status.size) : nil
        packedSize = has(ZIP_STAT_COMP_SIZE) ? Int(exactly: status.comp_size) : nil
        method = has(ZIP_STAT_COMP_METHOD) ? status.comp_method : nil
        isEncrypted = !has(ZIP_STAT_ENCRYPTION_METHOD) || status.encryption_method != UInt16(ZIP_EM_NONE)
        var system: UInt8 = 0
        var attributes: UInt32 = 0
        zip_file_get_external_attributes(archive.pointer, index, 0, &system, &attributes)
        fileType = system == UInt8(ZIP_OPSYS_UNIX) ? attributes >> 16 & 0xF000 : 0
    }
}

/// Checks one member after the other and adds up what they claim.
private struct MemberSurvey {
    private(set) var members: [ZipReader.Member] = []
    private let limits: ZipLimits
    private let archiveBytes: Int
    private var names = MemberNames()
    private var total = 0
    private var packedTotal = 0

    init(_ limits: ZipLimits, archiveBytes: Int) {
        self.limits = limits
        self.archiveBytes = archiveBytes
    }

    mutating func add(_ entry: MemberEntry) throws(ZipProblem) {
        let place = "member \(entry.index + 1)"
        guard let name = entry.name else {
            throw ZipProblem(.badName, member: place, "Its name is not UTF-8. Make the archive again with UTF-8 names.")
        }
        let isFolder = name.utf8.last == UInt8(ascii: "/")
        if let objection = MemberName.objection(to: isFolder ? String(name.dropLast()) : name, limits: limits) {
            throw ZipProblem(.badName, member: place, "Its name is refused: \(objection). Make the archive again.")
        }
        guard let size = entry.size, let packed = entry.packedSize else {
            throw ZipProblem(.damaged, member: name, "The archive does not say its size. Make the archive again.")
        }
        try refuseUnreadable(entry, name, isFolder: isFolder, size)
        try addUp(name, size, packed)
        if !isFolder {
            try names.add(name)
            members.append(ZipReader.Member(name: name, size: size, index: entry.index))
        }
    }

    private func refuseUnreadable(
        _ entry: MemberEntry, _ name: String, isFolder: Bool, _ size: Int
    ) throws(ZipProblem) {
        if entry.isEncrypted {
            throw ZipProblem(.encrypted, member: name, "It is encrypted. Make the archive again without a password.")
        }
        guard let method = entry.method, [UInt16(ZIP_CM_STORE), UInt16(ZIP_CM_DEFLATE)].contains(method) else {
            throw ZipProblem(
                .unknownCompression, member: name,
                "It is packed with an unusual method. Make the archive again with \"deflate\" or \"store\".")
        }
        let allowed: Set<UInt32> = isFolder ? [0, 0x4000] : [0, 0x8000]
        if !allowed.contains(entry.fileType) || isFolder && size > 0 {
            throw ZipProblem(.notAFile, member: name, "It is a link or a device. Put the file itself into the archive.")
        }
    }

    private mutating func addUp(_ name: String, _ size: Int, _ packed: Int) throws(ZipProblem) {
        if size > limits.memberBytes {
            throw ZipProblem(.tooLarge, member: name, "It has \(size) bytes; at most \(limits.memberBytes) are read.")
        }
        total += size
        // Sizes come from the archive and may be anything.
        packedTotal = packedTotal.addingReportingOverflow(packed).overflow ? Int.max : packedTotal + packed
        if total > limits.totalBytes {
            throw ZipProblem(.tooLarge, "Unpacked, the archive has more than \(limits.totalBytes) bytes.")
        }
        if size > limits.looseBytes && size / limits.ratio > packed {
            throw ZipProblem(.tooDense, member: name, "It unpacks to more than \(limits.ratio) times its size.")
        }
        if total > limits.looseBytes && total / limits.ratio > archiveBytes {
            throw ZipProblem(.tooDense, "The archive unpacks to more than \(limits.ratio) times its size.")
        }
        if packedTotal > archiveBytes {
            throw ZipProblem(
                .overlapping, member: name, "Its bytes belong to another member too. Make the archive again.")
        }
    }
}
