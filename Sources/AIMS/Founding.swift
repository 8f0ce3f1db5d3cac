package import Records

/// What is needed to found an organization.
package struct Founding: Sendable {
    package let organization: String
    /// IANA name, like Europe/Amsterdam.
    package let timeZone: String
    package let managerName: String
    package let managerEmail: String

    package init(organization: String, timeZone: String, managerName: String, managerEmail: String) {
        self.organization = organization
        self.timeZone = timeZone
        self.managerName = managerName
        self.managerEmail = managerEmail
    }

    /// The id the manager gets: the first person of an empty register.
    package static var manager: RecordID { first(Person.self) }

    /// One command for an empty register: the organization, its AIMS manager as a person with an account, every role as a
    /// draft, and the manager's assignment, active from the day on. From then on all authority comes from assignments.
    ///
    /// Ids are those that `decide` gives on an empty register. Throws what the fields say about the texts.
    package func command(on day: Day, at moment: Moment, known: KnownBy) throws(Refusal) -> Command {
        var acts = [
            try create(Organization.self, ["name": organization, "timeZone": timeZone]),
            try create(
                Person.self,
                ["name": managerName, "email": managerEmail, "kind": "employee", "inAIMSscope": "yes"]),
            try create(Account.self, ["person": Founding.manager.text, "kind": "person"]),
        ]
        for role in RoleCatalogue.roles { acts.append(try create(RoleDefinition.self, role.values)) }
        let manager = RoleCatalogue.roles.firstIndex { $0.code == .manager } ?? 0
        acts.append(
            try create(
                RoleAssignment.self,
                [
                    "role": Founding.id(RoleDefinition.self, manager + 1).text, "person": Founding.manager.text,
                    "scope": "AIMS", "validFrom": day.description, "acceptedAt": moment.description,
                    "appointmentEvidence": "Founding of this management system",
                ], state: RoleAssignment.State.active))
        return Command(acts, by: ActingPerson(person: Founding.manager, known: known))
    }

    private func create<K: RecordKind>(
        _ type: K.Type, _ values: [String: String], state: K.State? = nil
    ) throws(Refusal) -> Act {
        let kind = Declarations.aims.kind(type)
        let pairs = values.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
        return .create(kind, state: state?.rawValue, values: try kind.assignments(fromText: pairs))
    }

    private static func first<K: RecordKind>(_ type: K.Type) -> RecordID { id(type, 1) }

    private static func id<K: RecordKind>(_ type: K.Type, _ number: Int) -> RecordID {
        let about = Declarations.aims.kind(type).about
        return RecordID(prefix: about.prefix, number: number, digits: about.digits)
    }
}
