import AIMS
import Records

extension Check {
    /// Clause 8: operation.
    static let operation = checks {
        Check(
            "C8.2-01", of: "8.2", .minor, legacy: true,
            population: "ASSESSABLE systems and the AIMS level",
            empty: .noData,
            date: "approval date of the latest assessment; not yet deployed and none: pending",
            "The latest approved risk assessment of every AI system in scope from design onward, and of the AIMS "
                + "itself, is not older than the interval the organization set.",
            unless: "Risk assessments not repeated at planned intervals",
            says: .have("subject of assessment", "subjects of assessment", "a risk assessment in time")
        ) { on in
            every(on.assessable) {
                asked { system in
                    guard let latest = on.latestApprovedAssessment(of: system.id) else {
                        return on.isUnassessed(system)
                    }
                    return on.assessedInTime(latest, isHighImpact: on.highImpact.contains(system.id))
                }
            }
            every(on.aimsLevel) {
                asked { _ in
                    if let latest = on.latestApprovedAssessment(of: nil) {
                        on.assessedInTime(latest, isHighImpact: false)
                    } else {
                        .lacks(
                            Gap(
                                "the risks of the AIMS itself were never assessed",
                                .create("RiskAssessment", with: ["level": "AIMS"])))
                    }
                }
            }
        }
    }
}

extension Inquiry {
    /// The AIMS as a whole, which is assessed beside the systems; nothing while there is neither a system nor an assessment.
    var aimsLevel: [Part] {
        let register = register(RiskAssessment.self, "level AIMS")
        if register.isEmptyRegister, assessable.isEmpty { return [] }
        return [latestApprovedAssessment(of: nil).map { Part("AIMS", of: $0) } ?? Part("AIMS", in: register)]
    }

    /// Nothing is asked before the first use.
    func isUnassessed(_ system: Record<AISystem>) -> Reply {
        let missing = Gap(
            "no approved risk assessment", .create("RiskAssessment", with: ["system": system.id.text]))
        return firstUse(of: system) == nil ? .awaits(missing) : .lacks(missing)
    }

    func assessedInTime(_ assessment: Record<RiskAssessment>, isHighImpact: Bool) -> Reply {
        cite(assessment.citation)
        let approved = approvedOn(assessment)
        let subject = assessment.system.map { ["system": $0.id.text] } ?? ["level": "AIMS"]
        let last = approved.adding(months: pair(\.riskReassessMonths, highImpact: isHighImpact))
        return .holdsUntil(
            last,
            Gap(
                "last assessed on \(approved), due again on \(last)",
                .create("RiskAssessment", with: subject)))
    }
}
