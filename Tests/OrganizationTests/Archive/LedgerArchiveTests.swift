import AIMS
import Exchange
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("The archive of an organization")
struct LedgerArchiveTests {
    @Test("brings the same entries, records and files into another folder, under another key")
    func roundTrip() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        let written = try await LedgerArchive.write(agency.node, to: agency.path("agency.zip"))
        #expect(written.entries == agency.node.register.size)
        #expect(written.files == 1, "an erased file does not go along")

        let arrival = try await LedgerArchive.read(
            agency.path("agency.zip"), to: agency.path("copy"), capabilities: agency.capabilities)
        #expect(arrival.summary == written)
        #expect(arrival.actor == Founding.manager)
        #expect(arrival.timeZone == "Europe/Amsterdam")

        let copy = try await agency.reopened("copy")
        try expectSame(copy, agency.node)
        #expect(try copy.verifier.name == agency.node.verifier.name)
        #expect(try copy.verifier != agency.node.verifier)
        #expect(try copy.verifier.text == arrival.newKey)
        #expect(try await copy.setting(Setting.actor) == Founding.manager.text)
        let (old, new) = (
            try Checkpoint(note: await agency.node.checkpoint(), signedBy: agency.node.verifier),
            try Checkpoint(note: await copy.checkpoint(), signedBy: copy.verifier)
        )
        #expect(old.root == new.root && old.size == new.size && old.origin == new.origin)
        #expect(
            try copy.folder?.attachments.survey().attachments.map(\.digest) == [
                Digest(of: Array("Minutes of the board".utf8))
            ])
    }

    @Test("goes on where it was: the copy is written to, exported and taken in again")
    func secondJourney() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        _ = try await LedgerArchive.write(agency.node, to: agency.path("first.zip"))
        _ = try await LedgerArchive.read(
            agency.path("first.zip"), to: agency.path("second"), capabilities: agency.capabilities)
        let second = try await agency.reopened("second")
        let kind = second.rules.declarations.kind(AISystem.self)
        let act = Act.create(kind, state: nil, values: try kind.assignments(fromText: [("name", "Chat bot")]))
        let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
        let made = try await second.submit(Command([act], by: ada))
        #expect(made[0].record.text == "SYS-3")
        _ = try await LedgerArchive.write(second, to: agency.path("second.zip"))
        _ = try await LedgerArchive.read(
            agency.path("second.zip"), to: agency.path("third"), capabilities: agency.capabilities)
        try expectSame(try await agency.reopened("third"), second)
    }

    @Test("knows rows again that came from a file, in a copy and in a copy of that")
    func rows() async throws {
        let agency = try await Agency.found()
        #expect(try await bringIn(into: agency.node) == 2)
        _ = try await LedgerArchive.write(agency.node, to: agency.path("first.zip"))
        _ = try await LedgerArchive.read(
            agency.path("first.zip"), to: agency.path("second"), capabilities: agency.capabilities)
        let second = try await agency.reopened("second")
        #expect(try await bringIn(into: second) == 0)
        _ = try await LedgerArchive.write(second, to: agency.path("second.zip"))
        _ = try await LedgerArchive.read(
            agency.path("second.zip"), to: agency.path("third"), capabilities: agency.capabilities)
        #expect(try await bringIn(into: try await agency.reopened("third")) == 0)
    }

    @Test(
        "leaves in the folder what it was before, which an examination misses when it is lost or changed",
        arguments: [Setting.originKey, Setting.originCheckpoint, "rows.secret"])
    func remembered(name: String) async throws {
        let agency = try await Agency.found()
        _ = try await LedgerArchive.write(agency.node, to: agency.path("agency.zip"))
        _ = try await LedgerArchive.read(
            agency.path("agency.zip"), to: agency.path("copy"), capabilities: agency.capabilities)
        let copy = try await agency.reopened("copy")
        func failures() async throws -> [String] {
            try await Examination.ofLedger(
                in: OrganizationFolder(opening: agency.path("copy")), key: copy.verifier.text,
                capabilities: agency.capabilities
            ).failures
        }
        let kind = copy.rules.declarations.kind(AISystem.self)
        let act = Act.create(kind, state: nil, values: try kind.assignments(fromText: [("name", "Chat bot")]))
        let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
        _ = try await copy.submit(Command([act], by: ada))
        #expect(try await failures() == [])
        let value = try #require(try await copy.setting(name))
        let what = "the setting “\(name)”, which the folder has from where the ledger was before,"
        try await copy.set(name, to: nil)
        #expect(try await failures() == ["\(what) is missing"])
        try await copy.set(name, to: String(value.reversed()))
        #expect(try await failures() == ["\(what) is not what it was"])
        try await copy.set(name, to: value)
        #expect(try await failures() == [])
    }

    /// How many records come of a table of two rows.
    private func bringIn(into node: Node) async throws -> Int {
        let table = try TableReader.table(Array("System name,Purpose\nLeak Finder,Listens\nBee Count,Counts\n".utf8))
        let kind = node.rules.declarations.kind(AISystem.self)
        let fields = kind.targetFields(words: SystemWords.words)
        let guess = MappingGuess(fields, for: table).mapping(register: "systems")
        let mapping = try BoundMapping(guess, to: table, fields: fields)
        let secret = try await node.rowSecret()
        let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
        let now = Moment(milliseconds: Int64(node.today.number + 1) * 86_400_000)
        return try await node.bringIn(by: ada) { view in
            ImportPlan(
                table, of: "list.csv", as: kind, mapping: mapping, view: view, secret: secret, now: now)
        }.changes.count
    }

    @Test("says the same twice, byte for byte, and in parts what it says in one")
    func parts() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        _ = try await LedgerArchive.write(agency.node, to: agency.path("one.zip"))
        _ = try await LedgerArchive.write(agency.node, to: agency.path("same.zip"))
        #expect(try agency.bytes("one.zip") == agency.bytes("same.zip"))

        _ = try await LedgerArchive.write(agency.node, to: agency.path("parts.zip"), partByteCount: 2_000)
        let (one, parts) = (
            try Parcel(agency.path("one.zip"), manifestName: "archive.json"),
            try Parcel(agency.path("parts.zip"), manifestName: "archive.json")
        )
        let names = ["ledger/entries.jsonl"] + (2...99).map { "ledger/entries.\($0).jsonl" }
        let pieces: [[UInt8]] = names.compactMap { parts.members[$0] }
        #expect(pieces.count > 10, "with two digits the order of names is not that of numbers")
        #expect(pieces.flatMap(\.self) == one.members["ledger/entries.jsonl"])
        _ = try await LedgerArchive.read(
            agency.path("parts.zip"), to: agency.path("copy"), capabilities: agency.capabilities)
        try expectSame(try await agency.reopened("copy"), agency.node)
    }

    @Test("can be verified by whoever has it, without a folder and without us")
    func offline() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        let written = try await LedgerArchive.write(agency.node, to: agency.path("agency.zip"))
        let published = try await agency.node.checkpoint()
        let found = try await LedgerArchive.verify(
            agency.path("agency.zip"), expecting: .init(key: agency.node.verifier.text, checkpoint: published))
        #expect(found == written)

        let parcel = try Parcel(agency.path("agency.zip"), manifestName: "archive.json")
        let portable = PortableLedger(
            entries: parcel.members["ledger/entries.jsonl"] ?? [],
            checkpoints: parcel.members["ledger/checkpoints.jsonl"] ?? [], key: parcel.members["ledger/key.txt"] ?? [])
        let report = try portable.verify(published: published)
        #expect(report.isSound)
        #expect(report.size == written.entries)
        #expect(report.erasedCount == 2)
    }

    @Test("holds no secret and no setting")
    func secrets() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        try await agency.node.set("session", to: "a-setting-of-this-folder")
        let key = String(decoding: try agency.bytes("agency/signing.key"), as: UTF8.self).trimmingOuterSpace()
        _ = try await LedgerArchive.write(agency.node, to: agency.path("agency.zip"))
        let parcel = try Parcel(agency.path("agency.zip"), manifestName: "archive.json")
        let everything: [[UInt8]] = [try agency.bytes("agency.zip")] + Array(parcel.members.values)
        let seed = String(key.split(separator: "+").last ?? "")
        for bytes in everything {
            for secret in [key, seed, "PRIVATE", "a-setting-of-this-folder", "Jane Doe", "private.txt"] {
                #expect(!bytes.holds(secret), "\(secret)")
            }
        }
        #expect(
            everything.contains { (bytes: [UInt8]) in bytes.holds("Loan scorer") }, "the search finds what is there")
        #expect(
            parcel.members.keys.allSatisfy { $0.hasPrefix("ledger/") || $0.hasPrefix("files/") || $0 == "archive.json" }
        )
    }

    @Test("still extends a checkpoint that was published under the key of before")
    func earlierKey() async throws {
        let agency = try await Agency.found()
        let published = try await agency.node.checkpoint()
        try await agency.live()
        _ = try await LedgerArchive.write(agency.node, to: agency.path("agency.zip"))
        _ = try await LedgerArchive.read(
            agency.path("agency.zip"), to: agency.path("copy"), capabilities: agency.capabilities)
        let store = try SQLiteStore(opening: agency.path("copy/ledger.sqlite"), access: .readOnly)
        let earlier = try #require(EarlierKey(rememberedIn: try await store.settings()))
        #expect(try earlier.verifier == agency.node.verifier)
        #expect(earlier.checkpoint == (try await agency.node.checkpoint()))
        let key = try await agency.reopened("copy").verifier.text
        func examined(_ note: [UInt8], _ publisher: VerifierKey? = nil) async throws -> [String] {
            try await Examination(
                of: store, key: key, published: note, publisher: publisher?.text, declarations: .aims, zone: .utc
            ).failures
        }
        for note in [published, earlier.checkpoint] {
            #expect(try await examined(note) == [])
            #expect(try await examined(note, earlier.verifier) == [])
        }
        let stranger = try SigningKey(name: earlier.verifier.name, seed: [UInt8](repeating: 9, count: 32))
        let forged = try stranger.sign(
            Checkpoint(origin: stranger.name, size: LedgerSize(3), root: Digest(of: Array("another".utf8))))
        for publisher in [nil, earlier.verifier, stranger.verifier] {
            let failures = try await examined(forged.bytes, publisher)
            #expect(failures.count == 1 && failures[0].hasPrefix("published checkpoint: "), "\(failures)")
        }
    }

    @Test("takes its time zone from the entry that founded it")
    func timeZone() async throws {
        let agency = try await Agency.found(zone: "Asia/Tokyo")
        agency.clock.pass(days: 2)
        try await agency.node.change(timeZone: "Mars/Phobos")
        _ = try await LedgerArchive.write(agency.node, to: agency.path("agency.zip"))
        let tokyo = try await LedgerArchive.read(
            agency.path("agency.zip"), to: agency.path("tokyo"), capabilities: agency.capabilities)
        #expect(tokyo.timeZone == "Asia/Tokyo")
        #expect(try await agency.reopened("tokyo").register.zone.identifier == "Asia/Tokyo")
        let known = agency.capabilities
        let poor = Capabilities(now: known.now, randomBytes: known.randomBytes, zone: { _ in nil })
        let failure = await #expect(throws: Failure.self) {
            try await LedgerArchive.read(
                agency.path("agency.zip"), to: agency.path("poor"), capabilities: poor)
        }
        #expect(failure?.message.contains("“Asia/Tokyo”, which this machine does not know") == true)
    }

    private func expectSame(_ left: Node, _ right: Node) throws {
        #expect(left.register.size == right.register.size)
        let day = right.today
        for kind in right.rules.declarations.kinds {
            let (mine, other) = (left.register.histories(of: kind), right.register.histories(of: kind))
            #expect(mine.map(\.changes) == other.map(\.changes))
            let exports = [left, right].map { RecordExport(kind, in: $0.view(asOf: day)).json() }
            #expect(exports[0] == exports[1], "\(kind.name)")
        }
    }
}
