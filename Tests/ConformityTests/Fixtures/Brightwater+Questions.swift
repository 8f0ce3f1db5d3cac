import Conformity
import Ledger
import Records

extension Brightwater {
    func result(_ check: CheckID, asOf day: String = today, knownAt: EntryIndex? = nil) throws -> CheckResult {
        try company.result(check, asOf: day, knownAt: knownAt)
    }

    func status(_ check: CheckID, asOf day: String = today) throws -> Status {
        try result(check, asOf: day).status
    }

    /// Brightwater after something happened to it.
    static func after(_ happening: (inout Brightwater) throws -> Void) throws -> Brightwater {
        var bank = try ready()
        try happening(&bank)
        return bank
    }
}

extension CheckResult {
    /// The failing records by their ids.
    var failingIDs: [String] { failing.map { $0.record.text } }
    /// What is missing, over all failing members.
    var gaps: [String] { failing.flatMap(\.gaps).map(\.text) }
}
