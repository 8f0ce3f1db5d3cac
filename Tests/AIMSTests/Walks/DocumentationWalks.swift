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
                by: .yara)
        },
    ]
}
