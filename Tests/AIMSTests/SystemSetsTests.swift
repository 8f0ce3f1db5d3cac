import AIMS
import Ledger
import Records
import Testing

@Suite("A set of systems")
struct SystemSetsTests {
    /// A system told to be in a state, with what else is told of it.
    private func told(
        _ state: AISystem.State, _ values: [String: String] = [:], on day: String = "2026-03-02"
    ) throws -> (Agency, RecordID) {
        var agency = try Agency.staffed()
        agency.day = day
        let all = Agency.built.merging(["noPersonsAffected": ""]) { $1 }.merging(values) { $1 }
        let told = Recording.told(of: .tomasz, on: "2026-03-02", acceptsExceptions: true)
        let id = try agency.create(AISystem.self, all, in: state, told: told)
        return (agency, id)
    }

    @Test("depends on the state of a system in scope", arguments: AISystem.State.allCases)
    func byState(state: AISystem.State) throws {
        let (agency, _) = try told(state)
        let view = agency.view()
        let development: Set<AISystem.State> = [
            .requirements, .design, .build, .verification, .validation, .deploymentApproval,
        ]
        let early: Set<AISystem.State> = [.idea, .screening, .requirements, .rejected, .retired]
        #expect(view.systems.isEmpty == (state == .rejected))
        #expect(view.systemsInScope.isEmpty == [.rejected, .retired].contains(state))
        #expect(view.assessableSystems.isEmpty == early.contains(state))
        #expect(view.liveSystems.isEmpty == ![.deployed, .operating].contains(state))
        #expect(view.systemsInDevelopment.isEmpty == !development.contains(state))
    }

    @Test("leaves out what is out of scope or undecided", arguments: ["out", "undecided"])
    func byScope(decision: String) throws {
        let (agency, _) = try told(.operating, ["scopeDecision": decision])
        let view = agency.view()
        #expect(view.systems.count == 1)
        #expect(view.systemsInScope.isEmpty && view.liveSystems.isEmpty && view.assessableSystems.isEmpty)
    }

    @Test(
        "of high impact is by impact level or by class in EU law",
        arguments: [
            (["impactLevel": "High"], true), (["impactLevel": "Critical"], true), (["impactLevel": "Medium"], false),
            (["euClass": "HIGH_RISK_ANNEX_III 4a"], true), (["euClass": "MINIMAL"], false), ([:], false),
        ])
    func highImpact(values: [String: String], isHigh: Bool) throws {
        let (agency, _) = try told(.operating, values)
        #expect(agency.view().highImpactSystems.count == (isHigh ? 1 : 0))
    }

    @Test(
        "knows what is bought",
        arguments: [
            ("user; deployer", "embedded vendor", true), ("customer", "configured third-party", true),
            ("user; provider", "embedded vendor", false), ("user", "in-house", false), ("", "embedded vendor", false),
        ])
    func bought(roles: String, sourcing: String, isBought: Bool) throws {
        let (agency, id) = try told(.operating, ["organizationRoles": roles, "sourcing": sourcing])
        #expect(agency.record(id, AISystem.self)?.isBought == isBought)
    }

    @Test("counts first use from the earliest deployment of the system or a version, and not from a plan")
    func firstUse() throws {
        var (agency, id) = try told(.operating, ["firstDeployedOn": "2026-02-20"])
        #expect(agency.record(id, AISystem.self)?.firstUse == Day("2026-02-20"))
        let version = ["system": id.text, "versionLabel": "0.9", "deployedOn": "2026-01-15"]
        try agency.create(SystemVersion.self, version, told: .told(of: .nora, on: "2026-03-02"))
        #expect(agency.record(id, AISystem.self)?.firstUse == Day("2026-01-15"))
        var (planned, later) = try told(.deploymentApproval)
        planned.day = "2026-03-09"
        try planned.change(later, ["firstDeployedOn": "2026-03-08"], told: .told(of: .nora, on: "2026-03-04"))
        #expect(planned.record(later, AISystem.self, on: "2026-03-07")?.firstUse == nil)
        #expect(planned.record(later, AISystem.self, on: "2026-03-08")?.firstUse == Day("2026-03-08"))
    }

    @Test("counts first use of a bought system from its use, else from the approval of its use")
    func firstUseBought() throws {
        let values = ["organizationRoles": "user", "sourcing": "embedded vendor", "useApprovedOn": "2026-02-01"]
        let (agency, id) = try told(.operating, values)
        #expect(agency.record(id, AISystem.self)?.firstUse == Day("2026-02-01"))
        let (used, other) = try told(.operating, values.merging(["firstDeployedOn": "2026-02-10"]) { $1 })
        #expect(used.record(other, AISystem.self)?.firstUse == Day("2026-02-10"))
    }

    @Test("takes the day it came into production for first use where nobody stated one")
    func assumedFirstUse() throws {
        let (agency, id) = try told(.operating)
        #expect(agency.record(id, AISystem.self)?.firstUse == nil)
        #expect(agency.record(id, AISystem.self)?.assumedFirstUse == Day("2026-03-02"))
        let (planned, other) = try told(.validation)
        #expect(planned.record(other, AISystem.self)?.assumedFirstUse == nil)
    }

    @Test(
        "is legacy when it was in production on the day the management system began",
        arguments: [("2026-03-02", true), ("2026-03-03", false), ("", true)])
    func legacy(deployed: String, isLegacy: Bool) throws {
        // Where no day is stated it is in production since the day on which that is told.
        var (agency, id) = try told(
            .operating, ["firstDeployedOn": deployed], on: deployed.isEmpty ? "2026-03-02" : deployed)
        agency.day = "2026-12-31"
        #expect(agency.record(id, AISystem.self)?.isLegacy == isLegacy)
        #expect(agency.view().legacyDeadline == Day("2026-06-30"))
        _ = try agency.parameterInForce("aimsStartDate", "2026-01-01")
        #expect(agency.record(id, AISystem.self)?.isLegacy == false)
    }

    @Test("holds versions on their way to release, of systems in scope")
    func versions() throws {
        var agency = try Agency.staffed()
        for decision in ["in", "out"] {
            let system = try agency.system(Agency.built, ["scopeDecision": decision])
            try agency.create(SystemVersion.self, ["system": system.text, "versionLabel": "1.0"])
        }
        #expect(agency.view().versionsInDevelopment.count == 1)
    }

    @Test("leaves out test records always, and demonstration records in an ordinary organization")
    func marks() throws {
        var agency = try Agency.staffed()
        _ = try agency.system(Agency.built, ["isDemo": "yes"])
        _ = try agency.system(Agency.built, ["isTest": "yes"])
        #expect(agency.view().systems.isEmpty)
        try agency.change("ORG-1", ["isDemo": "yes"])
        #expect(agency.view().systems.count == 1)
    }

    @Test("of people holds those in scope who have begun and not left")
    func people() throws {
        var agency = try Agency.staffed()
        let before = agency.view().people.count
        try agency.change(.kees, ["inAIMSscope": "no"])
        try agency.change(.ruth, ["startDate": "2026-04-01"])
        #expect(agency.view().people.count == before - 2)
    }
}
