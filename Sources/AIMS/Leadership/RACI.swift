package import Records

/// One line of the responsibility chart: which role does, answers for, is asked about and hears of an activity.
/// Source: 5.3.
package struct RACI: RecordKind {
    /// From a draft to the line that a later one replaces.
    package enum State: String, Stage {
        case draft = "Draft"
        case inForce = "InForce"
        case superseded = "Superseded"
    }

    package static let about = About(
        "Responsibility line", plural: "Responsibility lines", address: "responsibilities", prefix: "RACI",
        clauses: ["5.3"], summary: "Which role does what in an activity of the management system.", naming: "activity",
        columns: ["activity", "accountable", "responsible", "mandatory"],
        sections: [
            Section("Activity", ["activity", "process", "control", "mandatory"]),
            Section("Roles", ["responsible", "accountable", "consulted", "informed"]),
        ])

    package static let lifecycle = Lifecycle<RACI>(
        creators: .roles(.manager), editors: .roles(.manager) + [.owner], closed: [.superseded], frozen: [.inForce],
        required: [Requirement(in: [.inForce], \.activity, \.responsible, \.accountable)],
        versions: Versions(inForce: [.inForce], superseded: .superseded),
        transitions: [
            Transition("Put in force", from: [.draft], to: .inForce, by: .roles(.manager, .topManagement))
        ])

    package let process = reference("Process", toKind: "AIMSProcess")
    package let control = reference("Control", toKind: "Control")
    package let activity = text("Activity", max: 2_000, personal: false)
    package let mandatory = flag("Must be filled")
    package let responsible = references("Does it", to: RoleDefinition.self)
    package let accountable = reference("Answers for it", to: RoleDefinition.self)
    package let consulted = references("Is asked", to: RoleDefinition.self)
    package let informed = references("Is told", to: RoleDefinition.self)

    package init() {}
}
