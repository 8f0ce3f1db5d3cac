package import Records

/// The right of a person, auditor or program to work with the records. Source: 7.5.3.
package struct Account: RecordKind {
    /// Open, or closed for good.
    package enum State: String, Stage {
        case active = "Active"
        case disabled = "Disabled"
    }

    /// Who works with an account.
    package enum Use: String, Choice {
        case person, auditor, connector
    }

    package static let about = About(
        "Account", plural: "Accounts", address: "accounts", prefix: "ACC", clauses: ["7.5.3"],
        summary: "Who may sign in, and since when no longer.", naming: "person",
        columns: ["person", "kind", "disabledAt"],
        sections: [Section("Account", ["person", "kind", "disabledAt", "lastUsedAt"])], isOrganizationWide: true)

    package static let lifecycle = Lifecycle<Account>(
        creators: .roles(.manager, .administrator), editors: .roles(.manager, .administrator), closed: [.disabled],
        // Whose account it is does not change: another person gets another account.
        frozen: [.active], kept: [.active],
        creation: [
            Guard(
                "person", "An account is for an active person. Enter the person first, or choose one who has not left."
            ) {
                $0.record.person.map($0.view.isActive) ?? false
            },
            // A program may tell of acts of others.
            Guard(
                "connector",
                "A program's account gives the right to tell what others did: the AIMS manager gives it, and to another person. "
                    + "Ask one of them.",
                isFirm: true
            ) { situation in
                situation.record.kind != .connector
                    || situation.view.holds(.manager, situation.person)
                        && situation.record.person?.id != situation.person
            },
        ],
        transitions: [
            Transition(
                "Disable", from: [.active], to: .disabled, by: .roles(.manager, .administrator),
                guards: [
                    Guard(
                        "lockout",
                        "Nobody else could appoint people: give an account to another person with the role AIMSM or TM first."
                    ) { situation in
                        guard let person = situation.record.person?.id else { return true }
                        let hasAnother = situation.view.all(Account.self, \.person, pointingTo: person).contains {
                            $0.id != situation.record.id && $0.state == .active && $0.kind != .auditor
                        }
                        return hasAnother || situation.view.canBeRun(without: person)
                    }
                ], stamps: [\.disabledAt])
        ])

    package let person = reference("Person", to: Person.self, required: true)
    package let kind = choice("Used by", Use.self, required: true)
    package let disabledAt = moment("Disabled at", content: false, tells: .actOrEarlier)
    // Computed from the log of access, which comes with a later release; until then nobody knows.
    package let lastUsedAt = computed("Last used at", like: moment("")) { _, _ in nil }

    package init() {}
}
