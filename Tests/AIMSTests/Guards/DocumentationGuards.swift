import AIMS
import Records

extension GuardCase {
    static let documentation = [
        GuardCase("ACK", "person") { agency in
            let policy = try agency.policyInForce()
            try agency.create(Acknowledgement.self, ["record": policy.text, "person": RecordID.kees.text])
        },
        GuardCase("ACK", "version") { agency in
            let policy = try agency.create(Policy.self, Agency.policy)
            try agency.create(Acknowledgement.self, ["record": policy.text], by: .kees)
        },
        GuardCase("ACK", "once") { agency in
            let policy = try agency.policyInForce()
            for _ in 1...2 { try agency.create(Acknowledgement.self, ["record": policy.text], by: .kees) }
        },
        GuardCase("APV", "approver") { agency in
            let policy = try agency.create(Policy.self, Agency.policy)
            try agency.create(
                Approval.self,
                ["record": policy.text, "approver": RecordID.ilse.text, "roleHeld": "ROL-1", "decision": "approve"],
                by: .mateus)
        },
        GuardCase("APV", "role") { agency in
            let policy = try agency.create(Policy.self, Agency.policy)
            try agency.approve(policy, .security, by: .ilse)
        },
        GuardCase("APV", "apart") { agency in
            let policy = try agency.create(Policy.self, Agency.policy)
            try agency.approve(policy, .manager, by: .nora)
        },
        GuardCase("APV", "content") { agency in
            let policy = try agency.create(Policy.self, Agency.policy)
            try agency.step(try agency.approve(policy, .topManagement, by: .ilse), "mark-stale")
        },
        GuardCase("EVD", "place") {
            try $0.create(Evidence.self, ["kind": "minutes", "source": "board", "grade": "E2"], by: .kees)
        },
        GuardCase("EVD", "period") {
            try $0.create(
                Evidence.self,
                [
                    "kind": "minutes", "source": "board", "grade": "E0", "periodStart": "2026-02-02",
                    "periodEnd": "2026-02-01",
                ], by: .kees)
        },
        GuardCase("EVD", "expiry") { agency in
            let id = try agency.create(
                Evidence.self, ["kind": "minutes", "source": "board", "grade": "E0", "validUntil": "2026-03-09"],
                by: .kees)
            try agency.step(id, "mark-expired", by: .samuel)
        },
        GuardCase("VDT", "judge") { try verdict(&$0, ["judgedBy": RecordID.bram.text], by: .samuel) },
        GuardCase("VDT", "owner") { try verdict(&$0, by: .nora) },
        GuardCase("VDT", "expiry") { agency in
            let id = try verdict(&agency, ["expiresAt": "2026-03-09"], by: .samuel)
            try agency.step(id, "mark-expired", by: .samuel)
        },
    ]

    @discardableResult
    private static func verdict(
        _ agency: inout Agency, _ changes: [String: String] = [:], by person: RecordID
    ) throws(Refusal) -> RecordID {
        let policy = try agency.policyInForce()
        let values = ["check": "C5.2-02", "subject": policy.text, "answer": "yes", "reasons": "section 1"]
        return try agency.create(Verdict.self, values.merging(changes) { $1 }, by: person)
    }
}
