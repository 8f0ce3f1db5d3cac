/// The folder of one organization.
///
///     ledger.sqlite     the ledger, with ledger.sqlite-wal and -shm while it is open
///     files/            attachments, by digest
///     signing.key       signs checkpoints; only its owner may read it
///     state/            what can be made again from the ledger at any time
///
/// Nothing else belongs there; what does is reported and left alone. Any number of processes may have it open.
package struct OrganizationFolder: Sendable {
    package let path: FilePath

    /// Opens the folder of an organization that is there. Nothing is written.
    package init(opening path: FilePath) throws(FolderFailure) {
        let (folder, ledger) = try FolderFailure.storing { () throws(StoreFailure) in
            (try Disk.status(of: path), try Disk.status(of: OrganizationFolder(at: path).ledger))
        }
        guard let folder else { throw .missing(path) }
        guard folder.kind == .folder else { throw .notAFolder(path) }
        guard ledger != nil else { throw .notAnOrganization(path) }
        self.path = path
    }

    init(at path: FilePath) {
        self.path = path
    }

    /// Only for SQLite: who opens and closes this file by other means drops the locks that this process has on it. To copy
    /// the ledger, back it up.
    package var ledger: FilePath { path.appending(Name.ledger) }
    package var signingKey: FilePath { path.appending(Name.signingKey) }
    package var attachments: AttachmentStore { AttachmentStore(folder: path.appending(Name.files)) }
    package var savedState: SavedState { SavedState(folder: path.appending(Name.state)) }

    /// The names of what is ours.
    enum Name {
        static let ledger = "ledger.sqlite"
        static let files = "files"
        static let signingKey = "signing.key"
        static let state = "state"
        /// Where a new organization is put together.
        static let creation = ".creating"

        static let published = [files, state, signingKey, ledger]
        static let all = Set(published + [creation, ledger + "-wal", ledger + "-shm", ledger + "-journal"])
    }

    /// The names of files and folders in it that are ours, there or not.
    package static var ownNames: Set<String> { Name.all }

    /// What lies in the folder and is not ours, but for what a disk puts there itself.
    package func strangers() throws(FolderFailure) -> [String] {
        try OrganizationFolder.contents(of: path).filter { !Name.all.contains($0) }
    }

    /// Whether we may write there, as far as permissions and the disk say.
    package var isWritable: Bool { Disk.isWritable(path) && Disk.isWritable(ledger) }

    /// The key that signs checkpoints, as it was written. One that others may read is refused, unless it is only to be read.
    package func readSigningKey(evenIfExposed: Bool = false) throws(FolderFailure) -> [UInt8] {
        let path = signingKey
        let (status, bytes) = try FolderFailure.storing { () throws(StoreFailure) in
            (try Disk.status(of: path), try Disk.read(path, limit: OrganizationFolder.signingKeyByteCountMax))
        }
        guard let status, let bytes else { throw .keyMissing(path) }
        guard evenIfExposed || status.permissions & 0o077 == 0 else {
            throw .keyExposed(path, permissions: status.permissions)
        }
        return bytes
    }

    /// Writes the key that signs checkpoints, once: one that is there is never replaced.
    package func createSigningKey(_ bytes: [UInt8]) throws(FolderFailure) {
        let path = signingKey
        try FolderFailure.storing { () throws(StoreFailure) in try Disk.create(path, bytes: bytes) }
    }

    private static let signingKeyByteCountMax = 65_536

    /// The names in a folder. An own disk for it comes with one that nobody put there.
    static func contents(of path: FilePath) throws(FolderFailure) -> [String] {
        try FolderFailure.storing { () throws(StoreFailure) in
            try Disk.names(in: path).filter { $0 != "lost+found" }
        }
    }
}

extension FolderFailure {
    static func storing<Answer: ~Copyable>(
        _ work: () throws(StoreFailure) -> Answer
    ) throws(FolderFailure) -> Answer {
        do { return try work() } catch { throw .storage(error) }
    }
}
