import AIMS
import Exchange
import Ledger
import Organization
import Records
import Testing

@Suite("An import of what points to other records")
struct ImportReferencesTests {
    private func plan<K: RecordKind>(_ text: String, as type: K.Type, _ workshop: Workshop) throws -> ImportPlan {
        let kind = workshop.node.rules.declarations.kind(type)
        let table = try TableReader.table(Array(text.utf8))
        let fields = kind.targetFields()
        let mapping = MappingGuess(fields, for: table).mapping(register: kind.about.address)
        let bound = try BoundMapping(mapping, to: table, fields: fields)
        return ImportPlan(
            table, of: "list.csv", as: kind, mapping: bound, view: workshop.node.view(), secret: Workshop.secret,
            now: workshop.clock.capabilities.now())
    }

    private func create(
        _ name: String, _ mail: String, _ workshop: Workshop, told recording: Recording? = nil
    ) async throws {
        let people = workshop.node.rules.declarations.kind(Person.self)
        let values = try people.assignments(fromText: [("name", name), ("email", mail)])
        _ = try await workshop.node.submit(
            Command([.create(people, state: nil, values: values)], by: Workshop.ines, recording: recording))
    }

    @Test("finds a person by id or by an e-mail that nobody else has; anything else is asked about and kept")
    func people() async throws {
        let workshop = try await Workshop()
        try await create("Tara Top", "tara@brightwater.example", workshop)
        try await create("One Twin", "twin@brightwater.example", workshop)
        // Two people of one e-mail come in only as what was so elsewhere.
        try await create(
            "Other Twin", "Twin@brightwater.example", workshop,
            told: Recording(
                at: .day(workshop.node.today), whose: Workshop.ines.person, source: nil, acceptsExceptions: true))
        let list = """
            person,kind
            per-002,person
            TARA@brightwater.example,person
            twin@brightwater.example,person
            PER-099,person
            SYS-1,person
            """
        let plan = try plan(list, as: Account.self, workshop)
        #expect(plan.rows.map(\.doubts.count) == [0, 0, 1, 1, 1])
        #expect(plan.rows.map(\.keptCells) == [0, 0, 1, 1, 1])
        try await workshop.bringIn(plan, accepting: true)
        let accounts = workshop.node.view().all(Account.self).suffix(5)
        #expect(accounts.map { $0.person?.id } == ["PER-002", "PER-002", nil, nil, nil])
        #expect(accounts.last?.unmapped?.map(\.text) == ["SYS-1"])
    }

    @Test("does not say of whoever imports that they acted: the row is refused, and with it the table")
    func acted() async throws {
        let workshop = try await Workshop()
        let size = workshop.node.register.size
        let list =
            "reviewer,date,decision\nPER-001,2026-03-02,Stay\nnobody@brightwater.example,2026-03-02,Go\nPER-001,,Later\n"
        let reviews = try plan(list, as: PolicyReview.self, workshop)
        #expect(reviews.refused.map(\.number) == [2, 3])
        let failure = await #expect(throws: Failure.self) {
            try await workshop.node.bringIn(by: Workshop.ines) { _ in reviews }
        }
        #expect(failure?.message.contains("Row 2, line 3: it does not say “reviewer”") == true)
        #expect(workshop.node.register.size == size)
        let whole = try plan("reviewer,date\nPER-001,2026-03-02\n", as: PolicyReview.self, workshop)
        try await workshop.bringIn(whole, accepting: true)
        #expect(workshop.node.view().all(PolicyReview.self).map { $0.reviewer?.id } == ["PER-001"])
    }

    @Test("takes the word of a person about a record from no table")
    func testimony() async throws {
        let workshop = try await Workshop()
        let list = "person,record,at\nPER-001,POL-1,2026-03-02T09:00:00Z\n"
        #expect(try plan(list, as: Acknowledgement.self, workshop).refused.count == 1)
        #expect(
            try plan("record,approver,decision,at\nPOL-1,PER-001,approve,\n", as: Approval.self, workshop).refused.count
                == 1)
    }
}
