import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("A draft finding")
struct GradingTests {
    /// Systems that are neither in nor out of scope, beside three that are decided.
    private static func strays(_ count: Int) throws -> Brightwater {
        try Brightwater.after { bank in
            for number in 0..<count {
                try bank.company.tell(AISystem.self, ["name": "Stray \(number)"], at: "2026-05-01")
            }
        }
    }

    @Test(
        "of a key condition is major from two members and 30 % on",
        arguments: [
            (1, Candidate.minor), (2, .major),
        ] as [(Int, Candidate)])
    func extent(strays: Int, candidate: Candidate) throws {
        let draft = try Self.strays(strays).company.evaluate(asOf: Brightwater.today).drafts.first {
            $0.check == "C4.3-02"
        }
        #expect(draft?.candidate == candidate)
    }

    @Test("takes the share from the parameter in force")
    func share() throws {
        var bank = try Self.strays(2)  // two of five
        try bank.setParameter("majorShare", "41", on: "2026-06-01")
        let draft = try bank.company.evaluate(asOf: Brightwater.today).drafts.first { $0.check == "C4.3-02" }
        #expect(draft?.candidate == .minor)
        #expect(draft?.reason == "2 of 5 fail")
    }

    @Test("of an anchor over several members is graded by extent when only some fail")
    func partialAnchor() throws {
        let bank = try Brightwater.after { try $0.company.spoil("RACI-1", ["responsible": ""], at: "2026-05-01") }
        let draft = try bank.company.evaluate(asOf: Brightwater.today).drafts.first { $0.check == "C5.3-01" }
        #expect(draft?.candidate == .minor)
    }

    @Test("is major when a failing member is a system of high impact, or names one")
    func highImpact() throws {
        let bank = try Brightwater.after {
            try $0.company.tellChange($0.loanScorer, ["organizationRoles": ""], at: "2026-05-01")
        }
        let draft = try bank.company.evaluate(asOf: Brightwater.today).drafts.first { $0.check == "C4.1-03" }
        #expect(draft?.candidate == .major)
        #expect(draft?.reason == "a member that fails is a system of high impact or acts on one")
        let result = try Brightwater.after {
            try $0.company.tellChange($0.biasRisk, ["event": ""], at: "2026-05-01")
        }.result("C6.1.2-03")
        #expect(result.touchesHighImpact, "the risk names the loan scorer")
    }

    @Test("has criterion, evidence and gap")
    func parts() throws {
        let draft = try #require(try Self.strays(1).company.evaluate(asOf: Brightwater.today).drafts.first)
        #expect(draft.criterion.hasPrefix("4.3 Scope: Every registered AI system"))
        #expect(draft.evidence.contains { $0.id == "SYS-4" })
        #expect(draft.gap.contains("SYS-4: not decided whether it is in scope"))
    }

    @Test("is given neither by what waits for a verdict, nor by missing data of a minor check")
    func none() throws {
        let bank = try Brightwater.after {
            try $0.company.step("VDT-1", "revoke", on: "2026-05-10", reason: "Read the wrong section")
        }
        let drafts = try bank.company.evaluate(asOf: Brightwater.today).drafts.map(\.check)
        #expect(!drafts.contains("C5.2-02"))
        let founded = try Company.founded().evaluate(asOf: Company.began)
        #expect(founded["C6.1.2-03"]?.status == .noData)
        #expect(!founded.drafts.map(\.check).contains("C6.1.2-03"))
        #expect(founded.drafts.first { $0.check == "C6.1.2-02" }?.candidate == .minor, "P without data")
    }

    @Test("of three minor ones on one requirement makes that requirement major, and lists them")
    func systemic() throws {
        let bank = try Brightwater.after { bank in
            // 5.3: a mandatory line without a role, a role not accepted, a leaver who keeps an account.
            try bank.company.spoil("RACI-1", ["responsible": ""], at: "2026-05-01")
            try bank.company.tellChange(bank.assignment("IA"), ["acceptedAt": ""], at: "2026-05-01")
            try bank.company.tellChange(bank.chen, ["endDate": "2026-06-01"], at: "2026-06-01")
        }
        let requirement = try bank.company.evaluate(asOf: Brightwater.today).requirements.first {
            $0.requirement == "5.3"
        }
        #expect(requirement?.candidate == .major)
        #expect(requirement?.reason == "systemic: C5.3-01, C5.3-02 and X-07 fail together")
        #expect(requirement?.drafts.map(\.candidate) == [.minor, .minor, .minor])
    }

    @Test("does not count members that wait for a verdict among those that fail")
    func unjudged() throws {
        let bank = try Brightwater.after { bank in
            try bank.reissuePolicy()
            try bank.judge("purpose", answer: "no", on: "2026-05-21")
            try bank.judge("objectivesFramework", on: "2026-05-21")
        }
        let result = try bank.result("C5.2-02")
        #expect((result.status, result.due, result.passing, result.failed) == (.partial, 4, 1, 1))
        let draft = try bank.company.evaluate(asOf: Brightwater.today).drafts.first { $0.check == "C5.2-02" }
        #expect(draft?.candidate == .minor)
    }

    @Test("stands before others in the order of its weight")
    func order() throws {
        var bank = try Self.strays(2)
        try bank.company.tell(Supplier.self, ["name": "Orbis"], at: "2026-05-01", on: "2026-06-15", reason: nil)
        try bank.company.tellChange(bank.assignment("IA"), ["acceptedAt": ""], at: "2026-06-15")
        // Without it X-06 fails as well, and 7.5.3 is more than an opportunity.
        try bank.verifyFiles(on: "2026-06-28")
        let requirements = try bank.company.evaluate(asOf: Brightwater.today).requirements.prefix(4)
        #expect(requirements.map(\.requirement) == ["4.3", "5.3", "7.5.3", "4.1"])
        #expect(requirements.map(\.candidate) == [.major, .minor, .opportunity, nil])
    }
}
