import AIMS
import Conformity
import Ledger
import Records

/// Brightwater Bank after 2026-04-20: on 2026-06-30 every check there is passes, once the files are verified. A test takes one thing away and looks who notices.
///
/// Priya runs the AIMS, Ruth leads the bank, Omar owns the loan scorer, Ines audits, Chen hears concerns.
struct Brightwater {
    var company: Company
    let ruth: RecordID
    let omar: RecordID
    let ines: RecordID
    let chen: RecordID
    var roles: [String: RecordID] = [:]
    var assignments: [String: RecordID] = [:]
    var scope: RecordID = "SCO-1"
    var policy: RecordID = "POL-1"
    var criteria: RecordID = "CRI-1"
    var loanScorer: RecordID = "SYS-1"
    var chatbot: RecordID = "SYS-2"
    var noteTaker: RecordID = "SYS-3"
    var loanAssessment: RecordID = "RA-1"
    var biasRisk: RecordID = "RISK-1"
    var minutes: RecordID = "EVD-1"

    static let today = "2026-06-30"

    static func ready() throws -> Brightwater { try prepared.get() }

    // Built once: it is a value, so that no test sees what another one does to it.
    private static let prepared = Result { try build() }

    private static func build() throws -> Brightwater {
        var bank = try Brightwater(founded: Company.founded())
        try bank.fillRoles()
        try bank.registerSystems()
        try bank.issueScope()
        try bank.issuePolicy()
        try bank.assessRisks()
        try bank.keepEvidence()
        return bank
    }

    private init(founded company: Company) throws {
        var company = company
        func hire(_ name: String, _ title: String) throws -> RecordID {
            let person = try company.create(
                Person.self,
                [
                    "name": name, "jobTitle": title, "kind": "employee", "inAIMSscope": "yes",
                    "startDate": "2024-01-01",
                ], on: "2026-03-03")
            try company.create(Account.self, ["person": person.text, "kind": "person"], on: "2026-03-03")
            return person
        }
        ruth = try hire("Ruth Adler", "Chief executive")
        omar = try hire("Omar Haddad", "Head of lending")
        ines = try hire("Ines Ferreira", "Internal auditor")
        chen = try hire("Chen Wei", "Ombudsman")
        self.company = company
        try self.company.change(Company.priya, ["startDate": "2023-05-01"], on: "2026-03-03")
    }

    private mutating func fillRoles() throws {
        for (code, person, deputy) in [
            ("TM", ruth, omar), ("AIMSM", Company.priya, omar), ("SO", omar, chen), ("RO", omar, chen),
            ("IA", ines, chen),
            ("CONC", chen, omar),
        ] {
            roles[code] = role(code)
            assignments[code] = try assign(code, to: person, deputy: deputy)
        }
        for code in ["TM", "AIMSM", "IA", "CONC"] {
            try company.step(role(code), "put-in-force", by: ruth, on: "2026-03-05")
        }
        let line = try company.create(
            RACI.self,
            [
                "activity": "Decide on release", "mandatory": "yes", "responsible": role("SO").text,
                "accountable": role("TM").text,
            ], on: "2026-03-05")
        try company.step(line, "put-in-force", by: ruth, on: "2026-03-06")
    }

    private mutating func assign(_ code: String, to person: RecordID, deputy: RecordID) throws -> RecordID {
        if code == "AIMSM" {
            try company.change("ASG-1", ["deputy": deputy.text], on: "2026-03-04")
            return "ASG-1"
        }
        let id = try company.create(
            RoleAssignment.self,
            [
                "role": role(code).text, "person": person.text, "scope": "AIMS", "deputy": deputy.text,
                "appointmentEvidence": "Minutes of the board, 2026-03-03",
            ], on: "2026-03-04")
        try company.step(id, "accept", by: person, on: "2026-03-04")
        try company.step(id, "activate", on: "2026-03-04")
        return id
    }

    /// The definition with a code.
    func role(_ code: String) -> RecordID {
        let view = View(company.register, asOf: Day(number: .max / 2), today: Day(number: 0))
        return view.all(RoleDefinition.self).first { $0.code == code }?.id ?? "ROL-9999"
    }

