/// Why a command was refused. Nothing was written.
package struct Refusal: Error, Sendable, Hashable {
    /// What went wrong first and foremost. Part of the interface; never changes meaning.
    package enum Code: String, Sendable, CaseIterable {
        /// The values do not fit the declaration.
        case invalid
        /// Nobody with this name, or not allowed to do this.
        case forbidden
        /// There is no such record, kind, field or step.
        case unknown
        /// The record changed since it was read.
        case outdated
        /// The life cycle has no such step from here, or the record is closed or approved.
        case notNow
        /// A guard or a separation of duties stands against it.
        case guarded
    }

    package let code: Code
    package let problems: [Problem]
    /// Which of several acts of a command was refused, counted from 0.
    package private(set) var act: Int?

    /// One thing that is wrong.
    package struct Problem: Sendable, Hashable {
        /// Stable: the code of the field problem, guard or rule.
        package let code: String
        /// The record or the new record's kind.
        package let subject: String
        /// The key of the field, if it is about one.
        package let field: String?
        /// A sentence that says what to do next.
        package let message: String

        package init(code: String, subject: String, field: String? = nil, message: String) {
            self.code = code
            self.subject = subject
            self.field = field
            self.message = message
        }

        func saying(_ more: String) -> Problem {
            Problem(code: code, subject: subject, field: field, message: message + more)
        }
    }

    func inAct(_ place: Int) -> Refusal {
        var refusal = self
        refusal.act = place
        return refusal
    }

    package init(_ code: Code, _ problems: [Problem]) {
        self.code = code
        self.problems = problems
    }

    package init(_ code: Code, subject: String, field: String? = nil, reason: String, _ message: String) {
        self.init(code, [Problem(code: reason, subject: subject, field: field, message: message)])
    }
}
