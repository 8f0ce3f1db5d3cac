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
    package private(set) var assignments: [Assignment]
    /// Values under keys that no field has any more; they stay readable in history.
    package private(set) var strangers: [String: JSON]
    /// For sealed values that no field's key finds in their entry: the key there, by the key of the field today. A stranger
    /// stands under its own.
    package private(set) var sealedElsewhere: [String: String]
    package let step: Step?
    /// Whose act it was.
    package let by: RecordID
    /// The role in which it was done, if the act needed one.
    package let role: RoleCode?
    /// For whom, when the role was delegated.
    package let onBehalfOf: RecordID?
    /// Who wrote it into the ledger; the same person unless the act is a recorded one.
    package let enteredBy: RecordID
    package private(set) var known: KnownBy
    package private(set) var recorded: Recorded?
    package private(set) var reason: String?
    /// Digest of the content an approval, acknowledgement or verdict speaks of.
    package let speaksOf: Digest?
    package let exceptions: [RuleException]
    /// What this entry takes away from earlier ones.
    package let removes: Removal?

    package init(
        sequence: EntryIndex, enteredAt: Moment, at: BusinessTime, record: RecordID, kind: String, kindVersion: Int,
        version: Int, act: ActName, assignments: [Assignment], strangers: [String: JSON] = [:],
        sealedElsewhere: [String: String] = [:], step: Step?, by: RecordID, role: RoleCode?,
        onBehalfOf: RecordID? = nil, enteredBy: RecordID, known: KnownBy,
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
        self.sealedElsewhere = sealedElsewhere
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

    /// Whether it is an act made in the product on the record. That a value was erased changes nothing of what was done.
    var isMade: Bool { !isRecorded && act != .erase }
}

extension Change {
    /// Names of what is sealed beside the values of fields.
    package enum SealedName {
        package static let reason = "@reason"
        package static let source = "@source"
        package static let account = "@account"
    }

    /// The key under which the entry seals what goes by `name` today, if it holds it: a field, a stranger or a `SealedName`.
    package func sealedKey(of name: String, _ kind: Kind) -> String? {
        switch name {
        case SealedName.reason: return reason == nil ? nil : name
        case SealedName.source: return recorded?.source == nil ? nil : name
        case SealedName.account: return known.account == nil ? nil : name
        default:
            if let field = kind.field(name),
                assignments.contains(where: { $0.slot == field.slot && $0.isSealed && $0.value != nil })
            {
                return sealedElsewhere[field.key] ?? field.key
            } else {
                return strangers[name] == nil ? nil : sealedElsewhere[name]
            }
        }
    }

    /// Without the value that stands under `key` in the entry; that there was one stays.
    func erasing(_ key: String, of kind: Kind) -> Change {
        var left = self
        switch key {
        case SealedName.reason: left.reason = nil
        case SealedName.source: left.recorded = recorded.map { _ in Recorded(source: nil) }
        case SealedName.account: left.known = known.account == nil ? known : .machine(account: "")
        default:
            if let field = kind.field(key), let place = assignments.firstIndex(where: { $0.slot == field.slot }) {
                left.assignments[place] = Assignment(slot: field.slot, value: nil, isSealed: true)
                left.sealedElsewhere[field.key] = nil
            } else if strangers[key] != nil {
                left.strangers[key] = .null
                left.sealedElsewhere[key] = nil
            }
        }
        return left
    }

    /// What is left when the entry lost its body.
    func emptied(of kind: Kind) -> Change {
        Change(
            emptied: sequence, enteredAt: enteredAt, record: record, kind: kind.name, version: version, act: act,
            enteredBy: enteredBy)
    }
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
    /// Whether the value lies beside its entry, so that it can be erased alone. Without a value: it lay there and was erased.
    package let isSealed: Bool

    package init(slot: Int, value: Value?, isSealed: Bool = false) {
        self.slot = slot
        self.value = value
        self.isSealed = isSealed
    }

    /// For values made in the program: `Assignment(\Policy.versionLabel, "1.0")`.
    package init<K: RecordKind, V: FieldValue>(_ path: KeyPath<K, Field<V>>, _ value: V) {
        self.init(slot: Kind.slot(path), value: value.value)
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

    /// The account, if there is one and it was not erased.
    var account: String? {
        if case .machine(let account) = self, !account.isEmpty { account } else { nil }
    }

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
