import Foundation
import Ledger
import Organization
import Records
import Storage
import Synchronization
import Testing

@Suite("An archive that somebody stops")
struct ArchiveCancellationTests {
    @Test("while it is written leaves nothing", arguments: ArchiveForm.allCases)
    func writing(form: ArchiveForm) async throws {
        let agency = try await Agency.found()
        try await agency.live()
        try await expectNothingLeft(agency, after: ["agency"]) { report in
            switch form {
            case .backup: _ = try await Backup.write(agency.node, to: agency.path("new"), progress: report)
            case .ledger: _ = try await LedgerArchive.write(agency.node, to: agency.path("new"), progress: report)
            }
        }
        #expect(try agency.names() == ["agency", "new"])
    }

    @Test("while it is taken in leaves the folder as it was", arguments: ArchiveForm.allCases, [true, false])
    func reading(form: ArchiveForm, isFolderThere: Bool) async throws {
        let agency = try await Agency.found()
        try await agency.live()
        let (file, new, capabilities) = (agency.path("file"), agency.path("new"), agency.capabilities)
        switch form {
        case .backup: _ = try await Backup.write(agency.node, to: file)
        case .ledger: _ = try await LedgerArchive.write(agency.node, to: file)
        }
        if isFolderThere {
            try FileManager.default.createDirectory(atPath: new.text, withIntermediateDirectories: false)
        }
        try await expectNothingLeft(agency, after: isFolderThere ? ["agency", "file", "new"] : ["agency", "file"]) {
            report in
            switch form {
            case .backup: _ = try await Backup.restore(file, to: new, capabilities: capabilities, progress: report)
            case .ledger: _ = try await LedgerArchive.read(file, to: new, capabilities: capabilities, progress: report)
            }
        }
        #expect(try await agency.reopened("new").register.size == agency.node.register.size)
    }

    /// Stops the work at its first sign of progress, at its second, and so on, until it is done before that.
    private func expectNothingLeft(
        _ agency: Agency, after names: [String],
        _ work: @escaping @Sendable (@escaping ArchiveProgress.Report) async throws -> Void
    ) async throws {
        for stop in 1...1_000 {
            let signs = Signs()
            let task = Task {
                try await work { progress in
                    #expect(progress.done <= progress.total)
                    if signs.next() == stop { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            if case .success = await task.result {
                #expect(stop > 2 && signs.count == stop - 1)
                return
            }
            let failure = await #expect(throws: Failure.self) { try await task.value }
            #expect(failure?.archive?.code == .cancelled)
            #expect(try agency.names() == names)
            for name in names where name == "new" {
                #expect(try FileManager.default.contentsOfDirectory(atPath: agency.path(name).text) == [])
            }
        }
        Issue.record("the work never ends")
    }
}

/// Counts signs of progress.
private final class Signs: Sendable {
    private let state = Mutex(0)

    var count: Int { state.withLock { $0 } }

    func next() -> Int {
        state.withLock { count in
            count += 1
            return count
        }
    }
}
