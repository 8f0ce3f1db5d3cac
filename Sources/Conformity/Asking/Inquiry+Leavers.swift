import AIMS
import Records

/// People whose last day has passed, and what they still hold.
extension Inquiry {
    /// The day in question is over when it is judged: a person whose last day it was has left.
    var leavers: Population<Person> {
        all(Person.self).filter { [day] person in person.endDate.map { $0 <= day } ?? false }
    }

    /// Assignments to mandatory roles that go on after the person's last day.
    func rolesStillHeld(by person: Record<Person>) -> [Record<RoleAssignment>] {
        counted(view.all(RoleAssignment.self, \.person, pointingTo: person.id)).filter { assignment in
            assignment.isValid && role(of: assignment)?.isMandatory == true && !endsInTime(assignment, person)
        }
    }

    private func endsInTime(_ assignment: Record<RoleAssignment>, _ person: Record<Person>) -> Bool {
        guard let end = assignment.validTo, let last = person.endDate else { return false }
        return end <= last
    }

    func activeAccount(of person: RecordID) -> Record<Account>? {
        counted(view.all(Account.self, \.person, pointingTo: person)).first { $0.state == .active }
    }

    func openTask(of person: RecordID) -> RecordID? {
        LaterKinds.openTask(of: person, in: view)
    }

    /// The last day of a person; nothing while it is open.
    func lastDay(of person: RecordID) -> Day? {
        view.record(person, as: Person.self)?.endDate
    }
}
