import Foundation
import Glibc
import Ledger
import Storage
import Testing

/// Needs root: the same failures without a real disk are in `SQLiteFailureTests`.
@Suite("On a full disk", .enabled(if: SmallDisk.isPossible))
struct FullDiskTests {
    @Test("an append writes nothing and says why, and goes on when there is room again")
    func append() async throws {
        let disk = try SmallDisk()
        let store = try SQLiteStore.create(at: disk.path.appending("ledger.sqlite"))
        try await store.append(.story(from: 0, count: 10), at: .empty)
        try disk.fill(leaving: 8_192)
        let failure = await #expect(throws: StoreFailure.self) {
            try await store.append(.story(from: 10, count: 500), at: LedgerSize(10))
        }
        #expect(failure?.code == "store.full")
        #expect(try await store.size() == LedgerSize(10))
        try disk.makeRoom()
        try await store.append(.story(from: 10, count: 50), at: LedgerSize(10))
        #expect(try await store.all() == (0..<60).map { Entry.story($0) })
        #expect(try await store.structuralDamage() == [])
    }

    @Test(
        "a ledger can be read, is not opened for writing without a word, and is not made",
        arguments: [0, 4_096, 20_480])
    func open(leaving byteCount: Int) async throws {
        let disk = try SmallDisk()
        let path = disk.path.appending("ledger.sqlite")
        let store = try SQLiteStore.create(at: path)
        try await store.append(.story(from: 0, count: 10), at: .empty)
        try store.close()
        try disk.fill(leaving: byteCount)
        #expect(try await SQLiteStore(opening: path, access: .readOnly).all().count == 10)
        expectFull { _ = try SQLiteStore(opening: path) }
        expectFull { _ = try SQLiteStore.create(at: disk.path.appending("other.sqlite")) }
        #expect(try names(in: disk).filter { $0.hasPrefix("other") } == [])
    }

    @Test("an attachment, a saved state and a backup leave nothing half written")
    func files() async throws {
        let disk = try SmallDisk()
        let attachments = AttachmentStore(folder: disk.path.appending("files"))
        let kept = try attachments.write([1])
        let state = SavedState(folder: disk.path.appending("state"))
        try state.write([1])
        let store = try SQLiteStore.create(at: disk.path.appending("ledger.sqlite"))
        try await store.append(.story(from: 0, count: 100), at: .empty)
        try disk.fill(leaving: 16_384)
        let large = [UInt8](repeating: 7, count: 100_000)

        let attachment = #expect(throws: AttachmentFailure.self) { try attachments.write(large) }
        #expect(attachment?.code == "store.full")
        #expect(try attachments.survey().attachments == [kept])
        let saved = #expect(throws: StoreFailure.self) { try state.write(large) }
        #expect(saved?.code == "store.full")
        #expect(state.bytes == [1])
        let half = #expect(throws: StoreFailure.self) { try state.write(Array(large.prefix(12_000))) }
        #expect(half?.code == "store.full", "it takes half of the room at most")
        try state.write(Array(large.prefix(2_000)))
        #expect(state.bytes?.count == 2_000)
        let backup = await #expect(throws: StoreFailure.self) {
            try await store.backUp(to: disk.path.appending("copy.sqlite"))
        }
        #expect(backup?.code == "store.full")
        #expect(try names(in: disk).filter { $0.contains("copy") || $0.contains("unfinished") } == [])
    }

    @Test("a ledger that is closed says when its log could not be put into it, and loses nothing")
    func close() async throws {
        let disk = try SmallDisk()
        let path = disk.path.appending("ledger.sqlite")
        let store = try SQLiteStore.create(at: path)
        try await store.append(.story(from: 0, count: 300), at: .empty)
        try disk.fill(leaving: 0)
        expectFull { try store.close() }
        try disk.makeRoom()
        let again = try SQLiteStore(opening: path)
        #expect(try await again.all().count == 300)
        try again.close()
        try again.close()
        #expect(try names(in: disk) == ["ledger.sqlite"])
    }

    @Test("no organization is made, and nothing is left of it")
    func creation() throws {
        let disk = try SmallDisk()
        try disk.fill(leaving: 8_192)
        let path = disk.path.appending("agency")
        expectFull {
            let creation = try FolderCreation.begin(at: path)
            try creation.staged.createSigningKey([1])
            _ = try SQLiteStore.create(at: creation.staged.ledger)
        }
        #expect(try names(in: disk) == ["ballast"])
    }

    private func expectFull(_ work: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation) {
        do {
            try work()
            Issue.record("it worked", sourceLocation: sourceLocation)
        } catch {
            let code = (error as? StoreFailure)?.code ?? (error as? FolderFailure)?.code
            #expect(code == "store.full", "\(error)", sourceLocation: sourceLocation)
        }
    }
}

