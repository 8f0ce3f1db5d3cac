package import Records

/// What one check says about one register on one day, with the records that led to it.
///
/// Source: 2.1 of the engine's contract.
package struct CheckResult: Hashable, Sendable {
    package let checkID: CheckID
    package let requirement: RequirementID
    package let status: Status
    package let grade: Grade
    /// How many members there are.
    package let population: Int
    /// How many of them are due.
    package let due: Int
    /// How many of the due ones pass.
    package let passing: Int
    /// How many of the due ones fail; the rest waits for a verdict.
    package let failed: Int
    /// Records that stand for members that fail, each once, in the order of the register.
    package let failing: [Shortcoming]
    /// Members whose day has not come.
    package let pending: [PendingMember]
    /// Members that wait for a person's verdict.
    package let unjudged: [Shortcoming]
    package let evidence: [RecordRef]
    /// The lowest grade among the evidence the result needs.
    package let evidenceGrade: EvidenceGrade
    package let parametersUsed: [ParameterUse]
    package let rulesUsed: [RuleUse]
    /// Sentences a person understands, with figures.
    package let explanation: String
    /// The smallest next action; nothing where nothing is to be done.
    package let nextAction: NextAction?
    /// The last day on which everything is still as it is now if nobody does anything.
    package let nextDueAt: Day?
    /// Set when `nextDueAt` is near, when a value the organization chose is unusual, or when duties were joined.
    package let warning: String?
    /// For `notDue`: what it would be today.
    package let preview: Status?

    /// Whether a member that fails is a system of high impact or names one.
    package var touchesHighImpact: Bool { failing.contains(where: \.actsOnHighImpact) }

    /// Everything the result points at, each record once.
    package var cited: [RecordRef] {
        let all = evidence + failing.map(\.record) + pending.map(\.record) + unjudged.map(\.record)
        var seen: Set<RecordRef> = []
        return all.filter { seen.insert($0).inserted }
    }
}

/// A value the organization chose, or the default in its place, that a result rests on.
package struct ParameterUse: Hashable, Sendable {
    package let name: String
    package let value: String
    /// The record it comes from; `nil` for the default.
    package let source: RecordRef?
}

/// A rule that changed what a member counts as.
package struct RuleUse: Hashable, Sendable {
    /// A rule that changed what the condition asks.
    package enum Rule: String, Sendable {
        /// Systems in use before the AIMS began have until the legacy deadline.
        case legacy
        /// A control was validly excluded in the statement of applicability.
        case exclusion
        /// Something that came too late is cured by a closed nonconformity.
        case cure
        /// A date nobody stated was taken from another one.
        case assumedDate
        /// In a very small organization one person did what two should do, with a compensating measure.
        case joinedDuties
    }

    package let rule: Rule
    package let explanation: String
}
