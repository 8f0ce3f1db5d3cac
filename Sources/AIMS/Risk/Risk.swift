package import Records

/// One risk: what may happen, to whom, how likely, and what is left after treatment. Source: 6.1.2.
package struct Risk: RecordKind {
    /// From being seen to being accepted or gone.
    package enum State: String, Stage {
        case identified = "Identified"
        case analysed = "Analysed"
        case evaluated = "Evaluated"
        case treated = "Treated"
        case
            monitored = "Monitored"
        case accepted = "Accepted"
        case closed = "Closed"
    }

    package static let about = About(
        "Risk", plural: "Risks", address: "risks", prefix: "RISK", clauses: ["6.1.2"],
        summary: "What may happen through AI to the organization, to people and to society.", naming: "title",
        columns: ["title", "system", "currentLevel", "residualLevel", "priority"],
        sections: [
            Section(
                "Risk",
                [
                    "title", "system", "libraryId", "source", "threatIds", "event", "causes", "existingControls",
                    "identifiedOn",
                ]),
            Section(
                "Consequences",
                [
                    "consequenceOrganization", "consequenceIndividuals", "consequenceGroups", "consequenceSociety",
                    "impacts",
                ]),
            Section("Who was thought of", ["foreseeableMisuse", "minorsConsidered", "vulnerableGroupsConsidered"]),
            Section("Likelihood", ["likelihoodValue", "likelihoodReason", "likelihoodData", "confidence"]),
            Section(
                "Level", ["inherentLevel", "currentLevel", "targetLevel", "residualLevel", "evaluation", "priority"]),
            Section(
                "Ties", ["affectedObjectives", "objectives", "policyPrinciples", "quantification", "monitoringMetrics"]),
        ])

    // Treatments, their plan and the acceptance with its end date are registers of later; until then the steps stand for
    // them, and who may accept is asked here.
    package static let lifecycle = Lifecycle<Risk>(
        creators: .roles(
            .manager, .riskOwner, .systemOwner, .developer, .validator, .security, .privacy, .legal, .oversightLead),
        editors: .roles(.manager, .riskOwner, .systemOwner, .security, .privacy) + [.owner], closed: [.closed],
        kept: [.analysed, .evaluated, .treated, .monitored, .accepted],
        required: [
            Requirement(
                in: [.analysed, .evaluated, .treated, .monitored, .accepted], \.source, \.event,
                \.consequenceOrganization, \.likelihoodValue, \.likelihoodReason, \.impacts, \.inherentLevel,
                \.currentLevel),
            Requirement(in: [.evaluated, .treated, .monitored, .accepted], \.evaluation, \.priority),
            Requirement(in: [.treated], \.targetLevel),
        ],
        stamps: [\.identifiedOn],
        transitions: [
            Transition(
                "Analyse", from: [.identified], to: .analysed, by: by, guards: [peopleConsidered, levelsInOrder]),
            Transition("Evaluate", from: [.analysed], to: .evaluated, by: by, guards: [ownerNamed]),
            Transition("Decide treatment", from: [.evaluated], to: .treated, by: by),
            Transition(
                "Monitor", from: [.evaluated, .treated, .accepted], to: .monitored, by: by,
                guards: [levelsInOrder, treatedOrLow]),
            Transition(
                "Accept", from: [.evaluated, .treated, .monitored], to: .accepted,
                by: .roles(.riskOwner, .topManagement),
                guards: [levelsInOrder, notProhibited, authorityCovers]),
            Transition(
                "Reopen", from: [.analysed, .evaluated, .treated, .monitored, .accepted], to: .identified, by: by,
                needsReason: true),
            Transition(
                "Close", from: [.identified, .analysed, .evaluated, .treated, .monitored, .accepted], to: .closed,
                by: by,
                needsReason: true),
        ])

    private static let by: [Who] = .roles(.manager, .riskOwner) + [.owner]

    package let title = text("Title", required: true, personal: false)
    package let system = reference("AI system", to: AISystem.self, help: "Empty for a risk of the management system.")
    package let libraryId = text("From the library", help: "Its id there, like R-01.", personal: false)
    package let source = choice("Source", RiskSource.self)
    package let threatIds = texts("Known threats", help: "Ids of published lists, with their edition.", personal: false)
    package let event = prose("What may happen")
    package let causes = prose("Causes")
    package let existingControls = references("Controls in place", toKind: "Control")
    package let affectedObjectives = choices("Objectives at stake", AIObjective.self)
    package let objectives = references("Own objectives at stake", toKind: "Objective")
    package let policyPrinciples = texts(
        "Principles at stake", help: "Codes of principles of the policy.", personal: false)
    package let consequenceOrganization = prose("Consequence for the organization")
    package let consequenceIndividuals = prose("Consequence for individuals", help: "Or none, and why.")
    package let consequenceGroups = prose("Consequence for groups")
    package let consequenceSociety = prose("Consequence for society")
    package let foreseeableMisuse = flag("Foreseeable misuse considered")
    package let minorsConsidered = flag("Minors considered")
    package let vulnerableGroupsConsidered = flag("Vulnerable groups considered")
    package let likelihoodValue = integer("Likelihood", in: 1...5)
    package let likelihoodReason = prose("Why this likely")
    package let likelihoodData = prose("Data behind it")
    package let confidence = text("Confidence", help: "How sure the analysis is: low, medium or high.", personal: false)
    package let impacts = rows("Impacts", of: RiskImpact.self)
    package let inherentLevel = choice("Inherent level", RiskLevel.self, help: "Without any control.")
    package let currentLevel = choice("Current level", RiskLevel.self, help: "With the controls in place.")
    package let targetLevel = choice("Target level", RiskLevel.self, help: "What the treatment aims at.")
    package let residualLevel = choice("Residual level", RiskLevel.self, help: "What is left after treatment.")
    package let evaluation = prose("Evaluation", help: "Against the criteria: acceptable, or to be treated.")
    package let priority = text("Priority", personal: false)
    package let identifiedOn = date("Identified on", tells: .past)
    package let quantification = prose("Quantification", personal: false)
    package let monitoringMetrics = references("Metrics that watch it", toKind: "Metric")

    package init() {}

    private static let peopleConsidered = Guard<Risk>(
        "people",
        "Only the organization was thought of. Describe the consequence for individuals, groups or society, or write none and why."
    ) { situation in
        [
            situation.record.consequenceIndividuals, situation.record.consequenceGroups,
            situation.record.consequenceSociety,
        ].contains { $0 != nil }
    }

    private static let ownerNamed = Guard<Risk>(
        "owner", "Nobody owns this risk. Set owner to the person who answers for it."
    ) { $0.record.owner != nil }

    private static let levelsInOrder = Guard<Risk>(
        "levels", "The levels rise. Residual must not exceed current, nor current inherent level."
    ) { $0.record.hasLevelsInOrder }

    private static let treatedOrLow = Guard<Risk>(
        "treatment",
        "The risk lies above the acceptance limit. Decide its treatment and state residualLevel, or have it accepted."
    ) { situation in
        (situation.record.standingLevel ?? .prohibited) <= situation.view.acceptanceLimit
            || situation.before.state == .accepted
            || situation.before.state == .treated && situation.record.residualLevel != nil
    }

    private static let notProhibited = Guard<Risk>(
        "prohibited", "Nobody may accept a prohibited practice. Stop the use, then close the risk."
    ) { $0.record.standingLevel != .prohibited }

    private static let authorityCovers = Guard<Risk>(
        "authority",
        "Your role may not accept a risk of this level. The authority table of the risk criteria names who may."
    ) { situation in
        guard let level = situation.record.standingLevel else { return false }
        if level == .prohibited { return true }
        return situation.view.acceptingRoles(of: level).contains {
            situation.view.holds($0, situation.person, over: situation.record.content)
        }
    }
}

