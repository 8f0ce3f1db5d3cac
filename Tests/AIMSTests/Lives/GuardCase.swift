import AIMS
import Records
import Testing

/// An act that is refused by one guard and nothing else.
struct GuardCase: Sendable, CustomTestStringConvertible {
    let prefix: String
    let code: String
    let attempt: @Sendable (inout Agency) throws -> Void

    init(_ prefix: String, _ code: String, _ attempt: @escaping @Sendable (inout Agency) throws -> Void) {
        self.prefix = prefix
        self.code = code
        self.attempt = attempt
    }

    var testDescription: String { "\(prefix) \(code)" }

    static let all: [GuardCase] = governance + people + documentation + risks + systems + resources
}
