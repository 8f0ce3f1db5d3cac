import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("C4.1-03: role and purpose of every system in scope")
struct RoleAndPurposeTests {
    private static let check: CheckID = "C4.1-03"

    static let mishaps = [
        Mishap("a system loses its role", .partial, gap: "no role of the organization") {
            try $0.company.tellChange($0.loanScorer, ["organizationRoles": ""], at: "2026-05-01")
        },
        Mishap("a system loses its purpose", .partial, gap: "no intended purpose") {
            try $0.company.tellChange($0.loanScorer, ["intendedPurpose": ""], at: "2026-05-01")
        },
        Mishap(
            "the role is set after the system was screened", .partial,
            gap: "role or purpose was set only after the system had left the state Idea"
        ) { bank in
            let late = try bank.company.tell(
                AISystem.self, ["name": "Mail sorter", "intendedPurpose": "Sorts", "scopeDecision": "in"],
                at: "2026-05-04")
            try bank.company.tellStep(late, "Screening", at: "2026-05-05")
            try bank.company.tellChange(late, ["organizationRoles": "user"], at: "2026-05-06")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test("lets the ledger decide between two acts of one day", arguments: [true, false])
    func sameDay(isRoleFirst: Bool) throws {
        let bank = try Brightwater.after { bank in
            let mail = try bank.company.tell(
                AISystem.self, ["name": "Mail sorter", "intendedPurpose": "Sorts", "scopeDecision": "in"],
                at: "2026-05-04")
            if isRoleFirst { try bank.company.tellChange(mail, ["organizationRoles": "user"], at: "2026-05-05") }
            try bank.company.tellStep(mail, "Screening", at: "2026-05-05")
            if !isRoleFirst { try bank.company.tellChange(mail, ["organizationRoles": "user"], at: "2026-05-05") }
        }
        #expect(try bank.status(Self.check) == (isRoleFirst ? .pass : .partial))
    }

    @Test(
        "does not ask in which order of a system registered by the day on which the AIMS began",
        arguments: [
            ("2026-03-02", Status.pass), ("2026-03-03", .partial),
        ] as [(String, Status)])
    func registeredBefore(registered: String, status: Status) throws {
        let bank = try Brightwater.after { bank in
            let old = try bank.company.tell(
                AISystem.self,
                ["name": "Old sorter", "intendedPurpose": "Sorts", "scopeDecision": "in", "registeredOn": registered],
                at: "2026-03-02", on: "2026-05-04")
            try bank.company.tellStep(old, "Screening", at: "2026-03-03", on: "2026-05-04")
            try bank.company.tellChange(old, ["organizationRoles": "user"], at: "2026-05-05")
        }
        #expect(try bank.status(Self.check) == status)
    }

    @Test("asks nothing of ideas, of what is out of scope, and of what is retired")
    func outside() throws {
        let bank = try Brightwater.after { bank in
            try bank.company.tell(AISystem.self, ["name": "Idea", "scopeDecision": "in"], at: "2026-05-04")
            try bank.company.tell(
                AISystem.self, in: .operating, ["name": "Elsewhere", "scopeDecision": "out"], at: "2026-05-04")
            try bank.company.tell(
                AISystem.self, in: .retired, ["name": "Gone", "scopeDecision": "in"], at: "2026-05-04")
        }
        let result = try bank.result(Self.check)
        #expect(result.status == .pass)
        #expect(result.population == 2)
    }

    @Test("has no data while there is no system")
    func noData() throws {
        #expect(try Company.founded().result(Self.check, asOf: Brightwater.today).status == .noData)
    }
}

@Suite("C4.3-01: one scope statement in force")
struct ScopeStatementTests {
    private static let check: CheckID = "C4.3-01"

    private static func emptied(_ key: String, gap: String) -> Mishap {
        Mishap("the statement loses its \(key)", gap: gap) { try $0.reissueScope(without: key) }
    }

    static let mishaps = [
        emptied("activities", gap: "no activities"), emptied("roles", gap: "no roles of the organization"),
        emptied("units", gap: "no units"), emptied("sites", gap: "no sites"),
        emptied("systemsIn", gap: "no systems inside the scope"),
        emptied("systemsOut", gap: "no systems outside the scope, with reasons"),
        emptied("interfaces", gap: "no interfaces"), emptied("dependencies", gap: "no dependencies"),
        Mishap("the statement is replaced and the new one not put in force", gap: "no scope statement is in force") {
            try $0.company.tellStep($0.scope, "Superseded", at: "2026-05-01")
        },
        Mishap(
            "a second line of statements comes into force",
            gap: "more than one scope statement is in force: SCO-1 and SCO-2"
        ) {
            try $0.reissueScope(supersedes: nil)
        },
        Mishap(
            "somebody who is not top management approves",
            gap: "approved by PER-004, who did not hold the role TM on 2026-05-01"
        ) {
            try $0.reissueScope(approvedBy: $0.ines)
        },
        Mishap("the author approves", gap: "approved by its own author") { bank in
            try bank.reissueScope(author: bank.ruth, approvedBy: bank.ruth)
        },
        Mishap("nobody approves", gap: "not approved by TM") { try $0.reissueScope(approvedBy: nil) },
        Mishap("the text changes after the approval", gap: "changed after its approval on 2026-03-14") {
            try $0.company.spoil($0.scope, ["activities": "Everything"], at: "2026-05-01")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test(
        "counts a statement from the day from which it is valid",
        arguments: [
            ("2026-03-14", Status.fail), ("2026-03-15", .pass), ("2026-03-16", .pass),
        ] as [(String, Status)])
    func validFrom(day: String, status: Status) throws {
        #expect(try Brightwater.ready().status(Self.check, asOf: day) == status)
    }

    @Test("leaves systemsOut alone while no system is out of scope")
    func nothingOut() throws {
        let bank = try Brightwater.after { bank in
            try bank.company.tellChange(bank.noteTaker, ["scopeDecision": "in"], at: "2026-05-01")
            try bank.reissueScope(without: "systemsOut")
        }
        #expect(try bank.status(Self.check) == .pass)
    }

    @Test("has no data while there is no statement, and that weighs like a failure")
    func noData() throws {
        let company = try Company.founded()
        #expect(try company.result(Self.check, asOf: Company.began).status == .noData)
        let drafts = try company.evaluate(asOf: Company.began).drafts.filter { $0.check == Self.check }
        #expect(drafts.map(\.candidate) == [.major])
    }
}

@Suite("C4.3-02: every system is in or out of scope")
struct ScopeDecisionTests {
    private static let check: CheckID = "C4.3-02"

    static let mishaps = [
        Mishap("a system stays undecided for longer than 30 days", .partial, gap: "not decided whether it is in scope")
        {
            try $0.company.tell(AISystem.self, ["name": "Stray"], at: "2026-05-01")
        },
        Mishap("the reason for leaving one out is gone", .partial, gap: "no reason for leaving it out of scope") {
            try $0.company.tellChange($0.noteTaker, ["scopeReason": ""], at: "2026-05-01")
        },
        Mishap("nobody approved leaving one out", .partial, gap: "no approver of leaving it out of scope") {
            try $0.company.tellChange($0.noteTaker, ["scopeApprovedBy": ""], at: "2026-05-01")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test(
        "gives an undecided system 30 days after its registration",
        arguments: [
            ("2026-07-09", Status.pass, 1), ("2026-07-10", .pass, 1), ("2026-07-11", .partial, 0),
        ] as [(String, Status, Int)])
    func deadline(day: String, status: Status, pending: Int) throws {
        let bank = try Brightwater.after {
            try $0.company.tell(AISystem.self, ["name": "New", "registeredOn": "2026-06-10"], at: "2026-06-10")
        }
        let result = try bank.result(Self.check, asOf: day)
        #expect(result.status == status)
        #expect(result.pending.count == pending)
    }

    @Test(
        "shows an imported inventory as time that runs, then as what an auditor would find",
        arguments: [
            ("2026-04-01", Status.notDue), ("2026-04-02", .fail),
        ] as [(String, Status)])
    func imported(day: String, status: Status) throws {
        var company = try Company.founded()
        for number in 1...180 { try company.tell(AISystem.self, ["name": "System \(number)"], at: "2026-03-02") }
        let result = try company.result(Self.check, asOf: day)
        #expect(result.status == status)
        #expect(result.population == 180)
        #expect(result.preview == (status == .notDue ? .fail : nil))
        #expect(result.nextDueAt == (status == .notDue ? Day("2026-04-01") : nil))
        #expect(result.warning == (status == .notDue ? "Due today." : nil))
        #expect(result.nextAction?.command == "change SYS-1 --set scopeDecision=…")
    }

    @Test("counts from the day of registration, or where nobody stated it from the first day of the record")
    func registration() throws {
        var company = try Company.founded()
        try company.tell(AISystem.self, ["name": "Stated", "registeredOn": "2026-03-01"], at: "2026-03-20")
        try company.tell(AISystem.self, ["name": "Unstated"], at: "2026-03-25")
        let id: RecordID = "SYS-2"
        // The product states the day of a registration itself; an older ledger may lack it.
        try company.tellChange(id, ["registeredOn": ""], at: "2026-03-26")
        let result = try company.result(Self.check, asOf: "2026-03-28")
        #expect(result.pending.map(\.dueAt) == [Day("2026-03-31"), Day("2026-04-24")])
        #expect(result.rulesUsed.map(\.rule) == [.assumedDate])
    }

    @Test("asks nothing of what was rejected")
    func rejected() throws {
        let bank = try Brightwater.after {
            try $0.company.tell(AISystem.self, in: .rejected, ["name": "Mood meter"], at: "2026-05-01")
        }
        #expect(try bank.result(Self.check).population == 3)
    }

    @Test(
        "leaves test records out, and demonstration records where the organization is real", arguments: [true, false])
    func marked(isDemonstration: Bool) throws {
        let bank = try Brightwater.after { bank in
            try bank.company.change("ORG-1", ["isDemo": isDemonstration ? "yes" : "no"], on: "2026-05-01")
            try bank.company.tell(AISystem.self, ["name": "Test", "isTest": "yes"], at: "2026-05-01")
            try bank.company.tell(AISystem.self, ["name": "Demo", "isDemo": "yes"], at: "2026-05-01")
        }
        #expect(try bank.result(Self.check).population == (isDemonstration ? 4 : 3))
    }

    @Test("answers for a past day, and for what was known on it")
    func past() throws {
        let before = try Brightwater.ready()
        let bank = try Brightwater.after {
            try $0.company.tell(AISystem.self, ["name": "Shadow"], at: "2026-04-01", on: "2026-06-29")
        }
        #expect(try bank.status(Self.check, asOf: "2026-05-01") == .pass)
        #expect(try bank.result(Self.check, asOf: "2026-05-02").failingIDs == ["SYS-4"])
        let known = try bank.result(Self.check, asOf: "2026-05-02", knownAt: before.company.lastEntry)
        #expect(known.status == .pass)
        #expect(known.population == 3)
    }
}

extension Brightwater {
    /// A second scope statement, with one thing different.
    fileprivate mutating func reissueScope(without key: String? = nil) throws {
        try reissueScope(author: Company.priya, approvedBy: ruth, supersedes: scope, without: key)
    }

    fileprivate mutating func reissueScope(supersedes earlier: RecordID?) throws {
        try reissueScope(author: Company.priya, approvedBy: ruth, supersedes: earlier)
    }

    fileprivate mutating func reissueScope(author: RecordID? = nil, approvedBy approver: RecordID?) throws {
        try reissueScope(author: author ?? Company.priya, approvedBy: approver, supersedes: scope)
    }

    private mutating func reissueScope(
        author: RecordID, approvedBy approver: RecordID?, supersedes earlier: RecordID?, without key: String? = nil
    ) throws {
        let next = try company.tell(
            ScopeStatement.self, in: .inReview,
            [
                "versionLabel": "2.0", "activities": "Scoring", "roles": "developer", "units": "Lending",
                "sites": "Leeds",
                "systemsIn": loanScorer.text, "systemsOut": #"[{"system":"\#(noteTaker)","reason":"holding only"}]"#,
                "interfaces": "Core banking", "dependencies": "Credit bureau", "supersedes": earlier?.text ?? "",
            ], whose: author, at: "2026-04-30")
        if let key { try company.tellChange(next, [key: ""], whose: author, at: "2026-04-30") }
        if let approver { try company.tellStep(next, "approve", whose: approver, at: "2026-05-01") }
        try company.tellStep(next, "InForce", ["validFrom": "2026-05-02"], whose: ruth, at: "2026-05-02")
    }
}
