import AIMS
import Records

extension Agency {
    /// A policy as Nora drafts it.
    static let policy = [
        "type": "AI policy", "versionLabel": "1.0", "text": "We use AI so that people decide.",
        "anchors": """
        [{"anchor":"purpose","place":"1"},{"anchor":"objectivesFramework","place":"2"},
         {"anchor":"applicableRequirements","place":"3"},{"anchor":"continualImprovement","place":"4"}]
        """,
        "principles": #"[{"code":"P1","text":"People decide","appliesTo":"both"}]"#, "availability": "internal",
        "reviewInterval": "P12M",
    ]

    mutating func policyInForce(_ changes: [String: String] = [:]) throws(Refusal) -> RecordID {
        let id = try create(Policy.self, Agency.policy.merging(changes) { $1 })
        try step(id, "send-to-review")
        try step(id, "approve", by: .ilse)
        try step(id, "put-in-force")
        return id
    }

    static let scope = [
        "versionLabel": "1.0", "activities": "Building and using AI.", "roles": "provider; user", "units": "Utrecht",
        "sites": "Utrecht", "interfaces": "Customers' systems.", "dependencies": "Hosting.",
    ]

    static let criteria = [
        "versionLabel": "1.0", "likelihoodScale": "1 rare … 5 monthly", "impactScales": "1 slight … 5 grave",
        "impactDimensions": "organization; individuals; groups; society", "acceptanceLimit": "Low",
        "toleranceLimit": "Medium",
        "authorityTable": """
        [{"level":"Low","roles":["RO"]},{"level":"Medium","roles":["RO"]},{"level":"High","roles":["TM"]},
         {"level":"Critical","roles":["TM"]}]
        """,
    ]

    mutating func criteriaInForce(_ changes: [String: String] = [:]) throws(Refusal) -> RecordID {
        let id = try create(RiskCriteria.self, Agency.criteria.merging(changes) { $1 })
        try step(id, "send-to-review")
        try step(id, "approve", by: .ilse)
        try step(id, "put-in-force")
        return id
    }

    mutating func parameterInForce(
        _ name: String, _ value: String, other: String? = nil, from: String? = nil
    ) throws(Refusal) -> RecordID {
        var values = ["name": name, "value": value, "reason": "own practice"]
        values["valueOther"] = other
        values["validFrom"] = from
        let id = try create(Parameter.self, values)
        try step(id, "approve", by: .ilse)
        try step(id, "put-in-force")
        return id
    }
}

extension Walk {
    static let governance = [
        Walk("the AI policy is written, sent back, approved, reviewed, confirmed and withdrawn") { agency in
            let id = try agency.create(Policy.self, Agency.policy)
            try agency.step(id, "send-to-review")
            try agency.step(id, "return-to-draft", by: .ilse, reason: "say more about people")
            try agency.step(id, "send-to-review")
            try agency.step(id, "approve", by: .ilse)
            try agency.step(id, "put-in-force")
            try agency.step(id, "begin-review")
            try agency.create(
                PolicyReview.self, ["policy": id.text, "inputs": "new law", "result": "confirm"], by: .ilse)
            try agency.step(id, "confirm")
            try agency.step(id, "withdraw", by: .ilse, reason: "replaced by the group's policy")
        },
        Walk("a policy on data is approved by the superior of its owner") { agency in
            try agency.change(.luca, ["manager": RecordID.eva.text])
            let id = try agency.create(
                Policy.self, Agency.policy.merging(["type": "data for AI", "owner": RecordID.luca.text]) { $1 })
            try agency.step(id, "send-to-review", by: .luca)
            try agency.step(id, "approve", by: .eva)
        },
        Walk("a scope is written, approved and put in force, and the next one replaces it") { agency in
            let first = try agency.create(ScopeStatement.self, Agency.scope)
            try agency.step(first, "send-to-review")
            try agency.step(first, "return-to-draft", reason: "sites missing")
            try agency.step(first, "send-to-review")
            try agency.step(first, "approve", by: .ilse)
            try agency.step(first, "put-in-force")
            let next = try agency.create(
                ScopeStatement.self, Agency.scope.merging(["versionLabel": "1.1", "supersedes": first.text]) { $1 })
            try agency.step(next, "send-to-review")
            try agency.step(next, "approve", by: .ilse)
            try agency.step(next, "put-in-force", by: .ilse)
        },
        Walk("risk criteria are approved, reviewed, confirmed and withdrawn") { agency in
            let id = try agency.create(RiskCriteria.self, Agency.criteria)
            try agency.step(id, "send-to-review")
            try agency.step(id, "return-to-draft", reason: "anchors missing")
            try agency.step(id, "send-to-review")
            try agency.step(id, "approve", by: .ilse)
            try agency.step(id, "put-in-force")
            try agency.step(id, "begin-review")
            try agency.step(id, "confirm", by: .ilse, reason: "still fit")
            try agency.step(id, "withdraw", by: .ilse, reason: "method changed")
        },
        Walk("a parameter is set, revised and returned to its default") { agency in
            let id = try agency.parameterInForce("policyReviewMonths", "6")
            try agency.step(id, "revise")
            try agency.change(id, ["value": "9", "reason": "six was too often"])
            try agency.step(id, "approve", by: .ilse)
            try agency.step(id, "put-in-force")
            try agency.step(id, "return-to-default", by: .ilse, reason: "no need for our own")
        },
        Walk("a shipped role and a line of responsibility come into force") { agency in
            let role = agency.view().all(RoleDefinition.self)[0].id
            try agency.step(role, "put-in-force", by: .ilse)
            let line = try agency.create(
                RACI.self,
                [
                    "activity": "Approve the policy", "responsible": role.text, "accountable": role.text,
                    "mandatory": "yes",
                ])
            try agency.step(line, "put-in-force")
        },
    ]
}

