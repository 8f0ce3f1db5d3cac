import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("C8.2-01: risk assessments are repeated in time")
struct ReassessmentTests {
    private static let check: CheckID = "C8.2-01"

    @Test(
        "asks every six months of a system of high impact: the due day passes, the day after fails",
        arguments: [
            ("2026-10-09", Status.pass), ("2026-10-10", .pass), ("2026-10-11", .partial),
        ] as [(String, Status)])
    func highImpact(day: String, status: Status) throws {
        let result = try Brightwater.ready().result(Self.check, asOf: day)
        #expect(result.status == status)
        #expect(result.failingIDs == (status == .pass ? [] : ["SYS-1"]))
    }

    @Test(
        "asks every twelve months of other systems and of the AIMS",
        arguments: [
            ("2027-04-12", ["SYS-1"]), ("2027-04-13", ["SYS-1", "SYS-2"]), ("2027-04-14", ["SYS-1", "SYS-2", "RA-3"]),
        ])
    func others(day: String, failing: [String]) throws {
        #expect(try Brightwater.ready().result(Self.check, asOf: day).failingIDs == failing)
    }

    @Test(
        "clamps an interval to the end of a month",
        arguments: [("2027-02-28", Status.pass), ("2027-03-01", .partial)] as [(String, Status)])
    func clamping(day: String, status: Status) throws {
        let bank = try Brightwater.after { bank in
            for system in [bank.loanScorer, bank.chatbot, nil] {
                _ = try bank.tellAssessment(of: system, on: "2026-08-31", under: bank.criteria)
            }
        }
        #expect(try bank.status(Self.check, asOf: day) == status)
    }

    @Test("takes the latest assessment that stands, not one that is being made")
    func latest() throws {
        let bank = try Brightwater.after { bank in
            try bank.company.tell(
                RiskAssessment.self, in: .review, ["system": bank.loanScorer.text, "level": "system"], at: "2026-10-01")
        }
        #expect(try bank.status(Self.check, asOf: "2026-10-11") == .partial)
        let assessed = try Brightwater.after {
            _ = try $0.tellAssessment(of: $0.loanScorer, on: "2026-10-01", under: $0.criteria)
        }
        #expect(try assessed.status(Self.check, asOf: "2026-10-11") == .pass)
    }

    @Test(
        "reads both values of the parameter",
        arguments: [("2026-05-12", Status.pass), ("2026-05-13", .partial)] as [(String, Status)])
    func parameter(day: String, status: Status) throws {
        let bank = try Brightwater.after {
            try $0.setParameter("riskReassessMonths", "3", other: "1", on: "2026-05-01")
        }
        let result = try bank.result(Self.check, asOf: day)
        #expect(result.status == status)
        #expect(result.parametersUsed.first?.value == "3 / 1")
        #expect(result.failingIDs == (status == .pass ? [] : ["SYS-2"]))
    }

    @Test("fails for the AIMS itself when that was never assessed, and cites the register")
    func aims() throws {
        let bank = try Brightwater.after { try $0.company.tellStep("RA-3", "Superseded", at: "2026-05-01") }
        let result = try bank.result(Self.check)
        #expect(result.status == .partial)
        #expect(result.gaps == ["the risks of the AIMS itself were never assessed"])
        #expect(result.failingIDs == ["RiskAssessment (3 records, searched for: level AIMS)"])
        #expect(result.nextAction?.command == "create assessments --set level=AIMS")
    }

    @Test(
        "waits for a system that is neither assessed nor deployed, and excuses a legacy system until its deadline",
        arguments: [
            ("2026-06-30", Status.pass), ("2026-07-01", .partial),
        ] as [(String, Status)])
    func legacy(day: String, status: Status) throws {
        let bank = try Brightwater.after { bank in
            try bank.company.tell(
                AISystem.self, in: .build, ["name": "Draft", "scopeDecision": "in"], at: "2026-05-01")
            try bank.company.tell(
                AISystem.self, in: .operating,
                ["name": "Old", "scopeDecision": "in", "firstDeployedOn": "2020-01-01"], at: "2026-05-01")
        }
        let result = try bank.result(Self.check, asOf: day)
        #expect(result.status == status)
        #expect(result.pending.count == (status == .pass ? 2 : 1))
    }

    @Test("has no data while there is nothing to assess and nothing assessed")
    func noData() throws {
        #expect(try Company.founded().result(Self.check, asOf: Company.began).status == .noData)
    }
}
