import AIMS
import Exchange
import Ledger
import Organization
import Records
import Testing

@Suite("An import")
struct ImportTests {
    /// Twins, namesakes, a row without a name, dates of three kinds, two columns with one header, a column no field takes.
    static let list = """
        System name,Purpose,Go-live,Note,Note\r
        Flood Watch,Predicts floods,2023-04-01,pilot,\r
        Flood Watch,Predicts floods,2023-04-01,pilot,\r
        Flood Watch,Predicts droughts,10/1/2023,,second\r
        "Letter\nSorter",Sorts letters,Q4FY25,kept,too\r
        ,Counts bees,,,\r

        """

    @Test("brings in every row once, and a second time nothing")
    func twice() async throws {
        let workshop = try await Workshop()
        let plan = try workshop.plan(ImportTests.list)
        #expect(plan.creations == 5)
        let changes = try await workshop.bringIn(plan)
        #expect(changes.count == 5)
        let again = try workshop.plan(ImportTests.list)
        #expect(again.known == 5)
        #expect(again.creations == 0)
        let size = workshop.node.register.size
        try await workshop.bringIn(again)
        #expect(workshop.node.register.size == size)
    }

    @Test("tells twins from namesakes")
    func twins() async throws {
        let workshop = try await Workshop()
        let rows = try workshop.plan(ImportTests.list).rows
        #expect(rows[0].remarks.isEmpty)
        #expect(rows[1].remarks == [.twin(ofRow: 1)])
        #expect(rows[2].remarks == [.namesake(ofRow: 1)])
    }

    @Test("leaves a system in Idea that knows its file, row and day")
    func origin() async throws {
        let workshop = try await Workshop()
        try await workshop.bringIn(workshop.plan(ImportTests.list, source: "systems 2026.csv"))
        let sorter = try #require(try workshop.system(4))
        #expect(sorter.state == .idea)
        #expect(sorter.name == "Letter\nSorter")
        #expect(sorter.origin?.source == "systems 2026.csv")
        #expect(sorter.origin?.row == 4)
        #expect(sorter.origin?.on == workshop.node.today)
        let change = try #require(workshop.node.register.history(sorter.id)?.changes.first)
        #expect(change.isRecorded)
        #expect(change.recorded?.source == "systems 2026.csv")
    }

    @Test("guesses no date: what is not certain is asked about and kept word for word")
    func dates() async throws {
        let workshop = try await Workshop()
        let plan = try workshop.plan(ImportTests.list)
        #expect(plan.rows[2].doubts.map(\.text) == ["10/1/2023"])
        #expect(plan.rows[3].doubts.map(\.text) == ["Q4FY25"])
        try await workshop.bringIn(plan)
        #expect(try workshop.system(1)?.firstDeployedOn == Day("2023-04-01"))
        let third = try #require(try workshop.system(3))
        #expect(third.firstDeployedOn == nil)
        #expect(third.unmapped?.map(\.text) == ["10/1/2023", "second"])
        #expect(third.unmapped?.map(\.column) == [3, 5])
    }

    @Test("takes a date in the pattern that the mapping states")
    func statedPattern() async throws {
        let workshop = try await Workshop()
        var mapping = ColumnMapping(register: "systems", columns: [])
        mapping.columns = [
            .init(.init(number: 1), field: "name"), .init(.init(number: 3), field: "firstDeployedOn"),
        ]
        mapping.columns[1].rules.date = DatePattern("M/d/yyyy")
        try await workshop.bringIn(workshop.plan(ImportTests.list, mapping))
        #expect(try workshop.system(3)?.firstDeployedOn == Day("2023-10-01"))
    }

    @Test("keeps a missing name as an exception, visible for ever")
    func missingName() async throws {
        let workshop = try await Workshop()
        let plan = try workshop.plan(ImportTests.list)
        #expect(plan.rows[4].remarks.contains(.missing(field: "name")))
        try await workshop.bringIn(plan)
        let change = try #require(workshop.node.register.history("SYS-5")?.changes.first)
        #expect(change.exceptions.map(\.code) == ["required"])
    }

    @Test("changes the record that has the row's key, and no other")
    func keyed() async throws {
        let workshop = try await Workshop()
        func mapped(_ text: String) throws -> ImportPlan {
            var mapping = ColumnMapping(register: "systems", key: [.init(header: "Id")], columns: [])
            mapping.columns = [
                .init(.init(header: "Name"), field: "name"), .init(.init(header: "Purpose"), field: "intendedPurpose"),
            ]
            return try workshop.plan(text, mapping)
        }
        try await workshop.bringIn(mapped("Id,Name,Purpose\n7,Flood Watch,Predicts floods\n8,Bee Count,Counts\n"))
        let later = try mapped("Id,Name,Purpose\n7,Flood Watch,Predicts floods and droughts\n8,Bee Count,Counts\n")
        #expect(later.changes == 1)
        #expect(later.known == 1)
        let changes = try await workshop.bringIn(later)
        #expect(changes.map(\.record) == ["SYS-1"])
        #expect(try workshop.system(1)?.intendedPurpose == "Predicts floods and droughts")
    }

    @Test("comes out of an export with every cell that went in")
    func nothingLost() async throws {
        let workshop = try await Workshop()
        let plan = try workshop.plan(ImportTests.list)
        try await workshop.bringIn(plan)
        let out = try TableReader.table(RecordExport(workshop.systems, in: workshop.node.view()).csv())
        #expect(out.rows.count == 5)
        for (before, after) in zip(plan.table.rows, out.rows) {
            for cell in before.cells where !cell.isEmpty {
                #expect(after.cells.contains(cell), "“\(cell)” of row \(before.number) is lost")
            }
        }
    }

    @Test("is there after the ledger is opened again")
    func reopened() async throws {
        let workshop = try await Workshop()
        try await workshop.bringIn(workshop.plan(ImportTests.list))
        let other = try await Workshop.open(workshop.store, workshop.clock)
        #expect(other.register.size == workshop.node.register.size)
        let export = RecordExport(workshop.systems, in: other.view()).json()
        #expect(export == RecordExport(workshop.systems, in: workshop.node.view()).json())
    }
}
