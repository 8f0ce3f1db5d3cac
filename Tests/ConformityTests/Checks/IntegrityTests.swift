import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("X-01: approvals stand between last edit and first use")
struct ApprovalOrderTests {
    private static let check: CheckID = "X-01"

    /// A policy told from paper: written, approved and in force on the days given.
    private static func policy(
        written: String, approved: String, effective: String, _ bank: inout Brightwater
    ) throws {
        let id = try bank.company.tell(
            Policy.self, in: .inReview, ["type": "AI risk", "versionLabel": "1", "text": "Risks."], at: written,
            on: "2026-08-20")
        try bank.company.tellStep(id, "Approved", whose: bank.ruth, at: approved, on: "2026-08-20")
        try bank.company.tellStep(
            id, "InForce", ["effectiveFrom": effective], whose: bank.ruth, at: effective, on: "2026-08-20")
    }

    @Test(
        "takes an approval after first use for a lapse, once the legacy deadline has passed",
        arguments: [
            ("2026-07-31", "2026-08-01", Status.pass), ("2026-08-01", "2026-08-01", .pass),
            ("2026-08-02", "2026-08-01", .partial),
            ("2026-07-01", "2026-06-30", .pass), ("2026-07-02", "2026-07-01", .partial),
        ] as [(String, String, Status)])
    func afterUse(approved: String, effective: String, status: Status) throws {
        let bank = try Brightwater.after {
            try Self.policy(written: "2026-06-01", approved: approved, effective: effective, &$0)
        }
        let result = try bank.result(Self.check, asOf: "2026-08-31")
        #expect(result.status == status)
        #expect(result.failingIDs == (status == .pass ? [] : ["POL-2"]))
    }

    @Test(
        "takes an approval before the last edit of what it approves for a lapse",
        arguments: [
            ("2026-07-31", Status.partial), ("2026-08-01", .pass), ("2026-08-02", .pass),
        ] as [(String, Status)])
    func early(approved: String, status: Status) throws {
        let bank = try Brightwater.after {
            try Self.policy(written: "2026-08-01", approved: approved, effective: "2026-08-10", &$0)
        }
        let result = try bank.result(Self.check, asOf: "2026-08-31")
        #expect(result.status == status)
        #expect(result.gaps == (status == .pass ? [] : ["approved on 2026-07-31, before its last edit on 2026-08-01"]))
    }

    @Test(
        "notices that what was approved was edited while it stood as approved, on the day of the approval too",
        arguments: ["2026-03-17", "2026-03-18", "2026-05-01"])
    func editedAfter(day: String) throws {
        let bank = try Brightwater.after {
            try $0.company.spoil($0.policy, ["text": "We do as we like."], at: day, on: "2026-05-01")
        }
        let result = try bank.result(Self.check, asOf: Brightwater.today)
        #expect(result.failingIDs == ["POL-1"])
        #expect(result.gaps == ["approved on 2026-03-17, before its last edit on \(day)"])
        #expect(try bank.status("C5.2-01") == .fail)
    }

    @Test("does not call an approval early when a record is edited in a state that is open to it: that is new content")
    func editedAnew() throws {
        let bank = try Brightwater.after { bank in
            try bank.setParameter("ackDays", "20", on: "2026-05-01")
            try bank.company.step("PAR-1", "revise", on: "2026-05-02")
            try bank.company.change("PAR-1", ["value": "25", "reason": "Twenty were too few"], on: "2026-05-03")
        }
        #expect(try bank.status(Self.check) == .pass)
    }

    @Test("calls an approval early whose content was, by what was told later, not there yet")
    func contentCameLater() throws {
        let bank = try Brightwater.after { bank in
            let id = try bank.company.tell(
                Policy.self, in: .inReview, ["type": "AI risk", "versionLabel": "1", "text": "A"], at: "2026-07-01",
                on: "2026-08-20")
            try bank.company.tellStep(id, "approve", whose: bank.ruth, at: "2026-07-10", on: "2026-08-20")
            try bank.company.tellChange(id, ["text": "B"], at: "2026-07-05", on: "2026-08-21")
            try bank.company.tellChange(id, ["text": "A"], at: "2026-07-15", on: "2026-08-21")
        }
        let result = try bank.result(Self.check, asOf: "2026-08-31")
        #expect(result.gaps == ["approved on 2026-07-10, before its last edit on 2026-07-15"])
    }

