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

    /// What the role asks: by its version in force, else by the definition that the assignment names.
    func role(of assignment: Record<RoleAssignment>) -> RoleTerms? { assignment.role.flatMap { roles[$0.id] } }

    /// Assignments to a role, whichever version of it they name, in order of their numbers.
    func assignments(to role: Record<RoleDefinition>) -> [Record<RoleAssignment>] {
        (versions[role.code ?? ""] ?? []).flatMap { version in
            view.all(RoleAssignment.self, \.role, pointingTo: version).filter { assignments.contains($0.id) }
        }.sorted { $0.id.number < $1.id.number }
    }

    /// Assignments held through which a duty of 5.3 is held for the whole AIMS.
    var dutyHolders: Population<RoleAssignment> {
        population("holding a duty", within: assignments) { on, assignment in
            on.isHeld(assignment) && assignment.isWide && on.role(of: assignment)?.duties.isEmpty == false
        }
    }

    /// What an assignment says to a role; nothing where the role is not defined.
    func roleSetting(where isMeant: (Record<RoleDefinition>) -> Bool) -> [String: String] {
        let role = all(RoleDefinition.self).records.last { $0.state != .superseded && isMeant($0) }
        return role.map { ["role": $0.id.text] } ?? [:]
    }

    /// By definition.
    private var roles: [RecordID: RoleTerms] {
        session.value(Name("roles")) { on in
            let inForce = Dictionary(on.inForce(RoleDefinition.self).map { ($0.code, $0.id) }) { _, last in last }
            let roles = on.view.all(RoleDefinition.self).map { role in
                (role.id, RoleTerms(on.record(inForce[role.code], as: RoleDefinition.self) ?? role))
            }
            return Dictionary(roles) { first, _ in first }
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

/// What matters of a role to those who are judged by it. As long as it stays the same none of them is asked again.
struct RoleTerms: Equatable {
    let code: RoleCode?
    let isMandatory: Bool
    let duties: [RoleDefinition.LeadershipDuty]

    init(_ role: Record<RoleDefinition>) {
        code = role.code.map { RoleCode($0) }
        isMandatory = role.mandatory == true
        duties = role.duty53 ?? []
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
