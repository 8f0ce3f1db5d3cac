import AIMS
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("The file behind a value that is erased or disposed of")
struct FileRemovalTests {
    private static let content = "Minutes with a name in them"
    private static let digest = Digest(of: Array(content.utf8))

    /// An agency in which one record names the file, and the entry that does.
    private func naming() async throws -> (agency: Agency, id: RecordID, entry: EntryIndex) {
        let agency = try await Agency.found()
        let id = try await agency.bring(Self.content)
        let entry = try #require(agency.node.register.history(id)?.outlines.first?.sequence)
        return (agency, id, entry)
    }

    private func erasure(of id: RecordID, _ entry: EntryIndex) -> Act { .erase(id, entry: entry, key: "file") }

    private func isKept(_ agency: Agency) throws -> Bool { try agency.attachments.contains(Self.digest) }

    /// Everything that verification says against the folder.
    private func failures(_ agency: Agency) async throws -> [String] {
        var found = try await agency.examination()
        try await found.verifyFiles(of: try OrganizationFolder(opening: agency.path("agency")))
        return found.failures
    }

    @Test("goes with the value, and nothing is noted of it any more")
    func erased() async throws {
        let (agency, id, entry) = try await naming()
        #expect(try isKept(agency))
        try await agency.submit([erasure(of: id, entry)], reason: "Asked for by the person")
        #expect(try !isKept(agency))
        #expect(try await agency.notes() == [])
        #expect(await !agency.node.isRemovalPending)
        #expect(try await failures(agency) == [])
    }

    @Test("stays while another record names it, or another entry of the same one")
    func shared() async throws {
        let (agency, id, entry) = try await naming()
        let system = try await agency.create(AISystem.self, [("name", "Loan scorer")])
        let first = try await agency.attach([Self.content], to: system)
        let second = try await agency.attach([Self.content, "More"], to: system)
        try await agency.submit([erasure(of: id, entry)], reason: "Asked for by the person")
        #expect(try isKept(agency))
        try await agency.submit([.erase(system, entry: first, key: "attachments")], reason: "Asked for by the person")
        #expect(try isKept(agency))
        #expect(try await agency.notes() == [])
        try await agency.submit([.erase(system, entry: second, key: "attachments")], reason: "Asked for by the person")
        #expect(try agency.attachments.survey().attachments == [])
        #expect(try await failures(agency) == [])
    }

    @Test("goes with a record that is disposed of, and one that was erased before is no damage then")
    func disposed() async throws {
        let agency = try await Agency.found()
        let until = agency.node.today.description
        let kept = try await agency.bring(Self.content, more: [("retentionUntil", until)])
        let erased = try await agency.bring("Another text", more: [("retentionUntil", until)])
        let entry = try #require(agency.node.register.history(erased)?.outlines.first?.sequence)
        try await agency.submit([erasure(of: erased, entry)], reason: "Asked for by the person")
        agency.clock.pass(days: 400)
        try await agency.submit([.dispose(erased)], reason: "Its time is over")
        #expect(try isKept(agency))
        try await agency.submit([.dispose(kept)], reason: "Its time is over")
        #expect(try agency.attachments.survey().attachments == [])
        #expect(try await failures(agency) == [])
    }

    @Test("that is missing without an erasure is still reported")
    func missing() async throws {
        let (agency, id, entry) = try await naming()
        try await agency.bring(Self.content)
        try agency.attachments.remove(Self.digest)
        #expect(try await failures(agency).first?.contains("missing") == true)
        try await agency.submit([erasure(of: id, entry)], reason: "Asked for by the person")
        #expect(try await failures(agency).count == 1)
    }

    @Test("is not taken for missing by a verification that read the ledger before")
    func erasedMeanwhile() async throws {
        let (agency, id, entry) = try await naming()
        var found = try await agency.examination()
        try await agency.submit([erasure(of: id, entry)], reason: "Asked for by the person")
        try await found.verifyFiles(of: try OrganizationFolder(opening: agency.path("agency")))
        #expect(found.failures == [])
    }

