import AIMS
import Records

/// Risks and the assessments in which they were found.
extension Inquiry {
    /// Not closed, of a system in scope or of the AIMS itself.
    var openRisks: [Record<Risk>] {
        let inScope = Set(inScope.map(\.id))
        return population("open risks") { view in
            view.counted(Risk.self).filter { risk in
                risk.state != .closed && (risk.system.map { inScope.contains($0.id) } ?? true)
            }
        }
    }

    /// Approved or closed; one that was superseded since had been approved, too.
    private var assessmentsOnceApproved: [Record<RiskAssessment>] {
        population("assessments once approved") { view in
            view.counted(RiskAssessment.self).filter { assessment in
                switch assessment.state {
                case .approved?, .closed?: true
                case .superseded?: assessment.approvedOn != nil
                case .planned?, .inProgress?, .review?, nil: false
                }
            }
        }
    }

    var approvedAssessments: [Record<RiskAssessment>] {
        assessmentsOnceApproved.filter { $0.state != .superseded }
    }

    /// The day of approval; where nobody stated it, the day on which the assessment came into its state.
    func approvedOn(_ assessment: Record<RiskAssessment>) -> Day {
        assessment.approvedOn ?? entryDay(of: assessment)
    }

    /// The first one that was ever approved for a system.
    func firstApprovedAssessment(of system: Record<AISystem>) -> Record<RiskAssessment>? {
        assessmentsBySystem[system.id]?.min { approvedOn($0) < approvedOn($1) }
    }

    /// The latest one that stands for a system, or without system for the AIMS itself.
    func latestApprovedAssessment(of system: RecordID?) -> Record<RiskAssessment>? {
        let standing = system.map { assessmentsBySystem[$0] ?? [] } ?? assessmentsOfTheAIMS
        return standing.filter { $0.state != .superseded }.max { approvedOn($0) < approvedOn($1) }
    }

    private var assessmentsBySystem: [RecordID: [Record<RiskAssessment>]] {
        once("assessments by system") {
            Dictionary(grouping: assessmentsOnceApproved.filter { $0.system != nil && $0.level != .aims }) {
                $0.system?.id ?? $0.id
            }
        }
    }

    private var assessmentsOfTheAIMS: [Record<RiskAssessment>] {
        once("assessments of the AIMS") { assessmentsOnceApproved.filter { $0.level == .aims } }
    }

    /// The criteria an assessment names were in force on the day of its approval.
    func usedCriteriaInForce(_ assessment: Record<RiskAssessment>) -> Bool {
        assessment.criteriaVersion.map { wasInForce($0.id, on: approvedOn(assessment)) } ?? false
    }

    private func wasInForce(_ criteria: RecordID, on day: Day) -> Bool {
        let ids: Set<RecordID> = once("criteria in force on \(day)") {
            Set(view(on: day).inForce(RiskCriteria.self).map(\.id))
        }
        return ids.contains(criteria)
    }
}
