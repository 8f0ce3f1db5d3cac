import Conformity
import Records
import Testing

/// Something that goes wrong at Brightwater, and what a check then says.
struct Mishap: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: Status
    /// The gap that is named.
    let gap: String
    let happen: @Sendable (inout Brightwater) throws -> Void

    init(
        _ description: String, _ status: Status = .fail, gap: String,
        happen: @escaping @Sendable (inout Brightwater) throws -> Void
    ) {
        testDescription = description
        self.status = status
        self.gap = gap
        self.happen = happen
    }

    /// Holds that the check passes before, and says this after.
    func expect(_ check: CheckID, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let before = try Brightwater.ready().result(check)
        #expect([.pass, .notApplicable].contains(before.status), sourceLocation: sourceLocation)
        let after = try Brightwater.after(happen).result(check)
        #expect(after.status == status, "\(after.explanation)", sourceLocation: sourceLocation)
        let gaps =
            (after.failing + after.unjudged).flatMap(\.gaps).map(\.text) + after.pending.flatMap(\.gaps).map(\.text)
        #expect(gaps.contains(gap), "\(gaps)", sourceLocation: sourceLocation)
        #expect(after.nextAction != nil, sourceLocation: sourceLocation)
    }
}
