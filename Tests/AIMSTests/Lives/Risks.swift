import AIMS
import Records

extension Agency {
    static let risk = [
        "title": "Reviewers accept without thought", "source": "C.3.3", "event": "Wrong output passes",
        "consequenceOrganization": "claims", "consequenceIndividuals": "unfair refusal", "likelihoodValue": "3",
        "likelihoodReason": "seen elsewhere", "impacts": #"[{"dimension":"individuals","value":4}]"#,
        "inherentLevel": "High", "currentLevel": "Medium", "evaluation": "to be treated", "priority": "1",
        "targetLevel": "Low", "owner": RecordID.aisha.text,
    ]

    /// A risk, treated down to a level, and accepted by its owner.
    mutating func acceptedRisk(of system: RecordID?, residual: String = "Low") throws(Refusal) -> RecordID {
        var values = Agency.risk
        values["system"] = system?.text
        values["residualLevel"] = residual
        let id = try create(Risk.self, values, by: .aisha)
        for verb in ["analyse", "evaluate", "decide-treatment", "accept"] { try step(id, verb, by: .aisha) }
        return id
    }

    /// An assessment by Eva, approved; of the management system where no system is named.
    mutating func approvedAssessment(
        of system: RecordID?, by approver: RecordID = .aisha, _ changes: [String: String] = [:]
    ) throws(Refusal) -> RecordID {
        let id = try assessmentInReview(of: system, changes)
        try step(id, "approve", by: approver)
        return id
    }

    mutating func assessmentInReview(
        of system: RecordID?, _ changes: [String: String] = [:]
    ) throws(Refusal) -> RecordID {
        let criteria =
            if let first = view().inForce(RiskCriteria.self).first { first.id } else { try criteriaInForce() }
        let risk = try acceptedRisk(of: system)
        var values = [
            "level": system == nil ? "AIMS" : "system", "trigger": "initial", "assessors": RecordID.eva.text,
            "method": "workshop", "criteriaVersion": criteria.text, "risks": risk.text, "summary": "one risk",
            "decision": "go on", "nextDue": "2026-12-01",
        ]
        values["system"] = system?.text
        let id = try create(RiskAssessment.self, values.merging(changes) { $1 })
        try step(id, "start", by: .eva)
        try step(id, "send-to-review", by: .eva)
        return id
    }
}

extension Walk {
    static let risks = [
        Walk("a risk is treated, watched, accepted, reopened and closed") { agency in
            let id = try agency.create(Risk.self, Agency.risk, by: .aisha)
            for verb in ["analyse", "evaluate", "decide-treatment"] { try agency.step(id, verb, by: .aisha) }
            try agency.change(id, ["residualLevel": "Low"], by: .aisha)
            for verb in ["monitor", "accept", "monitor"] { try agency.step(id, verb, by: .aisha) }
            try agency.step(id, "reopen", by: .aisha, reason: "incident")
            try agency.step(id, "close", by: .aisha, reason: "the cause is gone")
        },
        Walk("an assessment is planned, sent back, approved, closed and replaced") { agency in
            let criteria = try agency.criteriaInForce()
            let risk = try agency.acceptedRisk(of: nil)
            let values = [
                "level": "AIMS", "trigger": "periodic", "assessors": RecordID.eva.text, "method": "workshop",
                "criteriaVersion": criteria.text, "risks": risk.text, "summary": "one risk", "decision": "go on",
                "nextDue": "2026-12-01",
            ]
            let first = try agency.create(RiskAssessment.self, values)
            try agency.step(first, "start", by: .eva)
            try agency.step(first, "send-to-review", by: .eva)
            try agency.step(first, "return-to-the-assessors", by: .aisha, reason: "sources missing")
            try agency.step(first, "send-to-review", by: .eva)
            try agency.step(first, "approve", by: .aisha)
            try agency.step(first, "close", by: .aisha)
            let next = try agency.create(RiskAssessment.self, values.merging(["supersedes": first.text]) { $1 })
            try agency.step(next, "start", by: .eva)
            try agency.step(next, "send-to-review", by: .eva)
            try agency.step(next, "approve", by: .aisha)
        },
    ]
}

extension GuardCase {
    static let risks = [
        GuardCase("RA", "system") { try $0.create(RiskAssessment.self, ["level": "system", "trigger": "initial"]) },
        GuardCase("RA", "reach") { agency in
            let system = try agency.system()
            try agency.create(
                RiskAssessment.self, ["level": "AIMS", "system": system.text, "trigger": "initial"])
        },
        GuardCase("RA", "assessors") { agency in
            let id = try agency.assessmentInReview(of: nil)
            try agency.change(id, ["assessors": RecordID.aisha.text])
        },
        GuardCase("RA", "wide") { agency in
            _ = try agency.appoint(.kees, .riskOwner, ["scope": "unit", "scopeUnit": "Utrecht"])
            _ = try agency.approvedAssessment(of: nil, by: .kees, ["unit": "Utrecht"])
        },
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
