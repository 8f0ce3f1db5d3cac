package import Records

/// A role given to a person for a time: where all authority comes from. Source: 5.3, A.3.2.
package struct RoleAssignment: RecordKind {
    /// Proposed by somebody, accepted by the person, active until it ends. Only active ones give authority.
    package enum State: String, Stage {
        case proposed = "Proposed"
        case accepted = "Accepted"
        case active = "Active"
        case ended = "Ended"
    }

    /// How much of the management system an assignment covers.
    package enum Reach: String, Choice {
        case aims = "AIMS"
        case system, unit
    }

    /// What somebody must answer for in every AI system.
    package enum Duty: String, Choice {
        case risk
        case impact = "AISIA"
        case development
        case dataQuality = "data quality"
        case verification = "V&V"
        case oversight, security,
            privacy, supplier
        case lifeCycle = "life cycle"
        case incident
    }

    package static let about = About(
        "Role assignment", plural: "Role assignments", address: "assignments", prefix: "ASG",
        clauses: ["5.3", "A.3.2"],
        summary: "Who holds which role, for what, and from when to when.", naming: "role",
        columns: ["role", "person", "scope", "validFrom", "validTo"],
        sections: [
            Section("Assignment", ["role", "person", "scope", "system", "scopeUnit", "duty"]),
            Section("Time", ["validFrom", "validTo", "acceptedAt"]),
            Section("Backing", ["deputy", "allocationPercent", "appointmentEvidence"]),
        ], isOrganizationWide: true)

    package static let lifecycle = Lifecycle<RoleAssignment>(
        creators: .roles(.manager, .topManagement), editors: .roles(.manager, .topManagement), closed: [.ended],
        frozen: [.accepted, .active], kept: [.accepted, .active],
        required: [Requirement(in: [.active], \.validFrom, \.acceptedAt)],
        creation: [reachNamed], always: [validityInOrder, reachAlone, deputyOther, neverLonger],
        transitions: [
            Transition(
                "Accept", from: [.proposed], to: .accepted, by: [.person(\RoleAssignment.person)], guards: [reachNamed],
                stamps: [\.acceptedAt]),
            Transition(
                "Activate", from: [.accepted], to: .active, by: .roles(.manager, .topManagement),
                guards: [personActive, topManagementProven, topManagementByItself],
                // Nobody appoints themselves, whatever else they may do.
                apart: [.person(\RoleAssignment.person)], stamps: [\.validFrom]),
            Transition(
                "Decline", from: [.proposed, .accepted], to: .ended,
                by: [.person(\RoleAssignment.person)] + .roles(.manager, .topManagement), stamps: [\.validTo],
                needsReason: true),
            Transition(
                "End", from: [.active], to: .ended,
                by: [.person(\RoleAssignment.person)] + .roles(.manager, .topManagement), guards: [othersCanRun],
                stamps: [\.validTo]),
        ])

    package let role = reference("Role", to: RoleDefinition.self, required: true)
    package let person = reference("Person", to: Person.self, required: true)
    package let scope = choice("Covers", Reach.self, help: "Everything, one AI system, or one unit.", required: true)
    package let system = reference("AI system", to: AISystem.self)
    package let scopeUnit = text("Unit covered", personal: false)
    package let duty = choice("Duty", Duty.self, help: "The duty in an AI system that comes with it.")
    package let validFrom = date("Valid from", content: false)
    package let validTo = date("Valid to", help: "The last day.", content: false)
    // These three may change while the assignment runs; they give nobody any authority.
    package let deputy = reference("Deputy", to: Person.self, content: false)
    package let allocationPercent = percent("Share of working time", content: false)
    package let acceptedAt = moment("Accepted at", content: false, tells: .actOrEarlier)
    package let appointmentEvidence = text(
        "Evidence of appointment", help: "Minutes, letter or decision that shows the appointment.", max: 2_000,
        content: false)

    package init() {}

    private static let reachNamed = Guard<RoleAssignment>(
        "reach", "It is not said what the role covers. Name the system for scope system, the scopeUnit for scope unit."
    ) { situation in
        switch situation.record.scope {
        case .system?: situation.record.system != nil
        case .unit?: situation.record.scopeUnit != nil
        case .aims?, nil: true
        }
    }

    private static let reachAlone = Guard<RoleAssignment>(
        "reach-alone", "It covers one thing. Name a system only for scope system, and a scopeUnit only for scope unit."
    ) { situation in
        (situation.record.scope == .system || situation.record.system == nil)
            && (situation.record.scope == .unit || situation.record.scopeUnit == nil)
    }

    private static let deputyOther = Guard<RoleAssignment>(
        "deputy", "Nobody stands in for themselves. Name another person as deputy."
    ) { situation in
        situation.record.deputy == nil || situation.record.deputy?.id != situation.record.person?.id
    }

    private static let personActive = Guard<RoleAssignment>(
        "person", "The person is not active. Choose somebody who works here and has not left."
    ) { situation in
        situation.record.person.map(situation.view.isActive) ?? false
    }

    private static let validityInOrder = Guard<RoleAssignment>(
        "validity", "validTo lies before validFrom. Correct one of them."
    ) { situation in
        guard let from = situation.record.validFrom, let to = situation.record.validTo else { return true }
        return from <= to
    }

    // Who gives more authority than was given gives it anew.
    private static let neverLonger = Guard<RoleAssignment>(
        "never-longer",
        "An active assignment may end earlier, but neither begin earlier nor end later than it was given for. Propose another "
            + "assignment, which the person accepts.", isFirm: true
    ) { situation in
        let (now, before) = (situation.record, situation.before)
        guard before.state == .active else { return true }
        let endsInTime = before.validTo.map { last in now.validTo.map { $0 <= last } ?? false } ?? true
        let beginsInTime = before.validFrom.map { first in now.validFrom.map { $0 >= first } ?? false } ?? true
        return endsInTime && beginsInTime
    }

    private static let topManagementProven = Guard<RoleAssignment>(
        "evidence", "Top management is appointed by a decision outside. Name it in appointmentEvidence."
    ) { situation in
        situation.roleCode != .topManagement || situation.record.appointmentEvidence != nil
    }

    private static let topManagementByItself = Guard<RoleAssignment>(
        "appointer", "There is a top management already: one of its members must activate this, not the AIMS manager."
    ) { situation in
        situation.roleCode != .topManagement || situation.view.holders(of: .topManagement).isEmpty
            || situation.view.holds(.topManagement, situation.person)
    }

    private static let othersCanRun = Guard<RoleAssignment>(
        "handover", "Nobody else could appoint people: assign AIMSM or TM to another person with an account first."
    ) { situation in
        situation.view.canBeRun(withoutAssignment: situation.record.id)
    }
}

extension Case where K == RoleAssignment {
    fileprivate var roleCode: RoleCode? {
        record.role?.record(in: view)?.code.map { RoleCode($0) }
    }
}
