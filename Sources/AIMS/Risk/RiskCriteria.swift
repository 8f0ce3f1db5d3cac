package import Records

/// One version of the yardstick for risks: scales, limits, and who may accept what. Source: 6.1.1.
package struct RiskCriteria: RecordKind {
    /// As of a policy: from a draft to the version that a later one replaces.
    package enum State: String, Stage {
        case draft = "Draft"
        case inReview = "InReview"
        case approved = "Approved"
        case inForce = "InForce"
        case
            underReview = "UnderReview"
        case superseded = "Superseded"
        case withdrawn = "Withdrawn"
    }

    package static let about = About(
        "Risk criteria", plural: "Risk criteria", address: "risk-criteria", prefix: "CRI", clauses: ["6.1.1"],
        summary: "How likelihood and impact are measured, what is acceptable, and who decides above that.",
        naming: "versionLabel", columns: ["versionLabel", "acceptanceLimit", "toleranceLimit", "effectiveFrom"],
        sections: [
            Section(
                "Scales", ["versionLabel", "likelihoodScale", "impactScales", "impactDimensions", "matrix", "floors"]),
            Section("Limits", ["acceptanceLimit", "toleranceLimit", "authorityTable", "treatmentDeadlines"]),
            Section("Use", ["aggregationRule", "effectiveFrom"]),
        ], isOrganizationWide: true)

    package static let lifecycle = Lifecycle<RiskCriteria>(
        creators: .roles(.manager, .riskOwner), editors: .roles(.manager, .riskOwner) + [.owner],
        closed: [.superseded, .withdrawn], frozen: [.approved, .inForce, .underReview],
        required: [
            Requirement(
                in: [.inReview, .approved, .inForce, .underReview], \.versionLabel, \.likelihoodScale, \.impactScales,
                \.impactDimensions, \.acceptanceLimit, \.toleranceLimit, \.authorityTable)
        ],
        versions: Versions(
            inForce: [.inForce, .underReview], superseded: .superseded, effect: \.effectiveFrom, label: \.versionLabel),
        transitions: [
            Transition("Send to review", from: [.draft], to: .inReview, by: .roles(.manager)),
            Transition(
                "Return to draft", from: [.inReview], to: .draft, by: .roles(.manager, .topManagement),
                needsReason: true),
            Transition(
                "Approve", from: [.inReview], to: .approved, by: .roles(.topManagement),
                guards: [peopleCounted, limitsInOrder, authorityComplete], approves: true),
            Transition(
                "Put in force", from: [.approved], to: .inForce, by: .roles(.manager, .topManagement),
                guards: [.effect(\.effectiveFrom)], stamps: [\.effectiveFrom]),
            Transition("Begin review", from: [.inForce], to: .underReview, by: .roles(.manager, .topManagement)),
            Transition(
                "Confirm", from: [.underReview], to: .inForce, by: .roles(.topManagement), needsReason: true),
            Transition(
                "Withdraw", from: [.approved, .inForce, .underReview], to: .withdrawn, by: .roles(.topManagement),
                needsReason: true),
        ])

    package let versionLabel = text("Version", help: "What this version is called, like 1.0.", personal: false)
    package let likelihoodScale = prose(
        "Likelihood scale", help: "Each value with words that anchor it.", personal: false)
    package let impactScales = prose(
        "Impact scales", help: "For each dimension, each value with words.", personal: false)
    package let impactDimensions = choices("Impact dimensions", ImpactDimension.self)
    package let matrix = prose("Matrix", help: "How likelihood and impact make a level.", personal: false)
    package let acceptanceLimit = choice("Acceptance limit", RiskLevel.self, help: "Up to here no treatment is needed.")
    package let toleranceLimit = choice(
        "Tolerance limit", RiskLevel.self, help: "Above it only top management may accept.")
    package let authorityTable = rows("Who may accept", of: AcceptanceAuthority.self)
    package let aggregationRule = prose(
        "Aggregation", help: "How several risks are looked at together.", personal: false)
    package let treatmentDeadlines = prose("Treatment deadlines", personal: false)
    package let floors = prose("Floors", help: "Impacts that hold a level up whatever the likelihood.", personal: false)
    package let effectiveFrom = date("Effective from", content: false)

    package init() {}

    private static let peopleCounted = Guard<RiskCriteria>(
        "dimensions",
        "Impacts on people are missing. impactDimensions must hold organization, individuals, groups and society."
    ) { situation in
        Set(situation.record.impactDimensions ?? []).isSuperset(of: [.organization, .individuals, .groups, .society])
    }

    private static let limitsInOrder = Guard<RiskCriteria>(
        "limits", "The acceptance limit lies above the tolerance limit. Correct one of them."
    ) { situation in
        guard let acceptance = situation.record.acceptanceLimit, let tolerance = situation.record.toleranceLimit else {
            return true
        }
        return acceptance <= tolerance
    }

    private static let authorityComplete = Guard<RiskCriteria>(
        "authority",
        "Some level has nobody who may accept it. Give authorityTable a line with roles for Low to Critical."
    ) { situation in
        let covered = Set(
            (situation.record.authorityTable ?? []).filter { $0.roles?.isEmpty == false }.compactMap(\.level))
        return covered.isSuperset(of: [.low, .medium, .high, .critical])
    }
}

/// Which roles may accept a risk of a level.
package struct AcceptanceAuthority: RowKind {
    package let level = choice("Level", RiskLevel.self, required: true)
    package let roles = texts("Roles", help: "Codes of roles, any of which may accept.", personal: false)
    package let informed = texts("Told", help: "Codes of roles that are told.", personal: false)
    package let conditions = text("Conditions", max: 2_000, personal: false)

    package init() {}
}
