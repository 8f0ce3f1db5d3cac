import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("C5.1-01: top management is named")
struct TopManagementTests {
    private static let check: CheckID = "C5.1-01"
    private static let missing = "no active person holds the role of top management"

    static let mishaps = [
        Mishap("the assignment ends", gap: missing) {
            try $0.company.tellStep($0.assignment("TM"), "Ended", ["validTo": "2026-05-01"], at: "2026-05-01")
        },
        Mishap("the assignment has run out", gap: missing) {
            try $0.company.tellChange($0.assignment("TM"), ["validTo": "2026-06-29"], at: "2026-05-01")
        },
        Mishap("its holder has left", gap: missing) {
            try $0.company.tellStep($0.ruth, "Left", ["endDate": "2026-06-01"], at: "2026-06-01")
        },
        Mishap("the assignment is only for a unit", gap: missing) {
            try $0.company.spoil($0.assignment("TM"), ["scope": "unit", "scopeUnit": "Lending"], at: "2026-05-01")
        },
        Mishap("the evidence of the appointment is gone", gap: "no evidence of the appointment") {
            try $0.company.tellChange($0.assignment("TM"), ["appointmentEvidence": ""], at: "2026-05-01")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test(
        "counts an assignment on its last day, not after",
        arguments: [
            ("2026-06-29", Status.pass), ("2026-06-30", .pass), ("2026-07-01", .fail),
        ] as [(String, Status)])
    func lastDay(day: String, status: Status) throws {
        let bank = try Brightwater.after {
            try $0.company.tellChange($0.assignment("TM"), ["validTo": "2026-06-30"], at: "2026-05-01")
        }
        #expect(try bank.status(Self.check, asOf: day) == status)
    }

    @Test(
        "counts an assignment from its first day",
        arguments: [("2026-03-03", Status.fail), ("2026-03-04", .pass)] as [(String, Status)])
    func firstDay(day: String, status: Status) throws {
        #expect(try Brightwater.ready().status(Self.check, asOf: day) == status)
    }

    @Test("has no data while nobody was ever given a role")
    func noData() throws {
        let bank = try Brightwater.ready()
        #expect(try bank.status(Self.check, asOf: "2026-03-01") == .noData)
    }
}

@Suite("C5.2-01: an AI policy is in force")
struct PolicyInForceTests {
    private static let check: CheckID = "C5.2-01"

    static let mishaps = [
        Mishap("the policy is withdrawn", gap: "no AI policy is in force") {
            try $0.company.tellStep($0.policy, "Withdrawn", at: "2026-05-01")
        },
        Mishap("the policy turns out to be about something else", gap: "no AI policy is in force") {
            try $0.company.spoil($0.policy, ["type": "AI risk"], at: "2026-05-01")
        },
        Mishap("the text changes after the approval", gap: "changed after its approval on 2026-03-17") {
            try $0.company.spoil($0.policy, ["text": "We do as we like."], at: "2026-05-01")
        },
        Mishap(
            "a new version is approved by the wrong person",
            gap: "approved by PER-003, who did not hold the role TM on 2026-05-02"
        ) {
            let next = try $0.draftPolicy("2.0", supersedes: $0.policy, on: "2026-05-01")
            try $0.company.tellStep(next, "approve", whose: $0.omar, at: "2026-05-02")
            try $0.company.tellStep(
                next, "put-in-force", ["effectiveFrom": "2026-05-03"], whose: $0.ruth, at: "2026-05-03")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test("counts what top management approved in the morning and left in the afternoon")
    func sameDay() throws {
        let result = try Brightwater.after { bank in
            _ = try bank.company.tell(
                RoleAssignment.self, in: .active,
                [
                    "role": bank.role("TM").text, "person": bank.omar.text, "scope": "AIMS",
                    "validFrom": "2026-03-17", "appointmentEvidence": "Minutes",
                ], whose: bank.ruth, at: "2026-03-17")
            try bank.company.tellStep(bank.assignment("TM"), "Ended", ["validTo": "2026-03-16"], at: "2026-03-17")
        }.result(Self.check)
        #expect(result.status == .pass)
    }

    @Test("warns where the organization allows itself more than the usual interval")
    func longInterval() throws {
        func warning(_ months: String) throws -> String? {
            try Brightwater.after {
                try $0.setParameter("policyReviewMonths", months, on: "2026-05-01")
            }.result(Self.check).warning
        }
        #expect(try warning("18") == "policyReviewMonths is 18 months, more than the usual 12.")
        #expect(try warning("11") == nil)
    }

    @Test("passes with a warning where author and approver were one, with a compensating measure")
    func joinedDuties() throws {
        var bank = try Brightwater.ready()
        let next = try bank.draftPolicy("2.0", supersedes: bank.policy, on: "2026-05-01")
        try bank.company.change("ORG-1", ["staffTotal": "6"], on: "2026-05-01")
        _ = try bank.company.tell(
            RoleAssignment.self, in: .active,
            [
                "role": bank.role("TM").text, "person": Company.priya.text, "scope": "AIMS", "validFrom": "2026-05-01",
                "appointmentEvidence": "Minutes",
            ], whose: bank.ruth, at: "2026-05-01")
        try bank.company.step(next, "approve", on: "2026-05-02", reason: "Ines read it as an outsider")
        try bank.company.step(next, "put-in-force", by: bank.ruth, on: "2026-05-02")
        let result = try bank.result(Self.check)
        #expect(result.status == .pass)
        let rule =
            "POL-2 was approved by its author or last editor on 2026-05-02; the entry holds the compensating measure"
        #expect(result.rulesUsed.map(\.explanation) == [rule])
        #expect(result.warning == rule + ".")
    }

    @Test("does not count an approval that was taken back, nor one before a later no")
    func takenBack() throws {
        func gaps(_ happening: (inout Brightwater, RecordID) throws -> Void) throws -> [String] {
            try Brightwater.after { bank in
                let day = try Company.day("2026-05-10")
                let view = View(bank.company.register, asOf: day, today: day)
                let approval = view.all(Approval.self).last { $0.record?.id == bank.policy }
                try happening(&bank, approval?.id ?? "APV-999")
            }.result(Self.check).gaps
        }
        #expect(
            try gaps { bank, approval in
                try bank.company.step(
                    approval, "revoke", by: bank.ruth, on: "2026-05-10", reason: "Read the wrong draft")
            } == ["not approved by TM", "neither approved nor reviewed"])
        let rejected = try gaps { bank, _ in
            try bank.company.create(
                Approval.self,
                ["record": bank.policy.text, "decision": "reject", "roleHeld": bank.role("TM").text], by: bank.ruth,
                on: "2026-05-10")
        }
        #expect(rejected == ["rejected by PER-002 on 2026-05-10"])
    }

    @Test(
        "wants it approved or reviewed within twelve months: the due day passes, the day after fails",
        arguments: [
            ("2027-03-16", Status.pass), ("2027-03-17", .pass), ("2027-03-18", .fail),
        ] as [(String, Status)])
    func freshness(day: String, status: Status) throws {
        #expect(try Brightwater.ready().status(Self.check, asOf: day) == status)
    }

    @Test(
        "counts a review as well as an approval, also while the policy is under review",
        arguments: [
            ("2027-05-31", Status.pass), ("2027-06-01", .fail),
        ] as [(String, Status)])
    func reviewed(day: String, status: Status) throws {
        let bank = try Brightwater.after { bank in
            try bank.company.step(bank.policy, "begin-review", on: "2026-05-30")
            try bank.company.create(
                PolicyReview.self,
                ["policy": bank.policy.text, "inputs": "Incidents", "result": "confirm", "date": "2026-05-31"],
                by: bank.ruth, on: "2026-05-31")
        }
        #expect(try bank.status(Self.check, asOf: day) == status)
    }

    @Test(
        "warns when the day comes near, and says when it is",
        arguments: [
            ("2027-02-14", String?.none), ("2027-02-15", "Due on 2027-03-17, in 30 days."),
            ("2027-03-17", "Due today."),
        ] as [(String, String?)])
    func warning(day: String, warning: String?) throws {
        let result = try Brightwater.ready().result(Self.check, asOf: day)
        #expect(result.warning == warning)
        #expect(result.nextDueAt == Day("2027-03-17"))
    }

    @Test("goes on with a policy that was begun, and creates one only where there is none")
    func begun() throws {
        let none = try Brightwater.after { try $0.company.tellStep($0.policy, "Withdrawn", at: "2026-05-01") }
        #expect(try none.result(Self.check).nextAction?.command == "create policies --set \"type=AI policy\"")
        let begun = try Brightwater.after { bank in
            try bank.company.tellStep(bank.policy, "Withdrawn", at: "2026-05-01")
            _ = try bank.draftPolicy("2.0", supersedes: bank.policy, on: "2026-05-02")
        }
        let action = try #require(try begun.result(Self.check).nextAction)
        #expect(action.record?.prefix == "POL" && action.record != begun.policy)
        #expect(action.command == action.record.map { "do \($0)" })
        let other = try Brightwater.after { bank in
            try bank.company.tellStep(bank.policy, "Withdrawn", at: "2026-05-01")
            let next = try bank.draftPolicy("2.0", supersedes: bank.policy, on: "2026-05-02")
            try bank.company.tellChange(next, ["type": "AI risk"], at: "2026-05-03")
        }
        #expect(try other.result(Self.check).nextAction?.record == nil)
    }

    @Test("reads the interval from the parameter in force, and names it")
    func parameter() throws {
        let bank = try Brightwater.after { try $0.setParameter("policyReviewMonths", "3", on: "2026-05-04") }
        let result = try bank.result(Self.check)
        #expect(result.gaps == ["last approved or reviewed on 2026-03-17, a review was due on 2026-06-17"])
        #expect(result.parametersUsed.map(\.name) == ["policyReviewMonths"])
        #expect(result.parametersUsed.map(\.value) == ["3"])
        #expect(result.parametersUsed.first?.source?.id == "PAR-1")
        #expect(try bank.result(Self.check, asOf: "2026-05-03").parametersUsed.map(\.source) == [nil])
    }

    @Test("rests on the policy and its approval, as records entered by persons")
    func evidence() throws {
        let result = try Brightwater.ready().result(Self.check)
        #expect(result.evidence.compactMap(\.id).map(\.prefix) == ["APV", "POL"])
        #expect(result.evidenceGrade == .record)
    }

    @Test("has no data while there is no policy")
    func noData() throws {
        #expect(try Company.founded().result(Self.check, asOf: Company.began).status == .noData)
    }
}

@Suite("C5.2-02: the policy says what it must, and somebody judged that it does")
struct PolicyAnchorTests {
    private static let check: CheckID = "C5.2-02"

    @Test(
        "lets no verdict hold longer than the organization does, whatever it says itself",
        arguments: [("2027-05-01", Status.pass), ("2027-05-02", .needsJudgement)])
    func longVerdict(day: String, status: Status) throws {
        let bank = try Brightwater.after { bank in
            for anchor in Brightwater.anchors { try bank.judge(anchor, on: "2026-05-01", expires: "2030-01-01") }
        }
        #expect(try bank.status(Self.check, asOf: day) == status)
    }

    static let mishaps = [
        Mishap("an anchor has no place", .partial, gap: "continual improvement: no place in the text") { bank in
            try bank.reissuePolicy(without: "continualImprovement")
            for anchor in Brightwater.anchors { try bank.judge(anchor, on: "2026-05-10") }
        },
        Mishap("a judge says no", .partial, gap: "fit to purpose: judged as not met by VDT-5") {
            try $0.judge("purpose", answer: "no", on: "2026-05-10")
        },
        Mishap("the verdict is revoked", .needsJudgement, gap: "fit to purpose: not judged yet") {
            try $0.company.step("VDT-1", "revoke", on: "2026-05-10", reason: "Read the wrong section")
        },
        Mishap(
            "the verdict has run out", .needsJudgement, gap: "fit to purpose: the verdict VDT-5 expired on 2026-06-29"
        ) {
            try $0.judge("purpose", on: "2026-05-10", expires: "2026-06-29")
        },
        Mishap("the text changes", .needsJudgement, gap: "fit to purpose: judged on other content on 2026-03-20") {
            try $0.company.spoil($0.policy, ["text": "We do as we like."], at: "2026-05-01")
        },
    ]

    @Test("notices", arguments: mishaps)
    func mishap(mishap: Mishap) throws { try mishap.expect(Self.check) }

    @Test("has no data, and says what to do, when no policy is in force any more")
    func withdrawn() throws {
        let result = try Brightwater.after { try $0.company.tellStep($0.policy, "Withdrawn", at: "2026-05-01") }
            .result(Self.check)
        #expect(result.status == .noData && result.explanation == "No AI policy is in force.")
        #expect(result.nextAction?.command == #"create policies --set "type=AI policy""#)
    }

    @Test("does not count what the last editor judged")
    func editor() throws {
        let bank = try Brightwater.after { bank in
            let next = try bank.draftPolicy("2.0", supersedes: bank.policy, on: "2026-05-01")
            try bank.company.tellChange(next, ["text": "We use AI with much care."], whose: bank.ines, at: "2026-05-01")
            try bank.company.step(next, "approve", by: bank.ruth, on: "2026-05-02")
            try bank.company.step(next, "put-in-force", by: bank.ruth, on: "2026-05-03")
            bank.policy = next
            for anchor in Brightwater.anchors {
                try bank.company.tell(
                    Verdict.self, in: .given,
                    [
                        "check": "C5.2-02", "part": anchor, "subject": next.text, "answer": "yes",
                        "reasons": "Read the section.", "judgedBy": bank.ines.text, "judgedOn": "2026-05-10",
                    ], whose: bank.ines, at: "2026-05-10")
            }
        }
        #expect(try bank.status(Self.check) == .needsJudgement)
    }

    @Test(
        "takes the later of two verdicts of one day",
        arguments: [(["yes", "no"], Status.partial), (["no", "yes"], .pass)])
    func sameDay(answers: [String], status: Status) throws {
        let bank = try Brightwater.after { bank in
            for answer in answers { try bank.judge("purpose", answer: answer, on: "2026-05-10") }
        }
        #expect(try bank.status(Self.check) == status)
    }

    @Test("does not count what the author judged")
    func author() throws {
        let bank = try Brightwater.after { bank in
            try bank.reissuePolicy()
            for anchor in Brightwater.anchors {
                try bank.company.tell(
                    Verdict.self,
                    [
                        "check": "C5.2-02", "part": anchor, "subject": bank.policy.text, "answer": "yes",
                        "reasons": "Mine.",
                        "judgedBy": Company.priya.text, "judgedOn": "2026-05-10",
                    ], at: "2026-05-10")
            }
        }
        let result = try bank.result(Self.check)
        #expect(result.status == .needsJudgement)
        #expect(result.unjudged.count == 1, "one policy stands for its four anchors")
        #expect(result.unjudged.first?.gaps.count == 4)
    }

    @Test(
        "lets a verdict without end hold for twelve months",
        arguments: [
            ("2027-03-19", Status.pass), ("2027-03-20", .pass), ("2027-03-21", .needsJudgement),
        ] as [(String, Status)])
    func expiry(day: String, status: Status) throws {
        #expect(try Brightwater.ready().status(Self.check, asOf: day) == status)
    }

    @Test("puts failing before judging, and counts members")
    func order() throws {
        let bank = try Brightwater.after { bank in
            try bank.company.step("VDT-1", "revoke", on: "2026-05-10", reason: "Read the wrong section")
            try bank.judge("objectivesFramework", answer: "no", on: "2026-05-10")
        }
        let result = try bank.result(Self.check)
        #expect(result.status == .partial)
        #expect((result.population, result.due, result.passing) == (4, 4, 2))
    }

    @Test("offers the facts and the command when a person has to judge")
    func nextAction() throws {
        let bank = try Brightwater.after { try $0.reissuePolicy() }
        let result = try bank.result(Self.check)
        #expect(result.status == .needsJudgement)
        #expect(result.evidence.contains { $0.id == bank.policy })
        #expect(
            result.nextAction?.command
                == "create verdicts --set check=C5.2-02 --set part=purpose --set subject=POL-2 --set answer=… --set reasons=… --by …"
        )
    }

    @Test("has no data while there is no policy")
    func noData() throws {
        #expect(try Company.founded().result(Self.check, asOf: Company.began).status == .noData)
    }
}

@Suite("C5.2-03: people have acknowledged the policy")
struct AcknowledgementTests {
    private static let check: CheckID = "C5.2-03"

    @Test("counts nobody who is said to have acknowledged before there was anything to read")
    func beforeThePolicy() throws {
        let result = try Brightwater.after { bank in
            try bank.reissuePolicy()
            for person in [Company.priya, bank.ruth, bank.omar, bank.ines, bank.chen] {
                _ = try bank.company.tell(
                    Acknowledgement.self, ["record": "POL-2", "person": person.text], whose: person, at: "2026-04-01")
            }
        }.result(Self.check)
        #expect(result.status == .fail && result.failed == 5)
    }

    /// A new version on 2026-05-20; the time for it is over on 2026-06-19.
    private static func reissued(acknowledgedBy count: Int, of total: Int) throws -> Brightwater {
        try Brightwater.after { bank in
            try bank.reissuePolicy()
            let staff = try (5..<total).map { number in try bank.hire("Clerk \(number)", since: "2025-01-01") }
            for person in ([Company.priya, bank.ruth, bank.omar, bank.ines, bank.chen] + staff).prefix(count) {
                try bank.acknowledge(person, on: "2026-06-01")
            }
        }
    }

    @Test(
        "asks for 95 % and not for one more",
        arguments: [(39, Status.pass), (38, .partial), (0, .fail)] as [(Int, Status)])
    func share(acknowledged: Int, status: Status) throws {
        let result = try Self.reissued(acknowledgedBy: acknowledged, of: 41).result(Self.check)
        #expect(result.status == status)
        #expect(result.population == 41)
        #expect(result.failing.count == 41 - acknowledged)
    }

    @Test("says the figures")
    func explanation() throws {
        let result = try Self.reissued(acknowledgedBy: 37, of: 41).result(Self.check)
        #expect(
            result.explanation
                == "37 of 41 people have acknowledged the AI policy in force (90.2 %, 95 % are needed). Missing: "
                + "PER-038: has not acknowledged POL-2, PER-039: has not acknowledged POL-2, PER-040: has not "
                + "acknowledged POL-2 and 1 more.")
    }

    @Test(
        "is not due before the time for it is over, and previews what it would be",
        arguments: [
            ("2026-06-18", Status.notDue), ("2026-06-19", .fail), ("2026-06-20", .fail),
        ] as [(String, Status)])
    func due(day: String, status: Status) throws {
        let result = try Self.reissued(acknowledgedBy: 0, of: 5).result(Self.check, asOf: day)
        #expect(result.status == status)
        #expect(result.preview == (status == .notDue ? .fail : nil))
        #expect(result.nextDueAt == (status == .notDue ? Day("2026-06-19") : nil))
    }

    @Test("is not due either while there is nobody who could have acknowledged it by now")
    func nobodyYet() throws {
        let bank = try Brightwater.after { bank in
            try bank.reissuePolicy()
            for person in [Company.priya, bank.ruth, bank.omar, bank.ines, bank.chen] {
                try bank.company.tellChange(person, ["inAIMSscope": "no"], at: "2026-05-01")
            }
        }
        let early = try bank.result(Self.check, asOf: "2026-06-18")
        #expect(early.status == .notDue && early.explanation == "Not due before 2026-06-19.")
        #expect(try bank.status(Self.check, asOf: "2026-06-19") == .noData)
    }

    @Test(
        "does not ask those who came less than 30 days ago",
        arguments: [
            ("2026-06-29", 5), ("2026-06-30", 6), ("2026-07-01", 6),
        ])
    func joiners(day: String, population: Int) throws {
        let bank = try Brightwater.after { _ = try $0.hire("Joiner", since: "2026-05-31") }
        #expect(try bank.result(Self.check, asOf: day).population == population)
    }

    @Test("asks neither those outside the scope nor those who have left")
    func outside() throws {
        let bank = try Brightwater.after { bank in
            try bank.company.tellChange(bank.chen, ["inAIMSscope": "no"], at: "2026-05-01")
            try bank.company.tellStep(bank.ines, "Left", ["endDate": "2026-06-01"], at: "2026-06-01")
        }
        #expect(try bank.result(Self.check).population == 3)
    }

    @Test("does not take reading an earlier version for reading this one")
    func earlierVersion() throws {
        let bank = try Brightwater.after { try $0.reissuePolicy() }
        #expect(try bank.result(Self.check).passing == 0)
    }

    @Test("does not count what was acknowledged before the content changed")
    func otherContent() throws {
        let bank = try Brightwater.after {
            try $0.company.spoil($0.policy, ["text": "We do as we like."], at: "2026-05-01")
        }
        #expect(try bank.result(Self.check).passing == 0)
    }

    @Test("has no data while no policy is in force")
    func noData() throws {
        let result = try Company.founded().result(Self.check, asOf: Company.began)
        #expect(result.status == .noData)
        #expect(result.explanation == "No AI policy is in force that people could acknowledge.")
    }
}