    @Test(
        "is gone after the next start, at whatever call of the store the program was killed", arguments: 1...14,
        FaultMoment.allCases)
    func killedWhileErasing(call: Int, moment: FaultMoment) async throws {
        let (agency, id, entry) = try await naming()
        try await agency.node.close()
        let store = DyingStore(try agency.opened(), at: moment)
        let node = try await agency.open(over: store)
        store.die(atCall: call)
        _ = try? await node.submit(Command([erasure(of: id, entry)], by: Workshop.ines, reason: "Asked for"))
        try store.store.close()
        let next = try await agency.reopened("agency")
        #expect(try isKept(agency) == next.register.names(Self.digest))
        #expect(try await agency.notes() == [])
        #expect(try await failures(agency) == [])
        try await next.close()
    }

    @Test(
        "is kept with the entry that names it, or gone after the next start, when the program was killed",
        arguments: 1...14, FaultMoment.allCases)
    func killedWhileKeeping(call: Int, moment: FaultMoment) async throws {
        let agency = try await Agency.found()
        try await agency.node.close()
        let store = DyingStore(try agency.opened(), at: moment)
        let node = try await agency.open(over: store)
        store.die(atCall: call)
        _ = try? await agency.bring(Self.content, on: node)
        try store.store.close()
        let next = try await agency.reopened("agency")
        #expect(try isKept(agency) == next.register.names(Self.digest))
        #expect(try await agency.notes() == [])
        #expect(try await failures(agency) == [])
        try await next.close()
    }

    @Test("stays when somebody is about to name it while another one looks what can go")
    func aboutToBeNamed() async throws {
        let (agency, id, entry) = try await naming()
        try await agency.submit([erasure(of: id, entry)], reason: "Asked for by the person")
        // It is kept again; just before the entry is written, somebody opens the folder and looks.
        let store = PausingStore(try agency.opened())
        let node = try await agency.open(over: store)
        store.pause(before: .append) { try? await agency.reopened("agency").close() }
        try await agency.bring(Self.content, on: node)
        #expect(store.hasPaused)
        #expect(try isKept(agency))
        #expect(try await failures(agency) == [])
    }

    @Test("stays when another one named it after the erasure and before the look")
    func namedBeforeLook() async throws {
        let (agency, id, entry) = try await naming()
        let other = try await agency.open(.never)
        let store = PausingStore(try agency.opened())
        let node = try await agency.open(over: store)
        store.pause(before: .firstLook) { _ = try? await agency.bring(Self.content, on: other) }
        _ = try await node.submit(Command([erasure(of: id, entry)], by: Workshop.ines, reason: "Asked for"))
        #expect(store.hasPaused)
        #expect(try isKept(agency))
        #expect(try await failures(agency) == [])
    }

    @Test("goes with its last name, when that is erased while another one looks at the names there were")
    func erasedWhileLooking() async throws {
        let (agency, id, entry) = try await naming()
        let last = try await agency.bring(Self.content)
        let lastEntry = try #require(agency.node.register.history(last)?.outlines.first?.sequence)
        let killed = DyingStore(try agency.opened(), at: .before)
        let other = try await agency.open(over: killed)
        killed.dieAfterErasure()
        let store = PausingStore(try agency.opened())
        let node = try await agency.open(over: store)
        store.pause(before: .takingNotesAway) {
            _ = try? await other.submit(Command([erasure(of: last, lastEntry)], by: Workshop.ines, reason: "Asked for"))
        }
        _ = try await node.submit(Command([erasure(of: id, entry)], by: Workshop.ines, reason: "Asked for"))
        #expect(store.hasPaused)
        #expect(await other.isRemovalPending)
        #expect(try !isKept(agency))
        #expect(try await agency.notes() == [])
        #expect(try await failures(agency) == [])
    }

