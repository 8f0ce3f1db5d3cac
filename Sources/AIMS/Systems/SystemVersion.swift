package import Records

/// A version of an AI system on its way through the life cycle. Source: A.6.2.2–A.6.2.5.
///
/// The system itself moves with its first version; for later ones it stays in operation and only the version moves.
package struct SystemVersion: RecordKind {
    /// As of a system, from requirements to operation; withdrawn ones never came or did not stay.
    package enum State: String, Stage {
        case requirements = "Requirements"
        case design = "Design"
        case build = "Build"
        case verification = "Verification"
        case
            validation = "Validation"
        case deploymentApproval = "DeploymentApproval"
        case deployed = "Deployed"
        case
            operating = "Operating"
        case withdrawn = "Withdrawn"
        case retired = "Retired"
    }

    /// How much a version changes.
    package enum Significance: String, Choice {
        case minor, significant, substantial
    }

    package static let about = About(
        "System version", plural: "System versions", address: "versions", prefix: "VER",
        clauses: ["A.6.2.2", "A.6.2.3", "A.6.2.4", "A.6.2.5"],
        summary: "What is released of an AI system, by whom it was made, and when.",
        naming: "versionLabel", columns: ["system", "versionLabel", "significance", "deployedOn"],
        sections: [
            Section("Version", ["system", "versionLabel", "significance", "changeRecord", "developers"]),
            Section("Dates", ["startedOn", "firstTestOn", "deployedOn", "retiredOn"]),
        ])

    // What the gates ask of requirements, designs, data, plans, tests and approved changes comes with later registers.
    package static let lifecycle = Lifecycle<SystemVersion>(
        creators: .roles(.manager, .systemOwner, .developer),
        editors: .roles(.manager, .systemOwner, .developer) + [.owner],
        closed: [.withdrawn, .retired], kept: [.deployed, .operating],
        required: [Requirement(in: [.deploymentApproval, .deployed, .operating], \.significance)],
        creation: [labelFree], always: [deployed], stamps: [\.startedOn],
        transitions: [
            gate("Pass G1", from: [.requirements], to: .design),
            gate("Pass G2", from: [.design], to: .build, guards: [riskAssessed]),
            gate("Pass G3", from: [.build], to: .verification),
            Transition(
                "Finish verification", from: [.verification], to: .validation, by: .roles(.validator),
                apart: [.person(\SystemVersion.developers)]),
            Transition(
                "Finish validation", from: [.validation], to: .deploymentApproval, by: .roles(.validator),
                apart: [.person(\SystemVersion.developers)]),
            // A minor version goes through gate G4 alone.
            Transition(
                "Take the short way", from: [.requirements], to: .deploymentApproval,
                by: .roles(.manager, .systemOwner),
                guards: [
                    Guard("significance", "Only a minor version takes the short way. Others pass G1 to G3.") {
                        $0.record.significance == .minor
                    }
                ]),
            gate(
                "Pass G4", from: [.deploymentApproval], to: .deployed, guards: [riskAssessed, highImpactByTop],
                stamps: [\.deployedOn]),
            Transition("Begin operation", from: [.deployed], to: .operating, by: .roles(.systemOwner)),
            Transition(
                "Withdraw",
                from: [
                    .requirements, .design, .build, .verification, .validation, .deploymentApproval, .deployed,
                    .operating,
                ], to: .withdrawn, by: .roles(.manager, .systemOwner, .incidents, .topManagement), needsReason: true),
            Transition(
                "Retire", from: [.deployed, .operating], to: .retired, by: .roles(.manager, .systemOwner),
                stamps: [\.retiredOn]),
        ])

    package let system = reference("AI system", to: AISystem.self, required: true)
    package let versionLabel = text("Version", required: true, personal: false)
    package let changeRecord = reference("Change", toKind: "ChangeRecord")
    package let significance = choice("Significance", Significance.self)
    package let developers = references("Developed by", to: Person.self)
    package let startedOn = date("Started on", tells: .past)
    package let firstTestOn = date("First tested on", tells: .past)
    package let deployedOn = date("Deployed on", content: false, tells: .past)
    package let retiredOn = date("Retired on", content: false, tells: .past)

    package init() {}

    private static func gate(
        _ verb: String, from: [State], to: State, guards: [Guard<SystemVersion>] = [],
        stamps: [PartialKeyPath<SystemVersion>] = []
    ) -> Transition<SystemVersion> {
        Transition(
            verb, from: from, to: to, by: .roles(.manager, .topManagement), guards: guards + [notOwnGate],
            apart: [.person(\SystemVersion.developers)], stamps: stamps)
    }

    private static let deployed = Guard<SystemVersion>(
        "deployed",
        "It is not deployed yet: the step that deploys it sets the day. What was deployed before is told as a recorded act, "
            + "with --at."
    ) { situation in
        let day = situation.record.deployedOn
        let isOpen = situation.record.state.map(SystemVersion.inDevelopment.contains) ?? false
        return situation.isTold || !isOpen || day == nil || day == situation.before.deployedOn
    }

    private static let labelFree = Guard<SystemVersion>(
        "label", "This system has a version of that label already. Give another versionLabel."
    ) { situation in
        guard let system = situation.record.system?.id else { return true }
        return situation.view.all(SystemVersion.self, \.system, pointingTo: system).allSatisfy {
            $0.versionLabel != situation.record.versionLabel
        }
    }

    private static let notOwnGate = Guard<SystemVersion>(
        "owner", "The owner of a system does not decide its gates alone. Another AIMS manager or top management must."
    ) { $0.record.system?.record(in: $0.view)?.ownerSO?.id != $0.person }

    private static let riskAssessed = Guard<SystemVersion>(
        "risk-assessment", "There is no approved risk assessment of this system. Create one and have it approved first."
    ) { situation in
        situation.record.system.map { !situation.view.approvedAssessments(of: $0.id).isEmpty } ?? false
    }

    private static let highImpactByTop = Guard<SystemVersion>(
        "top-management",
        "This system has a high impact: top management decides. Ask one of its members to take this step."
    ) { situation in
        !(situation.record.system?.record(in: situation.view)?.isHighImpact ?? false)
            || situation.view.holds(.topManagement, situation.person)
    }
}