    private mutating func registerSystems() throws {
        loanScorer = try company.tell(
            AISystem.self, in: .operating,
            [
                "name": "Loan scorer", "intendedPurpose": "Rates applications for consumer credit",
                "intendedUsers": "loan officers", "organizationRoles": "developer; user", "scopeDecision": "in",
                "ownerSO": omar.text, "registeredOn": "2026-03-02", "firstDeployedOn": "2024-06-10",
                "impactLevel": "High",
                "sourcing": "in-house",
            ], at: "2026-03-02", on: "2026-03-04")
        chatbot = try company.create(
            AISystem.self,
            [
                "name": "Branch chatbot", "intendedPurpose": "Answers questions on opening hours",
                "intendedUsers": "customers", "affectedPeople": "customers", "organizationRoles": "developer",
                "scopeDecision": "in", "ownerSO": omar.text, "sourcing": "in-house",
            ], by: omar, on: "2026-03-10")
        try company.step(chatbot, "screen", by: omar, on: "2026-03-11")
        try company.step(chatbot, "start-requirements", on: "2026-03-12")
        try company.step(chatbot, "pass-g1", on: "2026-03-13")
        noteTaker = try company.create(
            AISystem.self,
            [
                "name": "Note taker", "scopeDecision": "out",
                "scopeReason": "Only used by the holding, outside the bank",
                "scopeApprovedBy": ruth.text, "ownerSO": omar.text,
            ], by: omar, on: "2026-03-10")
    }

    private mutating func issueScope() throws {
        scope = try company.create(
            ScopeStatement.self,
            [
                "versionLabel": "1.0", "activities": "Scoring of credit applications", "roles": "developer; user",
                "units": "Lending", "sites": "Leeds", "systemsIn": "\(loanScorer); \(chatbot)",
                "systemsOut": #"[{"system":"\#(noteTaker)","reason":"holding only"}]"#, "interfaces": "Core banking",
                "dependencies": "Credit bureau",
            ], on: "2026-03-13")
        try company.step(scope, "send-to-review", on: "2026-03-13")
        try company.step(scope, "approve", by: ruth, on: "2026-03-14")
        try company.step(scope, "put-in-force", by: ruth, on: "2026-03-15")
    }

    static let anchors = ["purpose", "objectivesFramework", "applicableRequirements", "continualImprovement"]

