import Foundation
import Glibc
import Ledger
import Storage
import Testing

@Suite("A file that is being made")
struct FileCreationTests {
    let folder = TemporaryFolder()
    private var target: FilePath { folder.path.appending("agency.zip") }

    @Test("appears at its place whole, for its owner alone, and leaves nothing beside it")
    func published() throws {
        let creation = try FileCreation.begin(at: target)
        #expect(try mode(of: creation.workshop) == 0o700)
        let file = creation.workshop.appending("part")
        try Data("whole".utf8).write(to: URL(fileURLWithPath: file.text))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.text)
        try Data("more".utf8).write(to: URL(fileURLWithPath: creation.workshop.appending("scrap").text))
        #expect(try !folder.contents().keys.contains("agency.zip"))
        try creation.publish(file)
        #expect(try folder.contents() == ["agency.zip": Array("whole".utf8)])
        #expect(try mode(of: target) == 0o600)
    }

    @Test("that is given up leaves nothing")
    func givenUp() throws {
        do {
            let creation = try FileCreation.begin(at: target)
            try Data("half".utf8).write(to: URL(fileURLWithPath: creation.workshop.appending("part").text))
            #expect(try folder.contents().count == 1)
        }
        #expect(try folder.contents().isEmpty)
    }

    @Test("is written over nothing: neither what lay there before nor what came meanwhile", arguments: [true, false])
    func taken(before: Bool) throws {
        if before { try folder.write("agency.zip", [1]) }
        let failure = #expect(throws: FileCreationFailure.self) {
            let creation = try FileCreation.begin(at: target)
            let file = creation.workshop.appending("part")
            try Data("mine".utf8).write(to: URL(fileURLWithPath: file.text))
            try folder.write("agency.zip", [1])
            try creation.publish(file)
        }
        #expect(failure == .taken(target))
        #expect(try folder.contents() == ["agency.zip": [1]])
    }

    @Test("takes a link that leads nowhere for something that is there")
    func link() throws {
        try FileManager.default.createSymbolicLink(atPath: target.text, withDestinationPath: "/nowhere/at/all")
        #expect(throws: FileCreationFailure.taken(target)) { _ = try FileCreation.begin(at: target) }
    }

    @Test("needs a folder to lie in")
    func noFolder() throws {
        try folder.write("file", [1])
        let (missing, file) = (folder.path.appending("no"), folder.path.appending("file"))
        #expect(throws: FileCreationFailure.noFolder(missing)) {
            _ = try FileCreation.begin(at: missing.appending("agency.zip"))
        }
        #expect(throws: FileCreationFailure.notAFolder(file)) {
            _ = try FileCreation.begin(at: file.appending("agency.zip"))
        }
    }

    @Test("clears away what a crash left, and leaves alone where somebody works and what others have")
    func remains() throws {
        for name in [".hallmark-gone00", ".hidden", ".unfinished-file"] {
            let path = folder.path.appending(name)
            try FileManager.default.createDirectory(atPath: path.text, withIntermediateDirectories: false)
            try Data("scrap".utf8).write(to: URL(fileURLWithPath: path.appending("part").text))
        }
        let other = try FileCreation.begin(at: folder.path.appending("other.zip"))
        let mine = try FileCreation.begin(at: target)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path.text).sorted()
        #expect(names == [".hidden", ".unfinished-file", other.workshop.name, mine.workshop.name].sorted())
    }

    private func mode(of path: FilePath) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path.text)[.posixPermissions] as? Int
    }
}

@Suite("What is written piece by piece")
struct PieceTests {
    let folder = TemporaryFolder()

    @Test("is counted and digested on the way")
    func newFile() throws {
        let path = folder.path.appending("file")
        var file = try NewFile(path)
        for piece in ["one ", "", "two"] { try file.write(Array(piece.utf8)) }
        #expect(file.byteCount == 7)
        #expect(file.digest == Digest(of: Array("one two".utf8)))
        try file.finish()
        #expect(try FileContent(of: path) == FileContent(digest: Digest(of: Array("one two".utf8)), byteCount: 7))
        #expect(throws: StoreFailure.self) { _ = try NewFile(path) }
    }

    @Test("becomes an attachment only when it is what it should be")
    func attachment() throws {
        let store = AttachmentStore(folder: folder.path.appending("files"), byteCountMax: 8)
        let digest = Digest(of: Array("one two".utf8))
        var draft = try store.draft()
        for piece in ["one ", "two"] { try draft.write(Array(piece.utf8)) }
        try draft.keep(as: digest)
        #expect(try store.read(digest) == Array("one two".utf8))

        #expect(throws: AttachmentFailure.damaged(digest)) {
            var other = try store.draft()
            try other.write([1])
            try other.keep(as: digest)
        }
        #expect(throws: AttachmentFailure.tooLarge(byteCountMax: 8)) {
            var large = try store.draft()
            try large.write([1, 2, 3, 4])
            try large.write([5, 6, 7, 8, 9])
        }
        _ = try store.draft()
        #expect(try folder.contents().keys.filter { $0.contains("unfinished") } == [])
        #expect(try store.survey().attachments.map(\.digest) == [digest])
    }
}
