import AIMS
import Ledger
import Records
import Testing

@Suite("The founding of an organization")
struct FoundingTests {
    @Test("is one command that an empty register takes as it is")
    func oneCommand() throws {
        let agency = try Agency.founded()
        #expect(agency.log.count == 1)
        #expect(agency.register.size.value == 26)
        #expect(agency.view().all(Organization.self).map(\.name) == ["Example Agency"])
        #expect(agency.view().all(RoleDefinition.self).allSatisfy { $0.state == .draft })
    }

    @Test("makes the manager AIMSM from that day, and nobody anything before")
    func manager() throws {
        let agency = try Agency.founded()
        #expect(Founding.manager == .nora)
        #expect(agency.view().holds(.manager, .nora))
        #expect(agency.view().mayAct(.nora))
        #expect(!agency.view().holds(.topManagement, .nora))
        #expect(agency.view(on: "2026-03-01").rolesHeld(by: .nora) == [])
        let assignment = try #require(agency.record("ASG-1", RoleAssignment.self))
        #expect(assignment.state == .active)
        #expect(assignment.validFrom == Day("2026-03-02"))
        #expect(assignment.acceptedAt == .moment(agency.now))
        #expect(assignment.roleCode == .manager)
    }

    @Test("ships the 22 roles of the catalogue, each once, with their flags")
    func roles() throws {
        let codes = [
            "TM", "AIMSM", "SO", "RO", "DEV", "VAL", "DO", "OV", "OVL", "SEC", "PRIV", "LEG", "PROC", "CUSTM", "HR",
            "INC", "CONC", "IA", "EA", "EMP", "EXT", "ADM",
        ]
        let roles = try Agency.founded().view().all(RoleDefinition.self)
        #expect(roles.compactMap(\.code) == codes)
        func flagged(_ path: KeyPath<Record<RoleDefinition>, Bool?>) -> [String] {
            roles.filter { $0[keyPath: path] == true }.compactMap(\.code)
        }
        #expect(flagged(\.mandatory) == ["TM", "AIMSM", "CONC", "IA"])
        #expect(flagged(\.critical) == ["AIMSM", "OVL", "INC", "CONC"])
        #expect(flagged(\.core) == ["AIMSM"])
        #expect(roles.flatMap { $0.duty53 ?? [] } == [.conformity, .reporting])
        #expect(roles.allSatisfy { $0.duties != nil && $0.authorities != nil })
    }

    @Test("refuses a name that no field takes")
    func badName() throws {
        let founding = Founding(
            organization: String(repeating: "x", count: 500), timeZone: "UTC", managerName: "Nora",
            managerEmail: "n@x.example")
        let agency = Agency()
        let day = try #require(Day(agency.day))
        let refusal = #expect(throws: Refusal.self) {
            try founding.command(on: day, at: agency.now, known: .signedIn)
        }
        #expect(refusal?.problems.map(\.field) == ["name"])
    }

    @Test("exempts nothing that comes after it")
    func afterwards() throws {
        var agency = try Agency.founded()
        let refusal = #expect(throws: Refusal.self) {
            try agency.create(
                RoleAssignment.self,
                [
                    "role": "ROL-1", "person": RecordID.nora.text, "scope": "AIMS", "validFrom": "2026-03-02",
                    "appointmentEvidence": "none",
                ], in: .active)
        }
        #expect(refusal?.code == .notNow)
    }
}
