import Records

/// What the checks of one requirement say together.
package struct RequirementSummary: Sendable {
    package let requirement: RequirementID
    package let results: [CheckResult]
    /// What the requirement is a candidate for; nothing where no check gives one.
    package let candidate: Candidate?
    /// Why, where it is more than its checks say one by one.
    package let reason: String?
    /// Worst first.
    package let drafts: [DraftFinding]

    /// Three minor candidates on one requirement make it systemic.
    static let systemicFrom = 3

    init(requirement: RequirementID, results: [CheckResult], in view: View) {
        self.requirement = requirement
        self.results = results
        drafts = results.compactMap { DraftFinding($0, in: view) }.sorted { $0.candidate > $1.candidate }
        let highest = drafts.map(\.candidate).max()
        let minors = drafts.filter { $0.candidate == .minor }
        if let highest, let earlier = LaterKinds.recurrence(of: requirement, in: view) {
            candidate = highest.oneUp
            reason = "it happened again: \(earlier) was closed as effective within 12 months"
        } else if highest == .minor, minors.count >= RequirementSummary.systemicFrom {
            candidate = .major
            reason = "systemic: \(Count.list(minors.map(\.check.text), most: 9)) fail together"
        } else {
            candidate = highest
            reason = drafts.first?.reason
        }
    }

    package var title: String { Criteria.find(requirement)?.title ?? requirement.text }

    /// "Major first": candidates by weight, then what needs a person, then the rest, each in the order of the standard.
    static func precedes(_ left: RequirementSummary, _ right: RequirementSummary) -> Bool {
        left.urgency == right.urgency ? left.requirement < right.requirement : left.urgency > right.urgency
    }

    private var urgency: Int {
        if let candidate { return 10 + candidate.rawValue }
        if results.contains(where: { $0.status == .needsJudgement }) { return 2 }
        return results.contains { $0.status == .noData } ? 1 : 0
    }
}