extension GuardCase {
    static let governance = [
        GuardCase("ORG", "one") { try $0.create(Organization.self, ["name": "Another"]) },
        GuardCase("ORG", "zone") { try $0.change("ORG-1", ["timeZone": "Asia/Tokyo"]) },
        GuardCase("SCO", "undecided") { agency in
            _ = try agency.system(Agency.built, ["scopeDecision": "undecided"])
            try approveScope(&agency)
        },
        GuardCase("SCO", "systems") { agency in
            _ = try agency.system()
            try approveScope(&agency)
        },
        GuardCase("SCO", "reason") { agency in
            let system = try agency.system(Agency.built, ["scopeDecision": "out"])
            try approveScope(&agency, ["systemsOut": #"[{"system":"\#(system)"}]"#])
        },
        GuardCase("POL", "approver") { agency in
            let id = try agency.create(Policy.self, Agency.policy)
            try agency.step(id, "send-to-review")
            try agency.step(id, "approve", by: .clara)
        },
        GuardCase("POL", "subject") { agency in
            let policy = try agency.policyInForce()
            let other = ["type": "responsible use", "supersedes": policy.text]
            try agency.create(Policy.self, Agency.policy.merging(other) { $1 })
        },
        GuardCase("POL", "principles") { agency in
            _ = try agency.policyInForce(["principles": ""])
        },
        GuardCase("POL", "anchors") { agency in
            _ = try agency.policyInForce(["anchors": #"[{"anchor":"purpose","place":"1"}]"#])
        },
        GuardCase("POL", "effect") { _ = try $0.policyInForce(["effectiveFrom": "2026-03-08"]) },
        GuardCase("CRI", "effect") { _ = try $0.criteriaInForce(["effectiveFrom": "2026-03-08"]) },
        GuardCase("PAR", "effect") { _ = try $0.parameterInForce("ackDays", "20", from: "2026-03-08") },
        GuardCase("SCO", "effect") { agency in
            let id = try approveScope(&agency, ["validFrom": "2026-03-08"])
            try agency.step(id, "put-in-force")
        },
        GuardCase("POL", "review") { agency in
            let id = try agency.policyInForce()
            try agency.create(PolicyReview.self, ["policy": id.text, "inputs": "-", "result": "confirm"], by: .ilse)
            agency.day = "2026-03-10"
            try agency.step(id, "begin-review")
            try agency.step(id, "confirm")
        },
        GuardCase("PRV", "policy") { agency in
            let id = try agency.create(Policy.self, Agency.policy)
            try agency.create(PolicyReview.self, ["policy": id.text, "inputs": "-", "result": "confirm"])
        },
        GuardCase("ROL", "code") { try $0.create(RoleDefinition.self, ["code": "TM", "name": "Board"]) },
        GuardCase("PAR", "name") { try $0.create(Parameter.self, ["name": "coffeeBreaks"]) },
        GuardCase("PAR", "one") { agency in
            _ = try agency.parameterInForce("ackDays", "20")
            try agency.create(Parameter.self, ["name": "ackDays", "value": "10"])
        },
        GuardCase("PAR", "value") { _ = try $0.parameterInForce("riskReassessMonths", "6") },
        GuardCase("CRI", "dimensions") { _ = try $0.criteriaInForce(["impactDimensions": "organization; law"]) },
        GuardCase("CRI", "limits") { _ = try $0.criteriaInForce(["acceptanceLimit": "High"]) },
        GuardCase("CRI", "authority") {
            _ = try $0.criteriaInForce(["authorityTable": #"[{"level":"Low","roles":["RO"]}]"#])
        },
    ]

    @discardableResult
    private static func approveScope(
        _ agency: inout Agency, _ changes: [String: String] = [:]
    ) throws(Refusal) -> RecordID {
        let id = try agency.create(ScopeStatement.self, Agency.scope.merging(changes) { $1 })
        try agency.step(id, "send-to-review")
        try agency.step(id, "approve", by: .ilse)
        return id
    }
}
