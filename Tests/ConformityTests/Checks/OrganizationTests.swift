import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("C5.3-01: the duties of 5.3 and the lines of the chart are assigned")
struct DutiesTests {
    private static let check: CheckID = "C5.3-01"

    static let mishaps = [
        Mishap(
            "nobody keeps the AIMS conforming any more",
            gap: "conformity: no active person holds the duty to keep the AIMS conforming"
        ) {
            try $0.company.tellStep($0.assignment("AIMSM"), "Ended", ["validTo": "2026-05-01"], at: "2026-05-01")
        },
        Mishap(
            "nobody reports to top management any more",
            gap: "reporting: no active person holds the duty to report its performance to top management"
        ) {
            try $0.company.spoil($0.role("AIMSM"), ["duty53": "conformity"], at: "2026-05-01")
        },
        Mishap("the holder has left", gap: "conformity: no active person holds the duty to keep the AIMS conforming") {
            try $0.company.tellChange(Company.priya, ["endDate": "2026-06-29"], at: "2026-05-01")
        },
        Mishap("a mandatory line has no role that answers for it", .partial, gap: "no role that answers for it") {
            try $0.company.spoil("RACI-1", ["accountable": ""], at: "2026-05-01")
        },
        Mishap("a mandatory line has no role that does it", .partial, gap: "no role that does it") {
            try $0.company.spoil("RACI-1", ["responsible": ""], at: "2026-05-01")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test("fails every member when one duty is not held")
    func everyMember() throws {
        let bank = try Brightwater.after {
            try $0.company.spoil($0.role("AIMSM"), ["duty53": "conformity"], at: "2026-05-01")
        }
        let result = try bank.result(Self.check)
        #expect((result.status, result.population, result.passing) == (.fail, 3, 0))
        #expect(result.failingIDs.contains("RACI-1"))
    }

    @Test("asks of lines only that are mandatory and in force")
    func otherLines() throws {
        let bank = try Brightwater.after { bank in
            try bank.company.tell(RACI.self, in: .inForce, ["activity": "Coffee", "mandatory": "no"], at: "2026-05-01")
            try bank.company.tell(RACI.self, in: .draft, ["activity": "Draft", "mandatory": "yes"], at: "2026-05-01")
        }
        #expect(try bank.result(Self.check).population == 3)
    }

    @Test("takes the duties from the version of the role in force, whichever version was assigned")
    func laterVersion() throws {
        let bank = try Brightwater.after { bank in
            try bank.company.tell(
                RoleDefinition.self, in: .inForce,
                [
                    "code": "AIMSM", "name": "AIMS manager", "duties": "Less", "authorities": "Less",
                    "duty53": "conformity",
                    "supersedes": bank.role("AIMSM").text,
                ], at: "2026-05-01")
        }
        #expect(try bank.result(Self.check).gaps.contains { $0.hasPrefix("reporting:") })
    }

    @Test("has no data while no role was ever assigned")
    func noData() throws {
        #expect(try Brightwater.ready().status(Self.check, asOf: "2026-03-01") == .noData)
    }
}

@Suite("C5.3-02: roles are accepted, filled and deputized")
struct RoleFillingTests {
    private static let check: CheckID = "C5.3-02"

    static let mishaps = [
        Mishap("a holder has not accepted", .partial, gap: "no acceptance by the holder") {
            try $0.company.tellChange($0.assignment("IA"), ["acceptedAt": ""], at: "2026-05-01")
        },
        Mishap(
            "a mandatory role is vacant for more than 30 days", .partial, gap: "nobody holds the role since 2026-05-30"
        ) {
            try $0.company.tellStep($0.assignment("IA"), "Ended", ["validTo": "2026-05-30"], at: "2026-05-30")
        },
        Mishap("the deputy of a critical role is gone", .partial, gap: "no deputy") {
            try $0.company.tellChange($0.assignment("CONC"), ["deputy": ""], at: "2026-05-01")
        },
        Mishap("the deputy has left", .partial, gap: "no deputy") {
            try $0.company.tellChange($0.omar, ["endDate": "2026-06-01"], at: "2026-05-01")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test(
        "gives a vacant role 30 days from the end of the last assignment",
        arguments: [
            ("2026-06-09", Status.pass, 1), ("2026-06-10", .pass, 1), ("2026-06-11", .partial, 0),
        ] as [(String, Status, Int)])
    func vacancy(day: String, status: Status, pending: Int) throws {
        let bank = try Brightwater.after {
            try $0.company.tellStep($0.assignment("IA"), "Ended", ["validTo": "2026-05-11"], at: "2026-05-11")
        }
        let result = try bank.result(Self.check, asOf: day)
        #expect(result.status == status)
        #expect(result.pending.count == pending)
    }

    @Test(
        "counts from the day the role came into force where nobody ever held it",
        arguments: [
            ("2026-06-01", Status.pass), ("2026-06-02", .partial),
        ] as [(String, Status)])
    func neverHeld(day: String, status: Status) throws {
        let bank = try Brightwater.after {
            try $0.company.tellChange($0.role("OVL"), ["mandatory": "yes", "critical": "no"], at: "2026-05-01")
            try $0.company.tellStep($0.role("OVL"), "put-in-force", whose: $0.ruth, at: "2026-05-02")
        }
        #expect(try bank.status(Self.check, asOf: day) == status)
    }

    @Test(
        "a leaver's role is vacant from the day after the last one",
        arguments: [
            ("2026-06-12", Status.pass), ("2026-06-13", .partial),
        ] as [(String, Status)])
    func leaver(day: String, status: Status) throws {
        let bank = try Brightwater.after {
            try $0.company.tellStep($0.ines, "Left", ["endDate": "2026-05-13"], at: "2026-05-13")
        }
        #expect(try bank.status(Self.check, asOf: day) == status)
    }

    @Test("asks nothing of roles that are drafts")
    func drafts() throws {
        let members = try Brightwater.ready().result(Self.check).evidence.compactMap(\.id)
        #expect(try !members.contains(Brightwater.ready().role("OVL")))
    }

    @Test("has no data while no role is in force and none assigned")
    func noData() throws {
        #expect(try Brightwater.ready().status(Self.check, asOf: "2026-03-01") == .noData)
    }
}
