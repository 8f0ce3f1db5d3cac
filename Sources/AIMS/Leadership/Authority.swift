import Ledger
package import Records

/// Who may do what on the day of a view: all of it comes from role assignments valid on that day. Source: 5.3.
extension View {
    /// Works here on that day: begun, not left, last day not passed.
    ///
    /// Test records count nowhere: they give nobody authority.
    package func isActive(_ person: RecordID) -> Bool {
        guard let record = record(person, as: Person.self), record.state == .active, !record.content.isTest else {
            return false
        }
        return (record.startDate.map { $0 <= day } ?? true) && (record.endDate.map { day <= $0 } ?? true)
    }

    package func isActive(_ person: Reference<Person>) -> Bool { isActive(person.id) }

    /// Active and with an account of their own or of a program they answer for. Auditors from outside only read.
    package func mayAct(_ person: RecordID) -> Bool {
        isActive(person) && hasAccount(person)
    }

    /// Every role the person holds, and what each covers. Assigned roles stand first.
    package func rolesHeld(by person: RecordID) -> [RoleHeld] {
        guard isActive(person) else { return [] }
        var held = all(RoleAssignment.self, \.person, pointingTo: person).compactMap(role)
        held += delegated(to: person)
        let hasConnector = all(Account.self, \.person, pointingTo: person).contains {
            $0.state == .active && $0.kind == .connector && !$0.content.isTest
        }
        if hasConnector { held.append(RoleHeld(role: .connector, reach: .everything)) }
        return held + [RoleHeld(role: .employee, reach: .everything)]
    }

    /// Holds the role for the whole management system.
    package func holds(_ role: RoleCode, _ person: RecordID) -> Bool {
        rolesHeld(by: person).contains { $0.role == role && $0.reach == .everything }
    }

    /// Holds the role, and it covers the record.
    package func holds(_ role: RoleCode, _ person: RecordID, over content: RecordContent) -> Bool {
        rolesHeld(by: person).contains { $0.role == role && $0.covers(content) }
    }

    /// The active people who hold a role for the whole management system.
    package func holders(of role: RoleCode) -> [RecordID] {
        activeAssignments.filter { $0.isWide && $0.roleCode == role }.compactMap { $0.person?.id }.filter(isActive)
    }

    /// Assignments that give a role on this day, whoever holds them.
    package var activeAssignments: [Record<RoleAssignment>] {
        all(RoleAssignment.self).filter(\.isValid)
    }

    /// Whether somebody else could still appoint people and give them roles.
    func canBeRun(without person: RecordID? = nil, withoutAssignment assignment: RecordID? = nil) -> Bool {
        activeAssignments.contains { other in
            guard let holder = other.person?.id, other.id != assignment, holder != person, other.isWide else {
                return false
            }
            return [.manager, .topManagement].contains(other.roleCode) && mayAct(holder)
        }
    }

    /// The first day, from this one on, on which nobody could appoint people and give them roles, as far as is known today.
    func firstDayWithoutLead() -> Day? {
        let terms = all(RoleAssignment.self).compactMap(leadTerm)
        var next = day
        while true {
            let covering = terms.filter { $0.from <= next && ($0.to.map { next <= $0 } ?? true) }
            if covering.contains(where: { $0.to == nil }) { return nil }
            guard let last = covering.compactMap(\.to).max() else { return next }
            next = last.adding(days: 1)
        }
    }

    /// From when to when an assignment lets an active person with an account appoint others.
    private func leadTerm(_ assignment: Record<RoleAssignment>) -> (from: Day, to: Day?)? {
        guard assignment.state == .active, assignment.isWide, !assignment.content.isTest,
            let from = assignment.validFrom,
            [.manager, .topManagement].contains(assignment.roleCode),
            let person = assignment.person?.record(in: self), person.state == .active, hasAccount(person.id)
        else { return nil }
        return (
            max(from, person.startDate ?? from), [assignment.validTo, person.endDate].compactMap(\.self).min()
        )
    }

    private func hasAccount(_ person: RecordID) -> Bool {
        all(Account.self, \.person, pointingTo: person).contains {
            $0.state == .active && $0.kind != .auditor && !$0.content.isTest
        }
    }

    private func role(_ assignment: Record<RoleAssignment>) -> RoleHeld? {
        guard assignment.isValid, let code = assignment.roleCode, let reach = assignment.reach else { return nil }
        return RoleHeld(role: code, reach: reach)
    }

    /// Roles held on behalf of somebody else. Nobody, until delegations are a register; this is their only place.
    private func delegated(to person: RecordID) -> [RoleHeld] { [] }
}

extension Record where K == RoleAssignment {
    /// Active, and the day of the view lies in its time.
    package var isValid: Bool {
        guard self.state == .active, !content.isTest, let from = self.validFrom, from <= view.day else {
            return false
        }
        return self.validTo.map { view.day <= $0 } ?? true
    }

    /// From the definition, in whatever state that is.
    package var roleCode: RoleCode? {
        self.role?.record(in: view)?.code.map { RoleCode($0) }
    }

    package var isWide: Bool { self.scope == .aims }

    package var reach: RoleHeld.Reach? {
        switch self.scope {
        case .aims?: .everything
        case .system?: self.system.map { .record($0.id) }
        case .unit?: self.scopeUnit.map { .unit($0) }
        case nil: nil
        }
    }
}

extension Rulebook {
    /// The rules of an AI management system.
    package static let aims = Rulebook(
        declarations: .aims,
        rolesHeld: { person, view in view.rolesHeld(by: person) },
        mayAct: { person, view in view.mayAct(person) },
        recorders: [.manager, .internalAuditor, .connector],
        disposers: [.manager],
        allowsJoinedDuties: { view in view.isVerySmall },
        approval: { given, view in Approval.documenting(given, view) },
        backdateDays: { view in view.parameters.backdateDays },
        authorityKinds: ["Person", "Account", "RoleAssignment", "RoleDefinition"],
        grantingKinds: ["RoleAssignment", "RoleDefinition"],
        firstDayWithoutLead: { view in view.firstDayWithoutLead() })
}

extension View {
    /// Under ten people some duties cannot be separated; a compensating measure is recorded instead. What the organization
    /// says of its size counts as long as its own register does not show ten people at work. Source: 3.11.
    package var isVerySmall: Bool {
        guard let stated = all(Organization.self).first?.staffTotal, stated < 10 else { return false }
        return all(Person.self).lazy.filter { isActive($0.id) }.prefix(10).count < 10
    }
}

extension Approval {
    /// The record of an approval that was given by a step.
    static func documenting(_ given: ApprovalGiven, _ view: View) -> Act {
        let role = given.role.flatMap { code in
            view.all(RoleDefinition.self).last { $0.code == code.code && $0.state != .superseded }
        }
        let values: [Assignment?] = [
            Assignment(\Approval.record, Reference(given.record.id)),
            Assignment(\Approval.recordVersion, view.versionLabel(of: given.record)),
            Assignment(\Approval.contentHash, given.digest.hex),
            Assignment(\Approval.approver, Reference(given.approver)),
            role.map { Assignment(\Approval.roleHeld, Reference($0.id)) },
            given.onBehalfOf.map { Assignment(\Approval.onBehalfOf, Reference($0)) },
            Assignment(\Approval.decision, .approve),
            given.comment.map { Assignment(\Approval.comment, $0) },
            Assignment(\Approval.at, given.at),
        ]
        return .create(
            view.declarations.kind(Approval.self), state: State.given.rawValue,
            values: values.compactMap(\.self))
    }
}
