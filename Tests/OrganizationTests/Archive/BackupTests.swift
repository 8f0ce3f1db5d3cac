import AIMS
import Exchange
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("A backup of an organization")
struct OrganizationBackupTests {
    @Test("brings the folder back as it was: ledger, files, settings and key")
    func roundTrip() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        let written = try await Backup.write(agency.node, to: agency.path("agency.backup"))
        #expect(written.entries == agency.node.register.size)
        #expect(written.absentFiles == [])
        let attributes = try FileManager.default.attributesOfItem(atPath: agency.path("agency.backup").text)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try agency.names() == ["agency", "agency.backup"])

        let restored = try await Backup.restore(
            agency.path("agency.backup"), to: agency.path("back"), capabilities: agency.capabilities)
        #expect(restored == written)
        for name in ["signing.key"] { #expect(try agency.bytes("agency/\(name)") == agency.bytes("back/\(name)")) }
        let back = try await agency.reopened("back")
        #expect(try back.verifier == agency.node.verifier)
        #expect(try await back.checkpoint() == agency.node.checkpoint())
        #expect(try await back.setting(Setting.timeZone) == "Europe/Amsterdam")
        #expect(try back.folder?.attachments.survey() == agency.attachments.survey())
        for kind in back.rules.declarations.kinds {
            let histories = [back, agency.node].map { $0.register.histories(of: kind).map(\.changes) }
            #expect(histories[0] == histories[1])
        }
        let mode = try FileManager.default.attributesOfItem(atPath: agency.path("back/signing.key").text)
        #expect(mode[.posixPermissions] as? Int == 0o600)
    }

    @Test("made while somebody writes holds every entry acknowledged before it began")
    func online() async throws {
        let agency = try await Agency.found()
        let other = try await agency.reopened("agency")
        let kind = other.rules.declarations.kind(AISystem.self)
        let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
        let writing = Task {
            var number = 0
            while !Task.isCancelled {
                let name = [(key: "name", value: "System \(number)")]
                let act = Act.create(kind, state: nil, values: try kind.assignments(fromText: name))
                _ = try await other.submit(Command([act], by: ada))
                number += 1
            }
            return number
        }
        while other.register.size < LedgerSize(60) { await Task.yield() }
        let before = other.register.size
        let written = try await Backup.write(agency.node, to: agency.path("agency.backup"))
        let after = other.register.size
        writing.cancel()
        _ = try await writing.value
        #expect(after > before, "somebody wrote meanwhile")
        #expect(written.entries >= before)

        let restored = try await Backup.restore(
            agency.path("agency.backup"), to: agency.path("back"), capabilities: agency.capabilities)
        #expect(restored.entries == written.entries)
        let back = try await agency.reopened("back")
        #expect(back.register.size == written.entries)
        for history in back.register.histories(of: kind) {
            #expect(history.changes == other.register.history(history.id)?.changes)
        }
    }

    @Test("says which files were lost before, and brings back the rest")
    func lostFiles() async throws {
        let agency = try await Agency.found()
        let lost = try await agency.attach("one").digest
        let spoilt = try await agency.attach("two").digest
        let kept = try await agency.attach("three").digest
        try agency.attachments.remove(lost)
        try Data("tw0".utf8).write(to: URL(fileURLWithPath: agency.attachments.path(of: spoilt).text))
        let written = try await Backup.write(agency.node, to: agency.path("agency.backup"))
        #expect(Set(written.absentFiles) == [lost, spoilt])
        let restored = try await Backup.restore(
            agency.path("agency.backup"), to: agency.path("back"), capabilities: agency.capabilities)
        #expect(restored == written)
        #expect(try AttachmentStore(folder: agency.path("back/files")).survey().attachments.map(\.digest) == [kept])

        let failure = await #expect(throws: Failure.self) {
            try await LedgerArchive.write(agency.node, to: agency.path("agency.zip"))
        }
        #expect(
            failure?.message.contains("of EVD-1 is missing") == true
                || failure?.message.contains("of EVD-2 was altered") == true)
        #expect(try agency.names() == ["agency", "agency.backup", "back"])
    }

    @Test("is not written over anything, nor where nothing can be written, and nothing is left")
    func targets() async throws {
        let agency = try await Agency.found()
        try agency.write([1], to: "there")
        for (target, code, words) in [
            ("there", ArchiveFailure.Code.taken, "is there already"),
            ("agency", .taken, "is there already"),
            ("there/agency.backup", .unwritable, "is a file"),
            ("nowhere/agency.backup", .unwritable, "There is no folder"),
        ] {
            for failure in [
                await #expect(throws: Failure.self) { try await Backup.write(agency.node, to: agency.path(target)) },
                await #expect(throws: Failure.self) {
                    try await LedgerArchive.write(agency.node, to: agency.path(target))
                },
            ] {
                #expect(failure?.archive?.code == code, "\(target)")
                #expect(failure?.message.contains(words) == true, "\(target)")
            }
        }
        #expect(try agency.names() == ["agency", "there"])
        #expect(try agency.bytes("there") == [1])
    }

    @Test("of a damaged ledger is not made")
    func damaged() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        try await agency.node.close()
        let node = try await agency.reopened("agency")
        let sound = try agency.bytes("agency/ledger.sqlite")
        try agency.write(sound.replacing("Loan scorer", with: "Moan scorer"), to: "agency/ledger.sqlite")
        for failure in [
            await #expect(throws: Failure.self) { try await Backup.write(node, to: agency.path("new")) },
            await #expect(throws: Failure.self) { try await LedgerArchive.write(node, to: agency.path("new")) },
        ] {
            #expect(
                failure?.message.contains("The ledger is damaged: entry \(agency.scorerEntry), body") == true,
                "\(failure?.message ?? "")")
        }
        #expect(try agency.names() == ["agency"])
    }
}

extension Failure {
    var archive: ArchiveFailure? {
        if case .archive(let failure) = self { failure } else { nil }
    }
}
