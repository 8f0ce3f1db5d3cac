import AIMS
import Records

extension Check {
    /// Clause 6.1: risks.
    static let planning = checks {
        Check(
            "C6.1.1-01", of: "6.1.1", .existence, stage1: true, population: "one statement", empty: .noData,
            date: "version in force",
            "Risk criteria are in force, approved by top management, with scales for likelihood and impact anchored "
                + "in words, impact on organization, individuals, groups and societies, limits of acceptance and "
                + "tolerance, and a table of who may accept what.",
            unless: "No AI risk criteria / no acceptance threshold",
            says: .statement("Risk criteria are in force, approved by top management and complete.")
        ) { on in
            atLeastOne(
                of: on.inForce(RiskCriteria.self), in: on.register(RiskCriteria.self, "in force"),
                else: Gap("no risk criteria are in force", .create("RiskCriteria", with: [:]))
            ) {
                on.ok(by: .topManagement)
                has(\.likelihoodScale, "scale of likelihood")
                has(\.impactScales, "scale of impact")
                for dimension in [ImpactDimension.organization, .individuals, .groups, .society] {
                    that(Gap("no impact on \(dimension.label)", .fill(["impactDimensions"]))) {
                        $0.impactDimensions?.contains(dimension) == true
                    }
                }
                has(\.acceptanceLimit, "acceptance limit")
                has(\.toleranceLimit, "tolerance limit")
                has(\.authorityTable, "table of who may accept what")
            }
        }

        Check(
            "C6.1.1-02", of: "6.1.1", .minor, population: "assessments Approved or Closed",
            empty: .notApplicableIf(["C6.1.2-02"]), date: "approval date",
            "Every approved or closed risk assessment refers to the risk criteria that were in force on the day of "
                + "its approval.",
            unless: "Assessments made with superseded or undefined scales",
            says: .have(
                "approved risk assessment", "approved risk assessments", "criteria that were in force on that day")
        ) { on in
            every(on.approvedAssessments) {
                has(\.criteriaVersion, "risk criteria named")
                asked { assessment in
                    guard let criteria = assessment.criteriaVersion?.record(in: on.view),
                        !on.usedCriteriaInForce(assessment)
                    else { return .holds }
                    on.cite(criteria.citation)
                    return .lacks(Gap("\(criteria.id) was not in force on \(on.approvedOn(assessment))", .learn))
                }
            }
        }

        Check(
            "C6.1.2-02", of: "6.1.2", .extent, legacy: true, population: "ASSESSABLE systems",
            empty: .noData,
            date: "RiskAssessment.approvedOn ≤ firstDeployedOn or useApprovedOn; not yet deployed: pending",
            "Every AI system in scope from design onward has a risk assessment that was approved before the system "
                + "was first deployed or its use approved.",
            unless: "System X deployed without risk assessment",
            says: .are(
                "AI system in scope from design on", "AI systems in scope from design on",
                "assessed for risks before first use")
        ) { on in
            every(on.assessable) {
                asked { system in
                    guard let first = on.firstApprovedAssessment(of: system) else { return on.isUnassessed(system) }
                    on.cite(first.citation)
                    let approved = on.approvedOn(first)
                    guard let use = on.assessmentDue(of: system), on.isLate(approved, for: system, before: use) else {
                        return .holds
                    }
                    return .late(Gap("assessed on \(approved), after first use on \(use)", .learn))
                }
            }
            whereNone(on.assessable.isEmpty && on.inScope.isEmpty ? on.decideOnScope : nil)
        }

        Check(
            "C6.1.2-03", of: "6.1.2", .minor, population: "open risks", empty: .noData, date: "state on asOf",
            "Every open risk says source, event, consequence for the organization and for people or society, "
                + "likelihood with reason, level, owner, evaluation and priority.",
            unless: "Consequences analysed for the company only",
            says: .are("open risk", "open risks", "analysed and evaluated completely")
        ) { on in
            every(on.openRisks) {
                has(\.source, "source")
                has(\.event, "event")
                has(\.consequenceOrganization, "consequence for the organization")
                hasReasoned(
                    \.consequenceIndividuals, \.consequenceGroups, \.consequenceSociety,
                    what: "consequence for individuals, groups or society")
                has(\.likelihoodValue, "likelihood")
                has(\.likelihoodReason, "reason for the likelihood")
                has(\.currentLevel, "level")
                has(base: \.owner, "owner")
                has(\.evaluation, "evaluation against the criteria")
                has(\.priority, "priority")
            }
        }
    }
}

/// At least one of several texts says something; a bare "none" does not, "none" with a reason does.
private func hasReasoned<K: RecordKind>(_ paths: PartialKeyPath<K>..., what: String) -> Condition<Record<K>> {
    let slots = paths.map(Kind.slot)
    return Condition { record in
        let isReasoned = slots.contains { slot in
            guard case .text(let text)? = record.content[slot] else { return false }
            return !text.isBareNone
        }
        return isReasoned
            ? .holds : .lacks(Gap("no \(what)", .fill([record.content.kind.fields[slots[0]].key])))
    }
}

extension String {
    /// "None", "n/a" and the like: that something is not there, without why.
    var isBareNone: Bool {
        guard utf8.count <= 16 else { return false }
        let word = lowercased().filter { $0.isLetter }
        return ["", "none", "na", "no", "nothing", "notapplicable"].contains(word)
    }
}
