package import Records

/// Somebody outside whom AI systems depend on. Source: 8.1, A.10.3.
package struct Supplier: RecordKind {
    /// From a name to a partner, and out again.
    package enum State: String, Stage {
        case prospect = "Prospect"
        case assessed = "Assessed"
        case approved = "Approved"
        case active = "Active"
        case watch = "Watch"
        case
            exiting = "Exiting"
        case ended = "Ended"
    }

    /// What a supplier supplies.
    package enum Trade: String, Choice {
        case modelProvider = "model provider"
        case dataProvider = "data provider"
        case cloud, tool, integrator, labelling,
            auditor
    }

    /// How much depends on a supplier.
    package enum Tier: String, Choice {
        case critical, important, standard
    }

    /// Whether the supplier trains its models on the organization's data.
    package enum DataUse: String, Choice {
        case never
        case optOut = "opt-out"
        case optIn = "opt-in"
    }

    package static let about = About(
        "Supplier", plural: "Suppliers", address: "suppliers", prefix: "SUP", clauses: ["8.1", "A.10.3"],
        summary: "Who supplies models, data, computing or services, and how far that is under control.", naming: "name",
        columns: ["name", "kind", "tier", "dataUseTerms", "systems"],
        sections: [
            Section("Supplier", ["name", "kind", "tier", "services", "systems", "location"]),
            Section("Terms", ["contracts", "responsibilityMatrix", "dataUseTerms", "subprocessors", "certificates"]),
            Section("Control", ["monitoring", "incidents", "exitPlan"]),
        ])

    // The assessment by procurement, security and privacy, contracts and responsibility matrices come with later registers.
    package static let lifecycle = Lifecycle<Supplier>(
        creators: .roles(.manager, .procurement), editors: .roles(.manager, .procurement) + [.owner], closed: [.ended],
        kept: [.active, .watch, .exiting],
        required: [
            Requirement(in: [.assessed, .approved, .active, .watch], \.kind, \.tier, \.services),
            Requirement(in: [.approved, .active, .watch], \.dataUseTerms),
        ],
        transitions: [
            Transition(
                "Finish assessment", from: [.prospect], to: .assessed, by: .roles(.procurement, .security, .privacy)),
            Transition(
                "Approve", from: [.assessed], to: .approved, by: .roles(.manager, .topManagement),
                guards: [
                    Guard("tier", "A critical supplier is approved by top management. Ask one of its members.") {
                        $0.record.tier != .critical || $0.view.holds(.topManagement, $0.person)
                    },
                    Guard("exit", "A critical supplier needs a way out. Describe it in exitPlan.") {
                        $0.record.tier != .critical || $0.record.exitPlan != nil
                    },
                ], approves: true),
            Transition("Activate", from: [.approved], to: .active, by: .roles(.manager, .procurement)),
            Transition(
                "Put on watch", from: [.active], to: .watch, by: .roles(.manager, .procurement), needsReason: true),
            Transition(
                "Take off watch", from: [.watch], to: .active, by: .roles(.manager, .procurement), needsReason: true),
            Transition(
                "Begin exit", from: [.approved, .active, .watch], to: .exiting, by: .roles(.manager, .procurement),
                needsReason: true),
            Transition("End", from: [.prospect, .assessed, .exiting], to: .ended, by: .roles(.manager, .procurement)),
        ])

    package let name = text("Name", required: true, personal: false)
    package let kind = choice("Supplies", Trade.self)
    package let tier = choice("Importance", Tier.self)
    package let services = prose("Services")
    package let systems = references("AI systems served", to: AISystem.self)
    package let location = text("Location", personal: false)
    package let subprocessors = texts("Subprocessors", personal: false)
    package let certificates = texts("Certificates", personal: false)
    package let contracts = references("Contracts", toKind: "Contract")
    package let responsibilityMatrix = reference("Responsibility matrix", toKind: "ResponsibilityMatrix")
    package let dataUseTerms = choice("Trains on our data", DataUse.self)
    package let exitPlan = prose("Exit plan", help: "How to go on without this supplier.")
    package let incidents = references("Incidents", toKind: "Incident")
    package let monitoring = rows("Monitoring", of: SupplierCheck.self, content: false)

    package init() {}
}

/// One look at how a supplier performs.
package struct SupplierCheck: RowKind {
    package let date = Records.date("Date", required: true)
    package let result = text("Result", max: 4_000)

    package init() {}
}