    /// Also used for a later version.
    mutating func draftPolicy(
        _ label: String, without anchor: String? = nil, principle reach: String = "both",
        supersedes earlier: RecordID? = nil, on day: String
    ) throws -> RecordID {
        let anchors = Brightwater.anchors.enumerated().filter { $1 != anchor }
            .map { #"{"anchor":"\#($1)","place":"section \#($0 + 1)"}"# }
        let id = try company.create(
            Policy.self,
            [
                "versionLabel": label, "type": "AI policy", "text": "Version \(label): we use AI with care.",
                "anchors": "[\(anchors.joined(separator: ","))]",
                "principles": #"[{"code":"P1","text":"Fairness first","appliesTo":"\#(reach)"}]"#,
                "availability": "internal",
                "reviewInterval": "P12M", "supersedes": earlier?.text ?? "",
            ], on: day)
        try company.step(id, "send-to-review", on: day)
        return id
    }

    private mutating func issuePolicy() throws {
        policy = try draftPolicy("1.0", on: "2026-03-16")
        try company.step(policy, "approve", by: ruth, on: "2026-03-17")
        try company.step(policy, "put-in-force", by: ruth, on: "2026-03-18")
        for anchor in Brightwater.anchors { try judge(anchor, on: "2026-03-20") }
        for person in [Company.priya, ruth, omar, ines, chen] { try acknowledge(person, on: "2026-03-20") }
    }

    /// A version that took effect on 2026-05-20, approved as it should be.
    mutating func reissuePolicy(
        without anchor: String? = nil, principle reach: String = "both", approvedBy approver: RecordID? = nil
    ) throws {
        let next = try draftPolicy("2.0", without: anchor, principle: reach, supersedes: policy, on: "2026-05-01")
        try company.tellStep(next, "approve", whose: approver ?? ruth, at: "2026-05-02")
        try company.tellStep(next, "put-in-force", ["effectiveFrom": "2026-05-20"], whose: ruth, at: "2026-05-03")
        policy = next
    }

    /// Somebody with an account, who works inside the AIMS.
    mutating func hire(_ name: String, since start: String) throws -> RecordID {
        let person = try company.create(
            Person.self, ["name": name, "kind": "employee", "inAIMSscope": "yes", "startDate": start], on: "2026-05-31")
        try company.create(Account.self, ["person": person.text, "kind": "person"], on: "2026-05-31")
        return person
    }

    func assignment(_ code: String) -> RecordID { assignments[code] ?? "ASG-9999" }

    /// A value of the organization's own, in force from a day.
    mutating func setParameter(_ name: String, _ value: String, other: String = "", on day: String) throws {
        let id = try company.create(
            Parameter.self, ["name": name, "value": value, "valueOther": other, "reason": "Our procedure"], on: day)
        try company.step(id, "approve", by: ruth, on: day)
        try company.step(id, "put-in-force", on: day)
    }

    mutating func judge(
        _ anchor: String, answer: String = "yes", by person: RecordID? = nil, on day: String, expires: String? = nil
    ) throws {
        try company.create(
            Verdict.self,
            [
                "check": "C5.2-02", "part": anchor, "subject": policy.text, "answer": answer,
                "reasons": "Read the section.",
                "question": "Does the policy commit to \(anchor)?",
                "expiresAt": expires.map { "\($0)T12:00:00Z" } ?? "",
            ], by: person ?? ines, on: day)
    }

    mutating func acknowledge(_ person: RecordID, on day: String) throws {
        try company.create(Acknowledgement.self, ["record": policy.text], by: person, on: day)
    }

    private mutating func assessRisks() throws {
        criteria = try company.create(RiskCriteria.self, Brightwater.criteriaValues("1.0"), on: "2026-03-23")
        try company.step(criteria, "send-to-review", on: "2026-03-23")
        try company.step(criteria, "approve", by: ruth, on: "2026-03-24")
        try company.step(criteria, "put-in-force", by: ruth, on: "2026-03-25")
        biasRisk = try company.create(
            Risk.self, Brightwater.riskValues("Refuses people for where they live", of: loanScorer, owner: omar),
            by: omar,
            on: "2026-04-01")
        loanAssessment = try assess(loanScorer, on: "2026-04-10")
        _ = try assess(chatbot, on: "2026-04-12")
        _ = try assess(nil, on: "2026-04-13")
    }

    /// A risk assessment of a system, or of the AIMS itself, approved on a day.
    mutating func assess(_ system: RecordID?, on day: String, under criteria: RecordID? = nil) throws -> RecordID {
        let id = try company.create(
            RiskAssessment.self,
            [
                "system": system?.text ?? "", "level": system == nil ? "AIMS" : "system", "trigger": "initial",
                "assessors": "\(Company.priya); \(ines)", "method": "Workshop", "risks": biasRisk.text,
                "criteriaVersion": (criteria ?? self.criteria).text, "summary": "Done.", "decision": "Go on.",
                "nextDue": "2026-12-31",
            ], on: day)
        try company.step(id, "start", on: day)
        try company.step(id, "send-to-review", on: day)
        try company.step(id, "approve", by: ruth, on: day)
        return id
    }

    static func criteriaValues(_ label: String) -> KeyValuePairs<String, String> {
        [
            "versionLabel": label, "likelihoodScale": "1 rare … 5 almost certain",
            "impactScales": "1 slight … 5 severe",
            "impactDimensions": "organization; individuals; groups; society", "acceptanceLimit": "Low",
            "toleranceLimit": "Medium",
            "authorityTable":
                #"[{"level":"Low","roles":["RO"]},{"level":"Medium","roles":["RO"]},{"level":"High","roles":["TM"]},{"level":"Critical","roles":["TM"]}]"#,
        ]
    }

    static func riskValues(_ title: String, of system: RecordID?, owner: RecordID) -> KeyValuePairs<String, String> {
        [
            "title": title, "system": system?.text ?? "", "owner": owner.text, "source": "C.3.4",
            "event": "The model learns a proxy", "consequenceOrganization": "Fines",
            "consequenceIndividuals": "No credit for reasons that are none", "likelihoodValue": "3",
            "likelihoodReason": "Seen in tests", "currentLevel": "Low", "evaluation": "Acceptable", "priority": "2",
        ]
    }

    private mutating func keepEvidence() throws {
        minutes = try tellEvidence("minutes.pdf", at: "2026-04-20")
    }

    @discardableResult
    mutating func tellEvidence(_ name: String, at day: String) throws -> RecordID {
        let digest = Digest(of: Array(name.prefix { $0 != "." }.utf8)).hex
        return try company.tell(
            Evidence.self, in: .valid,
            [
                "kind": "File", "source": "Board office", "grade": "E2",
                "file": #"{"name":"\#(name)","sha256":"\#(digest)","size":7,"mime":"text/plain"}"#,
            ], at: day)
    }

    /// Ready, and its files were verified two days ago.
    static func verified() throws -> Brightwater {
        try after { try $0.verifyFiles(on: "2026-06-28") }
    }

    mutating func verifyFiles(on day: String, failures: String = "") throws {
        try company.create(
            IntegrityRun.self, ["entriesVerified": "100", "filesVerified": "1", "failures": failures], on: day)
    }
}
