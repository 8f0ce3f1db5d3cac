import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("A2.2-01: the policy steers what the organization does")
struct PolicyControlTests {
    private static let check: CheckID = "A2.2-01"

    @Test("leads to a version that supersedes where what is missing was approved")
    func heldFast() throws {
        let action = try Brightwater.after { try $0.reissuePolicy(principle: "development") }.result(Self.check)
            .nextAction
        #expect(action?.sentence == "Create a policy that supersedes POL-2.")
        #expect(action?.command.hasPrefix("create policies --set supersedes=POL-2") == true)
    }

    private static func principle(_ reach: String) -> @Sendable (inout Brightwater) throws -> Void {
        { bank in
            try bank.reissuePolicy(principle: reach)
            for anchor in Brightwater.anchors { try bank.judge(anchor, on: "2026-05-21") }
        }
    }

    static let mishaps = [
        Mishap(
            "no principle is about use, though the bank uses AI", gap: "no principle for use",
            happen: principle("development")),
        Mishap(
            "no principle is about development, though the bank develops", gap: "no principle for development",
            happen: principle("use")),
        Mishap("the policy is withdrawn", gap: "no AI policy is in force") {
            try $0.company.tellStep($0.policy, "Withdrawn", at: "2026-05-01")
        },
        Mishap(
            "5.2 fails: nobody in the right role approved",
            gap: "approved by PER-003, who did not hold the role TM on 2026-05-02"
        ) {
            try $0.reissuePolicy(approvedBy: $0.omar)
            for anchor in Brightwater.anchors { try $0.judge(anchor, on: "2026-05-21") }
        },
        Mishap("5.2 fails: an anchor was judged as not met", gap: "fit to purpose: judged as not met by VDT-5") {
            try $0.judge("purpose", answer: "no", on: "2026-05-10")
        },
        Mishap("5.2 waits for a verdict", .needsJudgement, gap: "fit to purpose: not judged yet") {
            try $0.company.step("VDT-1", "revoke", on: "2026-05-10", reason: "Read the wrong section")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test(
        "asks only for what the roles call for",
        arguments: [
            ("user; deployer", "use"), ("developer; provider", "development"), ("subject", "use"),
        ])
    func rolesCallFor(roles: String, reach: String) throws {
        let bank = try Brightwater.after { bank in
            for system in [bank.loanScorer, bank.chatbot] {
                try bank.company.tellChange(system, ["organizationRoles": roles], at: "2026-05-01")
            }
            try Self.principle(reach)(&bank)
        }
        #expect(try bank.status(Self.check) == .pass)
    }

    @Test("rests on what the checks of 5.2 rest on")
    func evidence() throws {
        let result = try Brightwater.ready().result(Self.check)
        #expect(Set(result.evidence.compactMap(\.id).map(\.prefix)) == ["APV", "POL", "VDT"])
        #expect(result.parametersUsed.map(\.name).contains("policyReviewMonths"))
    }

    @Test("has no data while there is no policy, and that weighs as a major of the control")
    func noData() throws {
        let evaluation = try Company.founded().evaluate(asOf: Company.began)
        #expect(evaluation[Self.check]?.status == .noData)
        #expect(evaluation.drafts.first { $0.check == Self.check }?.candidate == .major)
    }
}
