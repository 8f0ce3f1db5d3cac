import AIMS
import Records

extension GuardCase {
    static let risks = [
        GuardCase("RA", "system") { try $0.create(RiskAssessment.self, ["level": "system", "trigger": "initial"]) },
        GuardCase("RA", "risks") { _ = try $0.approvedAssessment(of: nil, ["risks": ""]) },
        GuardCase("RA", "owner-alone") { agency in
            let system = try agency.system(Agency.built, ["impactLevel": "High"])
            _ = try agency.approvedAssessment(of: system, by: .ilse, ["owner": RecordID.eva.text])
        },
        GuardCase("RA", "criteria") { agency in
            let old = try agency.criteriaInForce()
            _ = try agency.criteriaInForce(["versionLabel": "1.1", "supersedes": old.text])
            _ = try agency.approvedAssessment(of: nil, ["criteriaVersion": old.text])
        },
        GuardCase("RA", "levels") { agency in
            let risk = try agency.create(Risk.self, Agency.risk.merging(["currentLevel": "Critical"]) { $1 })
            _ = try agency.approvedAssessment(of: nil, ["risks": risk.text])
        },
        GuardCase("RA", "top-management") { agency in
            let system = try agency.system(Agency.built, ["euClass": "HIGH_RISK_ANNEX_III 4a"])
            _ = try agency.approvedAssessment(of: system)
        },
        GuardCase("RISK", "people") { try take(&$0, ["consequenceIndividuals": ""], ["analyse"]) },
        GuardCase("RISK", "levels") { try take(&$0, ["currentLevel": "Critical"], ["analyse"]) },
        GuardCase("RISK", "owner") { try take(&$0, ["owner": ""], ["analyse", "evaluate"]) },
        GuardCase("RISK", "treatment") { try take(&$0, [:], ["analyse", "evaluate", "monitor"]) },
        GuardCase("RISK", "prohibited") {
            let levels = ["inherentLevel": "Prohibited", "currentLevel": "Prohibited"]
            try take(&$0, levels, ["analyse", "evaluate", "accept"], by: .ilse)
        },
        GuardCase("RISK", "authority") {
            try take(&$0, ["currentLevel": "High"], ["analyse", "evaluate", "accept"], by: .aisha)
        },
    ]

    /// The steps by the owner of the risk, the last by somebody.
    private static func take(
        _ agency: inout Agency, _ changes: [String: String], _ verbs: [String], by last: RecordID = .nora
    ) throws {
        let id = try agency.create(Risk.self, Agency.risk.merging(changes) { $1 })
        for verb in verbs.dropLast() { try agency.step(id, verb) }
        if let verb = verbs.last { try agency.step(id, verb, by: last) }
    }
}
