import AIMS
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("What is erased or disposed of")
struct SavedErasureTests {
    private static let secret = "Scores loans of Jane Doe of Brightwater."

    /// How something goes.
    enum Removal: CaseIterable, Sendable {
        case erasure, disposal

        func acts(on id: RecordID, entry: EntryIndex) -> [Act] {
            switch self {
            case .erasure: [.erase(id, entry: entry, key: "description")]
            case .disposal: [.dispose(id)]
            }
        }
    }

    /// An agency that knows something, saved; and where it stands.
    private func knowing() async throws -> (agency: Agency, acts: @Sendable (Removal) -> [Act]) {
        let agency = try await Agency.found()
        let id = try await agency.create(
            AISystem.self,
            [("name", "Loan scorer"), ("description", Self.secret), ("retentionUntil", agency.node.today.description)])
        agency.clock.pass(days: 400)
        let entry = try #require(agency.node.register.history(id)?.outlines.first?.sequence)
        _ = try await agency.start(.always)
        #expect(try agency.bytes("agency/state/saved").holds(Self.secret), "else this shows nothing")
        return (agency, { $0.acts(on: id, entry: entry) })
    }

    /// Every file of the folder in which it still stands.
    private func files(of agency: Agency) throws -> [String] {
        let folder = agency.place.appending(path: "agency")
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)).filter { name in
            let file = folder.appending(path: name)
            let isFolder = try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
            return isFolder ? false : Array(try Data(contentsOf: file)).holds(Self.secret)
        }
    }

    private func remove(_ acts: [Act], on node: Node) async throws {
        let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
        _ = try await node.submit(Command(acts, by: ada, reason: "Asked for by the person"))
    }

    @Test("is in no file of the folder any more, whoever saved the state", arguments: Removal.allCases)
    func gone(removal: Removal) async throws {
        let (agency, acts) = try await knowing()
        #expect(try files(of: agency).contains("state/saved"))
        try agency.write(Array(Self.secret.utf8), to: "agency/state/.unfinished-1")
        let node = try await agency.open(.always)
        try await remove(acts(removal), on: node)
        try await node.close()
        try await agency.node.close()
        #expect(try files(of: agency) == [])
        let read = try await agency.start(.never)
        #expect(read.first?.value == read.register.size.value, "and the state is saved again")
        #expect(read.register.saved() == (try await agency.replayed().saved()))
    }

    @Test(
        "is removed from an older state by the next start, and by a node that learns of it", arguments: Removal.allCases
    )
    func older(removal: Removal) async throws {
        let (agency, acts) = try await knowing()
        let state = try agency.bytes("agency/state/saved")
        let other = try await agency.open(.never)
        try await remove(acts(removal), on: agency.node)
        #expect(!agency.savedState.isThere)
        try agency.write(state, to: "agency/state/saved")
        try await other.catchUp()
        #expect(!agency.savedState.isThere)
        try agency.write(state, to: "agency/state/saved")
        let read = try await agency.start(.never)
        #expect(
            read.first == EntryIndex(agency.node.register.size.value - 1), "what is to be gone is still gone on from")
        #expect(!agency.savedState.isThere)
        #expect(read.register.saved() == agency.node.register.saved())
        try agency.write(state, to: "agency/state/saved")
        _ = try await agency.start(.always)
        try await other.close()
        try await agency.node.close()
        #expect(try files(of: agency) == [] && agency.savedState.isThere)
    }

    @Test("by another node while the state is being saved, is not saved for long", arguments: Removal.allCases)
    func meanwhile(removal: Removal) async throws {
        let (agency, acts) = try await knowing()
        try agency.savedState.remove()
        _ = try await agency.start(.always) {
            try? await remove(acts(removal), on: agency.node)
        }
        #expect(agency.node.register.latestRemoval != nil)
        try await agency.node.close()
        #expect(try files(of: agency) == [] && agency.savedState.isThere)
        let read = try await agency.start(.never)
        #expect(read.first?.value == read.register.size.value)
    }

    @Test("stays when it cannot be taken out of the saved state", arguments: Removal.allCases)
    func stuck(removal: Removal) async throws {
        let (agency, acts) = try await knowing()
        let size = agency.node.register.size
        // A folder that is not empty cannot be removed like a file.
        try agency.savedState.remove()
        let saved = agency.place.appending(path: "agency/state/saved")
        try FileManager.default.createDirectory(at: saved, withIntermediateDirectories: true)
        try Data().write(to: saved.appending(path: "something"))
        let failure = await #expect(throws: Failure.self) { try await remove(acts(removal), on: agency.node) }
        guard case .storage? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(agency.node.register.size == size)
        try FileManager.default.removeItem(at: saved)
        try await remove(acts(removal), on: agency.node)
        #expect(agency.node.register.size == size.adding(1))
    }
}