/// The impact of a risk in one dimension, 1 to 5.
package struct RiskImpact: RowKind {
    package let dimension = choice("Dimension", ImpactDimension.self, required: true)
    package let value = integer("Value", in: 1...5)
    package let reason = text("Reason", max: 4_000)

    package init() {}
}

extension Record where K == Risk {
    /// The level that has to be accepted: what is left after treatment, until that is decided what stands now.
    package var standingLevel: RiskLevel? { self.residualLevel ?? self.currentLevel }

    package var hasLevelsInOrder: Bool {
        let levels = [self.residualLevel, self.currentLevel, self.inherentLevel].compactMap(\.self)
        return zip(levels, levels.dropFirst()).allSatisfy { $0 <= $1 }
    }
}

extension View {
    package func openRisks(of system: RecordID) -> [Record<Risk>] {
        all(Risk.self, \.system, pointingTo: system).filter { $0.state != .closed }
    }

    /// Up to this level nothing needs to be done. Low where no criteria say otherwise.
    package var acceptanceLimit: RiskLevel {
        inForce(RiskCriteria.self).first?.acceptanceLimit ?? .low
    }

    /// The roles that may accept a risk of a level: by the criteria in force, else by the default of the role catalogue.
    package func acceptingRoles(of level: RiskLevel) -> [RoleCode] {
        let stated = (inForce(RiskCriteria.self).first?.authorityTable ?? []).filter { $0.level == level }
        if !stated.isEmpty { return stated.flatMap { $0.roles ?? [] }.map { RoleCode($0) } }
        return switch level {
        case .low, .medium: [.riskOwner, .topManagement]
        case .high, .critical: [.topManagement]
        case .prohibited: []
        }
    }
}
