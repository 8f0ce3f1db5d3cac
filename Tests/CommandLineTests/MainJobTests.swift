import Ledger
import Testing

/// From an inventory somebody kept to a verdict, as a person would go about it.
@Suite("The main job")
struct MainJobTests {
    private func golden(_ answer: Answer, _ name: String, _ mask: (String) throws -> String = Masked.text) throws {
        #expect(answer.errors.isEmpty, "\(answer)")
        #expect(answer.code == 0, "\(answer)")
        try Golden.expect(mask(answer.output), at: "Tests/CommandLineTests/Golden/\(name).txt")
    }

    @Test("says at each step what was done and what comes next")
    func stepsGolden() throws {
        let bench = try Workbench()
        try golden(bench.found(), "01-init")
        try bench.write(Inventory.bytes, to: "systems.csv")
        let before = try bench.hallmark("checkpoint").output
        try golden(bench.hallmark("import", "systems.csv", "--as", "systems"), "02-preview")
        #expect(try bench.hallmark("checkpoint").output == before)
        try golden(bench.hallmark("import", "systems.csv", "--as", "systems", "--commit"), "03-import")
        try golden(bench.hallmark("import", "systems.csv", "--as", "systems", "--commit"), "04-import-again")
        try golden(bench.hallmark("list", "systems"), "05-list")
        try golden(bench.hallmark("show", "SYS-1"), "06-show")
        try golden(bench.hallmark("history", "SYS-1"), "07-history")
        try golden(bench.hallmark("do", "SYS-1"), "08-steps")
        try golden(bench.hallmark("check"), "09-check", Masked.everyDay)
        try golden(bench.hallmark("check", "C4.3-01"), "10-check-in-full", Masked.everyDay)
        try golden(bench.hallmark("export", "systems"), "11-export")
        try golden(bench.hallmark("verify"), "12-verify")
        try golden(bench.hallmark("list"), "13-overview")
    }

    @Test("brings every row in once, however often it is run")
    func once() throws {
        let bench = try Workbench()
        try bench.foundWithSystems()
        func count() throws -> Int? {
            try bench.hallmark("list", "systems", "--format", "json").json["count"]?.integer.map(Int.init)
        }
        #expect(try count() == Inventory.rowCount)
        let size = try bench.hallmark("verify", "--format", "json").json["entries"]
        #expect(try bench.hallmark("import", "systems.csv", "--as", "systems", "--commit").code == 0)
        #expect(try bench.hallmark("import", "systems.csv", "--as", "AISystem", "--commit").code == 0)
        #expect(try count() == Inventory.rowCount)
        #expect(try bench.hallmark("verify", "--format", "json").json["entries"] == size)
    }

    @Test("gives every text of every cell back")
    func nothingLost() throws {
        let bench = try Workbench()
        try bench.foundWithSystems()
        let csv = try bench.hallmark("export", "systems").output
        for text in [
            "Listens to the mains\nand says where a pipe leaks.", "Síle Dunmarrow", "03/04/2022", "€ 48.000",
            "12.05.23",
            "bills – people’s debts too", "Q2 2023", "31/02/2025", "contract ends 2027", "same name, other purpose",
            "Red \u{1B}[31malert\u{1B}]0;owned\u{07}", "Nobody gave it a name",
        ] {
            #expect(csv.contains(text), "\(text)")
        }
    }
}
