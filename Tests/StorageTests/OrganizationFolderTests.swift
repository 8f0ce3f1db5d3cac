import Foundation
import Ledger
import Storage
import Testing

@Suite("The folder of an organization")
struct OrganizationFolderTests {
    let temporary = TemporaryFolder()
    private var path: FilePath { temporary.path.appending("agency") }

    @Test("is there whole once it is made, and for its owner only")
    func create() async throws {
        let folder = try await found(path)
        let contents = try temporary.contents()
        #expect(
            contents.keys.sorted().filter { !$0.hasPrefix("agency/files/") } == [
                "agency/ledger.sqlite", "agency/signing.key", "agency/state/saved",
            ])
        #expect(try permissions("agency") == 0o700)
        #expect(try permissions("agency/signing.key") == 0o600)
        #expect(try folder.readSigningKey() == Array("secret".utf8))
        #expect(try folder.attachments.survey().attachments.count == 1)
        #expect(folder.savedState.bytes == [1, 2, 3])
        #expect(try folder.strangers() == [])
        let opened = try OrganizationFolder(opening: path)
        #expect(try await SQLiteStore(opening: opened.ledger).size() == LedgerSize(1))
    }

    @Test("is made in a folder that is there and empty")
    func createInEmpty() async throws {
        try makeFolder("agency")
        try makeFolder("agency/lost+found")
        let folder = try await found(path)
        #expect(try folder.strangers() == [])
    }

    @Test("is gone again when making it fails", arguments: [false, true])
    func createFails(isThere: Bool) async throws {
        if isThere { try makeFolder("agency") }
        await #expect(throws: Interruption.self) { try await found(path, failing: true) }
        #expect(FileManager.default.fileExists(atPath: path.text) == isThere)
        #expect(try temporary.contents() == [:])
        if isThere { #expect(try FileManager.default.contentsOfDirectory(atPath: path.text) == []) }
        _ = try await found(path)
    }

    @Test("is not made where something lies, and that stays as it is")
    func notEmpty() async throws {
        try makeFolder("agency")
        for name in ["agency/a.txt", "agency/b.txt", "agency/c.txt", "agency/d.txt"] { try temporary.write(name, [1]) }
        let before = try temporary.contents()
        let failure = await #expect(throws: FolderFailure.self) { try await found(path) }
        #expect(failure == .notEmpty(path, names: ["a.txt", "b.txt", "c.txt", "d.txt"]))
        #expect(failure?.message.contains("a.txt, b.txt, c.txt and 1 more") == true)
        #expect(try temporary.contents() == before)
    }

    @Test("is not made over another one")
    func taken() async throws {
        _ = try await found(path)
        let before = try temporary.contents()
        let failure = await #expect(throws: FolderFailure.self) { try await found(path) }
        #expect(failure == .taken(path))
        #expect(try temporary.contents() == before)
    }

    @Test("is not made where its parent is missing or a file is")
    func badPlaces() async throws {
        let failure = await #expect(throws: FolderFailure.self) { try await found(path.appending("deeper")) }
        #expect(failure?.code == "store.unavailable")
        try temporary.write("agency", [1])
        await #expect(throws: FolderFailure.notAFolder(path)) { try await found(path) }
        #expect(try temporary.contents() == ["agency": [1]])
    }

    @Test("is made by one only of two who try at the same time")
    func twoAtOnce() async throws {
        let first = try FolderCreation.begin(at: path)
        await #expect(throws: FolderFailure.busy(path)) { try await found(path) }
        try fill(first.staged)
        _ = try first.publish()
        await #expect(throws: FolderFailure.taken(path)) { try await found(path) }
    }

    @Test("is made anew over the remains of a crash", arguments: Crash.allCases)
    func remains(crash: Crash) async throws {
        try makeFolder("agency")
        for name in crash.left { try leave(name) }
        let folder = try await found(path)
        #expect(try folder.strangers() == [])
        #expect(try folder.readSigningKey() == Array("secret".utf8))
    }

    enum Crash: CaseIterable {
        case beforeFilling, whileFilling, whilePublishing

        var left: [String] {
            switch self {
            case .beforeFilling: [".creating/"]
            case .whileFilling: [".creating/", ".creating/signing.key", ".creating/ledger.sqlite"]
            case .whilePublishing: ["files/", "signing.key", ".creating/", ".creating/ledger.sqlite"]
            }
        }
    }

    @Test(
        "that has lost its ledger is not made anew, and keeps its key",
        arguments: [[], [".creating/"], [".creating/", "x"]])
    func lostLedger(more: [String]) async throws {
        try makeFolder("agency")
        for name in ["files/", "signing.key"] + more { try leave(name) }
        let before = try temporary.contents()
        let failure = await #expect(throws: FolderFailure.self) { try await found(path) }
        #expect(failure?.code == "folder.not-empty")
        #expect(try temporary.contents() == before)
    }

    @Test("is not opened where there is none")
    func open() throws {
        #expect(throws: FolderFailure.missing(path)) { try OrganizationFolder(opening: path) }
        try makeFolder("agency")
        try temporary.write("agency/inventory.csv", [1])
        #expect(throws: FolderFailure.notAnOrganization(path)) { try OrganizationFolder(opening: path) }
        let file = path.appending("inventory.csv")
        #expect(throws: FolderFailure.notAFolder(file)) { try OrganizationFolder(opening: file) }
        #expect(try temporary.contents() == ["agency/inventory.csv": [1]])
    }

    @Test("names what is not its own, and leaves it")
    func strangers() async throws {
        let folder = try await found(path)
        let store = try SQLiteStore(opening: folder.ledger)
        try temporary.write("agency/notes.txt", [1])
        try temporary.write("agency/ledger.sqlite.bak", [2])
        #expect(try folder.strangers() == ["ledger.sqlite.bak", "notes.txt"])
        try store.close()
        #expect(try temporary.read("agency/notes.txt") == [1])
    }

    @Test("keeps its key from being replaced, missed or seen")
    func key() async throws {
        let folder = try await found(path)
        #expect(throws: FolderFailure.self) { try folder.createSigningKey([1]) }
        #expect(try folder.readSigningKey() == Array("secret".utf8))
        for exposed in [0o640, 0o604, 0o620] {
            try FileManager.default.setAttributes([.posixPermissions: exposed], ofItemAtPath: folder.signingKey.text)
            let failure = #expect(throws: FolderFailure.self) { try folder.readSigningKey() }
            #expect(failure == .keyExposed(folder.signingKey, permissions: UInt32(exposed)))
        }
        try FileManager.default.removeItem(atPath: folder.signingKey.text)
        #expect(throws: FolderFailure.keyMissing(folder.signingKey)) { try folder.readSigningKey() }
    }

    private struct Interruption: Error {}

    @discardableResult
    private func found(_ path: FilePath, failing: Bool = false) async throws -> OrganizationFolder {
        let creation = try FolderCreation.begin(at: path)
        try fill(creation.staged)
        let store = try SQLiteStore(opening: creation.staged.ledger)
        try await store.append(.story(from: 0, count: 1), at: .empty)
        if failing { throw Interruption() }
        try store.close()
        return try creation.publish()
    }

    private func fill(_ folder: OrganizationFolder) throws {
        try folder.createSigningKey(Array("secret".utf8))
        _ = try folder.attachments.write([1])
        try folder.savedState.write([1, 2, 3])
        try SQLiteStore.create(at: folder.ledger).close()
    }

    private func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: temporary.path.appending(name).text, withIntermediateDirectories: false)
    }

    private func leave(_ name: String) throws {
        if name.hasSuffix("/") { try makeFolder("agency/\(name)") } else { try temporary.write("agency/\(name)", [1]) }
    }

    private func permissions(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: temporary.path.appending(name).text)[.posixPermissions] as? Int
    }
}
