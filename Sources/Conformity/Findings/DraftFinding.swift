import AIMS
package import Records

/// What an auditor may make of failed checks: a draft with criterion, evidence and gap, never a finding.
///
/// Only a person in the role of auditor turns it into a finding, changes its grade or dismisses it with a reason. Source: 2.3.
package struct DraftFinding: Hashable, Sendable {
    package let check: CheckID
    package let requirement: RequirementID
    package let candidate: Candidate
    /// Why it is graded so.
    package let reason: String
    /// What is asked, in our words.
    package let criterion: String
    package let evidence: [RecordRef]
    /// What is missing.
    package let gap: String
}

/// What a failure is a candidate for. Definitions follow ISO/IEC 17021-1.
package enum Candidate: Int, Sendable, Hashable, Comparable {
    /// A warning: an opportunity for improvement, never a nonconformity.
    case opportunity = 1
    case minor
    /// Casts doubt on the ability of the management system to reach its results.
    case major

    package static func < (left: Candidate, right: Candidate) -> Bool { left.rawValue < right.rawValue }

    package var words: String {
        switch self {
        case .opportunity: "opportunity for improvement"
        case .minor: "minor nonconformity candidate"
        case .major: "major nonconformity candidate"
        }
    }

    var oneUp: Candidate { Candidate(rawValue: rawValue + 1) ?? .major }
}

extension DraftFinding {
    /// The draft a result gives, or nothing where it gives no candidate.
    package init?(_ result: CheckResult, in view: View) {
        guard let check = Check.find(result.checkID), let grading = Grading(result, view) else { return nil }
        let title = Criteria.find(result.requirement)?.title
        self.init(
            check: result.checkID, requirement: result.requirement, candidate: grading.candidate,
            reason: grading.reason,
            criterion: "\(result.requirement)\(title.map { " \($0)" } ?? ""): \(check.words)",
            evidence: result.evidence + result.failing.map(\.record).filter { !result.evidence.contains($0) },
            gap: result.explanation)
    }
}

/// How much a failed check weighs. Source: the table of 2.3, row by row.
package struct Grading: Hashable, Sendable {
    package let candidate: Candidate
    package let reason: String

    package init?(_ result: CheckResult, _ view: View) {
        switch result.grade {
        case .existence where result.status == .fail || result.status == .noData:
            self.init(.major, "what the requirement asks for is absent")
        case .existence where result.status == .partial, .extent where result.status.isFailure:
            self = Grading.byExtent(result, view)
        case .extent where result.status == .noData:
            self.init(.minor, "there is nothing to show for it")
        case .minor where result.status.isFailure: self.init(.minor, "a single lapse")
        case .opportunity where result.status.isFailure: self.init(.opportunity, "a warning, not a nonconformity")
        case .existence, .extent, .minor, .opportunity: return nil
        }
    }

    private init(_ candidate: Candidate, _ reason: String) {
        self.candidate = candidate
        self.reason = reason
    }

    private static func byExtent(_ result: CheckResult, _ view: View) -> Grading {
        let share = view.parameters.majorShare
        if result.due == 0 {
            return Grading(.minor, "there is nothing of which it could be said")
        } else if result.touchesHighImpact {
            return Grading(.major, "a member that fails is a system of high impact or acts on one")
        } else if result.failed >= 2, result.failed * 100 >= share * result.due {
            return Grading(.major, "\(result.failed) of \(result.due) fail: \(share) % or more, and more than one")
        } else {
            return Grading(.minor, "\(result.failed) of \(result.due) \(result.failed == 1 ? "fails" : "fail")")
        }
    }
}
