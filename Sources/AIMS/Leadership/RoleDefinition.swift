package import Records

/// What a role is there for and what its holder may do. Source: 5.3, A.3.2.
package struct RoleDefinition: RecordKind {
    /// From a draft, on which authority may already rest, to the definition that a later one replaces.
    package enum State: String, Stage {
        case draft = "Draft"
        case inForce = "InForce"
        case superseded = "Superseded"
    }

    /// The two responsibilities that top management has to give to somebody.
    package enum LeadershipDuty: String, Choice {
        case conformity, reporting
    }

    package static let about = About(
        "Role", plural: "Roles", address: "roles", prefix: "ROL", clauses: ["5.3", "A.3.2"],
        summary: "Duties and authorities that a person can be given.", naming: "name",
        identifying: ["code"], columns: ["code", "name", "mandatory", "critical"],
        sections: [
            Section("Role", ["code", "name", "duties", "authorities", "mayNot"]),
            Section("Weight", ["mandatory", "critical", "core", "duty53"]),
        ], isOrganizationWide: true)

    package static let lifecycle = Lifecycle<RoleDefinition>(
        creators: .roles(.manager), editors: .roles(.manager) + [.owner], closed: [.superseded], frozen: [.inForce],
        required: [Requirement(in: [.inForce], \.duties, \.authorities)],
        versions: Versions(inForce: [.inForce], superseded: .superseded),
        creation: [
            Guard("code", "There is a role with this code already. Change it, or name it under supersedes.") {
                situation in
                situation.view.all(RoleDefinition.self).allSatisfy {
                    $0.code != situation.record.code || $0.state == .superseded
                        || $0.id == situation.record.supersedes?.id
                }
            }
        ],
        always: [
            // Whoever holds the role would hold another one.
            Guard(
                "code-stays", "The code says which role it is, and stays. Create another role with the other code.",
                isFirm: true
            ) { $0.before.code == nil || $0.record.code == $0.before.code }
        ],
        transitions: [
            Transition("Put in force", from: [.draft], to: .inForce, by: .roles(.topManagement), approves: true)
        ])

    package let code = text(
        "Code", help: "Short name in capitals, like AIMSM.", required: true, max: 20, personal: false)
    package let name = text("Name", required: true, personal: false)
    package let duties = prose("Duties", help: "What the holder has to see to.", personal: false)
    package let authorities = prose("Authorities", help: "What the holder may decide.", personal: false)
    package let mandatory = flag("Must always be filled")
    package let critical = flag("Needs a deputy")
    package let core = flag("Belongs to the core team")
    package let duty53 = choices("Duty of leadership", LeadershipDuty.self)
    package let mayNot = prose("May not", help: "What the holder must leave to others.", personal: false)

    package init() {}
}
