import AIMS
import Records

extension GuardCase {
    static let systems = [
        GuardCase("SYS", "affected") { _ = try $0.built(upTo: "screen", ["affectedPeople": ""]) },
        GuardCase("SYS", "none-affected") {
            let claim = #"{"reason":"inside only","approvedBy":"\#(RecordID.tomasz)"}"#
            _ = try $0.built(upTo: "screen", ["noPersonsAffected": claim])
        },
        GuardCase("SYS", "roles") { _ = try $0.built(upTo: "start-requirements", ["organizationRoles": ""]) },
        GuardCase("SYS", "scope") { _ = try $0.built(upTo: "start-requirements", ["scopeDecision": "out"]) },
        GuardCase("SYS", "prohibited") {
            _ = try $0.built(upTo: "start-requirements", ["euClass": "PROHIBITED 5(1)(f)"])
        },
        GuardCase("SYS", "bought") { agency in
            let id = try agency.built(upTo: "screen")
            try agency.step(id, "assess-use")
        },
        GuardCase("SYS", "risk-assessment") { agency in
            let id = try agency.system()
            for (verb, person) in Agency.buildingSteps.prefix(4) { try agency.step(id, verb, by: person) }
        },
        GuardCase("SYS", "developer") { agency in
            let id = try agency.built(upTo: "pass-g3")
            try agency.create(
                SystemVersion.self, ["system": id.text, "versionLabel": "1.0", "developers": RecordID.priya.text])
            try agency.step(id, "finish-verification", by: .priya)
        },
        GuardCase("SYS", "owner") {
            let values = ["impactLevel": "High", "ownerSO": RecordID.priya.text]
            _ = try $0.built(upTo: "finish-validation", values)
        },
        GuardCase("SYS", "residual-risk") { agency in
            let id = try agency.built(upTo: "finish-validation")
            try agency.create(Risk.self, Agency.risk.merging(["system": id.text]) { $1 })
            try agency.step(id, "pass-g4")
        },
        GuardCase("SYS", "top-management") { agency in
            let id = try agency.built(upTo: "finish-validation", ["impactLevel": "Critical"])
            try agency.step(id, "pass-g4")
        },
        GuardCase("SYS", "suppliers") { agency in
            let supplier = try agency.create(Supplier.self, ["name": "CodeMate Inc."])
            let id = try agency.system(Agency.bought, ["suppliers": supplier.text])
            try agency.step(id, "screen", by: .tomasz)
            try agency.step(id, "assess-use")
            _ = try agency.approvedAssessment(of: id)
            try agency.step(id, "approve-use")
        },
        GuardCase("SYS", "reassessment") { agency in
            let id = try agency.built(upTo: "begin-operation")
            agency.day = "2026-03-10"
            try agency.step(id, "suspend", by: .diego, reason: "harmful output")
            try agency.step(id, "resume", reason: "looks fine")
        },
        GuardCase("SYS", "disposal") { agency in
            let id = try agency.built(upTo: "begin-operation")
            try agency.step(id, "begin-retirement", reason: "replaced")
            try agency.step(id, "finish-retirement", by: .luca)
        },
        GuardCase("VER", "label") { agency in
            let system = try agency.system()
            for _ in 1...2 { try agency.create(SystemVersion.self, ["system": system.text, "versionLabel": "1.0"]) }
        },
        GuardCase("VER", "significance") { agency in
            let id = try version(of: agency.system(), &agency)
            try agency.step(id, "take-the-short-way", by: .tomasz)
        },
        GuardCase("VER", "owner") { agency in
            let id = try version(of: agency.system(Agency.built, ["ownerSO": RecordID.nora.text]), &agency)
            try agency.step(id, "pass-g1")
        },
        GuardCase("VER", "risk-assessment") { agency in
            let id = try version(of: agency.system(), &agency)
            for verb in ["pass-g1", "pass-g2"] { try agency.step(id, verb) }
        },
        GuardCase("VER", "top-management") { agency in
            let system = try agency.built(upTo: "begin-operation", ["impactLevel": "High"])
            let id = try version(of: system, &agency)
            for (verb, person) in Agency.buildingSteps.dropFirst(2) { try agency.step(id, verb, by: person) }
        },
    ]

    private static func version(of system: RecordID, _ agency: inout Agency) throws(Refusal) -> RecordID {
        try agency.create(SystemVersion.self, Agency.version.merging(["system": system.text]) { $1 })
    }
}
