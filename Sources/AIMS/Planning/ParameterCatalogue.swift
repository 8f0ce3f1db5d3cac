import Records

/// Every parameter with its default. The name of the property is the name of the parameter. Source: 2.4.
package struct ParameterCatalogue: Sendable {
    package let contextReviewMonths = months(12, warnsAbove: 12, "The context is looked at again within this time.")
    package let policyReviewMonths = months(
        12, warnsAbove: 12, "A policy is approved or reviewed again within this time.")
    package let ackPercent = percent(95, "Share of the people in scope who have acknowledged the policy.")
    package let ackDays = days(30, "Time for acknowledging a new version.")
    package let joinerDays = days(30, "Time for what a new colleague has to read and learn.")
    package let riskReassessMonths = months(6, others: 12, "Risks of a system are assessed again within this time.")
    package let aisiaReassessMonths = months(12, others: 24, "Impacts of a system are assessed again within this time.")
    package let triggerReviewDays = days(30, "Time for the review after something happened that calls for one.")
    package let evidenceMaxAgeMonths = months(12, "Evidence older than this no longer counts.")
    package let controlTestMonths = months(6, others: 12, "A control is tested again within this time.")
    package let measurementOnTimePercent = percent(90, "Share of measurements taken when due.")
    package let auditCycleMonths = months(12, "Longest gap between two internal audits.")
    package let mgmtReviewMonths = months(12, warnsAbove: 12, "Longest gap between two management reviews.")
    package let inputFreshDays = days(60, "Age of the figures shown in a management review.")
    package let reportDays = days(15, "Time for the report after the closing meeting of an audit.")
    package let caMajorDays = days(90, "Time for correcting a major nonconformity.")
    package let caMinorDays = days(180, "Time for correcting a minor nonconformity.")
    package let effectivenessWaitDays = days(30, "Least time before the effect of a correction is judged.")
    package let supplierReviewMonths = months(
        12, others: 24, "A supplier is assessed again within this time; the first value is for critical ones.")
    package let logRetentionMonths = months(6, "Least time for which event logs are kept.")
    package let techDocRetentionYears = years(10, "Time for which technical documents are kept after release.")
    package let operatingWindowMonths = months(3, "Operation that has to be seen before the certification audit.")
    package let aimsStartDate = DayParameter(
        note: "The day the management system began, where it is not that of the first record.")
    package let legacyDeadlineDays = days(120, "Time after the start for systems that were in production before.")
    package let oversightQuizMinPercent = percent(80, "Least result in the test for people who oversee systems.")
    package let sampleRule = SampleParameter(
        standard: .squareRoot, note: "How many of a set are looked at; high-impact systems always are.")
    package let majorShare = percent(
        30, "Share of failing members from which a key condition becomes major; at least two.")
    package let significantIssueFrom = count(4, in: 1...5, "Significance from which an issue has to be followed up.")
    package let performanceReportMonths = months(3, "Period of the reports to top management.")
    package let measurementWindowMonths = months(3, "Complete months over which measurements are judged.")
    package let overdueSharePercent = percent(10, from: 0, "Share of treatment actions that may be overdue.")
    package let highRiskOverdueDays = days(30, "Longest time an action on a high risk may be overdue.")
    package let newRiskTreatmentDays = days(30, "Time from finding a risk to deciding its treatment.")
    package let offTargetDays = days(30, "Time for an action after an objective misses its target.")
    package let unplannedReviewDays = days(14, "Time for the review of a change nobody planned.")
    package let discoveryMonths = months(12, "Each source is searched for unknown AI within this time.")
    package let discoveryDays = days(30, "Time for deciding about AI that was found.")
    package let resourceDecisionDays = days(90, "Time for deciding about a request for resources.")
    package let managerOverdueMax = count(10, in: 0...1_000, "Overdue tasks the AIMS manager may have.")
    package let conflictDays = days(90, "Time for resolving a conflict between policies.")
    package let commOnTimePercent = percent(90, "Share of planned communications made on time.")
    package let interviewPassPercent = percent(80, "Share of interviews that have to show awareness.")
    package let channelTestMonths = months(12, "Channels for concerns and reports are tested within this time.")
    package let securityTestMonths = months(12, "Systems are tested against attack within this time.")
    package let overrideTestMonths = months(
        6, others: 12, "Overriding and stopping a system is tested within this time.")
    package let oversightMinSample = count(30, in: 1...100_000, "Least actions of a reviewer in a month to judge by.")
    package let challengeTargetPercent = percent(80, "Share of planted errors that reviewers have to find.")
    package let verdictMonths = months(12, "A verdict holds for this time where it says nothing else.")
    package let backdateDays = days(7, "An entry about something older than this needs a reason.")
    package let warnDays = days(30, "A result that will change within this time carries a warning.")

    /// Made once: the definitions are told apart by identity.
    static let standard = ParameterCatalogue()
    static let all: [(name: String, definition: any ParameterDefinition)] =
        Mirror(reflecting: standard).children.compactMap { child in
            guard let name = child.label, let definition = child.value as? any ParameterDefinition else { return nil }
            return (name, definition)
        }
    static let names = Dictionary(
        all.map { (ObjectIdentifier($0.definition), $0.name) }, uniquingKeysWith: { first, _ in first })

    private init() {}

    private static func months(_ standard: Int, warnsAbove most: Int? = nil, _ note: String) -> WholeParameter {
        WholeParameter(standard: standard, range: 1...120, unit: "months", warnsAbove: most, note: note)
    }

    private static func months(_ standard: Int, others: Int, _ note: String) -> PairParameter {
        PairParameter(
            standard: ValuePair(weighty: standard, other: others), range: 1...120, unit: "months", note: note)
    }

    private static func days(_ standard: Int, _ note: String) -> WholeParameter {
        WholeParameter(standard: standard, range: 0...3_660, unit: "days", note: note)
    }

    private static func years(_ standard: Int, _ note: String) -> WholeParameter {
        WholeParameter(standard: standard, range: 1...100, unit: "years", note: note)
    }

    private static func percent(_ standard: Int, from least: Int = 1, _ note: String) -> WholeParameter {
        WholeParameter(standard: standard, range: least...100, unit: "%", note: note)
    }

    private static func count(_ standard: Int, in range: ClosedRange<Int>, _ note: String) -> WholeParameter {
        WholeParameter(standard: standard, range: range, unit: "", note: note)
    }
}

