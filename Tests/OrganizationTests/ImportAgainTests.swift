import AIMS
import Exchange
import Organization
import Records
import Testing

@Suite("An import of rows that were brought in before")
struct ImportAgainTests {
    static let list = """
        System name,Purpose,Go-live,Note
        Flood Watch,Predicts floods,10/1/2023,pilot
        Bee Count,Counts bees,11/2/2023,
        """

    /// Which field takes which column, by key; `pattern` says how dates are written.
    private static func mapping(_ fields: [String?], pattern: String? = nil, key: [String] = []) throws -> ColumnMapping
    {
        var mapping = ColumnMapping(
            register: "systems", key: key.map { .init(header: $0) },
            columns: fields.enumerated().map { .init(.init(number: $0 + 1), field: $1) })
        mapping.columns[2].rules.date = try pattern.map { try #require(DatePattern($0)) }
        return mapping
    }

    private static let names = ["name", "intendedPurpose", "firstDeployedOn", nil]

    @Test("fills what was kept until a mapping said which field takes it")
    func betterMapping() async throws {
        let workshop = try await Workshop()
        try await workshop.bringIn(workshop.plan(Self.list, Self.mapping(Self.names)))
        #expect(try workshop.system(1)?.unmapped?.map(\.text) == ["10/1/2023", "pilot"])
        let better = try workshop.plan(Self.list, Self.mapping(Self.names, pattern: "M/d/yyyy"))
        #expect(better.changes == 2)
        try await workshop.bringIn(better)
        #expect(try workshop.system(1)?.firstDeployedOn == Day("2023-10-01"))
        #expect(try workshop.system(1)?.unmapped?.map(\.text) == ["pilot"])
        #expect(try workshop.system(2)?.unmapped?.isEmpty ?? true)
        #expect(try workshop.plan(Self.list, Self.mapping(Self.names, pattern: "M/d/yyyy")).known == 2)
    }

    @Test("leaves alone what was changed here since, and points it out")
    func changedHere() async throws {
        let workshop = try await Workshop()
        let mapping = try Self.mapping(Self.names)
        try await workshop.bringIn(workshop.plan(Self.list, mapping))
        let name = try workshop.systems.assignments(fromText: [("name", "Flood Watch II")])
        _ = try await workshop.node.submit(
            Command([.change("SYS-1", values: name, expecting: nil)], by: Workshop.ines))
        let again = try workshop.plan(Self.list, mapping)
        #expect(again.rows.map(\.fate) == [.known("SYS-1"), .known("SYS-2")])
        #expect(again.rows[0].remarks == [.changedHere(field: "Name", "SYS-1")])
        #expect(again.rows[1].remarks.isEmpty)
    }

    @Test("takes a new text of a keyed row, under another file name too, but not over a change made here")
    func keyed() async throws {
        let workshop = try await Workshop()
        let mapping = try Self.mapping(Self.names, key: ["System name"])
        try await workshop.bringIn(workshop.plan(Self.list, mapping, source: "spring.csv"))
        let purpose = try workshop.systems.assignments(fromText: [("intendedPurpose", "Counts wild bees")])
        _ = try await workshop.node.submit(
            Command([.change("SYS-2", values: purpose, expecting: nil)], by: Workshop.ines))
        let later = Self.list.replacing("Predicts floods", with: "Predicts droughts").replacing(
            "Counts bees", with: "Counts all bees")
        let plan = try workshop.plan(later, mapping, source: "autumn.csv")
        #expect(plan.rows[0].fate == .change("SYS-1", [Assignment(\AISystem.intendedPurpose, "Predicts droughts")]))
        #expect(plan.rows[1].fate == .known("SYS-2"))
        #expect(plan.rows[1].remarks == [.changedHere(field: "Intended purpose", "SYS-2")])
    }

    @Test("does not bring back what was erased")
    func erased() async throws {
        let workshop = try await Workshop()
        let mapping = try Self.mapping(Self.names)
        try await workshop.bringIn(workshop.plan(Self.list, mapping))
        let entry = try #require(workshop.node.register.history("SYS-1")?.changes.first?.sequence)
        _ = try await workshop.node.submit(
            Command(
                [.erase("SYS-1", entry: entry, key: "intendedPurpose")], by: Workshop.ines,
                reason: "A person asked for it"))
        #expect(try workshop.system(1)?.intendedPurpose == nil)
        let again = try workshop.plan(Self.list, mapping)
        #expect(again.rows[0].fate == .known("SYS-1"))
        #expect(again.rows[0].remarks == [.changedHere(field: "Intended purpose", "SYS-1")])
    }
}
