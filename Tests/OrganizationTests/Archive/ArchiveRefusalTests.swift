import AIMS
import Exchange
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("A spoilt archive")
struct ArchiveRefusalTests {
    @Test(
        "is refused as a backup, with cause and way out, and the folder stays as it was",
        arguments: Spoiling.ofBoth + Spoiling.ofBackup)
    func backup(spoiling: Spoiling) async throws {
        let agency = try await Agency.found()
        try await agency.live()
        _ = try await Backup.write(agency.node, to: agency.path("sound"))
        try await expectRefusal(of: agency, spoiling, manifestName: "backup.json") {
            _ = try await Backup.restore($0, to: agency.path("new"), capabilities: agency.capabilities)
        }
    }

    @Test(
        "is refused as an import, with cause and way out, and the folder stays as it was",
        arguments: Spoiling.ofBoth + Spoiling.ofLedger)
    func ledger(spoiling: Spoiling) async throws {
        let agency = try await Agency.found()
        try await agency.live()
        _ = try await LedgerArchive.write(agency.node, to: agency.path("sound"))
        try await expectRefusal(of: agency, spoiling, manifestName: "archive.json") {
            _ = try await LedgerArchive.read($0, to: agency.path("new"), capabilities: agency.capabilities)
        }
        if spoiling.words != "a record speaks of the file" {
            await #expect(throws: Failure.self) { try await LedgerArchive.verify(agency.path("spoilt")) }
        }
    }

    private func expectRefusal(
        of agency: Agency, _ spoiling: Spoiling, manifestName: String, _ read: (FilePath) async throws -> Void
    ) async throws {
        var parcel = try Parcel(agency.path("sound"), manifestName: manifestName)
        try spoiling.spoil(&parcel)
        try parcel.write(to: agency.path("spoilt"))
        let failure = await #expect(throws: Failure.self) { try await read(agency.path("spoilt")) }
        let message = failure?.message ?? ""
        #expect(failure?.archive?.code == spoiling.code, "\(message)")
        #expect(message.contains(spoiling.words.replacing("SCORER", with: "\(agency.scorerEntry)")), "\(message)")
        #expect(message.contains(agency.path("spoilt").text), "\(message)")
        #expect(
            message.contains("Get it again") || message.contains("Get the archive again") || message.contains("Update")
                || message.contains("Name a backup"), "\(message)")
        #expect(try agency.names() == ["agency", "sound", "spoilt"])
    }
}

@Suite("A folder for an archive")
struct ArchiveTargetTests {
    @Test("must be empty or not there", arguments: ["agency", "full", "file", "file/new", "no/new"])
    func targets(target: String) async throws {
        let agency = try await Agency.found()
        try await agency.live()
        _ = try await LedgerArchive.write(agency.node, to: agency.path("export"))
        _ = try await Backup.write(agency.node, to: agency.path("backup"))
        try FileManager.default.createDirectory(atPath: agency.path("full").text, withIntermediateDirectories: false)
        try agency.write([1], to: "full/notes.txt")
        try agency.write([1], to: "file")
        let words = [
            "agency": "There is an organization in", "full": "is not empty: notes.txt", "file": "is a file",
            "file/new": "cannot be made", "no/new": "cannot be made",
        ]
        let before = try agency.bytes("agency/signing.key")
        for failure in [
            await #expect(throws: Failure.self) {
                try await Backup.restore(
                    agency.path("backup"), to: agency.path(target), capabilities: agency.capabilities)
            },
            await #expect(throws: Failure.self) {
                try await LedgerArchive.read(
                    agency.path("export"), to: agency.path(target), capabilities: agency.capabilities)
            },
        ] {
            #expect(failure?.message.contains(words[target] ?? "?") == true, "\(failure?.message ?? "")")
            #expect(failure?.message.contains("Name") == true)
        }
        #expect(try agency.bytes("agency/signing.key") == before)
        #expect(try agency.bytes("file") == [1])
        #expect(try agency.bytes("full/notes.txt") == [1])
        #expect(try agency.names() == ["agency", "backup", "export", "file", "full"])
    }
}