    @Test(
        "asks of the first assessment of a system whether it came before first use",
        arguments: [
            ("2026-08-10", Status.pass), ("2026-08-11", .partial),
        ] as [(String, Status)])
    func assessment(approved: String, status: Status) throws {
        let bank = try Brightwater.after { bank in
            let system = try bank.company.tell(
                AISystem.self, in: .operating,
                ["name": "Alarm", "scopeDecision": "in", "firstDeployedOn": "2026-08-10"],
                at: "2026-08-10")
            let first = try bank.company.tell(
                RiskAssessment.self, in: .review, ["system": system.text, "level": "system"], at: "2026-08-01")
            try bank.company.tellStep(first, "Approved", ["approvedOn": approved], whose: bank.ruth, at: approved)
            let next = try bank.company.tell(
                RiskAssessment.self, in: .review, ["system": system.text, "level": "system"], at: "2026-08-20")
            try bank.company.tellStep(
                next, "Approved", ["approvedOn": "2026-08-25"], whose: bank.ruth, at: "2026-08-25")
        }
        let result = try bank.result(Self.check, asOf: "2026-08-31")
        #expect(result.status == status)
        #expect(result.failingIDs == (status == .pass ? [] : ["RA-4"]))
    }

    @Test("looks back twelve months", arguments: [("2027-04-13", 1), ("2027-04-14", 0)])
    func window(day: String, population: Int) throws {
        let result = try Brightwater.ready().result(Self.check, asOf: day)
        #expect(result.population == population)
        #expect(result.status == .pass)
    }

    @Test("passes where nothing was approved: it is a detector")
    func empty() throws {
        let result = try Company.founded().result(Self.check, asOf: Company.began)
        #expect((result.status, result.population) == (.pass, 0))
    }

    @Test("is a fact from the log: E4 when the checkpoint verifies, else E3")
    func evidence() throws {
        let bank = try Brightwater.ready()
        #expect(
            try bank.company.result(Self.check, asOf: Brightwater.today, verified: true).evidenceGrade == .verifiable)
        #expect(
            try bank.company.result(Self.check, asOf: Brightwater.today, verified: false).evidenceGrade == .independent)
    }
}

@Suite("X-03: what is entered late is explained")
struct BackdatingTests {
    private static let check: CheckID = "X-03"

    @Test(
        "allows seven days, then wants a reason",
        arguments: [
            ("2026-06-08", nil, Status.pass), ("2026-06-07", nil, .partial), ("2026-06-07", "paper was lost", .pass),
        ] as [(String, String?, Status)])
    func late(at day: String, reason: String?, status: Status) throws {
        let bank = try Brightwater.after {
            try $0.company.tell(Supplier.self, ["name": "Orbis"], at: day, on: "2026-06-15", reason: reason)
        }
        let result = try bank.result(Self.check)
        #expect(result.status == status)
        #expect(result.gaps == (status == .pass ? [] : ["entered 8 days late without a reason"]))
    }

    @Test("names a record once, and counts its entries")
    func once() throws {
        let bank = try Brightwater.after { bank in
            let id = try bank.company.tell(
                Supplier.self, ["name": "Orbis"], at: "2026-05-01", on: "2026-06-15", reason: nil)
            try bank.company.tellChange(id, ["services": "Models"], at: "2026-05-02", on: "2026-06-15", reason: nil)
        }
        let result = try bank.result(Self.check)
        #expect(result.failingIDs == ["SUP-1"])
        #expect(result.failed == 2)
    }

    @Test(
        "looks at entries of the twelve months up to the day",
        arguments: [
            ("2026-06-14", Status.pass), ("2026-06-15", .partial), ("2027-06-15", .partial), ("2027-06-16", .pass),
        ] as [(String, Status)])
    func window(day: String, status: Status) throws {
        let bank = try Brightwater.after {
            try $0.company.tell(Supplier.self, ["name": "Orbis"], at: "2026-05-01", on: "2026-06-15", reason: nil)
            try $0.company.tell(Supplier.self, ["name": "Later"], at: "2027-06-10", on: "2027-06-10", reason: nil)
        }
        #expect(try bank.status(Self.check, asOf: day) == status)
    }

    @Test("leaves test records out")
    func test() throws {
        let bank = try Brightwater.after {
            try $0.company.tell(
                Supplier.self, ["name": "Test", "isTest": "yes"], at: "2026-05-01", on: "2026-06-15", reason: nil)
        }
        #expect(try bank.status(Self.check) == .pass)
    }

    @Test("is only a warning")
    func grade() throws {
        let bank = try Brightwater.after {
            try $0.company.tell(Supplier.self, ["name": "Orbis"], at: "2026-05-01", on: "2026-06-15", reason: nil)
        }
        let draft = try bank.company.evaluate(asOf: Brightwater.today).drafts.first { $0.check == Self.check }
        #expect(draft?.candidate == .opportunity)
    }
}

