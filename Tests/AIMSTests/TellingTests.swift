import AIMS
import Ledger
import Records
import Testing

/// A day or person that somebody types although the act itself says it.
struct Typed: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    let attempt: @Sendable (inout Agency) throws -> Void

    static let all = [
        Typed("an approval of an assessment in 2019") { agency in
            let id = try agency.create(RiskAssessment.self, ["level": "AIMS", "trigger": "other"])
            try agency.change(id, ["approvedOn": "2019-01-01"])
        },
        Typed("a digest at closing") { agency in
            try agency.create(RiskAssessment.self, ["level": "AIMS", "trigger": "other", "snapshotHash": "00"])
        },
        Typed("an acknowledgement years ago") { agency in
            let policy = try agency.policyInForce()
            try agency.create(Acknowledgement.self, ["record": policy.text, "at": "2020-01-01"], by: .kees)
        },
        Typed("a review last year") { agency in
            let policy = try agency.policyInForce()
            let values = ["policy": policy.text, "inputs": "-", "result": "confirm"]
            try agency.create(PolicyReview.self, values.merging(["date": "2025-11-24"]) { $1 })
        },
        Typed("a review by somebody else") { agency in
            let policy = try agency.policyInForce()
            let values = ["policy": policy.text, "inputs": "-", "result": "confirm"]
            try agency.create(PolicyReview.self, values.merging(["reviewer": RecordID.ilse.text]) { $1 })
        },
        Typed("a verdict last year") { agency in
            let policy = try agency.policyInForce()
            let values = ["check": "C5.2-02", "subject": policy.text, "answer": "yes", "reasons": "section 1"]
            try agency.create(Verdict.self, values.merging(["judgedOn": "2025-11-24"]) { $1 }, by: .samuel)
        },
        Typed("an approval last year") { agency in
            let policy = try agency.create(Policy.self, Agency.policy)
            try agency.create(
                Approval.self,
                ["record": policy.text, "roleHeld": "ROL-1", "decision": "approve", "at": "2025-11-24"], by: .ilse)
        },
        Typed("who approved a parameter") { agency in
            try agency.create(Parameter.self, ["name": "ackDays", "value": "20", "approvedBy": RecordID.ilse.text])
        },
        Typed("a registration that would be older than the management system") { agency in
            try agency.create(AISystem.self, ["name": "Old", "registeredOn": "2020-01-01"])
        },
        Typed("a deployment that lies ahead", "future") { agency in
            let told = Recording.told(of: .nora, on: "2026-03-09", acceptsExceptions: true)
            try agency.create(AISystem.self, ["name": "Old", "firstDeployedOn": "2030-01-01"], told: told)
        },
    ]

    init(
        _ description: String, _ code: String = "stamped", _ attempt: @escaping @Sendable (inout Agency) throws -> Void
    ) {
        testDescription = description
        self.code = code
        self.attempt = attempt
    }
}

@Suite("Days and people that the act itself says")
struct TypedTests {
    @Test("are not typed", arguments: Typed.all)
    func refused(typed: Typed) throws {
        var agency = try Agency.staffed()
        agency.day = "2026-03-09"
        let refusal = #expect(throws: Refusal.self) { try typed.attempt(&agency) }
        #expect(refusal?.problems.map(\.code) == [typed.code])
    }

    @Test("are those of today when an assessment is approved today")
    func approvedToday() throws {
        var agency = try Agency.staffed()
        agency.day = "2026-03-09"
        let id = try agency.approvedAssessment(of: nil)
        #expect(agency.record(id, RiskAssessment.self)?.approvedOn == Day("2026-03-09"))
    }

    @Test("may be told of earlier: an inventory with systems that are in use")
    func inventory() throws {
        var agency = try Agency.staffed()
        agency.day = "2026-03-09"
        let values = ["name": "Old", "registeredOn": "2024-01-01", "firstDeployedOn": "2024-02-01"]
        let id = try agency.create(AISystem.self, values, told: .told(of: .nora, on: "2026-03-09"))
        #expect(agency.register.history(id)?.changes[0].exceptions == [])
        #expect(agency.record(id, AISystem.self)?.firstDeployedOn == Day("2024-02-01"))
    }

    @Test("of deployment stays once a system is in use; a wrong one is corrected by telling of it")
    func correction() throws {
        var agency = try Agency.staffed()
        agency.day = "2026-03-09"
        let id = try agency.built(upTo: "begin-operation")
        for day in ["2026-03-08", ""] {
            #expect(throws: Refusal.self) { try agency.change(id, ["firstDeployedOn": day]) }
        }
        try agency.change(id, ["firstDeployedOn": "2026-03-08"], told: .told(of: .nora, on: "2026-03-09"))
        #expect(agency.record(id, AISystem.self)?.firstDeployedOn == Day("2026-03-08"))
        #expect(throws: Refusal.self) { try agency.change(id, ["firstDeployedOn": "2026-03-10"]) }
    }
}

@Suite("A decision on scope")
struct ScopeDecisionTests {
    @Test("that becomes another one needs its reason and approver anew")
    func grounds() throws {
        var agency = try Agency.staffed()
        let out = ["scopeDecision": "out", "scopeReason": "sold", "scopeApprovedBy": RecordID.ilse.text]
        let id = try agency.system(Agency.built, ["scopeReason": "ours", "scopeApprovedBy": RecordID.ilse.text])
        try agency.change(id, ["scopeDecision": "out"])
        let record = try #require(agency.record(id, AISystem.self))
        #expect(record.scopeReason == nil && record.scopeApprovedBy == nil)
        try agency.change(id, out)
        #expect(agency.record(id, AISystem.self)?.scopeReason == "sold")
        try agency.change(id, ["scopeDecision": "out", "description": "gone"])
        #expect(agency.record(id, AISystem.self)?.scopeApprovedBy?.id == .ilse, "the same decision keeps them")
        try agency.change(id, out.merging(["scopeDecision": "in"]) { $1 })
        #expect(agency.record(id, AISystem.self)?.scopeReason == "sold", "given anew, if in the same words")
    }

    @Test("is approved by top management and by another person than the one who writes it down")
    func authority() throws {
        var agency = try Agency.staffed()
        let id = try agency.system()
        try agency.change(id, ["scopeApprovedBy": RecordID.ilse.text])
        try agency.appoint(.nora, .topManagement, activatedBy: .ilse)
        let refusal = #expect(throws: Refusal.self) { try agency.change(id, ["scopeApprovedBy": RecordID.nora.text]) }
        #expect(refusal?.problems.map(\.code) == ["scope-authority"])
        try agency.change(id, ["scopeApprovedBy": RecordID.nora.text], by: .tomasz)
    }
}
