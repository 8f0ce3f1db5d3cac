import AIMS
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("An examination")
struct ExaminationTests {
    private func examination(_ workshop: Workshop, published: [UInt8]? = nil) async throws -> Examination {
        try await Examination(
            of: workshop.store, key: workshop.node.verifier.text, published: published, declarations: .aims, zone: .utc)
    }

    @Test("of an untouched ledger finds nothing and gives the same register")
    func sound() async throws {
        let workshop = try await Workshop()
        try await workshop.bringIn(workshop.plan(ImportTests.list))
        let found = try await examination(workshop)
        #expect(found.failures == [])
        #expect(found.ledger.size == workshop.node.register.size)
        let register = try #require(found.register)
        let view = View(register, asOf: workshop.node.today, today: workshop.node.today)
        #expect(
            RecordExport(workshop.systems, in: view).json()
                == RecordExport(workshop.systems, in: workshop.node.view()).json())
    }

    @Test("finds that a ledger extends the checkpoint published earlier, and that another one does not")
    func published() async throws {
        let workshop = try await Workshop()
        let early = try await workshop.node.checkpoint()
        try await workshop.bringIn(workshop.plan(ImportTests.list))
        #expect(try await examination(workshop, published: early).isSound)
        let other = try await Workshop()
        _ = try await other.bringIn(other.plan("System name\nSomething else\n"))
        let foreign = try await other.node.checkpoint()
        #expect(try await !examination(workshop, published: foreign).isSound)
    }

    @Test("and a node both name an entry that stands there a second time under another number")
    func doubled() async throws {
        let workshop = try await Workshop()
        let size = workshop.node.register.size
        let last = EntryIndex(size.value - 1)
        let entry = try #require(try await workshop.store.entry(at: last)).entry()
        try workshop.store.append(Batch(entries: [entry]), at: size)
        #expect(try await examination(workshop).ledger.firstDamagedEntry == size.nextIndex)
        let failure = await #expect(throws: Failure.self) {
            _ = try await Workshop.open(workshop.store, workshop.clock)
        }
        #expect(failure?.message.contains("entry \(size)") == true, "\(failure?.message ?? "")")
    }

    @Test("proves an entry to somebody who has only the key")
    func proof() async throws {
        let workshop = try await Workshop()
        try await workshop.bringIn(workshop.plan(ImportTests.list))
        let proof = try await workshop.node.proof(of: EntryIndex(27))
        let finding = try EntryProof(parsing: proof.file()).check(key: workshop.node.verifier)
        #expect(finding.header.sequence == EntryIndex(27))
        #expect(!finding.isKeyTakenOnTrust)
        await #expect(throws: Failure.self) { try await workshop.node.proof(of: EntryIndex(10_000)) }
    }
}
