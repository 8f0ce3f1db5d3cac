import AIMS
import Records

extension Agency {
    static let built = [
        "name": "TalentSift", "intendedPurpose": "Ranks applications; people decide.", "intendedUsers": "recruiters",
        "affectedPeople": "applicants", "organizationRoles": "provider; producer", "sourcing": "in-house",
        "scopeDecision": "in", "ownerSO": RecordID.tomasz.text,
    ]

    static let bought = [
        "name": "CodeMate", "intendedPurpose": "Helps write code.", "intendedUsers": "engineers",
        "noPersonsAffected": #"{"reason":"inside only","approvedBy":"\#(RecordID.clara.text)"}"#,
        "organizationRoles": "user; deployer", "sourcing": "embedded vendor", "scopeDecision": "in",
        "ownerSO": RecordID.tomasz.text,
    ]

    @discardableResult
    mutating func system(
        _ values: [String: String] = built, _ changes: [String: String] = [:], by person: RecordID = .tomasz
    ) throws(Refusal) -> RecordID {
        try create(AISystem.self, values.merging(changes) { $1 }, by: person)
    }

    mutating func approvedSupplier(_ changes: [String: String] = [:]) throws(Refusal) -> RecordID {
        let values = [
            "name": "CodeMate Inc.", "kind": "tool", "tier": "standard", "services": "assistant",
            "dataUseTerms": "never",
        ]
        let id = try create(Supplier.self, values.merging(changes) { $1 }, by: .marek)
        try step(id, "finish-assessment", by: .marek)
        try step(id, "approve")
        return id
    }

    /// The verbs from an idea to operation for a system that is built, with who takes each.
    static let buildingSteps: [(verb: String, by: RecordID)] = [
        ("screen", .tomasz), ("start-requirements", .nora), ("pass-g1", .nora), ("pass-g2", .nora), ("pass-g3", .nora),
        ("finish-verification", .priya), ("finish-validation", .priya), ("pass-g4", .nora),
        ("begin-operation", .tomasz),
    ]

    /// A built system as far along as a verb, its risks assessed.
    mutating func built(upTo last: String, _ changes: [String: String] = [:]) throws(Refusal) -> RecordID {
        let id = try system(Agency.built, changes)
        if last == "idea" { return id }
        let isHigh = record(id, AISystem.self)?.isHighImpact == true
        _ = try approvedAssessment(of: id, by: isHigh ? .ilse : .aisha)
        for (verb, person) in Agency.buildingSteps {
            try step(id, verb, by: isHigh && verb == "pass-g4" ? .ilse : person)
            if verb == last { break }
        }
        return id
    }

    static let version = ["versionLabel": "1.1", "significance": "significant", "developers": RecordID.jonas.text]
}

extension Walk {
    static let systems = [
        Walk("a system is built, released, suspended, resumed and retired") { agency in
            let id = try agency.built(upTo: "begin-operation")
            try agency.step(id, "suspend", by: .diego, reason: "harmful output")
            agency.day = "2026-03-16"
            _ = try agency.approvedAssessment(of: id)
            try agency.step(id, "resume", reason: "filter added, risks assessed again")
            try agency.step(id, "begin-retirement", reason: "replaced")
            try agency.create(
                Evidence.self,
                [
                    "kind": "disposal record", "source": "operations", "grade": "E2", "link": "https://docs.example/7",
                    "subjects": id.text,
                ])
            try agency.step(id, "finish-retirement", by: .luca)
        },
        Walk("a system is bought, assessed for use and used") { agency in
            let supplier = try agency.approvedSupplier()
            let id = try agency.system(Agency.bought, ["suppliers": supplier.text])
            try agency.step(id, "screen", by: .tomasz)
            try agency.step(id, "assess-use")
            _ = try agency.approvedAssessment(of: id)
            try agency.step(id, "approve-use")
            try agency.step(id, "begin-use", by: .tomasz)
        },
        Walk("an idea is rejected") { agency in
            let id = try agency.system(Agency.built, ["euClass": "PROHIBITED 5(1)(f)"])
            try agency.step(id, "screen", by: .tomasz)
            try agency.step(id, "reject", by: .clara, reason: "prohibited practice")
        },
        Walk(
            "what an inventory brought in twice is rejected at once, and what is given up on the way does not stay open"
        ) {
            agency in
            let twin = try agency.system()
            try agency.step(twin, "reject", reason: "the same as another one")
            let id = try agency.built(upTo: "pass-g1")
            try agency.step(id, "give-up", reason: "no budget")
        },
        Walk("a new version is built while the system runs, and the old one retires") { agency in
            let system = try agency.built(upTo: "begin-operation")
            let id = try agency.create(
                SystemVersion.self, Agency.version.merging(["system": system.text]) { $1 }, by: .jonas)
            for (verb, person) in Agency.buildingSteps.dropFirst(2) { try agency.step(id, verb, by: person) }
            try agency.step(id, "retire", by: .tomasz)
        },
        Walk("a minor version takes the short way and is withdrawn") { agency in
            let system = try agency.built(upTo: "begin-operation")
            let id = try agency.create(
                SystemVersion.self, ["system": system.text, "versionLabel": "1.0.1", "significance": "minor"],
                by: .tomasz)
            try agency.step(id, "take-the-short-way", by: .tomasz)
            try agency.step(id, "withdraw", by: .tomasz, reason: "not needed")
        },
    ]
}

extension GuardCase {
    static let systems = [
        GuardCase("SYS", "use-in-order") { agency in
            let told = Recording.told(of: .tomasz, on: "2026-03-02", acceptsExceptions: true)
            let id = try agency.create(
                AISystem.self, ["name": "Router", "ownerSO": RecordID.tomasz.text], in: .operating, told: told,
                reason: "in use before")
            try agency.change(id, ["firstDeployedOn": "2026-03-05"])
        },
        GuardCase("SYS", "in-use") { _ = try $0.system(Agency.built, ["firstDeployedOn": "2025-01-01"]) },
        GuardCase("SYS", "use-stays") { agency in
            let id = try agency.built(upTo: "begin-operation")
            try agency.change(id, ["firstDeployedOn": "2026-01-01"])
        },
        GuardCase("SYS", "scope-authority") { agency in
            let id = try agency.system()
            try agency.change(id, ["scopeApprovedBy": RecordID.kees.text])
        },
        GuardCase("VER", "deployed") { agency in
            let id = try agency.system()
            try agency.create(
                SystemVersion.self, Agency.version.merging(["system": id.text, "deployedOn": "2026-03-01"]) { $1 })
        },
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
