package import Records

/// A look at a policy in force: does it still fit? Source: A.2.4.
package struct PolicyReview: RecordKind {
    /// A review is entered when it has been held.
    package enum State: String, Stage {
        case done = "Done"
    }

    /// Whether the version stays as it is.
    package enum Result: String, Choice {
        case confirm, change
    }

    package static let about = About(
        "Policy review", plural: "Policy reviews", address: "policy-reviews", prefix: "PRV", clauses: ["A.2.4"],
        summary: "That a policy was looked at again, by whom, and what came of it.", naming: "policy",
        columns: ["policy", "date", "result", "reviewer"],
        sections: [Section("Review", ["policy", "date", "trigger", "inputs", "result", "decision", "reviewer"])],
        isOrganizationWide: true)

    package static let lifecycle = Lifecycle<PolicyReview>(
        creators: .roles(.manager, .topManagement, .internalAuditor), editors: .roles(.manager), frozen: [.done],
        required: [Requirement(in: [.done], \.policy, \.date, \.inputs, \.result, \.reviewer)],
        creation: [
            Guard("policy", "Only a policy in force is reviewed. Name the version in force.") { situation in
                situation.record.policy?.record(in: situation.view).map { situation.view.isInForce($0.content) }
                    ?? false
            }
        ],
        stamps: [\.date, \.reviewer])

    package let policy = reference("Policy", to: Policy.self)
    package let date = Records.date("Held on", tells: .act)
    package let trigger = reference("Caused by", toKind: "TriggerEvent")
    package let inputs = prose("What was looked at")
    package let result = choice("Result", Result.self)
    package let decision = prose("Decision")
    package let reviewer = reference("Reviewed by", to: Person.self, tells: .act)

    package init() {}
}
