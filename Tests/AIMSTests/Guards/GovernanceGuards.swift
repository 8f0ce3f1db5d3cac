import AIMS
import Records

extension GuardCase {
    static let governance = [
        GuardCase("ORG", "one") { try $0.create(Organization.self, ["name": "Another"]) },
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
        GuardCase("POL", "anchors") { agency in
            _ = try agency.policyInForce(["anchors": #"[{"anchor":"purpose","place":"1"}]"#])
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
        GuardCase("PRV", "date") { agency in
            let id = try agency.policyInForce()
            try agency.create(
                PolicyReview.self, ["policy": id.text, "inputs": "-", "result": "confirm", "date": "2026-03-10"])
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

    private static func approveScope(_ agency: inout Agency, _ changes: [String: String] = [:]) throws {
        let id = try agency.create(ScopeStatement.self, Agency.scope.merging(changes) { $1 })
        try agency.step(id, "send-to-review")
        try agency.step(id, "approve", by: .ilse)
    }
}