@Suite("X-05: open records are owned by active persons")
struct OwnershipTests {
    private static let check: CheckID = "X-05"

    static let mishaps = [
        Mishap("the owner of everything leaves", gap: "its owner PER-003 is not active") {
            try $0.company.tellStep($0.omar, "Left", ["endDate": "2026-06-29"], at: "2026-06-29")
        },
        Mishap("a risk is given to somebody who has left", .partial, gap: "its owner PER-004 is not active") {
            try $0.company.tellStep($0.ines, "Left", ["endDate": "2026-06-29"], at: "2026-06-29")
            try $0.company.tellChange($0.biasRisk, ["owner": $0.ines.text], at: "2026-06-29")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test(
        "counts a person as active on the last day",
        arguments: [
            ("2026-06-28", Status.pass), ("2026-06-29", .pass), ("2026-06-30", .fail),
        ] as [(String, Status)])
    func lastDay(day: String, status: Status) throws {
        let bank = try Brightwater.after {
            try $0.company.tellChange($0.omar, ["endDate": "2026-06-29"], at: "2026-05-01")
        }
        #expect(try bank.status(Self.check, asOf: day) == status)
    }

    @Test("does not ask closed records, nor records without an owner", arguments: ["Closed", "Identified"])
    func closed(state: String) throws {
        let bank = try Brightwater.after { bank in
            let gone = try bank.hire("Gone", since: "2025-01-01")
            let id = try bank.company.tell(
                Risk.self, ["title": "Another", "owner": state == "Closed" ? gone.text : ""], at: "2026-06-01")
            if state == "Closed" { try bank.company.tellStep(id, "Closed", at: "2026-06-02") }
            try bank.company.tellStep(gone, "Left", ["endDate": "2026-06-15"], at: "2026-06-15")
        }
        #expect(try bank.result(Self.check).population == Brightwater.ready().result(Self.check).population)
        #expect(try bank.status(Self.check) == .pass)
    }

    @Test("passes where nothing has an owner")
    func empty() throws {
        #expect(try Company.founded().result(Self.check, asOf: Company.began).status == .pass)
    }
}

@Suite("X-06: files of evidence are whole")
struct EvidenceFileTests {
    private static let check: CheckID = "X-06"

    @Test(
        "counts an integrity run for seven days",
        arguments: [
            ("2026-07-04", Status.pass), ("2026-07-05", .pass), ("2026-07-06", .fail),
        ] as [(String, Status)])
    func age(day: String, status: Status) throws {
        #expect(try Brightwater.verified().status(Self.check, asOf: day) == status)
    }

    @Test("fails while nothing was ever verified, and says how to")
    func never() throws {
        let result = try Brightwater.ready().result(Self.check)
        #expect(result.status == .fail)
        #expect(result.nextAction?.command == "verify --record")
    }

    @Test("fails for the file that the run found damaged, named by digest or by record", arguments: [true, false])
    func damaged(isByDigest: Bool) throws {
        let digest = Digest(of: Array("minutes".utf8)).hex
        let bank = try Brightwater.after {
            try $0.verifyFiles(
                on: "2026-06-28", failures: isByDigest ? "file \(digest): missing" : "EVD-1: bytes differ")
        }
        #expect(try bank.result(Self.check).gaps == ["“minutes.pdf” was found damaged or missing by INT-1"])
    }

    @Test(
        "takes the latest run, and no failure of another file", arguments: ["EVD-10: bytes differ", "entry 3: header"])
    func latest(failure: String) throws {
        let bank = try Brightwater.after {
            try $0.verifyFiles(on: "2026-06-27", failures: "EVD-1: bytes differ")
            try $0.verifyFiles(on: "2026-06-28", failures: failure)
        }
        #expect(try bank.status(Self.check) == .pass)
    }

    @Test(
        "waits for the next run with a file that came after the latest one",
        arguments: [
            ("2026-07-05", Status.pass), ("2026-07-06", .fail),
        ] as [(String, Status)])
    func newer(day: String, status: Status) throws {
        let bank = try Brightwater.after {
            try $0.verifyFiles(on: "2026-06-28")
            try $0.tellEvidence("log.txt", at: "2026-06-29")
        }
        let result = try bank.result(Self.check, asOf: day)
        #expect(result.status == status)
        #expect(result.pending.count == (status == .pass ? 1 : 0))
    }

    @Test(
        "takes the run of a day that was entered last",
        arguments: [(["", "EVD-1: bytes differ"], Status.fail), (["EVD-1: bytes differ", ""], .pass)])
    func sameDay(failures: [String], status: Status) throws {
        let bank = try Brightwater.after { bank in
            for failure in failures { try bank.verifyFiles(on: "2026-06-28", failures: failure) }
        }
        #expect(try bank.status(Self.check) == status)
    }

    @Test("calls no file intact that the run cannot have seen: kept later, or told later of an earlier day")
    func unseen() throws {
        let digest = Digest(of: Array("late".utf8)).hex
        let late = #"[{"name":"late.txt","sha256":"\#(digest)","size":4,"mime":"text/plain"}]"#
        let added = try Brightwater.after { bank in
            try bank.verifyFiles(on: "2026-06-28")
            try bank.company.change(bank.minutes, ["attachments": late], on: "2026-06-28")
        }.result(Self.check)
        #expect(added.pending.map(\.record.id) == ["EVD-1"] && added.passing == 1)
        let told = try Brightwater.after { bank in
            try bank.verifyFiles(on: "2026-06-28")
            try bank.tellEvidence("log.txt", at: "2026-06-01")
        }.result(Self.check)
        #expect(told.pending.map(\.record.id) == ["EVD-2"])
    }

    @Test("does not rest on a run that somebody only tells of")
    func told() throws {
        let result = try Brightwater.after {
            _ = try $0.company.tell(
                IntegrityRun.self, in: .done, ["entriesVerified": "100", "filesVerified": "1"], at: "2026-06-28")
        }.result(Self.check)
        #expect(result.gaps == ["never verified"])
    }

    @Test("has no data where no evidence is a file")
    func noData() throws {
        #expect(try Company.founded().result(Self.check, asOf: Company.began).status == .noData)
    }
}

@Suite("X-07: leavers have handed over")
struct LeaverTests {
    private static let check: CheckID = "X-07"

    /// Ines leaves on 2026-06-15, with her account disabled and her role ended unless said otherwise.
    private static func left(
        _ bank: inout Brightwater, keepsAccount: Bool = false, keepsRole: Bool = false, roleEnds: String = "2026-06-15"
    ) throws {
        try bank.company.tellStep(bank.ines, "Left", ["endDate": "2026-06-15"], at: "2026-06-15")
        if !keepsAccount { try bank.company.tellStep("ACC-4", "Disabled", at: "2026-06-15") }
        if !keepsRole { try bank.company.tellStep(bank.assignment("IA"), "Ended", ["validTo": roleEnds], at: roleEnds) }
    }

    static let mishaps = [
        Mishap("a leaver keeps a mandatory role", gap: "still holds a mandatory role by ASG-5") {
            try Self.left(&$0, keepsRole: true)
        },
        Mishap("a leaver keeps the account", gap: "still has the active account ACC-4") {
            try Self.left(&$0, keepsAccount: true)
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test("offers the step that leads there from where the record is")
    func step() throws {
        let role = try Brightwater.after { try Self.left(&$0, keepsRole: true) }.result(Self.check)
        #expect(role.nextAction?.command == "do ASG-5 end")
        let account = try Brightwater.after { try Self.left(&$0, keepsAccount: true) }.result(Self.check)
        #expect(account.nextAction?.command == "do ACC-4 disable")
    }

    @Test(
        "passes when everything is handed over, from the last day on",
        arguments: [
            ("2026-06-14", Status.notApplicable), ("2026-06-15", .pass), ("2026-06-16", .pass),
        ] as [(String, Status)])
    func handedOver(day: String, status: Status) throws {
        let bank = try Brightwater.after { try Self.left(&$0) }
        #expect(try bank.status(Self.check, asOf: day) == status)
    }

    @Test("does not mind a role that ends with the last day, and asks nothing of roles that are not mandatory")
    func endsInTime() throws {
        let bank = try Brightwater.after { bank in
            try bank.company.tellChange(bank.assignment("IA"), ["validTo": "2026-06-15"], at: "2026-06-01")
            try Self.left(&bank, keepsRole: true)
            let line = try bank.company.tell(
                RoleAssignment.self, in: .active,
                ["role": bank.role("VAL").text, "person": bank.ines.text, "scope": "AIMS", "validFrom": "2026-04-01"],
                at: "2026-04-01", on: "2026-06-16")
            #expect(line == "ASG-7")
        }
        #expect(try bank.status(Self.check, asOf: "2026-06-15") == .pass)
        #expect(try bank.status(Self.check) == .pass)
    }

    @Test("does not apply while nobody has left, and cites the register it searched")
    func notApplicable() throws {
        let result = try Brightwater.ready().result(Self.check)
        #expect(result.status == .notApplicable)
        #expect(result.evidence.map(\.text) == ["Person (5 records, searched for: people who have left)"])
    }
}
