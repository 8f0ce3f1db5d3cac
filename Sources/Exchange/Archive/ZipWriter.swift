internal import CZip

#if canImport(Glibc)
    internal import Glibc
#endif

/// Writes archives: the same members give the same bytes, whatever the time, the place and the order.
///
/// Members stand in the order of their names' bytes, with the time 1980-01-01 and the mode 0644. The archive appears
/// at its path complete or not at all; it is not synchronized to the disk.
package enum ZipWriter {
    /// Where the bytes of a member come from.
    package enum Source: Hashable, Sendable {
        /// Packed with deflate.
        case bytes([UInt8])
        /// Read while the archive is written; stored as it is, for attachments are mostly packed already.
        case file(path: String)
        /// Read while the archive is written; packed with deflate.
        case text(path: String)
    }

    /// A file to be put into the archive.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let source: Source

        package init(_ name: String, _ source: Source) {
            self.name = name
            self.source = source
        }
    }

    /// Told how much of the archive is written, from 0 to 1; the writing stops when it answers false.
    package typealias GoesOn = (Double) -> Bool

    /// Refuses names that `ZipReader` would refuse, and a path where something is already.
    package static func write(
        _ members: [Member], to path: String, limits: ZipLimits = .standard,
        goesOn: @escaping GoesOn = { _ in true }
    ) throws(ZipProblem) {
        precondition(!members.isEmpty, "an archive without members cannot be written")
        try refuse(members, limits)
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else {
            throw ZipProblem(creating: code)
        }
        let sorted = members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        do throws(ZipProblem) {
            for member in sorted { try add(member, to: archive) }
        } catch {
            zip_discard(archive)
            throw error
        }
        ZipWatch(goesOn).watch(archive)
        if zip_close(archive) != 0 {
            let problem = ZipProblem(writing: archive)
            zip_discard(archive)
            throw problem
        }
    }

    private static func refuse(_ members: [Member], _ limits: ZipLimits) throws(ZipProblem) {
        var names = MemberNames()
        for member in members {
            if let objection = MemberName.objection(to: member.name, limits: limits) {
                throw ZipProblem(.badName, member: member.name, "The name is refused: \(objection).")
            }
            try names.add(member.name)
        }
    }

    private static func add(_ member: Member, to archive: OpaquePointer) throws(ZipProblem) {
        guard let source = source(member, archive) else { throw ZipProblem(writing: archive, member.name) }
        let index = zip_file_add(archive, member.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        if index < 0 {
            zip_source_free(source)
            throw ZipProblem(writing: archive, member.name)
        }
        let place = UInt64(index)
        let method = if case .file = member.source { ZIP_CM_STORE } else { ZIP_CM_DEFLATE }
        let regularFile: UInt32 = 0o100644
        let isSet =
            zip_set_file_compression(archive, place, method, 6) == 0
            && zip_file_set_dostime(archive, place, 0, firstDosDay, 0) == 0
            && zip_file_set_external_attributes(archive, place, 0, UInt8(ZIP_OPSYS_UNIX), regularFile << 16) == 0
        if !isSet { throw ZipProblem(writing: archive, member.name) }
    }

    /// 1980-01-01 in the archive's own form: years since 1980, month, day.
    private static let firstDosDay: UInt16 = 1 << 5 | 1

    private static func source(_ member: Member, _ archive: OpaquePointer) -> OpaquePointer? {
        switch member.source {
        case .file(let path), .text(let path):
            return zip_source_file(archive, path, 0, -1)
        case .bytes(let bytes):
            // libzip reads it when the archive is closed, and frees it then.
            guard let copy = malloc(max(bytes.count, 1)) else { return nil }
            bytes.withUnsafeBytes {
                copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
            }
            let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1)
            if source == nil { free(copy) }
            return source
        }
    }
}

extension ZipProblem {
    fileprivate init(creating code: Int32) {
        if code == ZIP_ER_EXISTS {
            self.init(.alreadyThere, "There is something at this path already. Choose another name or remove it.")
        } else {
            var error = zip_error_t()
            zip_error_init_with_code(&error, code)
            let cause = String(cString: zip_error_strerror(&error))
            zip_error_fini(&error)
            self.init(.notWritten, "The archive cannot be written there (\(cause)). Check the path and who may write.")
        }
    }

    fileprivate init(writing archive: OpaquePointer, _ member: String? = nil) {
        let cause = String(cString: zip_strerror(archive))
        if zip_error_code_zip(zip_get_error(archive)) == ZIP_ER_CANCELLED {
            self.init(.stopped, member: member, "The writing was stopped.")
            return
        }
        self.init(
            .notWritten, member: member, "The archive could not be written (\(cause)). Check space and permissions.")
    }
}

/// What libzip asks while it writes an archive. It keeps this until the archive is closed.
private final class ZipWatch {
    private let goesOn: ZipWriter.GoesOn
    private var part = 0.0

    init(_ goesOn: @escaping ZipWriter.GoesOn) {
        self.goesOn = goesOn
    }

    /// One sign for each hundredth; stopping is possible at every piece.
    func watch(_ archive: OpaquePointer) {
        zip_register_progress_callback_with_state(
            archive, 0.01, { _, part, watch in ZipWatch.at(watch)?.part = part }, nil,
            Unmanaged.passUnretained(self).toOpaque())
        zip_register_cancel_callback_with_state(
            archive, { _, watch in ZipWatch.at(watch).map { $0.goesOn($0.part) ? 0 : 1 } ?? 0 },
            { watch in watch.map { Unmanaged<ZipWatch>.fromOpaque($0).release() } },
            Unmanaged.passRetained(self).toOpaque())
    }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> ZipWatch? {
        pointer.map { Unmanaged<ZipWatch>.fromOpaque($0).takeUnretainedValue() }
    }
}
