package import Ledger
package import Records

/// What a result points at: a record as the check saw it, or a register that was searched.
package enum RecordRef: Hashable, Sendable {
    /// `version` counts the changes of the record.
    case record(RecordID, version: Int)
    /// A search, where what is cited is that nothing, or not enough, was found.
    case register(kind: String, size: Int, filter: String)

    package init(_ content: RecordContent) {
        self = .record(content.id, version: content.version)
    }

    package init<K: RecordKind>(_ record: Record<K>) {
        self.init(record.content)
    }

    package var id: RecordID? {
        switch self {
        case .record(let id, _): id
        case .register: nil
        }
    }

    /// `SYS-3`, or `RoleAssignment (4 records, searched for: role TM)`.
    package var text: String {
        switch self {
        case .record(let id, _): id.text
        case .register(let kind, let size, let filter):
            "\(kind) (\(Count.of(size, "record"))\(filter.isEmpty ? "" : ", searched for: \(filter)"))"
        }
    }

    /// The digest of the content the check saw. Costs a hash of the record; taken when somebody looks.
    package func contentHash(in view: View) -> Digest? {
        id.flatMap { view.record($0)?.contentDigest }
    }

    /// Records by prefix and number, registers after them.
    static func precedes(_ left: RecordRef, _ right: RecordRef) -> Bool {
        switch (left, right) {
        case (.record(let a, _), .record(let b, _)): RecordID.precedes(a, b)
        case (.record, .register): true
        case (.register, .record): false
        case (.register(let a, _, _), .register(let b, _, _)): a < b
        }
    }
}

/// A member that does not pass, and why.
package struct Shortcoming: Hashable, Sendable {
    /// The member, or the record that stands for it.
    package let record: RecordRef
    /// What is missing or wrong, and which part of the record it is about.
    package let gaps: [Gap]
    /// The member is a system of high impact, or names one.
    package let actsOnHighImpact: Bool

    package var text: String { "\(record.text): \(gaps.map(\.text).joined(separator: "; "))" }
}

/// A member that is not due yet.
package struct PendingMember: Hashable, Sendable {
    package let record: RecordRef
    package let gaps: [Gap]
    /// The last day on which it may still be done; `nil` where an event sets it, such as a first deployment.
    package let dueAt: Day?
}

/// One thing that is missing or wrong, and what would mend it.
package struct Gap: Hashable, Sendable {
    /// The anchor, group, duty or other part of the member it is about.
    package let part: String?
    /// A short clause: "no reason for leaving it out of scope".
    package let text: String
    package let remedy: Remedy

    package init(_ text: String, part: String? = nil, _ remedy: Remedy) {
        self.text = part.map { "\($0): \(text)" } ?? text
        self.part = part
        self.remedy = remedy
    }
}

/// The smallest thing a person can do about a gap.
package enum Remedy: Hashable, Sendable {
    /// Fill in fields of the member.
    case fill([String])
    /// Fill in fields of another record.
    case fillIn(RecordID, [String])
    /// Take a step of the life cycle of a record, towards a state.
    case bring(RecordID, to: String)
    /// Create a record of a kind, with these values by field key, as a person would type them.
    case create(String, with: [String: String])
    /// Agree to the content of a record, as a holder of a role; the record that defines the role, where there is one.
    case approve(RecordID, RoleCode, RecordID?)
    /// Judge the member for a check.
    case judge(CheckID, part: String)
    /// Run a command of the program.
    case run(String)
    /// It cannot be undone; what can be done is to treat it as a nonconformity.
    case learn
}
