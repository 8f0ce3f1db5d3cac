import AIMS
import Ledger
import Records
import Testing

/// Somebody with little authority tries to come to more.
@Suite("Authority over a part")
struct NarrowAuthorityTests {
    private func managerOfOneSystem() throws -> (Agency, RecordID) {
        var agency = try Agency.staffed()
        let system = try agency.system()
        try agency.appoint(.kees, .manager, ["scope": "system", "system": system.text])
        return (agency, system)
    }

    @Test("appoints nobody, be it for that part: appointing is for the whole")
    func appointing() throws {
        var (agency, system) = try managerOfOneSystem()
        for reach in [["scope": "AIMS"], ["scope": "system", "system": system.text]] {
            let values = reach.merging(["role": "ROL-2", "person": RecordID.marek.text]) { $1 }
            let refusal = #expect(throws: Refusal.self) {
                try agency.create(RoleAssignment.self, values, by: .kees)
            }
            #expect(refusal?.code == .forbidden)
        }
    }

    @Test("approves no scope of the whole, whatever the statement lists and whichever unit it is of")
    func approving() throws {
        var agency = try Agency.staffed()
        let system = try agency.system()
        try agency.appoint(
            .kees, .topManagement, ["scope": "system", "system": system.text, "appointmentEvidence": "minutes"],
            activatedBy: .ilse)
        try agency.appoint(
            .marek, .topManagement, ["scope": "unit", "scopeUnit": "Lab", "appointmentEvidence": "minutes"],
            activatedBy: .ilse)
        let id = try agency.create(
            ScopeStatement.self, Agency.scope.merging(["systemsIn": system.text, "unit": "Lab"]) { $1 })
        try agency.step(id, "send-to-review")
        for person in [RecordID.kees, .marek] {
            let refusal = #expect(throws: Refusal.self) { try agency.step(id, "approve", by: person) }
            #expect(refusal?.code == .forbidden)
        }
        try agency.step(id, "approve", by: .ilse)
    }

    @Test("tells of nothing that happened elsewhere")
    func telling() throws {
        var (agency, _) = try managerOfOneSystem()
        let told = Recording.told(of: .ilse, on: "2026-03-01", acceptsExceptions: true)
        let refusal = #expect(throws: Refusal.self) {
            try agency.create(AISystem.self, ["name": "NoteTidy"], by: .kees, told: told)
        }
        #expect(refusal?.problems.map(\.code) == ["recorder"])
    }

    @Test("that audits tells of no appointment, and who appoints tells of their own only as an exception")
    func appointmentTold() throws {
        var agency = try Agency.staffed()
        try agency.appoint(.kees, .internalAuditor)
        let told = Recording.told(of: .ilse, on: agency.day, acceptsExceptions: true)
        func values(_ person: RecordID) -> [String: String] {
            [
                "role": "ROL-2", "person": person.text, "scope": "AIMS", "validFrom": agency.day,
                "acceptedAt": agency.day,
            ]
        }
        let refusal = #expect(throws: Refusal.self) {
            try agency.create(RoleAssignment.self, values(.kees), by: .kees, in: .active, told: told)
        }
        #expect(refusal?.problems.map(\.code) == ["granting"])
        let other = try agency.create(RoleAssignment.self, values(.kees), in: .active, told: told)
        #expect(agency.register.history(other)?.changes[0].exceptions.map(\.code) == ["beginning"])
        let own = try agency.create(RoleAssignment.self, values(.nora), in: .active, told: told)
        #expect(agency.register.history(own)?.changes[0].exceptions.map(\.code).contains("apart") == true)
    }

    @Test(
        "over duties that must differ is not won by telling it, nor by another's edit after that",
        arguments: [false, true])
    func writtenByTelling(isEditedByAnother: Bool) throws {
        var agency = try Agency.staffed()
        try agency.appoint(.nora, .topManagement, activatedBy: .ilse)
        let told = Recording.told(of: .ilse, on: agency.day, acceptsExceptions: true)
        let id = try agency.create(Policy.self, Agency.policy, told: told)
        if isEditedByAnother {
            try agency.appoint(.kees, .manager)
            try agency.change(id, ["text": "With much care."], by: .kees)
        }
        try agency.step(id, "send-to-review", told: told)
        let refusal = #expect(throws: Refusal.self) { try agency.step(id, "approve") }
        #expect(refusal?.problems.map(\.code) == ["apart"])
    }

    @Test("a parameter nobody approved is none, and a start that lies ahead excuses nothing")
    func parameter() throws {
        var agency = try Agency.staffed()
        let told = Recording.told(of: .nora, on: agency.day, acceptsExceptions: true)
        let values = ["name": "ackPercent", "value": "10", "reason": "x", "approvedBy": RecordID.ilse.text]
        let id = try agency.create(Parameter.self, values, in: .inForce, told: told)
        #expect(agency.view().parameters.ackPercent == 95)
        try agency.create(
            Approval.self,
            ["record": id.text, "decision": "approve", "roleHeld": "ROL-1", "approver": RecordID.ilse.text], by: .ilse)
        #expect(agency.view().parameters.ackPercent == 10)
        #expect(agency.view().parameters.source(of: "ackPercent") == id)
        try agency.create(
            Approval.self, ["record": id.text, "decision": "reject", "roleHeld": "ROL-1"], by: .ilse)
        #expect(agency.view().parameters.ackPercent == 95, "the last word counts")
        #expect(agency.view().parameters.source(of: "ackPercent") == nil)
        let before = agency.view().aimsStartDate
        _ = try agency.parameterInForce("aimsStartDate", "2099-01-01")
        #expect(agency.view().aimsStartDate == before)
        #expect(agency.view(on: "2099-01-01").aimsStartDate == Day("2099-01-01"))
    }
}
