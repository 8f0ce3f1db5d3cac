import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("C6.1.1-01: risk criteria are in force")
struct RiskCriteriaTests {
    private static let check: CheckID = "C6.1.1-01"

    private static func emptied(_ key: String, gap: String) -> Mishap {
        Mishap("the criteria lose \(key)", gap: gap) { try $0.reissueCriteria(with: [key: ""]) }
    }

    static let mishaps = [
        emptied("likelihoodScale", gap: "no scale of likelihood"), emptied("impactScales", gap: "no scale of impact"),
        emptied("acceptanceLimit", gap: "no acceptance limit"), emptied("toleranceLimit", gap: "no tolerance limit"),
        emptied("authorityTable", gap: "no table of who may accept what"),
        Mishap("societies are not thought of", gap: "no impact on society") {
            try $0.reissueCriteria(with: ["impactDimensions": "organization; individuals; groups"])
        },
        Mishap("groups are not thought of", gap: "no impact on groups") {
            try $0.reissueCriteria(with: ["impactDimensions": "organization; individuals; society"])
        },
        Mishap("individuals are not thought of", gap: "no impact on individuals") {
            try $0.reissueCriteria(with: ["impactDimensions": "organization; groups; society"])
        },
        Mishap("the organization is not thought of", gap: "no impact on organization") {
            try $0.reissueCriteria(with: ["impactDimensions": "groups; individuals; society"])
        },
        Mishap(
            "somebody else than top management approves",
            gap: "approved by PER-003, who did not hold the role TM on 2026-05-02"
        ) {
            try $0.reissueCriteria(approvedBy: $0.omar)
        },
        Mishap("they are withdrawn", gap: "no risk criteria are in force") {
            try $0.company.tellStep($0.criteria, "Withdrawn", at: "2026-05-01")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test(
        "counts criteria from the day from which they are effective",
        arguments: [
            ("2026-03-24", Status.fail), ("2026-03-25", .pass),
        ] as [(String, Status)])
    func effective(day: String, status: Status) throws {
        #expect(try Brightwater.ready().status(Self.check, asOf: day) == status)
    }

    @Test("counts them while they are under review")
    func underReview() throws {
        let bank = try Brightwater.after { try $0.company.step($0.criteria, "begin-review", on: "2026-05-01") }
        #expect(try bank.status(Self.check) == .pass)
    }

    @Test("has no data while there are none")
    func noData() throws {
        #expect(try Company.founded().result(Self.check, asOf: Company.began).status == .noData)
    }
}

@Suite("C6.1.1-02: assessments use the criteria in force")
struct CriteriaUsedTests {
    private static let check: CheckID = "C6.1.1-02"

    static let mishaps = [
        Mishap("an assessment names no criteria", .partial, gap: "no risk criteria named") {
            try $0.company.spoil($0.loanAssessment, ["criteriaVersion": ""], at: "2026-05-01")
        },
        Mishap(
            "an assessment uses criteria that were replaced the day before", .partial,
            gap: "CRI-1 was not in force on 2026-05-21"
        ) {
            let old = $0.criteria
            try $0.reissueCriteria()
            _ = try $0.tellAssessment(of: $0.loanScorer, on: "2026-05-21", under: old)
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test(
        "looks at the day of approval, not at today",
        arguments: [
            ("2026-05-19", Status.pass), ("2026-05-20", .partial),
        ] as [(String, Status)])
    func day(approved: String, status: Status) throws {
        let bank = try Brightwater.after { bank in
            let old = bank.criteria
            try bank.reissueCriteria()  // takes effect on 2026-05-20
            _ = try bank.tellAssessment(of: bank.loanScorer, on: approved, under: old)
        }
        #expect(try bank.status(Self.check) == status)
    }

    @Test("does not ask assessments that are only planned")
    func planned() throws {
        let bank = try Brightwater.after {
            try $0.company.tell(
                RiskAssessment.self, in: .planned, ["system": $0.loanScorer.text, "level": "system"], at: "2026-05-01")
        }
        #expect(try bank.result(Self.check).population == 3)
    }

    @Test("does not apply when C6.1.2-02 passes and no assessment stands any more")
    func notApplicable() throws {
        let bank = try Brightwater.after { bank in
            for id in ["RA-1", "RA-2", "RA-3"] as [RecordID] {
                try bank.company.tellStep(id, "Superseded", at: "2026-05-01")
            }
        }
        #expect(try bank.status("C6.1.2-02") == .pass)
        #expect(try bank.status(Self.check) == .notApplicable)
    }

    @Test("has no data while C6.1.2-02 has none, or fails")
    func noData() throws {
        var company = try Company.founded()
        #expect(try company.result(Self.check, asOf: "2026-03-06").status == .noData)
        try company.tell(
            AISystem.self, in: .operating, ["name": "Scorer", "scopeDecision": "in", "firstDeployedOn": "2026-03-05"],
            at: "2026-03-05")
        #expect(try company.result("C6.1.2-02", asOf: "2026-03-06").status == .fail)
        #expect(try company.result(Self.check, asOf: "2026-03-06").status == .noData)
    }
}

@Suite("C6.1.2-02: systems are assessed before first use")
struct AssessedBeforeUseTests {
    private static let check: CheckID = "C6.1.2-02"

    /// A system that went into production after the AIMS began.
    private static func deployed(_ day: String, assessed: String?, bank: inout Brightwater) throws -> RecordID {
        let system = try bank.company.tell(
            AISystem.self, in: .operating,
            ["name": "Fraud alarm", "scopeDecision": "in", "firstDeployedOn": day, "organizationRoles": "developer"],
            at: day)
        if let assessed { _ = try bank.tellAssessment(of: system, on: assessed, under: bank.criteria) }
        return system
    }

    static let mishaps = [
        Mishap("a system is used without assessment", .partial, gap: "no approved risk assessment") {
            _ = try Self.deployed("2026-05-10", assessed: nil, bank: &$0)
        },
        Mishap(
            "a system is assessed after first use", .partial,
            gap: "assessed on 2026-05-11, after first use on 2026-05-10"
        ) {
            _ = try Self.deployed("2026-05-10", assessed: "2026-05-11", bank: &$0)
        },
        Mishap(
            "an approval claims an earlier day than its own", .partial,
            gap: "assessed on 2026-05-20, after first use on 2026-05-10"
        ) {
            let system = try Self.deployed("2026-05-10", assessed: nil, bank: &$0)
            try $0.company.tell(
                RiskAssessment.self, in: .approved,
                ["system": system.text, "level": "system", "approvedOn": "2026-05-01"], whose: $0.ruth,
                at: "2026-05-20")
        },
        Mishap("an assessment is left without approval", .partial, gap: "no approved risk assessment") {
            let system = try Self.deployed("2026-05-10", assessed: nil, bank: &$0)
            try $0.company.tell(
                RiskAssessment.self, in: .review, ["system": system.text, "level": "system"], at: "2026-05-09")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test(
        "takes the same day as before",
        arguments: [
            ("2026-05-09", Status.pass), ("2026-05-10", .pass), ("2026-05-11", .partial),
        ] as [(String, Status)])
    func order(assessed: String, status: Status) throws {
        let bank = try Brightwater.after { _ = try Self.deployed("2026-05-10", assessed: assessed, bank: &$0) }
        #expect(try bank.status(Self.check) == status)
    }

    @Test("waits for a system that is not deployed yet")
    func notDeployed() throws {
        let bank = try Brightwater.after {
            try $0.company.tell(AISystem.self, in: .design, ["name": "Draft", "scopeDecision": "in"], at: "2026-05-10")
        }
        let result = try bank.result(Self.check)
        #expect(result.status == .pass)
        #expect(result.pending.map(\.dueAt) == [nil])
    }

    /// Always there: the loan scorer was in use when the AIMS began, and was assessed only then.
    private static let assessedByTheDeadline =
        "“before first use” of a system in use when the AIMS began means by 2026-06-30"

    @Test("says that the legacy rule let a system pass that was assessed only after first use")
    func influenced() throws {
        let result = try Brightwater.ready().result(Self.check)
        #expect(result.status == .pass)
        #expect(result.rulesUsed.map(\.rule) == [.legacy])
        #expect(result.rulesUsed.map(\.explanation) == [Self.assessedByTheDeadline])
    }

    @Test(
        "gives systems in use before the AIMS began until the legacy deadline",
        arguments: [
            ("2026-06-29", Status.pass), ("2026-06-30", .pass), ("2026-07-01", .partial),
        ] as [(String, Status)])
    func legacy(day: String, status: Status) throws {
        let bank = try Brightwater.after { _ = try Self.deployed("2026-03-01", assessed: nil, bank: &$0) }
        let result = try bank.result(Self.check, asOf: day)
        let time = "1 system in use before the AIMS began on 2026-03-02 until 2026-06-30"
        #expect(result.status == status)
        #expect(result.rulesUsed.map(\.explanation) == [Self.assessedByTheDeadline] + (status == .pass ? [time] : []))
        #expect(result.pending.map(\.dueAt) == (status == .pass ? [Day("2026-06-30")] : []))
    }

    @Test(
        "takes “before first use” of a legacy system as “by the legacy deadline”",
        arguments: [
            ("2026-06-30", Status.pass), ("2026-07-01", .partial),
        ] as [(String, Status)])
    func legacyOrder(assessed: String, status: Status) throws {
        let bank = try Brightwater.after { _ = try Self.deployed("2026-03-01", assessed: assessed, bank: &$0) }
        let result = try bank.result(Self.check, asOf: "2026-08-01")
        #expect(result.status == status)
        let late = status == .pass ? [] : ["assessed on 2026-07-01, after first use on 2026-03-01"]
        #expect(result.gaps == late)
    }

    @Test("does not excuse a system that went into production after the AIMS began")
    func notLegacy() throws {
        let bank = try Brightwater.after { _ = try Self.deployed("2026-03-03", assessed: nil, bank: &$0) }
        #expect(try bank.status(Self.check) == .partial)
    }

    @Test("asks for a bought system before the approval of its use")
    func bought() throws {
        let bank = try Brightwater.after { bank in
            let system = try bank.company.tell(
                AISystem.self, in: .operating,
                [
                    "name": "Minutes writer", "scopeDecision": "in", "organizationRoles": "user",
                    "sourcing": "embedded vendor",
                    "useApprovedOn": "2026-05-10", "firstDeployedOn": "2026-05-20",
                ], at: "2026-05-20")
            _ = try bank.tellAssessment(of: system, on: "2026-05-15", under: bank.criteria)
        }
        #expect(try bank.result(Self.check).gaps == ["assessed on 2026-05-15, after first use on 2026-05-10"])
    }

    @Test("counts an assessment that was superseded since, for it was approved in time")
    func superseded() throws {
        let bank = try Brightwater.after { bank in
            let system = try Self.deployed("2026-05-10", assessed: "2026-05-09", bank: &bank)
            try bank.company.tellStep("RA-4", "Superseded", at: "2026-06-01")
            _ = try bank.tellAssessment(of: system, on: "2026-06-01", under: bank.criteria)
        }
        #expect(try bank.status(Self.check) == .pass)
    }

    @Test("takes a system in production without any date as used since it came into that state")
    func undated() throws {
        let bank = try Brightwater.after {
            try $0.company.tell(
                AISystem.self, in: .operating, ["name": "Undated", "scopeDecision": "in"], at: "2026-05-10")
        }
        let result = try bank.result(Self.check)
        #expect(result.status == .partial)
        #expect(result.rulesUsed.map(\.rule).filter { $0 != .legacy } == [.assumedDate])
    }

    @Test("weighs a system of high impact as a major")
    func highImpact() throws {
        let bank = try Brightwater.after { bank in
            let system = try Self.deployed("2026-05-10", assessed: nil, bank: &bank)
            try bank.company.tellChange(system, ["impactLevel": "High"], at: "2026-05-10")
        }
        let drafts = try bank.company.evaluate(asOf: Brightwater.today).drafts
        #expect(drafts.map(\.candidate).contains(.major))
        #expect(try bank.result(Self.check).touchesHighImpact)
    }

    @Test("has no data while no system is far enough")
    func noData() throws {
        #expect(try Company.founded().result(Self.check, asOf: Company.began).status == .noData)
    }
}

@Suite("C6.1.2-03: open risks are analysed completely")
struct RiskAnalysisTests {
    private static let check: CheckID = "C6.1.2-03"

    private static func emptied(_ key: String, gap: String) -> Mishap {
        Mishap("a risk loses its \(key)", gap: gap) {
            try $0.company.tellChange($0.biasRisk, [key: ""], at: "2026-05-01")
        }
    }

    static let mishaps = [
        emptied("source", gap: "no source"), emptied("event", gap: "no event"),
        emptied("consequenceOrganization", gap: "no consequence for the organization"),
        emptied("consequenceIndividuals", gap: "no consequence for individuals, groups or society"),
        emptied("likelihoodValue", gap: "no likelihood"),
        emptied("likelihoodReason", gap: "no reason for the likelihood"),
        emptied("currentLevel", gap: "no level"), emptied("owner", gap: "no owner"),
        emptied("evaluation", gap: "no evaluation against the criteria"), emptied("priority", gap: "no priority"),
        Mishap("“none” is said without a reason", gap: "no consequence for individuals, groups or society") {
            try $0.company.tellChange($0.biasRisk, ["consequenceIndividuals": "None."], at: "2026-05-01")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test("takes none with a reason", arguments: ["consequenceIndividuals", "consequenceGroups", "consequenceSociety"])
    func reasoned(key: String) throws {
        let bank = try Brightwater.after { bank in
            try bank.company.tellChange(bank.biasRisk, ["consequenceIndividuals": ""], at: "2026-05-01")
            try bank.company.tellChange(bank.biasRisk, [key: "None: nobody sees the output."], at: "2026-05-02")
        }
        #expect(try bank.status(Self.check) == .pass)
    }

    @Test("asks of risks of systems in scope and of the AIMS itself, while they are open")
    func population() throws {
        let bank = try Brightwater.after { bank in
            try bank.company.tell(Risk.self, ["title": "AIMS itself"], at: "2026-05-01")
            try bank.company.tell(
                Risk.self, ["title": "Out of scope", "system": bank.noteTaker.text], at: "2026-05-01")
            try bank.company.tell(Risk.self, in: .closed, ["title": "Closed"], at: "2026-05-01")
        }
        let result = try bank.result(Self.check)
        #expect(result.population == 2)
        #expect(result.failingIDs == ["RISK-2"])
        #expect(result.status == .partial)
    }

    @Test(
        "looks at the day in question",
        arguments: [("2026-04-30", Status.pass), ("2026-05-01", .fail)] as [(String, Status)])
    func day(day: String, status: Status) throws {
        let bank = try Brightwater.after { try $0.company.tellChange($0.biasRisk, ["event": ""], at: "2026-05-01") }
        #expect(try bank.status(Self.check, asOf: day) == status)
    }

    @Test("has no data while there is no risk")
    func noData() throws {
        #expect(try Company.founded().result(Self.check, asOf: Company.began).status == .noData)
    }
}

extension Brightwater {
    /// A second version of the criteria, in force from 2026-05-20, with something different.
    fileprivate mutating func reissueCriteria(
        with changes: KeyValuePairs<String, String> = [:], approvedBy approver: RecordID? = nil
    ) throws {
        let next = try company.tell(
            RiskCriteria.self, in: .inReview, Brightwater.criteriaValues("2.0"), at: "2026-05-01")
        try company.tellChange(next, ["supersedes": criteria.text], at: "2026-05-01")
        for change in changes { try company.tellChange(next, [change.key: change.value], at: "2026-05-01") }
        try company.tellStep(next, "approve", whose: approver ?? ruth, at: "2026-05-02")
        try company.tellStep(next, "put-in-force", ["effectiveFrom": "2026-05-20"], whose: ruth, at: "2026-05-03")
        criteria = next
    }

    /// A risk assessment as a file tells of it.
    mutating func tellAssessment(of system: RecordID?, on day: String, under criteria: RecordID) throws -> RecordID {
        try company.tell(
            RiskAssessment.self, in: .approved,
            [
                "system": system?.text ?? "", "level": system == nil ? "AIMS" : "system",
                "criteriaVersion": criteria.text,
                "approvedOn": day, "assessors": Company.priya.text,
            ], whose: ruth, at: day)
    }
}
