import Records

/// What checks ask of registers that are declared later. Each question stands here once and nowhere else; until the register is
/// there the answer is that there is nothing.
enum LaterKinds {
    /// The nonconformity that cures a member which is only late: it names the check and the member and is Closed with an
    /// effective review. Source: cure rule, 2.4.
    static func cure(of member: RecordRef, for check: CheckID, in view: View) -> RecordID? {
        nil
    }

    /// A nonconformity of the requirement that was detected within 12 months and closed as effective. Source: 2.3.
    static func recurrence(of requirement: RequirementID, in view: View) -> RecordID? {
        nil
    }

    /// The row of the statement of applicability in force that validly excludes a control; its checks do not apply.
    static func exclusion(of control: RequirementID, in view: View) -> RecordRef? {
        nil
    }

    /// An open task that a person owns. The registers of tasks are named in 2.5.5, "overdue task"; those that are declared by
    /// now are asked.
    static func openTask(of person: RecordID, in view: View) -> RecordID? {
        let owner = Kind.slot(base: \.owner)
        for kind in taskKinds.compactMap(view.declarations.kind(named:)) {
            let open = view.records(of: kind, pointingTo: person, through: owner).first {
                !Inquiry.closedStates.contains($0.state)
            }
            if let open { return open.id }
        }
        return nil
    }

    private static let taskKinds = [
        "TreatmentAction", "RiskOpportunityAction", "CorrectiveAction", "ManagementReviewAction", "ImprovementAction",
        "TrainingAction", "TriggerEvent", "ResourceNeed", "Communication", "Document", "EvidenceRequest",
    ]
}