    @Test("is whole when it comes again while it is being removed")
    func namedWhileRemoved() async throws {
        let (agency, id, entry) = try await naming()
        let other = try await agency.open(.never)
        let store = PausingStore(try agency.opened())
        let node = try await agency.open(over: store)
        let coming = Coming()
        // Under the hold, when the ledger has been looked at and the file has not been removed yet.
        store.pause(before: .secondLook) {
            coming.begin { try await agency.bring(Self.content, on: other) }
            // Without a hold the other one would be done by then.
            for _ in 0..<100_000 where !coming.isDone { await Task.yield() }
        }
        _ = try await node.submit(Command([erasure(of: id, entry)], by: Workshop.ines, reason: "Asked for"))
        #expect(store.hasPaused)
        try await coming.end()
        #expect(try isKept(agency))
        #expect(try await failures(agency) == [])
    }

    @Test("is there exactly while something names it, when several nodes keep and erase it at once")
    func several() async throws {
        let agency = try await Agency.found()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<3 {
                group.addTask {
                    let node = try await agency.open(over: SlowStore(try agency.opened()))
                    for _ in 0..<2 {
                        let id = try await agency.bring(Self.content, on: node)
                        let entry = try #require(node.register.history(id)?.outlines.first?.sequence)
                        _ = try await node.submit(
                            Command([erasure(of: id, entry)], by: Workshop.ines, reason: "Asked for"))
                    }
                    _ = try await agency.bring("Text \(number)", on: node)
                }
            }
            try await group.waitForAll()
        }
        try await agency.node.catchUp()
        try await agency.reopened("agency").close()
        #expect(try !isKept(agency))
        #expect(try await agency.notes() == [])
        #expect(try await failures(agency) == [])
    }

    @Test("waits for who works with the files, is said to be left, and is in no backup")
    func held() async throws {
        let (agency, id, entry) = try await naming()
        try await agency.node.close()
        let store = DyingStore(try agency.opened(), at: .before)
        let node = try await agency.open(over: store)
        store.dieAfterErasure()
        _ = try await node.submit(Command([erasure(of: id, entry)], by: Workshop.ines, reason: "Asked for"))
        #expect(await node.isRemovalPending)
        try store.store.close()
        let hold = try await agency.attachments.hold(.together)
        let next = try await agency.reopened("agency")
        #expect(await next.isRemovalPending)
        #expect(try isKept(agency))
        let summary = try await Backup.write(next, to: agency.path("backup.zip"))
        #expect(summary.files == 0 && summary.absentFiles == [])
        hold.letGo()
        try await next.close()
        _ = try await agency.examination()
        #expect(try isKept(agency), "who only reads removes nothing")
        try await agency.reopened("agency").close()
        #expect(try !isKept(agency))
    }

    @Test("half written when the program was killed is removed by the next start")
    func halfWritten() async throws {
        let (agency, _, _) = try await naming()
        try await agency.node.close()
        try agency.write([1, 2], to: "agency/files/.unfinished-a1b2c3")
        _ = try await agency.examination()
        #expect(FileManager.default.fileExists(atPath: agency.path("agency/files/.unfinished-a1b2c3").text))
        try await agency.reopened("agency").close()
        #expect(!FileManager.default.fileExists(atPath: agency.path("agency/files/.unfinished-a1b2c3").text))
        #expect(try isKept(agency))
    }

    @Test("stays while a value names it that no field takes any more")
    func stranger() async throws {
        let place = try Drawer()
        let digest = try await place.keep(Self.content)
        try await place.store.change(settings: ["fileInQuestion.\(digest.hex)": ""])
        _ = try await place.open(.filedSlips)
        #expect(try place.attachments.contains(digest))
        try await place.store.change(settings: ["fileInQuestion.\(digest.hex)": ""])
        _ = try await place.open(.slips)
        #expect(try place.attachments.contains(digest))
    }
}
