/// A file that is put together out of sight and moved to its place when it is whole.
///
///     backups/.hallmark-h3Kd9a/       only its owner may enter it; gone when this value is
///     backups/agency.zip              there once it was published, for its owner alone
///
/// What lies at the place afterwards is all of the file, or what lay there before: nothing.
package struct FileCreation: ~Copyable {
    package let target: FilePath
    /// The folder for the file and for everything that is needed to make it.
    package let workshop: FilePath
    /// Says that somebody is still at work there.
    private let lock: OpenFile

    /// Throws `.taken` when there is something at the place already.
    package static func begin(at target: FilePath) throws(FileCreationFailure) -> FileCreation {
        let folder = target.parent
        let (there, parent) = try FileCreationFailure.storing { () throws(StoreFailure) in
            (try Disk.status(ofLink: target), try Disk.status(of: folder))
        }
        guard there == nil else { throw .taken(target) }
        guard let parent else { throw .noFolder(folder) }
        guard parent.kind == .folder else { throw .notAFolder(folder) }
        try? Disk.removeAbandonedWorkshops(in: folder)
        let lock = try FileCreationFailure.storing { () throws(StoreFailure) in
            try OpenFile.temporaryFolder(in: folder)
        }
        return FileCreation(target: target, lock: lock)
    }

    private init(target: FilePath, lock: consuming OpenFile) {
        self.target = target
        workshop = lock.path
        self.lock = lock
    }

    deinit { try? Disk.removeTree(workshop) }

    /// Moves a file of the workshop to the place. It is on the disk, under its name, when this returns.
    package consuming func publish(_ file: FilePath) throws(FileCreationFailure) {
        let target = target
        let isThere = try FileCreationFailure.storing { () throws(StoreFailure) in
            try Disk.restrictToOwner(file)
            try OpenFile(file, for: .reading).synchronize()
            return try Disk.move(file, toFree: target)
        }
        guard isThere else { throw .taken(target) }
    }
}

/// Why a file cannot be made at its place. Nothing was written there.
package enum FileCreationFailure: Error, Hashable, Sendable {
    /// There is something of this name already.
    case taken(FilePath)
    /// The folder in which it should lie is not there.
    case noFolder(FilePath)
    /// What should be the folder is a file.
    case notAFolder(FilePath)
    case storage(StoreFailure)

    static func storing<Answer: ~Copyable>(
        _ work: () throws(StoreFailure) -> Answer
    ) throws(FileCreationFailure) -> Answer {
        do { return try work() } catch { throw .storage(error) }
    }
}
