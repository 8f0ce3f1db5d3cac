import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("An evaluator")
struct EvaluatorTests {
    private static let all = Check.all.map(\.id)

    @Test("runs every check once, and none again while nothing changes")
    func again() throws {
        let bank = try Brightwater.ready()
        let evaluator = Evaluator()
        let first = try bank.company.evaluate(asOf: Brightwater.today, with: evaluator)
        let second = try bank.company.evaluate(asOf: Brightwater.today, with: evaluator)
        #expect(Set(first.ran) == Set(Self.all))
        #expect(first.ran.count == Self.all.count)
        #expect(second.ran == [])
        #expect(second.results == first.results)
    }

    /// The checks that ran after one more act.
    private func ran(after act: (inout Brightwater) throws -> Void) throws -> Set<CheckID> {
        var bank = try Brightwater.ready()
        let evaluator = Evaluator()
        _ = try bank.company.evaluate(asOf: Brightwater.today, with: evaluator)
        try act(&bank)
        return Set(try bank.company.evaluate(asOf: Brightwater.today, with: evaluator).ran)
    }

    // ask of every record.
    @Test("runs after an edit only what asks of the record that was edited")
    func dataset() throws {
        #expect(
            try ran { try $0.company.tell(Model.self, ["name": "GPT"], at: "2026-05-01") } == ["X-01", "X-03", "X-05"])
    }

    @Test("runs after an edit of a risk what asks of risks")
    func risk() throws {
        let ran = try ran { try $0.company.tellChange($0.biasRisk, ["priority": "1"], at: "2026-05-01") }
        #expect(ran == ["C6.1.2-03", "X-01", "X-03", "X-05"])
    }

    @Test("runs after an edit of a parameter what reads that parameter, by way of other checks, too")
    func parameter() throws {
        let ran = try ran { try $0.setParameter("policyReviewMonths", "6", on: "2026-05-01") }
        #expect(ran.isSuperset(of: ["C5.2-01", "A2.2-01"]))
        #expect(ran.isDisjoint(with: ["C4.3-02", "C8.2-01"]), "C8.2-01 reads another parameter")
    }

    @Test("runs a check again when one that it asks changes")
    func asked() throws {
        var company = try Company.founded()
        let evaluator = Evaluator()
        _ = try company.evaluate(asOf: "2026-05-02", with: evaluator)
        try company.tell(AISystem.self, in: .design, ["name": "Scorer", "scopeDecision": "in"], at: "2026-05-01")
        let ran = try company.evaluate(asOf: "2026-05-02", with: evaluator).ran
        #expect(ran.contains("C6.1.1-02"), "it has no member and asks C6.1.2-02, which reads systems")
    }

    @Test("runs everything on another day, and remembers both days")
    func midnight() throws {
        let bank = try Brightwater.ready()
        let evaluator = Evaluator()
        _ = try bank.company.evaluate(asOf: "2026-06-30", with: evaluator)
        #expect(try bank.company.evaluate(asOf: "2026-07-01", with: evaluator).ran.count == Self.all.count)
        #expect(try bank.company.evaluate(asOf: "2026-06-30", with: evaluator).ran == [])
    }

    @Test("tells apart what was known when")
    func known() throws {
        let bank = try Brightwater.ready()
        let evaluator = Evaluator()
        let now = try bank.company.evaluate(asOf: "2026-06-30", with: evaluator)
        let then = try bank.company.evaluate(asOf: "2026-06-30", knownAt: EntryIndex(40), with: evaluator)
        #expect(then.ran.count == Self.all.count)
        #expect(then.results != now.results)
    }

    @Test("remembers what it would find again, whatever happens", arguments: 1...6)
    func randomHistories(seed: Int) throws {
        var bank = try Brightwater.ready()
        var dice = Dice(seed: seed)
        let evaluator = Evaluator()
        for round in 0..<25 {
            try bank.somethingHappens(&dice, round: round)
            let day = dice.pick(["2026-05-15", "2026-06-30", "2026-10-15", "2027-04-01"])
            let known = dice.roll(3) == 0 ? EntryIndex(bank.company.register.size.value - 1 - dice.roll(10)) : nil
            let remembered = try bank.company.evaluate(asOf: day, knownAt: known, with: evaluator)
            let fresh = try bank.company.evaluate(asOf: day, knownAt: known, with: Evaluator())
            for (left, right) in zip(remembered.results, fresh.results) where left != right {
                Issue.record("\(left.checkID) on \(day): \(left.explanation) / \(right.explanation)")
            }
            #expect(remembered.json == fresh.json)
        }
    }
}

extension Brightwater {
    fileprivate mutating func somethingHappens(_ dice: inout Dice, round: Int) throws {
        let day = dice.pick(["2026-05-01", "2026-05-10", "2026-06-01", "2026-06-20"])
        switch dice.roll(12) {
        case 0: try company.tell(AISystem.self, ["name": "System \(round)"], at: day)
        case 1: try company.tellChange(loanScorer, ["impactLevel": dice.pick(["High", "Low"])], at: day)
        case 2: try company.tellChange(biasRisk, ["owner": dice.pick([omar, ines, chen]).text], at: day)
        case 3: try company.tellChange(dice.pick([omar, ines, chen]), ["endDate": "2026-06-10"], at: day)
        case 4: _ = try tellAssessment(of: dice.pick([loanScorer, chatbot, nil]), on: day, under: criteria)
        case 5: try company.spoil(assignment("IA"), ["validTo": dice.pick(["", "2026-05-20"])], at: day)
        case 6: try company.tell(Model.self, ["name": "Model \(round)"], at: day)
        case 7: try company.spoil(policy, ["text": "Text \(dice.roll(3))"], at: day)
        case 8: try company.tellChange(noteTaker, ["scopeDecision": dice.pick(["in", "out", "undecided"])], at: day)
        case 9: try tellEvidence("file\(round).txt", at: day)
        case 10: try company.tellChange("ORG-1", ["isDemo": dice.pick(["yes", "no"])], at: day)
        default: try company.tell(Supplier.self, ["name": "Supplier \(round)"], at: "2026-04-25", on: day, reason: nil)
        }
    }
}
