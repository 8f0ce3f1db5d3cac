import AIMS
import Ledger
import Records
import Testing

@Suite("A version in force")
struct VersionsTests {
    /// Policy 1.0 from 2 March, and 1.1 put in force on 10 March with effect from 20 March.
    static func twoPolicies() throws -> (agency: Agency, first: RecordID, next: RecordID) {
        var agency = try Agency.staffed()
        let first = try agency.policyInForce()
        agency.day = "2026-03-10"
        let next = try agency.policyInForce([
            "versionLabel": "1.1", "supersedes": first.text, "effectiveFrom": "2026-03-20",
        ])
        agency.day = "2026-12-31"
        return (agency, first, next)
    }

    @Test(
        "is the earlier one until the later one takes effect, and never both",
        arguments: [
            ("2026-03-01", []), ("2026-03-02", ["1.0"]), ("2026-03-10", ["1.0"]), ("2026-03-19", ["1.0"]),
            ("2026-03-20", ["1.1"]), ("2026-03-21", ["1.1"]),
        ])
    func aroundEffect(day: String, labels: [String]) throws {
        let (agency, first, next) = try VersionsTests.twoPolicies()
        let view = agency.view(on: day)
        #expect(view.inForce(Policy.self).compactMap(\.versionLabel) == labels)
        #expect(view.record(first).map(view.isInForce) ?? false == (labels == ["1.0"]))
        #expect(view.record(next).map(view.isInForce) ?? false == (labels == ["1.1"]))
    }

    @Test("is superseded by the act that brings the later one into force, and both keep their day of effect")
    func superseding() throws {
        let (agency, first, next) = try VersionsTests.twoPolicies()
        #expect(agency.state(first, on: "2026-03-09") == "InForce")
        #expect(agency.state(first, on: "2026-03-10") == "Superseded")
        let view = agency.view()
        #expect(view.record(first).flatMap(view.effect) == Day("2026-03-02"))
        #expect(view.record(next).flatMap(view.effect) == Day("2026-03-20"))
    }

    @Test("stays in force while it is under review, and ends when it is withdrawn")
    func underReview() throws {
        var agency = try Agency.staffed()
        let id = try agency.policyInForce()
        agency.day = "2026-03-10"
        try agency.step(id, "begin-review")
        #expect(agency.view().inForce(Policy.self).map(\.id) == [id])
        agency.day = "2026-03-11"
        try agency.step(id, "withdraw", by: .ilse, reason: "replaced")
        #expect(agency.view().inForce(Policy.self).isEmpty)
        #expect(agency.view(on: "2026-03-10").inForce(Policy.self).map(\.id) == [id])
    }

    @Test("that was replaced before it took effect never counts")
    func replacedBeforeEffect() throws {
        let (before, first, second) = try VersionsTests.twoPolicies()
        var agency = before
        agency.day = "2026-12-31"
        let third = try agency.policyInForce(["versionLabel": "1.2", "supersedes": second.text])
        #expect(agency.view().inForce(Policy.self).map(\.id) == [third])
        #expect(agency.view(on: "2026-03-15").inForce(Policy.self).map(\.id) == [first])
        #expect(agency.view(on: "2026-12-30").inForce(Policy.self).map(\.id) == [second])
    }

    @Test("of another line counts beside it, and a condition picks one")
    func severalLines() throws {
        var agency = try Agency.staffed()
        let policy = try agency.policyInForce()
        let data = try agency.policyInForce(["type": "data for AI"])
        #expect(agency.view().inForce(Policy.self).map(\.id) == [policy, data])
        #expect(agency.view().inForce(Policy.self) { $0.type == .data }.map(\.id) == [data])
    }

    @Test("is called by its label, else by its place in the chain")
    func labels() throws {
        var agency = try Agency.staffed()
        let policy = try agency.policyInForce()
        let first = try agency.approvedAssessment(of: nil)
        let second = try agency.approvedAssessment(of: nil, ["supersedes": first.text])
        let view = agency.view()
        #expect([policy, first, second].compactMap { view.record($0).map(view.versionLabel) } == ["1.0", "1", "2"])
        #expect(agency.state(first) == "Superseded")
        #expect(view.inForce(RiskAssessment.self).map(\.id) == [second])
    }

    @Test("of an assessment counts when it is approved and when it is closed, and keeps its digest")
    func closedAssessment() throws {
        var agency = try Agency.staffed()
        let id = try agency.approvedAssessment(of: nil)
        #expect(agency.view().inForce(RiskAssessment.self).map(\.id) == [id])
        try agency.step(id, "close", by: .aisha)
        let closed = try #require(agency.record(id, RiskAssessment.self))
        #expect(agency.view().inForce(RiskAssessment.self).map(\.id) == [id])
        #expect(closed.snapshotHash == closed.content.contentDigest.hex)
    }

    @Test("the day of effect of a version in force stays; before it is in force it may move")
    func effectStays() throws {
        var agency = try Agency.staffed()
        let id = try agency.policyInForce()
        let refusal = #expect(throws: Refusal.self) {
            try agency.change(id, ["effectiveFrom": "2026-01-01"])
        }
        #expect(refusal?.problems.map(\.code) == ["frozen"])
        #expect(refusal?.problems.map(\.field) == ["effectiveFrom"])
        try agency.change(id, ["tags": "reviewed"])
    }
}
