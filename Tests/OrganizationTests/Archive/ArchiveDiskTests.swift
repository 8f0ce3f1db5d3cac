import Foundation
import Glibc
import Organization
import Storage
import Testing

/// A disk of its own that can be filled and made read-only. Only root can make one, and not in every container.
private final class SmallDisk {
    private let place = FileManager.default.temporaryDirectory.appending(path: "hallmark-disk-\(UUID().uuidString)")

    init(byteCount: Int) throws {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=\(byteCount)", "tmpfs", place.path(percentEncoded: false))
    }

    deinit {
        try? SmallDisk.run("umount", "--lazy", place.path(percentEncoded: false))
        try? FileManager.default.removeItem(at: place)
    }

    static let isPossible = geteuid() == 0 && (try? SmallDisk(byteCount: 1 << 16)) != nil

    func makeReadOnly() throws {
        try SmallDisk.run("mount", "-o", "remount,ro", place.path(percentEncoded: false))
    }

    func path(_ name: String) -> FilePath { FilePath(place.appending(path: name).path(percentEncoded: false)) }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place.path(percentEncoded: false))
    }

    private struct Refused: Error { let command: [String] }

    private static func run(_ command: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Refused(command: command) }
    }
}

/// Needs root; the messages themselves need none.
@Suite("On a disk without room", .enabled(if: SmallDisk.isPossible))
struct ArchiveDiskTests {
    /// From far too little up to nearly enough, so that each step finds the disk full once.
    @Test("no archive is made, and nothing is left", arguments: [8, 64, 120, 160, 200, 240, 280], ArchiveForm.allCases)
    func writing(kilobytes: Int, form: ArchiveForm) async throws {
        let agency = try await Agency.found()
        try await agency.live()
        let disk = try SmallDisk(byteCount: kilobytes << 10)
        let failure = await ArchiveDiskTests.failure(writing: form, of: agency, to: disk.path("archive"))
        #expect(try disk.names() == (failure == nil ? ["archive"] : []))
        #expect(failure != nil || kilobytes > 64)
        guard let failure else { return }
        #expect(failure.archive?.code == .full, "\(failure.message)")
        #expect(failure.message.contains("Free some space, or name a file on another disk"))
    }

    @Test(
        "no archive is taken in, and nothing is left", arguments: [8, 64, 120, 160, 200, 240, 280], ArchiveForm.allCases
    )
    func reading(kilobytes: Int, form: ArchiveForm) async throws {
        let agency = try await Agency.found()
        try await agency.live()
        let disk = try SmallDisk(byteCount: kilobytes << 10)
        let written = await ArchiveDiskTests.failure(writing: form, of: agency, to: agency.path("archive"))
        #expect(written?.message == nil)
        let failure = await ArchiveDiskTests.failure(reading: form, of: agency, to: disk.path("new"))
        #expect(failure != nil || kilobytes > 64)
        guard let failure else { return }
        #expect(failure.message.hasPrefix("The disk is full. Nothing was written."), "\(failure.message)")
        #expect(try disk.names() == [])
    }

    private static func failure(writing form: ArchiveForm, of agency: Agency, to path: FilePath) async -> Failure? {
        do throws(Failure) {
            switch form {
            case .backup: _ = try await Backup.write(agency.node, to: path)
            case .ledger: _ = try await LedgerArchive.write(agency.node, to: path)
            }
            return nil
        } catch {
            return error
        }
    }

    private static func failure(reading form: ArchiveForm, of agency: Agency, to path: FilePath) async -> Failure? {
        let archive = agency.path("archive")
        do throws(Failure) {
            switch form {
            case .backup: _ = try await Backup.restore(archive, to: path, capabilities: agency.capabilities)
            case .ledger: _ = try await LedgerArchive.read(archive, to: path, capabilities: agency.capabilities)
            }
            return nil
        } catch {
            return error
        }
    }

    @Test("that may only be read, nothing is begun")
    func readOnly() async throws {
        let agency = try await Agency.found()
        _ = try await Backup.write(agency.node, to: agency.path("archive"))
        let disk = try SmallDisk(byteCount: 1 << 20)
        try disk.makeReadOnly()
        for failure in [
            await #expect(throws: Failure.self) { try await Backup.write(agency.node, to: disk.path("archive")) },
            await #expect(throws: Failure.self) {
                try await LedgerArchive.write(agency.node, to: disk.path("archive"))
            },
            await #expect(throws: Failure.self) {
                try await Backup.restore(
                    agency.path("archive"), to: disk.path("new"), capabilities: agency.capabilities)
            },
        ] {
            #expect(failure?.archive?.code == .unwritable)
            #expect(failure?.message.contains("read-only") == true)
            #expect(failure?.message.contains("somewhere else") == true)
        }
        #expect(try disk.names() == [])
    }
}
