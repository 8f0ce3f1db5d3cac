import AIMS
import Records

/// People, and the roles they hold.
extension Inquiry {
    /// PEOPLE: inside the AIMS, begun and not left.
    var people: [Record<Person>] { population("people") { $0.people } }

    /// The first day of a person; where nobody stated it, the day on which the record says it came to be.
    func started(_ person: Record<Person>) -> Day {
        if let day = person.startDate { return day }
        use(.assumedDate, "people without startDate count from the day their record was created")
        return createdDay(of: person)
    }

    /// Persons who work here on the day.
    var active: Set<RecordID> {
        once("active people") {
            shared("active people") { view in Set(view.all(Person.self).map(\.id).filter(view.isActive)) }
        }
    }

    func isActive(_ person: RecordID?) -> Bool { person.map(active.contains) ?? false }

    var assignments: [Record<RoleAssignment>] { all(RoleAssignment.self) }

    /// Active and valid on the day, and so is its holder.
    func isHeld(_ assignment: Record<RoleAssignment>) -> Bool {
        assignment.isValid && isActive(assignment.person?.id)
    }

    /// What the role is: its version in force, else the definition that the assignment names.
    func role(of assignment: Record<RoleAssignment>) -> Record<RoleDefinition>? {
        guard let named = assignment.role?.record(in: view) else { return nil }
        return rolesInForce[named.code ?? ""] ?? named
    }

    /// Assignments to a role, whichever version of it they name.
    func assignments(to role: Record<RoleDefinition>) -> [Record<RoleAssignment>] {
        assignments.filter { $0.roleCode != nil && $0.roleCode?.code == role.code }
    }

    /// What an assignment says to a role; nothing where the role is not defined.
    func roleSetting(where isMeant: (Record<RoleDefinition>) -> Bool) -> [String: String] {
        all(RoleDefinition.self).last { $0.state != .superseded && isMeant($0) }.map { ["role": $0.id.text] } ?? [:]
    }

    private var rolesInForce: [String: Record<RoleDefinition>] {
        once("roles in force") {
            Dictionary(inForce(RoleDefinition.self).map { ($0.code ?? "", $0) }) { _, last in last }
        }
    }
}
