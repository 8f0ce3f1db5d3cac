import AIMS
import Records

/// People, and the roles they hold.
extension Asking {
    /// Persons who work here on the day.
    var active: Population<Person> {
        population("active", of: Person.self) { on, content in on.view.isActive(content.id) ? content : nil }
    }

    /// PEOPLE: inside the AIMS, begun and not left.
    var people: Population<Person> {
        population("inside", within: all(Person.self)) { _, person in person.isInside }
    }

    func isActive(_ person: RecordID?) -> Bool { person.map(active.contains) ?? false }

    var assignments: Population<RoleAssignment> { all(RoleAssignment.self) }

    /// Active and valid on the day, and so is its holder.
    func isHeld(_ assignment: Record<RoleAssignment>) -> Bool {
        assignment.isValid && isActive(assignment.person?.id)
    }

    /// What the role is: its version in force, else the definition that the assignment names.
    func role(of assignment: Record<RoleAssignment>) -> Record<RoleDefinition>? {
        guard let named = record(assignment.role?.id, as: RoleDefinition.self) else { return nil }
        return record(rolesInForce[named.code ?? ""], as: RoleDefinition.self) ?? named
    }

    /// Assignments to a role, whichever version of it they name, in order of their numbers.
    func assignments(to role: Record<RoleDefinition>) -> [Record<RoleAssignment>] {
        (versions[role.code ?? ""] ?? []).flatMap { version in
            view.all(RoleAssignment.self, \.role, pointingTo: version).filter { assignments.contains($0.id) }
        }.sorted { $0.id.number < $1.id.number }
    }

    /// Assignments held through which a duty of 5.3 is held for the whole AIMS.
    var dutyHolders: Population<RoleAssignment> {
        population("holding a duty", within: assignments) { on, assignment in
            on.isHeld(assignment) && assignment.isWide && !(on.role(of: assignment)?.duty53 ?? []).isEmpty
        }
    }

    /// What an assignment says to a role; nothing where the role is not defined.
    func roleSetting(where isMeant: (Record<RoleDefinition>) -> Bool) -> [String: String] {
        let role = all(RoleDefinition.self).records.last { $0.state != .superseded && isMeant($0) }
        return role.map { ["role": $0.id.text] } ?? [:]
    }

    /// By code: the version of a role in force.
    private var rolesInForce: [String: RecordID] {
        session.value(Name("roles in force")) { on in
            Dictionary(on.inForce(RoleDefinition.self).map { ($0.code ?? "", $0.id) }) { _, last in last }
        }
    }

    /// By code: every version of a role that there is.
    private var versions: [String: [RecordID]] {
        session.value(Name("versions of roles")) { on in
            var versions: [String: [RecordID]] = [:]
            for role in on.view.all(RoleDefinition.self) {
                if let code = role.code { versions[code, default: []].append(role.id) }
            }
            return versions
        }
    }
}

extension Inquiry {
    /// The first day of a person; where nobody stated it, the day on which the record says it came to be.
    func started(_ person: Record<Person>) -> Day {
        if let day = person.startDate { return day }
        use(.assumedDate, "people without startDate count from the day their record was created")
        return createdDay(of: person)
    }
}
