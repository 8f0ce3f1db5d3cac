package import Records

/// Somebody who works under the organization's control. Source: 7.2, 7.3.
package struct Person: RecordKind {
    /// Works here, or did.
    package enum State: String, Stage {
        case active = "Active"
        case left = "Left"
    }

    /// Under what sort of contract somebody works here.
    package enum Employment: String, Choice {
        case employee, contractor, agency, outsourced
    }

    package static let about = About(
        "Person", plural: "People", address: "people", prefix: "PER", digits: 3, clauses: ["7.2", "7.3"],
        summary: "Who works here, in which capacity, and whether inside the management system.", naming: "name",
        identifying: ["email"], columns: ["name", "jobTitle", "kind", "inAIMSscope"],
        sections: [
            Section("Person", ["name", "email", "jobTitle", "kind", "manager"]),
            Section("Time", ["inAIMSscope", "startDate", "endDate"]),
        ], isOrganizationWide: true)

    package static let lifecycle = Lifecycle<Person>(
        creators: .roles(.manager, .competence), editors: .roles(.manager, .competence), closed: [.left],
        kept: [.active],
        required: [Requirement(in: [.left], \.endDate)],
        always: [
            Guard("email", "Another person has this e-mail, and it names one person. Give another, or leave it out.") {
                situation in
                guard let email = situation.record.email, email != situation.before.email else { return true }
                let slot = Kind.slot(\Person.email)
                let people = situation.view.records(of: situation.record.content.kind)
                return !people.contains { person in
                    guard case .text(let other)? = person[slot], other.utf8.count == email.utf8.count,
                        person.id != situation.record.id
                    else { return false }
                    return other.lowercased() == email.lowercased()
                }
            }
        ],
        transitions: [
            // What the leaver still holds is a finding, not a bar: the leaving is a fact. Only that nobody is left who
            // could appoint others cannot be mended from inside.
            Transition(
                "Record leaving", from: [.active], to: .left, by: .roles(.manager, .competence),
                guards: [
                    Guard("ended", "The last day lies in the future. Take this step on or after endDate.") {
                        situation in
                        situation.record.endDate.map { $0 <= situation.day } ?? false
                    },
                    Guard(
                        "handover",
                        "Nobody else could appoint people: assign AIMSM or TM to another person with an account first."
                    ) { $0.view.canBeRun(without: $0.record.id) },
                ], stamps: [\.endDate])
        ])

    package let name = text("Name", required: true)
    package let kind = choice("Works here as", Employment.self)
    package let inAIMSscope = flag("Inside the management system")
    package let jobTitle = text("Job title")
    package let manager = reference("Manager", to: Person.self)
    package let startDate = date("First day")
    package let endDate = date("Last day", content: false)
    package let email = text("E-mail", help: "Also names the person on the command line.")

    package init() {}
}
