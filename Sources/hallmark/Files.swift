import Glibc

/// Files that a person names on the command line.
struct Files: Sendable {
    let interruption: Interruption
    let randomBytes: @Sendable (Int) -> [UInt8]

    /// The whole file; `-` is standard input. Larger files than `limit` are refused before they fill the memory.
    func read(
        _ path: String, limit: Int, advice: Phrase = "Is it the file you mean?"
    ) throws(Complaint) -> [UInt8] {
        if path == "-" { return try contents(of: STDIN_FILENO, path, limit, advice) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
        if status.st_mode & S_IFMT == S_IFDIR {
            throw Complaint(.badInput, "“\(path)” is a folder.", "Name a file in it.")
        }
        return try contents(of: descriptor, path, limit, advice)
    }

    /// Whether a file is there and begins with these bytes.
    func begins(_ path: String, with mark: [UInt8]) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: mark.count)
        return Glibc.read(descriptor, &bytes, bytes.count) == bytes.count && bytes == mark
    }

    func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Writes the whole file or nothing: beside its place first, then moved there.
    ///
    /// - Parameters:
    ///   - own: is not written over.
    ///   - isSecret: readable for its owner only.
    func write(
        _ bytes: [UInt8], to path: String, sparing own: OwnFiles, replacing: Bool, isSecret: Bool = false
    ) throws(Complaint) {
        try own.check(path)
        try checkFree(path, replacing: replacing)
        let suffix = randomBytes(6).map { String($0, radix: 16) }.joined()
        let beside = path + ".part-" + suffix
        interruption.began(writing: beside)
        defer { interruption.ended(writing: beside) }
        do throws(SystemFailure) {
            try put(bytes, into: beside, mode: isSecret ? 0o600 : 0o644)
            if rename(beside, path) != 0 { throw SystemFailure() }
        } catch {
            unlink(beside)
            throw unwritable(path, error.number)
        }
    }

    func checkFree(_ path: String, replacing: Bool) throws(Complaint) {
        if !replacing, exists(path) {
            throw Complaint(
                .badInput, "“\(path)” is there already. It was left as it is.",
                "Name another file, or say --replace to write over it.")
        }
    }

    private func contents(
        of descriptor: Int32, _ path: String, _ limit: Int, _ advice: Phrase
    ) throws(Complaint) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw unreadable(path, errno) }
            bytes += buffer[..<count]
            if bytes.count > limit {
                throw Complaint(
                    .badInput, "“\(path)” has more than \(Amount.bytes(limit)), which is the most that is read here.",
                    advice)
            }
        }
    }

    private func put(_ bytes: [UInt8], into path: String, mode: mode_t) throws(SystemFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw SystemFailure() }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw SystemFailure()
            }
        }
        if fsync(descriptor) != 0 { throw SystemFailure() }
    }

    private func unreadable(_ path: String, _ number: Int32) -> Complaint {
        switch number {
        case ENOENT, ENOTDIR:
            Complaint(.notThere, "There is no file “\(path)”.", "Check the name; paths count from the current folder.")
        case EACCES, EPERM:
            Complaint(
                .badInput, "“\(path)” may not be read by you.", "Change its permissions, or copy it to where you may.")
        default:
            Complaint(.badInput, "“\(path)” cannot be read: \(SystemProblem(number)).")
        }
    }

    private func unwritable(_ path: String, _ number: Int32) -> Complaint {
        switch number {
        case ENOENT, ENOTDIR:
            Complaint(.storage, "The folder of “\(path)” is not there.", "Make it first, or name a file elsewhere.")
        case EACCES, EPERM, EROFS:
            Complaint(.storage, "“\(path)” cannot be written: the folder does not let you.", "Name a file elsewhere.")
        case ENOSPC, EDQUOT:
            Complaint(
                .storage, "“\(path)” cannot be written: the disk is full.", "Free some space, or name a file elsewhere."
            )
        default:
            Complaint(.storage, "“\(path)” cannot be written: \(SystemProblem(number)).")
        }
    }
}

/// A call to the operating system that failed, by its error number.
private struct SystemFailure: Error {
    let number: Int32

    init() { number = errno }
}
