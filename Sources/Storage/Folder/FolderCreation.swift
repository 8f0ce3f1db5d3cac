/// A folder in which a new organization is put together, all of it or nothing: when one is founded, and when one is restored.
///
/// Everything is made in a folder inside, and moved to its place at the end, the ledger last: until then the folder is that
/// of no organization. Without `publish`, all of it is gone when this value is; after a crash, at the next creation there.
package struct FolderCreation: ~Copyable {
    /// Where to put key, ledger and attachments. The ledger must be closed before `publish`.
    package let staged: OrganizationFolder
    private let path: FilePath
    private let isNew: Bool
    /// Keeps two creations in one folder apart.
    private let lock: OpenFile
    private var isPublished = false

    /// Takes an empty folder, or makes one; its parent must be there.
    package static func begin(at path: FilePath) throws(FolderFailure) -> FolderCreation {
        let isNew = try FolderFailure.storing { () throws(StoreFailure) in try Disk.createFolder(path) }
        let status = try FolderFailure.storing { () throws(StoreFailure) in try Disk.status(of: path) }
        guard status?.kind == .folder else { throw .notAFolder(path) }
        guard let lock = try FolderFailure.storing({ () throws(StoreFailure) in try FolderCreation.lock(path) }) else {
            throw .busy(path)
        }
        try removeRemains(in: path)
        let staged = OrganizationFolder(at: path.appending(OrganizationFolder.Name.creation))
        _ = try FolderFailure.storing { () throws(StoreFailure) in try Disk.createFolder(staged.path) }
        return FolderCreation(staged: staged, path: path, isNew: isNew, lock: lock)
    }

    private init(staged: OrganizationFolder, path: FilePath, isNew: Bool, lock: consuming OpenFile) {
        self.staged = staged
        self.path = path
        self.isNew = isNew
        self.lock = lock
    }

    deinit {
        if !isPublished {
            for name in OrganizationFolder.Name.published { try? Disk.removeTree(path.appending(name)) }
            try? Disk.removeTree(staged.path)
            if isNew { try? Disk.removeFolder(path) }
        }
    }

    /// Makes the folder that of an organization.
    package consuming func publish() throws(FolderFailure) -> OrganizationFolder {
        for name in OrganizationFolder.Name.published { try move(name) }
        isPublished = true
        // An empty folder left over does no harm.
        try? Disk.removeFolder(staged.path)
        return OrganizationFolder(at: path)
    }

    private func move(_ name: String) throws(FolderFailure) {
        let source = staged.path.appending(name)
        let target = path.appending(name)
        try FolderFailure.storing { () throws(StoreFailure) in
            let isThere = try Disk.status(of: source) != nil
            if name == OrganizationFolder.Name.ledger {
                let isOpen = try Disk.status(of: source.suffixed("-wal")) != nil
                precondition(isThere && !isOpen, "an organization has a ledger, and it is closed before it is moved")
            }
            if isThere { try Disk.rename(source, to: target) }
        }
    }

    /// Nil when somebody else has the lock.
    private static func lock(_ path: FilePath) throws(StoreFailure) -> OpenFile? {
        let file = try OpenFile(path, for: .folder)
        guard try file.lock() else { return nil }
        return file
    }

    /// Removes what a crash left of an earlier creation. Everything else is somebody's, and refused.
    private static func removeRemains(in path: FilePath) throws(FolderFailure) {
        let names = try OrganizationFolder.contents(of: path)
        if names.isEmpty { return }
        if names.contains(OrganizationFolder.Name.ledger) { throw .taken(path) }
        let strangers = names.filter { !OrganizationFolder.Name.all.contains($0) }
        guard strangers.isEmpty, try isUnfinished(path, names) else { throw .notEmpty(path, names: names) }
        try FolderFailure.storing { () throws(StoreFailure) in
            // The folder inside goes last: while it is there, what lies beside it is known to be remains.
            let creation = OrganizationFolder.Name.creation
            for name in names where name != creation { try Disk.removeTree(path.appending(name)) }
            try Disk.removeTree(path.appending(creation))
        }
    }

    /// Whether what lies there was never an organization. A creation that was finished leaves an empty folder inside at most:
    /// beside that, key and attachments are those of an organization that has lost its ledger.
    private static func isUnfinished(_ path: FilePath, _ names: [String]) throws(FolderFailure) -> Bool {
        guard names.contains(OrganizationFolder.Name.creation) else { return false }
        if names.count == 1 { return true }
        return try !OrganizationFolder.contents(of: path.appending(OrganizationFolder.Name.creation)).isEmpty
    }
}
