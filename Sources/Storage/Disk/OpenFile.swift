internal import Glibc

/// A file that is open, and closed when this value goes.
struct OpenFile: ~Copyable {
    enum Purpose {
        case reading
        /// The file must not be there yet; only its owner may read and write it.
        case creating
        /// A folder, to make its list of names durable or to lock it.
        case folder

        fileprivate var flags: Int32 {
            switch self {
            case .reading: O_RDONLY | O_CLOEXEC
            case .creating: O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC
            case .folder: O_RDONLY | O_DIRECTORY | O_CLOEXEC
            }
        }
    }

    private let descriptor: Int32
    let path: FilePath

    init(_ path: FilePath, for purpose: Purpose) throws(StoreFailure) {
        descriptor = open(path.text, purpose.flags, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw .system("open", path, writing: purpose == .creating) }
    }

    /// A new file with a name of its own in `folder`, which only its owner may read. It is locked while it is open, so that
    /// `Disk.removeAbandoned` knows that somebody still writes to it.
    static func temporary(in folder: FilePath) throws(StoreFailure) -> OpenFile {
        while true {
            let file = try OpenFile(newIn: folder)
            // Whoever tidies up may have taken it for abandoned before it was locked.
            if try file.lock(), try file.status().linkCount > 0 { return file }
        }
    }

    /// A new folder with a name of its own in `folder`, which only its owner may enter. It is locked as a temporary file is.
    static func temporaryFolder(in folder: FilePath) throws(StoreFailure) -> OpenFile {
        while true {
            var name = Array(folder.appending(Disk.workshopPrefix + "XXXXXX").text.utf8CString)
            guard mkdtemp(&name) != nil else { throw .system("mkdtemp", folder, writing: true) }
            let path = FilePath(String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
            let made = try OpenFile(path, for: .folder)
            // Whoever tidies up may have taken it for abandoned before it was locked.
            if try made.lock(), try Disk.status(ofLink: path)?.number == made.status().number { return made }
        }
    }

    private init(newIn folder: FilePath) throws(StoreFailure) {
        var name = Array(folder.appending(Disk.temporaryPrefix + "XXXXXX").text.utf8CString)
        descriptor = mkstemp(&name)
        path = FilePath(String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
        guard descriptor >= 0 else { throw .system("mkstemp", folder, writing: true) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

    /// Reads on until `buffer` is full or the file ends; how many bytes there were.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
        var done = 0
        while done < buffer.count {
            let count = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .system("read", path, writing: false) }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Reads the file from here to its end in pieces, until `body` has enough and answers false.
    func forEachChunk(
        byteCount: Int = 1 << 20, _ body: (UnsafeRawBufferPointer) throws(StoreFailure) -> Bool
    ) throws(StoreFailure) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try read(into: buffer)
            guard count > 0, try body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(StoreFailure) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system("write", path, writing: true) }
            done += count
        }
    }

    func write(contentsOf bytes: [UInt8]) throws(StoreFailure) {
        let done = bytes.withUnsafeBytes { buffer in
            Result { () throws(StoreFailure) in try write(buffer) }
        }
        try done.get()
    }

    /// Returns when the disk has what was written.
    func synchronize() throws(StoreFailure) {
        guard fsync(descriptor) == 0 else { throw .system("fsync", path, writing: true) }
    }

    func status() throws(StoreFailure) -> FileStatus {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("fstat", path, writing: false) }
        return FileStatus(status)
    }

    /// Locks the file against everybody else who locks it, until it is closed; false when it is locked already. A shared lock
    /// goes with other shared ones.
    func lock(isShared: Bool = false) throws(StoreFailure) -> Bool {
        if flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw .system("flock", path, writing: false) }
        return false
    }

    /// Gives the lock back before the file is closed.
    func unlock() {
        flock(descriptor, LOCK_UN)
    }
}

/// What the operating system knows about a file.
struct FileStatus: Hashable, Sendable {
    enum Kind { case file, folder, other }

    let kind: Kind
    let byteCount: Int
    /// The nine permission bits, such as 0o600.
    let permissions: UInt32
    /// How many names it has; 0 when it was removed while it was open.
    let linkCount: UInt
    let device: UInt
    let number: UInt
    /// When its content was last written, in nanoseconds since 1970.
    let modifiedNanoseconds: Int64

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
        byteCount = status.st_size
        permissions = status.st_mode & 0o777
        linkCount = UInt(status.st_nlink)
        device = status.st_dev
        number = status.st_ino
        modifiedNanoseconds = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }
}

extension StoreFailure {
    /// The failure behind the `errno` of a call that just failed.
    static func system(_ call: String, _ path: FilePath, writing: Bool) -> StoreFailure {
        system(call, path, errno, writing: writing)
    }

    static func system(_ call: String, _ path: FilePath, _ number: Int32, writing: Bool) -> StoreFailure {
        let detail = "\(call) \(path): \(String(cString: strerror(number)))"
        return switch number {
        case ENOSPC, EDQUOT: .full(detail: detail)
        case EROFS: .readOnly(detail: detail)
        case EACCES, EPERM: writing ? .readOnly(detail: detail) : .unavailable(detail: detail)
        case EBUSY, EAGAIN, ETXTBSY: .busy(detail: detail)
        default: .unavailable(detail: detail)
        }
    }
}
