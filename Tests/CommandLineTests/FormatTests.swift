import Ledger
import Testing

@Suite("Answers for programs")
struct FormatTests {
    @Test("every --format json is one JSON document and nothing else")
    func validity() throws {
        let bench = try Workbench()
        let founded = try bench.hallmark(
            "init", "--name", "Ä “B” \\ /", "--manager", "Zoë <z@x.example>", "--time-zone", "UTC", "--format", "json")
        #expect(try founded.json["manager"] == "PER-001")
        try bench.write(Inventory.bytes, to: "systems.csv")
        for words in [
            ["import", "systems.csv", "--as", "systems"], ["import", "systems.csv", "--as", "systems", "--commit"],
            ["import", "systems.csv", "--as", "systems", "--commit"], ["kinds"], ["kinds", "systems"], ["list"],
            ["list", "systems"], ["list", "policies"], ["show", "SYS-5"], ["show", "PER-001"], ["history", "SYS-5"],
            ["create", "scopes"], ["change", "SYS-1", "--set", "tags=x"], ["change", "SYS-1", "--set", "tags=x"],
            ["do", "SYS-1"], ["check"], ["check", "C4.3-01", "5.2"], ["check", "--as-of", "2030-01-01"], ["verify"],
            ["checkpoint"], ["proof", "1"], ["export", "systems"], ["export", "people"], ["verify", "--record"],
        ] {
            let answer = try bench.hallmark(list: words + ["--format", "json"])
            #expect(answer.code == 0, "\(words): \(answer)")
            #expect(answer.errors.isEmpty, "\(words): \(answer)")
            #expect(throws: Never.self, "\(words)") { try answer.json }
        }
    }

    @Test("the answer of check has the members of its contract")
    func contract() throws {
        let bench = try Workbench()
        try bench.foundWithSystems()
        let answer = try bench.hallmark("check", "--format", "json").json
        let results = answer["results"]?.array ?? []
        #expect(!results.isEmpty)
        for result in results {
            for member in [
                "checkId", "requirementId", "status", "population", "due", "passing", "failing", "pending", "evidence",
                "evidenceGrade", "parametersUsed", "rulesUsed", "explanation",
            ] {
                #expect(result[member] != nil, "\(member) of \(result["checkId"] ?? .null)")
            }
        }
        #expect(answer["asOf"] != nil && answer["knownAt"] != nil)
    }

    @Test("check answers 0 whatever it finds, and 1 when it is strict")
    func strict() throws {
        let bench = try Workbench()
        try bench.found()
        #expect(try bench.hallmark("check").code == 0)
        #expect(try bench.hallmark("check", "--strict").code == 1)
        #expect(try bench.hallmark("check", "C9.9-99").code == 7)
    }
}
