package import Records

/// A number of the organization's own: an interval, a threshold, a deadline. Source: 6.3, parameters 2.4.
///
/// A new value is a further run of the same record; until that comes into force the value of the run before holds.
package struct Parameter: RecordKind {
    /// One run from draft to force; a revision begins the next.
    package enum State: String, Stage {
        case draft = "Draft"
        case approved = "Approved"
        case inForce = "InForce"
        case superseded = "Superseded"
    }

    package static let about = About(
        "Parameter", plural: "Parameters", address: "parameters", prefix: "PAR", clauses: ["6.3"],
        summary: "An interval, threshold or deadline that the organization sets for itself.", naming: "name",
        columns: ["name", "value", "valueOther", "validFrom"],
        sections: [
            Section("Parameter", ["name", "value", "valueOther", "reason"]),
            Section("Decision", ["validFrom", "approvedBy", "changeRecord"]),
        ], isOrganizationWide: true)

    package static let lifecycle = Lifecycle<Parameter>(
        creators: .roles(.manager), editors: .roles(.manager), closed: [.superseded], frozen: [.approved, .inForce],
        required: [Requirement(in: [.approved, .inForce], \.value, \.reason, \.approvedBy)],
        versions: Versions(
            inForce: [.inForce], superseded: .superseded, effect: \.validFrom, label: \.validFrom, revised: true),
        creation: [known, alone],
        // That an approved change stands behind a new value is asked once changes are a register.
        transitions: [
            Transition(
                "Approve", from: [.draft], to: .approved, by: .roles(.topManagement), guards: [known, readable],
                approves: true, stamps: [\.approvedBy]),
            Transition(
                "Put in force", from: [.approved], to: .inForce, by: .roles(.manager, .topManagement),
                guards: [.effect(\.validFrom)], stamps: [\.validFrom]),
            Transition(
                "Revise", from: [.inForce], to: .draft, by: .roles(.manager),
                clears: [\.validFrom, \.approvedBy, \.reason]),
            Transition(
                "Return to default", from: [.inForce], to: .superseded, by: .roles(.topManagement), needsReason: true),
        ])

    package let name = text(
        "Name", help: "As in the list of parameters, like policyReviewMonths.", required: true, personal: false)
    package let value = text("Value", personal: false)
    package let valueOther = text(
        "Value for others", help: "Where one value is for the weighty cases and one for all others.", personal: false)
    package let validFrom = date("Valid from", content: false)
    package let approvedBy = reference("Approved by", to: Person.self, content: false, tells: .act)
    package let reason = text("Reason", max: 4_000)
    package let changeRecord = reference("Change", toKind: "ChangeRecord")

    package init() {}

    private static let known = Guard<Parameter>(
        "name", "There is no parameter of this name. `hallmark kinds parameters` lists them."
    ) { situation in
        situation.record.name.flatMap(Parameters.definition) != nil
    }

    private static let alone = Guard<Parameter>(
        "one", "There is a record for this parameter already. Revise that one."
    ) { situation in
        situation.view.all(Parameter.self).allSatisfy {
            $0.name != situation.record.name || $0.state == .superseded
        }
    }

    private static let readable = Guard<Parameter>(
        "value",
        "The value cannot be used for this parameter. Give one whole number, two where there is a valueOther, a day for a start."
    ) { situation in
        guard let definition = situation.record.name.flatMap(Parameters.definition) else { return false }
        let values = [situation.record.value, situation.record.valueOther].compactMap(\.self)
        return values.count == (definition.isPair ? 2 : 1) && values.allSatisfy(definition.accepts)
    }
}
