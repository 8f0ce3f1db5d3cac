package import Ledger

/// One entry's worth of history of one record: what was set, what step was taken, by whom, when, why.
package struct Change: Sendable, Hashable {
    /// Its place in the ledger.
    package let sequence: EntryIndex
    /// When the ledger took it; nobody chooses it.
    package let enteredAt: Moment
    /// When it was true in the world.
    package let at: BusinessTime
    package let record: RecordID
    /// The name of the kind, as on the day of the entry.
    package let kind: String
    package let kindVersion: Int
    /// Counts the changes of a record, from 1.
    package let version: Int
    package let act: ActName
    package let assignments: [Assignment]
    /// Values under keys that no field has any more; they stay readable in history.
    package let strangers: [String: JSON]
    package let step: Step?
    /// Whose act it was.
    package let by: RecordID
    /// The role in which it was done, if the act needed one.
    package let role: RoleCode?
    /// For whom, when the role was delegated.
    package let onBehalfOf: RecordID?
    /// Who wrote it into the ledger; the same person unless the act is a recorded one.
    package let enteredBy: RecordID
    package let known: KnownBy
    package let recorded: Recorded?
    package let reason: String?
    /// Digest of the content an approval, acknowledgement or verdict speaks of.
    package let speaksOf: Digest?
    package let exceptions: [RuleException]
    /// What this entry takes away from earlier ones.
    package let removes: Removal?

    package init(
        sequence: EntryIndex, enteredAt: Moment, at: BusinessTime, record: RecordID, kind: String, kindVersion: Int,
        version: Int, act: ActName, assignments: [Assignment], strangers: [String: JSON] = [:], step: Step?,
        by: RecordID, role: RoleCode?, onBehalfOf: RecordID? = nil, enteredBy: RecordID, known: KnownBy,
        recorded: Recorded?, reason: String?, speaksOf: Digest? = nil, exceptions: [RuleException] = [],
        removes: Removal? = nil
    ) {
        self.sequence = sequence
        self.enteredAt = enteredAt
        self.at = at
        self.record = record
        self.kind = kind
        self.kindVersion = kindVersion
        self.version = version
        self.act = act
        self.assignments = assignments
        self.strangers = strangers
        self.step = step
        self.by = by
        self.role = role
        self.onBehalfOf = onBehalfOf
        self.enteredBy = enteredBy
        self.known = known
        self.recorded = recorded
        self.reason = reason
        self.speaksOf = speaksOf
        self.exceptions = exceptions
        self.removes = removes
    }

    /// What is left of a change whose record was disposed of: that it was.
    package init(
        emptied sequence: EntryIndex, enteredAt: Moment, record: RecordID, kind: String, version: Int, act: ActName,
        enteredBy: RecordID
    ) {
        self.init(
            sequence: sequence, enteredAt: enteredAt, at: .moment(enteredAt), record: record, kind: kind,
            kindVersion: 1,
            version: version, act: act, assignments: [], step: nil, by: enteredBy, role: nil, enteredBy: enteredBy,
            known: .machine(account: ""), recorded: nil, reason: nil)
    }

    /// Whether it tells of something done elsewhere or earlier.
    package var isRecorded: Bool { recorded != nil }
}

/// What kind of act an entry holds.
package enum ActName: String, Sendable, Hashable {
    case create, change
    /// A step of the life cycle.
    case step
    /// One personal value is erased.
    case erase
    /// A record is disposed of after its retention; a tombstone stays.
    case dispose
}

/// What an entry takes away from earlier entries, so that what is missing is accounted for.
package enum Removal: Sendable, Hashable {
    /// One personal value of one entry.
    case value(entry: EntryIndex, key: String)
    /// Bodies and values of all earlier entries of the record.
    case bodies([EntryIndex])
}

/// A field that was set, or cleared with `nil`.
package struct Assignment: Sendable, Hashable {
    package let slot: Int
    package let value: Value?

    package init(slot: Int, value: Value?) {
        self.slot = slot
        self.value = value
    }
}

/// A step of a life cycle that was taken.
package struct Step: Sendable, Hashable {
    /// The verb, or nothing for the beginning and for steps that the life cycle does not have.
    package let verb: String?
    /// `nil` when the record began here.
    package let from: String?
    package let to: String

    package init(verb: String?, from: String?, to: String) {
        self.verb = verb
        self.from = from
        self.to = to
    }
}

/// How the person who made an entry was known to be that person.
package enum KnownBy: Sendable, Hashable {
    case signedIn, token
    /// Nobody signed in: whoever could write the folder, under this account of the operating system.
    case machine(account: String)

    package var code: String {
        switch self {
        case .signedIn: "signedIn"
        case .token: "token"
        case .machine: "machine"
        }
    }
}

/// Marks an act as recorded: it tells of something done elsewhere or earlier (rule 7).
package struct Recorded: Sendable, Hashable {
    /// Where it is told from: a file, a paper, a connector.
    package let source: String?

    package init(source: String?) {
        self.source = source
    }
}

/// A rule that a recorded act broke and that was taken in all the same.
package struct RuleException: Sendable, Hashable {
    /// The code of the guard or rule.
    package let code: String
    package let explanation: String

    package init(code: String, explanation: String) {
        self.code = code
        self.explanation = explanation
    }
}
