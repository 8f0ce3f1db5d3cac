import AIMS
import Ledger
import Records
import Testing

/// A way to leave nobody behind who could appoint people.
struct Lockout: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let attempt: @Sendable (inout Agency) throws -> Void

    static let all = [
        Lockout("an end of the assignment yesterday") { agency in
            agency.day = "2026-03-10"
            try agency.change("ASG-1", ["validTo": "2026-03-09"])
        },
        Lockout("an end of the assignment in a year") { try $0.change("ASG-1", ["validTo": "2027-03-31"]) },
        Lockout("a beginning of the assignment tomorrow") { try $0.change("ASG-1", ["validFrom": "2026-03-10"]) },
        Lockout("a last day of the person") { try $0.change(.nora, ["endDate": "2026-12-31"]) },
        Lockout("a first day of the person that lies ahead") { try $0.change(.nora, ["startDate": "2026-12-31"]) },
        Lockout("a successor who begins too late") { agency in
            try agency.appoint(.kees, .manager, ["scope": "AIMS", "validFrom": "2027-01-02"])
            try agency.change("ASG-1", ["validTo": "2026-12-31"])
        },
        Lockout("a successor who is only a test") { agency in
            try agency.appoint(.kees, .manager, ["scope": "AIMS", "isTest": "yes"])
            try agency.change("ASG-1", ["validTo": "2026-12-31"])
        },
        Lockout("a successor who leaves too early") { agency in
            try agency.appoint(.kees, .manager, ["scope": "AIMS", "validTo": "2026-11-30"])
            try agency.change(.nora, ["endDate": "2026-11-30"])
        },
        Lockout("a told end of the assignment, whatever is accepted") { agency in
            let told = Recording.told(of: .nora, on: "2026-03-09", acceptsExceptions: true)
            try agency.step("ASG-1", "end", told: told)
        },
        Lockout("a told leaving of the person, whatever is accepted") { agency in
            let told = Recording.told(of: .nora, on: "2026-03-09", acceptsExceptions: true)
            try agency.step(.nora, "record-leaving", told: told)
        },
        Lockout("a told end of the account, whatever is accepted") { agency in
            let told = Recording.told(of: .nora, on: "2026-03-09", acceptsExceptions: true)
            try agency.step("ACC-1", "disable", told: told)
        },
    ]

    init(_ description: String, _ attempt: @escaping @Sendable (inout Agency) throws -> Void) {
        testDescription = description
        self.attempt = attempt
    }
}

@Suite("The last who can appoint people")
struct LockoutTests {
    /// Nora alone can appoint others; Kees has an account and no role.
    private func alone() throws -> Agency {
        var agency = try Agency.staffed()
        agency.day = "2026-03-09"
        for boss in [RecordID.ilse, .mateus] { try agency.step(boss, "record-leaving", by: .hanna) }
        return agency
    }

    @Test("is not locked out, however that is done", arguments: Lockout.all)
    func refused(lockout: Lockout) throws {
        var agency = try alone()
        let refusal = #expect(throws: Refusal.self) { try lockout.attempt(&agency) }
        #expect(refusal?.code == .guarded)
        #expect(refusal?.problems.map(\.code) == ["lockout"])
    }

    @Test(
        "is not disposed of: organization, active assignments, people and accounts are kept",
        arguments: [
            "ORG-1", "ASG-1", "ACC-1", "PER-001",
        ] as [RecordID])
    func kept(id: RecordID) throws {
        var agency = try alone()
        try agency.change(id, ["retentionUntil": "2026-03-09"])
        agency.day = "2026-06-30"
        let command = Command(
            [.dispose(id)], by: ActingPerson(person: .nora, known: .signedIn), reason: "no longer needed")
        let refusal = #expect(throws: Refusal.self) { try agency.run(command) }
        #expect(refusal?.problems.map(\.code) == ["kept"])
    }

    @Test("may go when another one follows without a gap")
    func followed() throws {
        var agency = try alone()
        try agency.appoint(.kees, .manager, ["scope": "AIMS", "validFrom": "2027-01-01"])
        try agency.change("ASG-1", ["validTo": "2026-12-31"])
        try agency.change(.nora, ["endDate": "2026-12-31"])
        #expect(throws: Refusal.self) { try agency.change("ASG-1", ["validTo": "2026-12-30"]) }
        try agency.change(.kees, ["jobTitle": "AIMS manager"])
    }

    @Test("may do everything that does not make it worse, where an end without a successor is known from before")
    func knownEnd() throws {
        var agency = try alone()
        var rules = Rulebook.aims
        rules.firstDayWithoutLead = { _ in nil }
        let end = Act.change(
            "ASG-1", values: [Assignment(\RoleAssignment.validTo, try #require(Day("2027-12-31")))], expecting: nil)
        let nora = ActingPerson(person: .nora, known: .signedIn)
        for change in try decide(Command([end], by: nora), agency.register, rules, now: agency.now) {
            agency.take(change)
        }
        try agency.change("ASG-1", ["allocationPercent": "60"])
        #expect(throws: Refusal.self) { try agency.change("ASG-1", ["validTo": "2027-12-30"]) }
    }
}
