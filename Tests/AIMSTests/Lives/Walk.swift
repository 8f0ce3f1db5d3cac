import AIMS
import Records
import Testing

/// A way through the life of one or several records that people with the right roles can go today.
struct Walk: Sendable, CustomTestStringConvertible {
    let name: String
    let go: @Sendable (inout Agency) throws -> Void

    init(_ name: String, _ go: @escaping @Sendable (inout Agency) throws -> Void) {
        self.name = name
        self.go = go
    }

    var testDescription: String { name }

    /// Every act of the walk, with what stood before it.
    func acts() throws -> [Agency.Decided] {
        var agency = try Agency.staffed()
        let staffed = agency.log.count
        agency.day = "2026-03-09"
        try go(&agency)
        return Array(agency.log.dropFirst(staffed))
    }

    static let all: [Walk] =
        governance + people + risks + systems + resources + documentation
}