/// What is known about a parameter beside its name.
package protocol ParameterDefinition: AnyObject, Sendable {
    var note: String { get }
    /// The word after the number; empty for a bare count or what is no number.
    var unit: String { get }
    /// The default as text; empty when there is none.
    var standardText: String { get }
    /// Has a second value, for the less weighty cases.
    var isPair: Bool { get }
    /// Whether a text can be used as its value.
    func accepts(_ text: String) -> Bool
    /// What an auditor would ask about a value that can be used; `nil` for a usual one.
    func warning(about text: String) -> String?
}

extension ParameterDefinition {
    package var unit: String { "" }
    package var isPair: Bool { false }
    package func warning(about text: String) -> String? { nil }
}

/// One whole number.
package final class WholeParameter: ParameterDefinition {
    package let standard: Int
    package let unit: String
    package let note: String
    private let range: ClosedRange<Int>
    private let warnsAbove: Int?

    init(standard: Int, range: ClosedRange<Int>, unit: String, warnsAbove: Int? = nil, note: String) {
        self.standard = standard
        self.range = range
        self.unit = unit
        self.warnsAbove = warnsAbove
        self.note = note
    }

    package var standardText: String { String(standard) }
    package func accepts(_ text: String) -> Bool { whole(text) != nil }

    package func warning(about text: String) -> String? {
        guard let most = warnsAbove, let value = whole(text), value > most else { return nil }
        return "\(value) \(unit), more than the usual \(most)"
    }

    /// Reads `12`, `95 %` or `30 days`, within bounds.
    func whole(_ text: String) -> Int? { wholeNumber(text, unit: unit, in: range) }
}

/// Two whole numbers, for weighty cases and for all others.
package final class PairParameter: ParameterDefinition {
    package let standard: ValuePair
    package let unit: String
    package let note: String
    private let range: ClosedRange<Int>

    init(standard: ValuePair, range: ClosedRange<Int>, unit: String, note: String) {
        self.standard = standard
        self.range = range
        self.unit = unit
        self.note = note
    }

    package var standardText: String { "\(standard.weighty) / \(standard.other)" }
    package var isPair: Bool { true }
    package func accepts(_ text: String) -> Bool { whole(text) != nil }

    func whole(_ text: String) -> Int? { wholeNumber(text, unit: unit, in: range) }
}

/// A day; there is no default.
package final class DayParameter: ParameterDefinition {
    package let note: String

    init(note: String) { self.note = note }

    package var standardText: String { "" }
    package func accepts(_ text: String) -> Bool { Day(text) != nil }
}

/// A rule for samples.
package final class SampleParameter: ParameterDefinition {
    package let standard: SampleRule
    package let note: String

    init(standard: SampleRule, note: String) {
        self.standard = standard
        self.note = note
    }

    package var standardText: String { "sqrt" }
    package func accepts(_ text: String) -> Bool { SampleRule(text) != nil }
}

private func wholeNumber(_ text: String, unit: String, in range: ClosedRange<Int>) -> Int? {
    let bare = !unit.isEmpty && text.hasSuffix(unit) ? String(text.dropLast(unit.count)) : text
    return Int(bare.trimmingOuterSpace()).flatMap { range.contains($0) ? $0 : nil }
}
