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

    mutating func system(_ values: [String: String] = built, _ changes: [String: String] = [:]) throws(Refusal)
        -> RecordID
    {
        try create(AISystem.self, values.merging(changes) { $1 }, by: .tomasz)
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
