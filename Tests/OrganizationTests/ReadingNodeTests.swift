import AIMS
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("A node that only reads")
struct ReadingNodeTests {
    /// Every file of the agency, with its content.
    private func contents(_ agency: Agency) throws -> [String: [UInt8]] {
        let folder = agency.place.appending(path: "agency").path(percentEncoded: false)
        var contents: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            if let bytes = FileManager.default.contents(atPath: folder + "/" + name) { contents[name] = Array(bytes) }
        }
        return contents
    }

    @Test("knows what one knows that writes, and leaves everything in the folder as it is")
    func reads() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        _ = try await agency.start(.always)
        try await agency.node.close()
        // What one that writes would put in order.
        try agency.resave { _, seal in seal }
        try agency.write([1, 2], to: "agency/files/.unfinished-a1b2c3")
        let before = try contents(agency)
        let node = try await Node.open(
            at: agency.path("agency"), capabilities: agency.capabilities, isWritable: false)
        #expect(node.register.saved() == agency.node.register.saved())
        #expect(try node.verifier == agency.node.verifier)
        try await node.catchUp()
        let failure = await #expect(throws: Failure.self) {
            try await node.submit(Command([], by: Workshop.ines, reason: nil))
        }
        guard case .storage(.readOnly)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        try await node.close()
        #expect(try contents(agency) == before)
    }

    @Test("is of one moment, whatever others write")
    func moment() async throws {
        let agency = try await Agency.found()
        let node = try await Node.open(at: agency.path("agency"), capabilities: agency.capabilities, isWritable: false)
        let size = node.register.size
        try await agency.create(AISystem.self, [("name", "Late scorer")])
        try await node.catchUp()
        #expect(node.register.size == size)
        try await node.close()
    }
}
