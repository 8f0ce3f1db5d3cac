import AIMS
import Records

extension Walk {
    static let documentation = [
        Walk("everybody acknowledges the policy in force") { agency in
            let policy = try agency.policyInForce()
            try agency.create(Acknowledgement.self, ["record": policy.text], by: .kees)
        },
        Walk("evidence runs out and is lost") { agency in
            let id = try agency.create(
                Evidence.self,
                [
                    "kind": "minutes", "source": "board", "grade": "E2", "link": "https://docs.example/1",
                    "validUntil": "2026-03-08", "owner": RecordID.hanna.text,
                ], by: .kees)
            try agency.step(id, "mark-expired", by: .hanna)
            try agency.step(id, "mark-lost", by: .samuel, reason: "the archive burnt")
        },
        Walk("an approval goes stale when the content changes, and is revoked") { agency in
            let policy = try agency.create(Policy.self, Agency.policy)
            let approval = try agency.approve(policy, .topManagement, by: .ilse)
            try agency.change(policy, ["text": "We use AI so that people decide, always."])
            try agency.step(approval, "mark-stale")
            try agency.step(approval, "revoke", by: .ilse, reason: "that was not what I read")
        },
        Walk("a verdict is given, runs out; another is revoked") { agency in
            let policy = try agency.policyInForce()
            let values = [
                "check": "C5.2-02", "part": "purpose", "subject": policy.text, "answer": "yes", "reasons": "section 1",
                "expiresAt": "2026-03-10",
            ]
            let first = try agency.create(Verdict.self, values, by: .samuel)
            let second = try agency.create(Verdict.self, values, by: .samuel)
            agency.day = "2026-03-11"
            try agency.step(first, "mark-expired", by: .samuel)
            try agency.step(second, "revoke", by: .samuel, reason: "misread")
        },
        Walk("a verification is recorded") { agency in
            try agency.create(
                IntegrityRun.self,
                ["entriesVerified": "120", "filesVerified": "3", "checkpoint": "agency.example/ledger"],
                by: .yara, isFound: true)
        },
    ]
}

extension GuardCase {
    static let documentation = [
        GuardCase("INT", "run") { agency in
            try agency.create(IntegrityRun.self, ["entriesVerified": "120", "filesVerified": "3"])
        },
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
        GuardCase("EVD", "sealed") {
            let values = ["kind": "log", "source": "vault", "grade": "E4", "link": "https://vault.example/log"]
            try $0.create(Evidence.self, values, by: .kees)
        },
        GuardCase("EVD", "told") {
            let values = ["kind": "log", "source": "vault", "grade": "E4", "link": "https://vault.example/log"]
            let told = Recording.told(of: .nora, on: "2026-03-09", acceptsExceptions: true)
            try $0.create(Evidence.self, values, told: told)
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
        GuardCase("VDT", "check") { try verdict(&$0, ["check": "BOGUS"], by: .samuel) },
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
