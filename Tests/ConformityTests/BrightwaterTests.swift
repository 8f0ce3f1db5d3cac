import Conformity
import Testing

@Suite("Brightwater Bank, where all is well")
struct BrightwaterTests {
    @Test("passes every check, but for one that has nobody to ask about")
    func ready() throws {
        let evaluation = try Brightwater.verified().company.evaluate(asOf: Brightwater.today)
        let others = evaluation.results.filter { $0.status != .pass }
        #expect(others.map(\.checkID) == ["X-07"])
        #expect(others.map(\.status) == [.notApplicable])
        #expect(evaluation.drafts == [])
        #expect(
            evaluation.summary.sentence == "Records on 2026-06-30 satisfy 19 of 19 checks.")
    }

    @Test("names with every result the records that led to it")
    func cited() throws {
        let evaluation = try Brightwater.verified().company.evaluate(asOf: Brightwater.today)
        for result in evaluation.results {
            #expect(!result.cited.isEmpty, "\(result.checkID)")
            #expect(!result.explanation.isEmpty)
        }
    }

    @Test("shows one that was only founded what an auditor would find first")
    func founded() throws {
        let evaluation = try Company.founded().evaluate(asOf: Company.began)
        let majors = evaluation.requirements.filter { $0.candidate == .major }.map(\.requirement.text)
        #expect(majors == ["4.3", "5.1", "5.2", "6.1.1", "A.2.2"])
        #expect(evaluation["C5.3-01"]?.status == .pass)
        #expect(evaluation["C4.3-02"]?.status == .noData)
    }
}
