import AIMS
import Records

/// Risks and the assessments in which they were found.
extension Asking {
    /// Not closed, of a system in scope or of the AIMS itself.
    var openRisks: Population<Risk> {
        population("open", within: all(Risk.self)) { on, risk in
            risk.state != .closed && (risk.system.map { on.inScope.contains($0.id) } ?? true)
        }
    }

    /// Approved or closed; one that was superseded since had been approved, too.
    private var assessmentsOnceApproved: Population<RiskAssessment> {
        population("once approved", within: all(RiskAssessment.self)) { _, assessment in
            switch assessment.state {
            case .approved?, .closed?: true
            case .superseded?: assessment.approvedOn != nil
            case .planned?, .inProgress?, .review?, nil: false
            }
        }
    }

    var approvedAssessments: Population<RiskAssessment> {
        population("approved", within: assessmentsOnceApproved) { _, assessment in assessment.state != .superseded }
    }

    /// Those of the AIMS itself.
    private var assessmentsOfTheAIMS: Population<RiskAssessment> {
        population("of the AIMS", within: assessmentsOnceApproved) { _, assessment in assessment.level == .aims }
    }

    /// The day of the act that approved it; where none did, of the act with which it came into its state. What a recorded act
    /// claims beside its own day is an exception of it and counts for nothing.
    func approvedOn(_ assessment: Record<RiskAssessment>) -> Day {
        let act = view.stepOutlines(of: assessment.id).last { $0.to == RiskAssessment.State.approved.rawValue }
        return act?.at.day(in: view.zone) ?? entryDay(of: assessment)
    }

    /// The first one that was ever approved for a system.
    func firstApprovedAssessment(of system: Record<AISystem>) -> Record<RiskAssessment>? {
        assessments(of: system.id).min { approvedOn($0) < approvedOn($1) }
    }

    /// The latest one that stands for a system, or without system for the AIMS itself.
    func latestApprovedAssessment(of system: RecordID?) -> Record<RiskAssessment>? {
        let standing = system.map(assessments) ?? assessmentsOfTheAIMS.records
        return standing.filter { $0.state != .superseded }.max { approvedOn($0) < approvedOn($1) }
    }

    private func assessments(of system: RecordID) -> [Record<RiskAssessment>] {
        let approved = assessmentsOnceApproved
        return view.all(RiskAssessment.self, \.system, pointingTo: system).filter {
            $0.level != .aims && approved.contains($0.id)
        }
    }

    /// The criteria an assessment names were in force on the day of its approval.
    func usedCriteriaInForce(_ assessment: Record<RiskAssessment>) -> Bool {
        assessment.criteriaVersion.map { wasInForce($0.id, on: approvedOn(assessment)) } ?? false
    }

    private func wasInForce(_ criteria: RecordID, on day: Day) -> Bool {
        let ids = session.value(Name("criteria in force on", number: day.number)) { on in
            Set(on.view(on: day).inForce(RiskCriteria.self).map(\.id))
        }
        return ids.contains(criteria)
    }
}
