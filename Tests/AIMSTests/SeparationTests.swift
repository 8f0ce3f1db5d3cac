import AIMS
import Ledger
import Records
import Testing

/// A step that somebody may not take because of who they are. Source: table of separated duties, 3.11.
struct SeparationCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let attempt: @Sendable (inout Agency) throws -> Void

    static let all = [
        SeparationCase("the author of a policy approves it") { agency in
            try agency.appoint(.nora, .topManagement, activatedBy: .ilse)
            let id = try agency.create(Policy.self, Agency.policy)
            try agency.step(id, "send-to-review")
            try agency.step(id, "approve")
        },
        SeparationCase("the last editor of a scope approves it") { agency in
            let id = try agency.create(ScopeStatement.self, Agency.scope.merging(["owner": RecordID.ilse.text]) { $1 })
            try agency.change(id, ["interfaces": "none"], by: .ilse)
            try agency.step(id, "send-to-review")
            try agency.step(id, "approve", by: .ilse)
        },
        SeparationCase("an assessor approves the assessment") { agency in
            let assessors = [RecordID.eva, .aisha].map(\.text).joined(separator: "; ")
            _ = try agency.approvedAssessment(of: nil, ["assessors": assessors])
        },
        SeparationCase("the requester of a dataset approves it") { agency in
            let id = try agency.create(Dataset.self, Agency.dataset, by: .luca)
            try agency.step(id, "assess", by: .luca)
            try agency.step(id, "approve", by: .luca)
        },
        SeparationCase("the selector of a critical supplier approves it") { agency in
            try agency.appoint(.marek, .topManagement, activatedBy: .ilse)
            let id = try agency.create(
                Supplier.self,
                [
                    "name": "Nimbus", "kind": "cloud", "tier": "critical", "services": "hosting",
                    "dataUseTerms": "never",
                    "exitPlan": "move",
                ], by: .marek)
            try agency.step(id, "finish-assessment", by: .marek)
            try agency.step(id, "approve", by: .marek)
        },
        SeparationCase("the owner of a system decides its gate") { agency in
            _ = try agency.built(upTo: "pass-g1", ["ownerSO": RecordID.nora.text])
        },
        SeparationCase("the developer of a version validates it") { agency in
            let system = try agency.built(upTo: "begin-operation")
            try agency.appoint(.jonas, .validator)
            let id = try agency.create(
                SystemVersion.self, Agency.version.merging(["system": system.text]) { $1 }, by: .jonas)
            for verb in ["pass-g1", "pass-g2", "pass-g3"] { try agency.step(id, verb) }
            try agency.step(id, "finish-verification", by: .jonas)
        },
    ]

    init(_ description: String, _ attempt: @escaping @Sendable (inout Agency) throws -> Void) {
        testDescription = description
        self.attempt = attempt
    }
}

@Suite("Separated duties")
struct SeparationTests {
    @Test("stop the act", arguments: SeparationCase.all)
    func stops(separation: SeparationCase) throws {
        var agency = try Agency.staffed()
        agency.day = "2026-03-09"
        let refusal = #expect(throws: Refusal.self) { try separation.attempt(&agency) }
        #expect(refusal?.problems.map(\.code) == ["apart"])
    }
}

@Suite("An approval")
struct ApprovalTests {
    @Test("by a step is a record with person, role, version and digest of what was approved")
    func byStep() throws {
        var agency = try Agency.staffed()
        let policy = try agency.create(Policy.self, Agency.policy)
        try agency.step(policy, "send-to-review")
        try agency.step(policy, "approve", by: .ilse, reason: "fits our purpose")
        let approval = try #require(agency.view().all(Approval.self, \.record, pointingTo: policy).first)
        #expect(approval.state == .given)
        #expect(approval.approver?.id == .ilse)
        #expect(approval.roleHeld?.record(in: agency.view())?.code == "TM")
        #expect(approval.recordVersion == "1.0")
        #expect(approval.contentHash == agency.record(policy, Policy.self)?.content.contentDigest.hex)
        #expect(approval.decision == .approve)
        #expect(approval.comment == "fits our purpose")
        #expect(approval.at == .moment(agency.now))
    }

    @Test("speaks of the same content after the policy came into force and was confirmed")
    func staysValid() throws {
        var agency = try Agency.staffed()
        let policy = try agency.policyInForce()
        let approval = try #require(agency.view().all(Approval.self, \.record, pointingTo: policy).first)
        #expect(approval.contentHash == agency.record(policy, Policy.self)?.content.contentDigest.hex)
    }

    @Test("has its digest from the product, never from a person")
    func computedDigest() throws {
        var agency = try Agency.staffed()
        let policy = try agency.policyInForce()
        let refusal = #expect(throws: Refusal.self) {
            try agency.create(Acknowledgement.self, ["record": policy.text, "contentHash": "00"], by: .kees)
        }
        #expect(refusal?.problems.map(\.code) == ["computed"])
        let approval = agency.view().all(Approval.self)[0].id
        let change = #expect(throws: Refusal.self) { try agency.change(approval, ["contentHash": "00"]) }
        #expect(change?.problems.map(\.code) == ["computed"])
        let id = try agency.create(Acknowledgement.self, ["record": policy.text], by: .kees)
        let given = try #require(agency.record(id, Acknowledgement.self))
        let digest = agency.record(policy, Policy.self)?.content.contentDigest
        #expect(given.contentHash == digest?.hex)
        #expect(given.recordVersion == "1.0")
        #expect(given.person?.id == .kees)
        #expect(agency.register.history(id)?.changes.first?.speaksOf == digest)
    }

    @Test("taken back by the same role is none: the latest word counts")
    func latestWord() throws {
        var agency = try Agency.staffed()
        let id = try agency.create(Model.self, Agency.model, by: .jonas)
        try agency.step(id, "finish-evaluation", by: .priya)
        try agency.approve(id, .security, by: .eva)
        let role = agency.view().all(RoleDefinition.self).first { $0.code == "SEC" }?.id.text ?? ""
        try agency.create(Approval.self, ["record": id.text, "roleHeld": role, "decision": "reject"], by: .eva)
        let refusal = #expect(throws: Refusal.self) { try agency.step(id, "approve") }
        #expect(refusal?.problems.map(\.code) == ["security"])
    }

    @Test("told of last month has the digest of the content of last month")
    func toldDigest() throws {
        var agency = try Agency.staffed()
        let system = try agency.system()
        let then = agency.record(system, AISystem.self)?.content.contentDigest.hex
        agency.day = "2026-04-10"
        try agency.change(system, ["description": "ranks and explains"], by: .tomasz)
        let told = Recording.told(of: .samuel, on: "2026-03-15")
        let values = ["check": "C4.3-04", "subject": system.text, "answer": "yes", "reasons": "seen"]
        let id = try agency.create(Verdict.self, values, told: told, reason: "found in the minutes")
        #expect(agency.record(id, Verdict.self)?.contentDigest == then)
        #expect(agency.record(id, Verdict.self)?.judgedOn == Day("2026-03-15"))
        #expect(agency.record(id, Verdict.self)?.judgedBy?.id == .samuel)
    }
}
