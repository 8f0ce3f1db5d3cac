internal import Glibc

/// Files and folders, as the stores need them: every change is durable when its function returns.
enum Disk {
    /// Nil when there is nothing. A symbolic link is what it points to.
    static func status(of path: FilePath) throws(StoreFailure) -> FileStatus? {
        var status = Glibc.stat()
        if stat(path.text, &status) == 0 { return FileStatus(status) }
        guard errno == ENOENT || errno == ENOTDIR else { throw .system("stat", path, writing: false) }
        return nil
    }

    /// As `status`, but of a symbolic link itself.
    static func status(ofLink path: FilePath) throws(StoreFailure) -> FileStatus? {
        var status = Glibc.stat()
        if lstat(path.text, &status) == 0 { return FileStatus(status) }
        guard errno == ENOENT || errno == ENOTDIR else { throw .system("lstat", path, writing: false) }
        return nil
    }

    /// The whole file; nil when there is none. Throws `.unavailable` when it has more than `limit` bytes.
    static func read(_ path: FilePath, limit: Int) throws(StoreFailure) -> [UInt8]? {
        guard try status(of: path) != nil else { return nil }
        let file = try OpenFile(path, for: .reading)
        let count = try file.status().byteCount
        guard count <= limit else {
            throw .unavailable(detail: "\(path) has \(count) bytes, more than the \(limit) that are read at most")
        }
        return try read(file, count: count)
    }

    private static func read(_ file: borrowing OpenFile, count: Int) throws(StoreFailure) -> [UInt8] {
        var failure: StoreFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            do throws(StoreFailure) {
                done = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Writes a file that only its owner may read. It must not be there yet.
    static func create(_ path: FilePath, bytes: [UInt8]) throws(StoreFailure) {
        let file = try OpenFile(path, for: .creating)
        do {
            try file.write(contentsOf: bytes)
            try file.synchronize()
            try synchronize(folder: path.parent)
        } catch {
            try? remove(path)
            throw error
        }
    }

    /// Writes a file so that whoever looks sees the old content or the new one, also after a crash.
    static func replace(
        _ path: FilePath, _ write: (borrowing OpenFile) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        let part = try OpenFile.temporary(in: path.parent)
        do {
            try write(part)
            try part.synchronize()
            try rename(part.path, to: path)
        } catch {
            try? remove(part.path)
            throw error
        }
    }

    /// What the name of a file begins with until it is whole.
    static let temporaryPrefix = ".unfinished-"

    /// Removes files that somebody began to write and gave up, as in a crash. Those still being written stay.
    static func removeAbandoned(in folder: FilePath) throws(StoreFailure) {
        for name in try names(in: folder) where name.hasPrefix(temporaryPrefix) {
            let path = folder.appending(name)
            if try status(ofLink: path)?.kind == .file { try removeAbandoned(path) }
        }
    }

    private static func removeAbandoned(_ path: FilePath) throws(StoreFailure) {
        let file: OpenFile? = try? OpenFile(path, for: .reading)
        // Somebody else was faster when it cannot be opened.
        guard let file else { return }
        if try file.lock() { try remove(path) }
    }

    /// Moves a file or folder within one disk, over what may lie there.
    static func rename(_ path: FilePath, to target: FilePath) throws(StoreFailure) {
        guard Glibc.rename(path.text, target.text) == 0 else { throw .system("rename", target, writing: true) }
        try synchronize(folder: target.parent)
    }

    /// Moves a file within one disk to where there is nothing yet; false when there is something.
    static func move(_ path: FilePath, toFree target: FilePath) throws(StoreFailure) -> Bool {
        if link(path.text, target.text) == 0 {
            try synchronize(folder: target.parent)
            try remove(path)
            return true
        }
        switch errno {
        case EEXIST: return false
        case EPERM, EOPNOTSUPP, ENOSYS, EMLINK:
            // Some disks give a file one name only. There somebody else may just come between these two lines.
            if try status(ofLink: target) != nil { return false }
            try rename(path, to: target)
            return true
        default: throw .system("link", target, writing: true)
        }
    }

    /// Lets nobody but its owner read or write a file.
    static func restrictToOwner(_ path: FilePath) throws(StoreFailure) {
        guard chmod(path.text, 0o600) == 0 else { throw .system("chmod", path, writing: true) }
    }

    /// What the name of a folder begins with in which a file is made. It may lie anywhere, so it says whose it is.
    static let workshopPrefix = ".hallmark-"

    /// Removes folders in which somebody began a file and gave up, as in a crash. Those in which somebody works stay.
    static func removeAbandonedWorkshops(in folder: FilePath) throws(StoreFailure) {
        for name in try names(in: folder) where name.hasPrefix(workshopPrefix) {
            let path = folder.appending(name)
            guard try status(ofLink: path)?.kind == .folder else { continue }
            if try OpenFile(path, for: .folder).lock() { try removeTree(path) }
        }
    }

    /// Removes a file; nothing happens when there is none.
    static func remove(_ path: FilePath) throws(StoreFailure) {
        guard unlink(path.text) == 0 || errno == ENOENT else { throw .system("unlink", path, writing: true) }
    }

    /// Removes a file, or a folder with all that is in it, which must be ours. A symbolic link goes, not what it points to.
    static func removeTree(_ path: FilePath) throws(StoreFailure) {
        guard let status = try status(ofLink: path) else { return }
        if status.kind == .folder {
            for name in try names(in: path) { try removeTree(path.appending(name)) }
            try removeFolder(path)
        } else {
            try remove(path)
        }
    }

    /// Removes an empty folder.
    static func removeFolder(_ path: FilePath) throws(StoreFailure) {
        guard rmdir(path.text) == 0 else { throw .system("rmdir", path, writing: true) }
    }

    /// Makes a folder that only its owner may enter; false when it is there already.
    @discardableResult
    static func createFolder(_ path: FilePath) throws(StoreFailure) -> Bool {
        if mkdir(path.text, 0o700) == 0 {
            try synchronize(folder: path.parent)
            return true
        }
        guard errno == EEXIST else { throw .system("mkdir", path, writing: true) }
        return false
    }

    /// The names in a folder, sorted, but for "." and "..".
    static func names(in path: FilePath) throws(StoreFailure) -> [String] {
        guard let folder = opendir(path.text) else { throw .system("opendir", path, writing: false) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes the list of names in a folder durable.
    static func synchronize(folder: FilePath) throws(StoreFailure) {
        try OpenFile(folder, for: .folder).synchronize()
    }

    /// Whether we may write there, as far as permissions and the disk say.
    static func isWritable(_ path: FilePath) -> Bool {
        access(path.text, W_OK) == 0
    }

    /// How many bytes ordinary programs may still write there; nil when nobody knows.
    static func freeByteCount(at path: FilePath) -> Int? {
        var status = statvfs()
        guard statvfs(path.text, &status) == 0 else { return nil }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}
