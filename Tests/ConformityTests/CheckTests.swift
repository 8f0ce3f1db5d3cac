import Conformity
import Testing

@Suite("Brightwater")
struct BrightwaterTests {
    @Test("passes every check there is")
    func ready() throws {
        let bank = try Brightwater.ready()
        let evaluation = try bank.company.evaluate(asOf: Brightwater.today)
        for result in evaluation.results where result.status != .pass {
            Issue.record("\(result.checkID) \(result.status): \(result.explanation)")
        }
        for r in evaluation.results {
            print(
                r.checkID, r.status, r.population, r.due, r.passing, r.evidenceGrade, r.explanation, r.nextDueAt as Any,
                r.nextAction as Any)
        }
    }
}
