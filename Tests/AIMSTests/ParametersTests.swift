import AIMS
import Ledger
import Records
import Testing

@Suite("Parameters")
struct ParametersTests {
    @Test("have the defaults of the catalogue")
    func defaults() throws {
        let parameters = try Agency.founded().view().parameters
        #expect(parameters.policyReviewMonths == 12)
        #expect(parameters.ackPercent == 95)
        #expect(parameters.legacyDeadlineDays == 120)
        #expect(parameters.riskReassessMonths == ValuePair(weighty: 6, other: 12))
        #expect(parameters.supplierReviewMonths.value(weighty: false) == 24)
        #expect(parameters.aimsStartDate == nil)
        #expect(parameters.sampleRule == .squareRoot)
    }

    @Test("are all that the specification lists, each with a note and a default it accepts itself")
    func catalogue() {
        let names = Parameters.definitions.map(\.name)
        #expect(names.count == 50)
        #expect(Set(names).count == names.count)
        for (name, definition) in Parameters.definitions {
            #expect(!definition.note.isEmpty)
            for text in definition.standardText.split(separator: " / ") {
                #expect(definition.accepts(String(text)), "\(name)")
            }
        }
    }

    @Test(
        "change on the day from which the new value is valid, and an unfinished revision changes nothing",
        arguments: [("2026-03-14", 12), ("2026-03-15", 6), ("2026-04-01", 6), ("2026-04-09", 6), ("2026-04-10", 9)])
    func byDay(day: String, months: Int) throws {
        var agency = try Agency.staffed()
        let id = try agency.parameterInForce("policyReviewMonths", "6", from: "2026-03-15")
        agency.day = "2026-04-01"
        try agency.step(id, "revise")
        try agency.change(id, ["value": "9", "reason": "six was too often", "validFrom": "2026-04-10"])
        agency.day = "2026-04-05"
        try agency.step(id, "approve", by: .mateus)
        try agency.step(id, "put-in-force")
        #expect(agency.record(id, Parameter.self)?.approvedBy?.id == .mateus)
        agency.day = "2026-12-31"
        #expect(agency.view(on: day).parameters.policyReviewMonths == months)
    }

    @Test("return to their default")
    func superseded() throws {
        var agency = try Agency.staffed()
        let id = try agency.parameterInForce("riskReassessMonths", "3", other: "9")
        #expect(agency.view().parameters.riskReassessMonths == ValuePair(weighty: 3, other: 9))
        agency.day = "2026-03-10"
        try agency.step(id, "return-to-default", by: .ilse, reason: "too often")
        #expect(agency.view().parameters.riskReassessMonths == ValuePair(weighty: 6, other: 12))
        #expect(agency.view(on: "2026-03-09").parameters.riskReassessMonths == ValuePair(weighty: 3, other: 9))
    }

    @Test(
        "take only values they can use",
        arguments: [
            ("ackPercent", "95 %", true), ("ackPercent", "101", false), ("ackDays", "30 days", true),
            ("ackDays", "-1", false),
            ("aimsStartDate", "2026-03-02", true), ("aimsStartDate", "spring", false), ("sampleRule", "20 %", true),
            ("sampleRule", "some", false), ("significantIssueFrom", "6", false), ("verdictMonths", "0", false),
        ])
    func accepted(name: String, text: String, isAccepted: Bool) throws {
        #expect(try #require(Parameters.definition(name)).accepts(text) == isAccepted)
    }

    @Test("give samples by square root, share or all")
    func samples() {
        #expect([0, 1, 2, 24, 25].map(SampleRule.squareRoot.size) == [0, 1, 2, 5, 5])
        #expect([0, 1, 11].map(SampleRule.percent(20).size) == [0, 1, 3])
        #expect(SampleRule.all.size(of: 7) == 7)
    }
}
