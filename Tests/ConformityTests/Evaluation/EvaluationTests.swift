import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("An evaluation")
struct EvaluationTests {
    @Test("is the same for the same register, day and knowledge")
    func deterministic() throws {
        let bank = try Brightwater.ready()
        let first = try bank.company.evaluate(asOf: "2026-10-15")
        let second = try Brightwater.ready().company.evaluate(asOf: "2026-10-15")
        #expect(first.json.bytes == second.json.bytes)
    }

    @Test("says how many checks the records satisfy, and never that all is well")
    func sentence() throws {
        let bank = try Brightwater.after {
            try $0.company.step("VDT-1", "revoke", on: "2026-05-10", reason: "Read the wrong section")
            try $0.company.tellChange($0.biasRisk, ["event": ""], at: "2026-05-10")
        }
        let evaluation = try bank.company.evaluate(asOf: "2026-06-30")
        #expect(
            evaluation.summary.sentence
                == "Records on 2026-06-30 satisfy 15 of 19 checks; 2 need human judgement.")
        #expect(evaluation.summary.count(.pass) == 15)
        let words = evaluation.json.text.lowercased()
        for word in ["compliant", "certified", "compliance"] { #expect(!words.contains(word)) }
    }

    @Test("shows nothing of a requirement without checks")
    func missing() throws {
        let shown = try Brightwater.ready().company.evaluate(asOf: "2026-06-30").requirements.map(\.requirement)
        #expect(!shown.contains("9.2.1"))
        #expect(Set(shown) == Set(Check.all.map(\.requirement)))
    }

    @Test("gives machines the names of the contract")
    func json() throws {
        let evaluation = try Brightwater.ready().company.evaluate(asOf: "2026-06-30")
        let json = try #require(evaluation["C5.2-01"]?.json(in: evaluation.view))
        let names: Set = [
            "checkId", "requirementId", "status", "grade", "population", "due", "passing", "failing", "pending",
            "evidence",
            "evidenceGrade", "parametersUsed", "rulesUsed", "explanation", "nextDueAt",
        ]
        #expect(Set(json.object?.keys ?? [:].keys) == names)
        #expect(json["checkId"]?.string == "C5.2-01")
        #expect(json["status"]?.string == "pass")
        #expect(json["evidenceGrade"]?.string == "E2")
        #expect(json["nextDueAt"]?.string == "2027-03-17")
        #expect(json["parametersUsed"]?[0] == ["name": "policyReviewMonths", "value": "12", "version": "default"])
    }

    @Test("gives every record it rests on with id, version and digest")
    func evidence() throws {
        let evaluation = try Brightwater.ready().company.evaluate(asOf: "2026-06-30")
        let json = try #require(evaluation["C5.2-01"]?.json(in: evaluation.view))
        let policy = try #require(json["evidence"]?.array?.first { $0["id"]?.string == "POL-1" })
        let content = try #require(evaluation.view.record("POL-1"))
        #expect(policy["hash"]?.string == content.contentDigest.hex)
        #expect(policy["version"]?.integer == Int64(content.version))
    }

    @Test("asks any day in the future what will have failed by then if nobody does anything")
    func future() throws {
        let bank = try Brightwater.ready()
        let failing = { (day: String) in
            try bank.company.evaluate(asOf: day).results.filter { $0.status.isFailure }.map(\.checkID.text)
        }
        #expect(try failing("2026-06-30") == ["X-06"])
        #expect(try failing("2026-10-11") == ["C8.2-01", "X-06"])
        #expect(try failing("2027-03-18") == ["C5.2-01", "C8.2-01", "A2.2-01", "X-06"])
    }
}
