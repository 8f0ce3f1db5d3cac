package import Records

/// One version of a policy on AI. Source: 5.2, A.2.2.
package struct Policy: RecordKind {
    /// From a draft to the version that a later one replaces; reviews happen while it is in force.
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

    /// What a policy is about.
    package enum Subject: String, Choice {
        case ai = "AI policy"
        case responsibleUse = "responsible use"
        case data = "data for AI"
        case risk = "AI risk"
        case
            incident = "AI incident"
        case supplier = "AI supplier"
        case oversight = "human oversight"
    }

    /// Who may read it outside the organization.
    package enum Availability: String, Choice {
        case `internal`
        case published = "public URL"
        case onRequest = "on request"
    }

    package static let about = About(
        "Policy", plural: "Policies", address: "policies", prefix: "POL", clauses: ["5.2", "A.2.2"],
        summary: "What the organization commits itself to in developing and using AI.", naming: "type",
        columns: ["type", "versionLabel", "effectiveFrom", "availability"],
        sections: [
            Section("Policy", ["type", "versionLabel", "text", "principles", "anchors"]),
            Section("Related policies", ["relatedPolicies", "relatedPoliciesNone"]),
            Section("Availability", ["availability", "availabilityDetail"]),
            Section("Time", ["effectiveFrom", "reviewInterval"]),
        ], isOrganizationWide: true)

    package static let lifecycle = Lifecycle<Policy>(
        creators: .roles(.manager), editors: .roles(.manager) + [.owner],
        closed: [.superseded, .withdrawn], frozen: [.approved, .inForce, .underReview],
        required: [
            Requirement(in: [.inReview, .approved, .inForce, .underReview], \.versionLabel, \.type, \.text),
            Requirement(in: [.approved, .inForce, .underReview], \.availability, \.reviewInterval),
        ],
        versions: Versions(
            inForce: [.inForce, .underReview], superseded: .superseded, effect: \.effectiveFrom, label: \.versionLabel),
        always: [sameSubject],
        transitions: [
            Transition("Send to review", from: [.draft], to: .inReview, by: .roles(.manager) + [.owner]),
            Transition(
                "Return to draft", from: [.inReview], to: .draft, by: .roles(.manager, .topManagement) + [.owner],
                needsReason: true),
            Transition(
                "Approve", from: [.inReview], to: .approved, by: .roles(.topManagement, .employee),
                guards: [approver, anchorsPlaced, principlesStated], approves: true),
            Transition(
                "Put in force", from: [.approved], to: .inForce, by: .roles(.manager, .topManagement),
                guards: [.effect(\.effectiveFrom)], stamps: [\.effectiveFrom]),
            Transition(
                "Begin review", from: [.inForce], to: .underReview, by: .roles(.manager, .topManagement) + [.owner]),
            Transition(
                "Confirm", from: [.underReview], to: .inForce, by: .roles(.manager, .topManagement),
                guards: [reviewed]),
            Transition(
                "Withdraw", from: [.approved, .inForce, .underReview], to: .withdrawn, by: .roles(.topManagement),
                needsReason: true),
        ])

    package let versionLabel = Records.text("Version", help: "What this version is called, like 1.2.", personal: false)
    package let type = choice("Kind of policy", Subject.self)
    // A policy is made to be read by everybody; it is the organization's own text, not about persons.
    package let text = prose("Text", max: 400_000, personal: false)
    package let principles = rows("Principles", of: Principle.self)
    package let anchors = rows(
        "Where commitments stand", of: PolicyAnchor.self,
        help: "For each commitment a policy must hold, the place in the text where it stands.")
    package let relatedPolicies = texts("Related policies", personal: false)
    package let relatedPoliciesNone = Records.text("Why none is related", max: 2_000, personal: false)
    package let availability = choice("Available to others", Availability.self)
    package let availabilityDetail = Records.text(
        "Where or how", help: "The address, the contact, or why only inside.", max: 2_000)
    package let reviewInterval = period("Reviewed every", help: "Like P12M for twelve months.")
    package let effectiveFrom = date("Effective from", content: false)

    package init() {}

    private static let approver = Guard<Policy>(
        "approver",
        "The AI policy is approved by top management, another policy by the superior of its owner too. Ask one of them."
    ) { situation in
        if situation.view.holds(.topManagement, situation.person) { return true }
        let superior = situation.record.owner.flatMap { situation.view.record($0.id, as: Person.self)?.manager }
        return situation.record.type != .ai && superior?.id == situation.person
    }

    // Another subject would end a policy that only top management may end.
    private static let sameSubject = Guard<Policy>(
        "subject",
        "It supersedes a policy of another kind. Set type to that of the earlier one, or leave supersedes out."
    ) { situation in
        guard let earlier = situation.record.supersedes.flatMap({ situation.view.record($0.id, as: Policy.self) })
        else {
            return true
        }
        return earlier.type == situation.record.type || situation.record.type == nil
    }

    private static let principlesStated = Guard<Policy>(
        "principles",
        "An AI policy holds the principles for what the organization does with AI. Add them to principles, each with what it "
            + "applies to: development, use or both."
    ) { $0.record.type != .ai || !($0.record.principles ?? []).isEmpty }

    private static let anchorsPlaced = Guard<Policy>(
        "anchors",
        "An AI policy says where each of its four commitments stands. Add the missing ones to anchors: purpose, "
            + "objectivesFramework, applicableRequirements, continualImprovement."
    ) { situation in
        let placed = Set((situation.record.anchors ?? []).filter { $0.place != nil }.compactMap(\.anchor))
        return situation.record.type != .ai || placed == Set(PolicyAnchor.Commitment.allCases)
    }

    private static let reviewed = Guard<Policy>(
        "review",
        "No review confirms this version since the review began. Enter a PolicyReview with result confirm, or put a new "
            + "version in force."
    ) { situation in
        let began = situation.before.content.entry.at.day(in: situation.view.zone)
        return situation.view.all(PolicyReview.self, \.policy, pointingTo: situation.record.id).contains {
            $0.result == .confirm && ($0.date ?? began) >= began
        }
    }
}

/// A rule of conduct that people and checks can refer to.
package struct Principle: RowKind {
    /// Whether it binds those who build, those who use, or both.
    package enum Reach: String, Choice {
        case development, use, both
    }

    package let code = Records.text("Code", max: 40, personal: false)
    package let text = Records.text("Text", max: 4_000, personal: false)
    package let appliesTo = choice("Applies to", Reach.self)
    package let linkedControls = references("Controls", toKind: "Control")
    package let linkedObjectives = references("Objectives", toKind: "Objective")
    package let linkedGateCriteria = texts("Gate criteria", personal: false)

    package init() {}
}

/// The place of a commitment in the text.
package struct PolicyAnchor: RowKind {
    /// What an AI policy has to commit to.
    package enum Commitment: String, Choice {
        case purpose, objectivesFramework, applicableRequirements, continualImprovement

        package var label: String {
            switch self {
            case .purpose: "fit to purpose"
            case .objectivesFramework: "frame for objectives"
            case .applicableRequirements: "applicable requirements"
            case .continualImprovement: "continual improvement"
            }
        }
    }

    package let anchor = choice("Commitment", Commitment.self, required: true)
    package let place = text("Place in the text", personal: false)

    package init() {}
}
