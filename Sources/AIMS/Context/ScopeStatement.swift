package import Records

/// One version of the boundary of the management system. Source: 4.3.
package struct ScopeStatement: RecordKind {
    /// From a draft to the version that a later one replaces.
    package enum State: String, Stage {
        case draft = "Draft"
        case inReview = "InReview"
        case approved = "Approved"
        case inForce = "InForce"
        case
            superseded = "Superseded"
    }

    package static let about = About(
        "Scope statement", plural: "Scope statements", address: "scopes", prefix: "SCO", clauses: ["4.3"],
        summary: "What the management system covers, what it leaves out, and why.", naming: "versionLabel",
        columns: ["versionLabel", "activities", "validFrom"],
        sections: [
            Section(
                "What is covered", ["versionLabel", "activities", "roles", "productsAndServices", "units", "sites"]),
            Section("AI systems", ["systemsIn", "systemsOut", "plannedExpansion"]),
            Section("Boundary", ["interfaces", "dependencies", "exclusionsOfPlaces"]),
            Section("Validity", ["validFrom", "validTo", "reviews"]),
        ], isOrganizationWide: true)

    package static let lifecycle = Lifecycle<ScopeStatement>(
        creators: .roles(.manager), editors: .roles(.manager) + [.owner], closed: [.superseded],
        frozen: [.approved, .inForce],
        required: [
            Requirement(
                in: [.inReview, .approved, .inForce], \.versionLabel, \.activities, \.roles, \.units, \.sites,
                \.interfaces, \.dependencies)
        ],
        versions: Versions(inForce: [.inForce], superseded: .superseded, effect: \.validFrom, label: \.versionLabel),
        transitions: [
            Transition("Send to review", from: [.draft], to: .inReview, by: .roles(.manager)),
            Transition(
                "Return to draft", from: [.inReview], to: .draft, by: .roles(.manager, .topManagement),
                needsReason: true),
            // That the context was reviewed and the parties confirmed of late is asked once those registers exist.
            Transition(
                "Approve", from: [.inReview], to: .approved, by: .roles(.topManagement),
                guards: [everySystemDecided, systemsAsDecided, reasonsForOut], approves: true),
            Transition(
                "Put in force", from: [.approved], to: .inForce, by: .roles(.manager, .topManagement),
                guards: [.effect(\.validFrom)], stamps: [\.validFrom]),
        ])

    package let versionLabel = text("Version", help: "What this version is called, like 1.0.", personal: false)
    package let activities = prose("Activities", help: "What the organization does with AI inside the boundary.")
    package let roles = texts(
        "AI roles", help: "Which parts the organization plays: provider, deployer, user and so on.", personal: false)
    package let productsAndServices = prose("Products and services")
    package let units = texts("Units covered", personal: false)
    package let sites = texts("Sites covered", personal: false)
    package let systemsIn = references("AI systems inside", to: AISystem.self)
    package let systemsOut = rows("AI systems outside", of: SystemLeftOut.self)
    package let interfaces = prose("Interfaces", help: "Where the boundary touches other parts and other parties.")
    package let dependencies = prose("Dependencies", help: "What comes from outside the boundary and is relied on.")
    package let exclusionsOfPlaces = prose("Places left out", help: "Which places are outside, and why.")
    package let plannedExpansion = rows("Planned expansion", of: PlannedExpansion.self)
    package let validFrom = date("Valid from", content: false)
    package let validTo = date("Valid to", content: false)
    package let reviews = rows("Reviews", of: ScopeReview.self, content: false)

    package init() {}

    private static let everySystemDecided = Guard<ScopeStatement>(
        "undecided",
        "Some AI systems are neither in nor out of scope. Decide scopeDecision for each; `hallmark list systems` shows them."
    ) { situation in
        situation.view.systems.allSatisfy { $0.scopeDecision == .in || $0.scopeDecision == .out }
    }

    private static let systemsAsDecided = Guard<ScopeStatement>(
        "systems",
        "The statement and the register disagree. Name each system decided in (and not Retired) under systemsIn, and each "
            + "decided out under systemsOut."
    ) { situation in
        let inside = Set(situation.record.systemsIn?.map(\.id) ?? [])
        let outside = Set(situation.record.systemsOut?.compactMap { $0.system?.id } ?? [])
        return situation.view.systems.allSatisfy { system in
            switch system.scopeDecision {
            case .in?: system.state == .retired || inside.contains(system.id) && !outside.contains(system.id)
            case .out?: outside.contains(system.id) && !inside.contains(system.id)
            case .undecided?, nil: true
            }
        }
    }

    private static let reasonsForOut = Guard<ScopeStatement>(
        "reason", "Each system left out needs a reason. Add it to its line in systemsOut."
    ) { situation in
        (situation.record.systemsOut ?? []).allSatisfy { $0.system != nil && $0.reason != nil }
    }
}

/// An AI system outside the boundary.
package struct SystemLeftOut: RowKind {
    package let system = reference("AI system", to: AISystem.self)
    package let reason = text("Reason", max: 4_000)

    package init() {}
}

/// What the boundary is meant to take in later.
package struct PlannedExpansion: RowKind {
    package let what = text("What", max: 2_000)
    package let by = text("By when")

    package init() {}
}
