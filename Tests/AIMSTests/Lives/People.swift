import AIMS
import Records

extension Walk {
    static let people = [
        Walk("an assignment is proposed, accepted, activated and ended") { agency in
            let id = try agency.appoint(.kees, .oversight)
            try agency.step(id, "end", by: .kees)
        },
        Walk("an assignment is declined") { agency in
            let role = agency.view().all(RoleDefinition.self)[0].id
            let id = try agency.create(
                RoleAssignment.self, ["role": role.text, "person": RecordID.kees.text, "scope": "AIMS"])
            try agency.step(id, "decline", by: .kees, reason: "no time")
        },
        Walk("somebody leaves, and the account goes with them") { agency in
            let account = agency.view().all(Account.self, \.person, pointingTo: .kees)[0].id
            try agency.step(.kees, "record-leaving", by: .hanna)
            try agency.step(account, "disable", by: .yara)
        },
    ]
}

extension GuardCase {
    static let people = [
        GuardCase("ASG", "reach") { agency in
            try agency.create(RoleAssignment.self, ["role": "ROL-3", "person": RecordID.kees.text, "scope": "system"])
        },
        GuardCase("ASG", "person") { agency in
            let id = try accepted(&agency, "ROL-3")
            try agency.step(.kees, "record-leaving", by: .hanna)
            try agency.step(id, "activate")
        },
        GuardCase("ASG", "validity") { agency in
            let id = try accepted(&agency, "ROL-3", ["validFrom": "2026-04-01", "validTo": "2026-03-31"])
            try agency.step(id, "activate")
        },
        GuardCase("ROL", "code-stays") { try $0.change("ROL-3", ["code": "TM"]) },
        GuardCase("ASG", "never-longer") { agency in
            let id = try agency.appoint(.kees, .oversightLead, ["scope": "AIMS", "validTo": "2026-12-31"])
            try agency.change(id, ["validTo": ""])
        },
        GuardCase("ACC", "connector") { agency in
            try agency.create(Account.self, ["person": RecordID.kees.text, "kind": "connector"], by: .yara)
        },
        GuardCase("ASG", "reach-alone") { agency in
            let system = try agency.system()
            try agency.create(
                RoleAssignment.self,
                ["role": "ROL-3", "person": RecordID.kees.text, "scope": "AIMS", "system": system.text])
        },
        GuardCase("ASG", "deputy") { agency in
            _ = try accepted(&agency, "ROL-3", ["deputy": RecordID.kees.text])
        },
        GuardCase("ASG", "evidence") { agency in
            let id = try accepted(&agency, "ROL-1")
            try agency.step(id, "activate", by: .ilse)
        },
        GuardCase("ASG", "appointer") { agency in
            let id = try accepted(&agency, "ROL-1", ["appointmentEvidence": "minutes"])
            try agency.step(id, "activate")
        },
        GuardCase("ASG", "handover") { agency in
            try leaveAlone(&agency)
            try agency.step("ASG-1", "end")
        },
        GuardCase("PER", "email") { agency in
            try agency.change(.kees, ["email": "Kees@Agency.example"])
            try agency.create(Person.self, ["name": "Kees Two", "email": "kees@agency.example"])
        },
        GuardCase("PER", "ended") { try $0.step(.kees, "record-leaving", ["endDate": "2026-03-31"], by: .hanna) },
        GuardCase("PER", "handover") { agency in
            try leaveAlone(&agency)
            try agency.step(.nora, "record-leaving", by: .hanna)
        },
        GuardCase("ACC", "person") { agency in
            try agency.step(.kees, "record-leaving", by: .hanna)
            try agency.create(Account.self, ["person": RecordID.kees.text, "kind": "person"])
        },
        GuardCase("ACC", "lockout") { agency in
            try leaveAlone(&agency)
            try agency.step("ACC-1", "disable", by: .yara)
        },
    ]

    private static func accepted(
        _ agency: inout Agency, _ role: String, _ values: [String: String] = [:]
    ) throws(Refusal) -> RecordID {
        let id = try agency.create(
            RoleAssignment.self,
            values.merging(["role": role, "person": RecordID.kees.text, "scope": "AIMS"]) { $1 })
        try agency.step(id, "accept", by: .kees)
        return id
    }

    /// Nora becomes the only person who can appoint others.
    private static func leaveAlone(_ agency: inout Agency) throws(Refusal) {
        for boss in [RecordID.ilse, .mateus] { try agency.step(boss, "record-leaving", by: .hanna) }
    }
}
