import AIMS
import Exchange
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("A file that is no archive of ours")
struct ForeignArchiveTests {
    @Test(
        "is refused, whatever it is",
        arguments: ["absent", "text", "empty", "cut", "folder", "zip", "bomb", "many", "path", "other"])
    func foreign(kind: String) async throws {
        let agency = try await Agency.found()
        try await agency.live()
        _ = try await LedgerArchive.write(agency.node, to: agency.path("export"))
        _ = try await Backup.write(agency.node, to: agency.path("backup"))
        var limits = ZipLimits.standard
        limits.looseBytes = 1 << 10
        let file = agency.path("file")
        switch kind {
        case "text": try agency.write(Array("Dear diary".utf8), to: "file")
        case "empty": try agency.write([], to: "file")
        case "cut": try agency.write(Array(try agency.bytes("export").dropLast(100)), to: "file")
        case "folder": try FileManager.default.createDirectory(atPath: file.text, withIntermediateDirectories: false)
        case "zip": try ZipWriter.write([.init("letter.txt", .bytes([1]))], to: file.text)
        case "bomb":
            try ZipWriter.write([.init("backup.json", .bytes([UInt8](repeating: 32, count: 1 << 20)))], to: file.text)
        case "many":
            limits.members = 2
            try agency.write(try agency.bytes("export"), to: "file")
        case "path":
            let tricked = try agency.bytes("export").replacing("ledger/key.txt", with: "../../bad.text")
            try agency.write(tricked, to: "file")
        case "other": try agency.write(try agency.bytes("export"), to: "file")
        default: break
        }
        let words = [
            "absent": "cannot be read", "text": "no ZIP archive", "empty": "no ZIP archive", "cut": "no ZIP archive",
            "folder": "is a folder", "zip": "Hallmark has not made it", "bomb": "more than 100 times its size",
            "many": "at most 2 are read", "path": "leads to another folder",
            "other": "This is the archive of an organization",
        ]
        let failure = await #expect(throws: Failure.self) {
            try await Backup.restore(file, to: agency.path("new"), capabilities: agency.capabilities, limits: limits)
        }
        #expect(failure?.message.contains(words[kind] ?? "?") == true, "\(failure?.message ?? "")")
        #expect(failure?.archive != nil)
        #expect(!(try agency.names()).contains("new"))
        if kind == "other" {
            let other = await #expect(throws: Failure.self) { try await LedgerArchive.verify(agency.path("backup")) }
            #expect(other?.archive?.code == .otherForm)
        }
    }

    @Test("says which form it has", arguments: ArchiveForm.allCases)
    func form(form: ArchiveForm) async throws {
        let agency = try await Agency.found()
        switch form {
        case .backup: _ = try await Backup.write(agency.node, to: agency.path("file"))
        case .ledger: _ = try await LedgerArchive.write(agency.node, to: agency.path("file"))
        }
        #expect(try ArchiveForm(of: agency.path("file")) == form)
    }

    @Test("signed by another key, or forking from a published checkpoint, is refused by whoever knows better")
    func expectations() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        _ = try await LedgerArchive.write(agency.node, to: agency.path("export"))
        let other = try await Agency.found(afterDraws: 7)
        let failures = [
            await #expect(throws: Failure.self) {
                try await LedgerArchive.verify(agency.path("export"), expecting: .init(key: other.node.verifier.text))
            },
            await #expect(throws: Failure.self) {
                let note = try await other.node.checkpoint()
                _ = try await LedgerArchive.verify(agency.path("export"), expecting: .init(checkpoint: note))
            },
        ]
        #expect(failures.map { $0?.archive?.code } == [.key, .damaged])
    }
}
