/// What a check says. Source: 2.1 of the engine's contract.
package enum Status: String, Sendable, Hashable, CaseIterable {
    /// True for the whole population.
    case pass
    /// Some due members pass, some fail, and no threshold is met; graded like `fail`.
    case partial
    case fail
    /// No record to judge. Counts as a failure of an anchor check; otherwise no finding, but never as passing.
    case noData
    /// No member is due yet.
    case notDue
    /// Excluded validly, or nothing there to ask about.
    case notApplicable
    /// The facts are assembled; a competent person has to judge.
    case needsJudgement

    /// `fail` or `partial`.
    package var isFailure: Bool { self == .fail || self == .partial }
}

/// How a check is decided.
package enum Mode: String, Sendable, Hashable {
    /// From records alone.
    case records = "A"
    /// Presence, order and counts from records; the quality of content by a human verdict.
    case supported = "S"
    /// By a person; the engine draws the sample and prepares the evidence.
    case human = "H"
}

/// How much weighs on a check. Source: 2.3.
package enum Grade: String, Sendable, Hashable {
    /// Existence anchor: its failure means that the requirement is absent.
    case existence = "M"
    /// A key condition over a population, graded by extent.
    case extent = "P"
    case minor = "m"
    /// A warning, never a nonconformity.
    case opportunity = "o"

    package var isAnchor: Bool { self == .existence || self == .extent }
}

/// How well a result is supported. A higher grade needs no trust in the person who says it. Source: 2.2.
package enum EvidenceGrade: Int, Sendable, Hashable, Comparable, CustomStringConvertible {
    /// A statement without support.
    case statement = 0
    /// A document that describes an intent.
    case intent = 1
    /// A record entered by a person, with time and identity.
    case record = 2
    /// A record produced by a system, or by a person independent of the owner.
    case independent = 3
    /// Like `independent`, and an outsider can verify that nobody changed it.
    case verifiable = 4

    package var description: String { "E\(rawValue)" }

    package static func < (left: EvidenceGrade, right: EvidenceGrade) -> Bool { left.rawValue < right.rawValue }
}

/// What an empty population means. Source: 2.5.3.
package enum EmptyPopulation: Sendable, Hashable {
    /// ND: an AIMS of this kind has such records; none means that there is nothing to show.
    case noData
    /// NA: the set is picked by facts of another register, which is not empty.
    case notApplicable
    /// NA if X: not applicable when every named check passes or is not applicable itself, otherwise no data.
    case notApplicableIf([CheckID])
    /// NA*: not applicable when the facts that contradict an exclusion of the control are false, otherwise no data.
    case notApplicableWithoutFacts
    /// OK: a detector over the log, which is never empty.
    case pass

    /// The code in the table of checks.
    package var code: String {
        switch self {
        case .noData: "ND"
        case .notApplicable: "NA"
        case .notApplicableIf(let checks): "NA if " + checks.map(\.text).joined(separator: " and ")
        case .notApplicableWithoutFacts: "NA*"
        case .pass: "OK"
        }
    }
}

/// The stable name of a check, for example `C5.2-03`.
package struct CheckID: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(stringLiteral text: String) {
        self.text = text
    }

    package var description: String { text }
}