@Suite("In a folder that may only be read")
struct ReadOnlyFolderTests {
    /// A folder with a ledger, read-only by mount where we are root and by its permissions where we are not.
    private final class ReadOnlyFolder {
        private let disk: SmallDisk?
        private let folder = TemporaryFolder()
        var path: FilePath { disk?.path ?? folder.path }
        var ledger: FilePath { path.appending("ledger.sqlite") }

        init(_ fill: (FilePath) async throws -> Void) async throws {
            disk = geteuid() == 0 ? try SmallDisk() : nil
            try await fill(disk?.path ?? folder.path)
            if let disk { try disk.makeReadOnly() } else { chmod(folder.path.text, 0o500) }
        }

        deinit { if disk == nil { chmod(folder.path.text, 0o700) } }
    }

    private static let isPossible = geteuid() != 0 || SmallDisk.isPossible

    @Test("a ledger is read, and not opened for writing", .enabled(if: isPossible))
    func ledger() async throws {
        let folder = try await ReadOnlyFolder { path in
            let store = try SQLiteStore.create(at: path.appending("ledger.sqlite"))
            try await store.append(.story(from: 0, count: 10), at: .empty)
            try store.close()
        }
        let reader = try SQLiteStore(opening: folder.ledger, access: .readOnly)
        #expect(try await reader.all().count == 10)
        #expect(try reader.isUndisturbed())
        let failure = #expect(throws: StoreFailure.self) { try SQLiteStore(opening: folder.ledger) }
        #expect(failure?.code == "store.read-only", "\(failure?.detail ?? "")")
    }

    @Test(
        "a ledger whose latest entries are in its log is not read without them, but said to be so",
        .enabled(if: isPossible))
    func unreadLog() async throws {
        let folder = try await ReadOnlyFolder { path in
            let whole = TemporaryFolder()
            let store = try SQLiteStore.create(at: whole.ledger)
            try await store.append(.story(from: 0, count: 10), at: .empty)
            // As after a crash: nothing was put into the file, and the index of the log is gone.
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(
                    atPath: whole.ledger.suffixed(suffix).text,
                    toPath: path.appending("ledger.sqlite").suffixed(suffix).text)
            }
            try store.close()
        }
        for access in [SQLiteStore.Access.readOnly, .moment] {
            let failure = #expect(throws: StoreFailure.self) {
                try SQLiteStore(opening: folder.ledger, access: access)
            }
            #expect(failure?.code == "store.log-unread")
        }
    }

    @Test("nothing is kept, saved or made", .enabled(if: isPossible))
    func files() async throws {
        let folder = try await ReadOnlyFolder { path in
            _ = try AttachmentStore(folder: path.appending("files")).write([1])
        }
        let attachments = AttachmentStore(folder: folder.path.appending("more"))
        #expect(throws: AttachmentFailure.self) { try attachments.write([1]) }
        let state = #expect(throws: StoreFailure.self) { try SavedState(folder: folder.path).write([1]) }
        #expect(state?.code == "store.read-only")
        let creation = #expect(throws: FolderFailure.self) {
            _ = try FolderCreation.begin(at: folder.path.appending("agency"))
        }
        #expect(creation?.code == "store.read-only")
        #expect(try AttachmentStore(folder: folder.path.appending("files")).survey().attachments.count == 1)
    }
}

private func names(in disk: SmallDisk) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: disk.path.text).sorted()
}
