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
