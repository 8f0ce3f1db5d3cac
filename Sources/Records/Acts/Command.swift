package import Ledger

/// What somebody wants to happen: one or several acts, all or nothing.
package struct Command: Sendable {
    package let acts: [Act]
    package let actor: ActingPerson
    /// Set when the acts happened elsewhere or earlier.
    package let recording: Recording?
    /// Why, in the words of the person.
    package let reason: String?
    /// Set by the product where it enters what it found out itself; whoever asked for that is the actor.
    package let isFound: Bool

    package init(
        _ acts: [Act], by actor: ActingPerson, recording: Recording? = nil, reason: String? = nil,
        isFound: Bool = false
    ) {
        self.acts = acts
        self.actor = actor
        self.recording = recording
        self.reason = reason
        self.isFound = isFound
    }
}

/// Who is at the keyboard, and how we know.
package struct ActingPerson: Sendable, Hashable {
    package let person: RecordID
    package let known: KnownBy

    package init(person: RecordID, known: KnownBy) {
        self.person = person
        self.known = known
    }
}

/// Circumstances of acts that are told, not made (rule 7).
package struct Recording: Sendable {
    /// When it happened.
    package let at: BusinessTime
    /// Whose act it was.
    package let whose: RecordID
    /// File, paper or connector it is told from.
    package let source: String?
    /// What is taken in although it breaks a rule, marked for ever.
    package let accepts: Accepting

    /// Which broken rules do not hold a recorded act up.
    package enum Accepting: Sendable, Hashable {
        case nothing
        /// A field that is needed is empty: somebody else's list does not say it, and it is filled in later.
        case gaps
        /// Guards, authority and separated duties too, because whoever enters it says so.
        case everything
    }

    package init(at: BusinessTime, whose: RecordID, source: String?, accepts: Accepting) {
        self.at = at
        self.whose = whose
        self.source = source
        self.accepts = accepts
    }

    package init(at: BusinessTime, whose: RecordID, source: String?, acceptsExceptions: Bool) {
        self.init(at: at, whose: whose, source: source, accepts: acceptsExceptions ? .everything : .nothing)
    }
}

/// One thing to be done to one record.
package enum Act: Sendable {
    /// Begin a record, in the first state of its kind or, told, in any. `values` by slot.
    case create(Kind, state: String?, values: [Assignment])
    /// Set fields. With `expecting`, only if that is still the record's version.
    case change(RecordID, values: [Assignment], expecting: Int?)
    /// Take a step, named by its verb or by the state it leads to; `values` are set with it.
    case step(RecordID, verb: String, values: [Assignment], expecting: Int?)
    /// Erase one personal value from one entry.
    case erase(RecordID, entry: EntryIndex, key: String)
    /// Dispose of a record after its retention.
    case dispose(RecordID)
}

/// A role somebody holds on a day, and what it covers.
package struct RoleHeld: Sendable, Hashable {
    /// Where a role counts.
    package enum Reach: Sendable, Hashable {
        case everything
        case record(RecordID)
        case unit(String)
    }

    package let role: RoleCode
    package let reach: Reach
    /// Whose role it is, when it was delegated.
    package let onBehalfOf: RecordID?

    package init(role: RoleCode, reach: Reach, onBehalfOf: RecordID? = nil) {
        self.role = role
        self.reach = reach
        self.onBehalfOf = onBehalfOf
    }

    /// Whether the role speaks for a record: it is the one covered or a record of it, or belongs to the unit. What merely
    /// mentions it, among others or in a base field, is no record of it.
    package func covers(_ content: RecordContent) -> Bool {
        switch reach {
        case .everything: true
        case _ where content.kind.about.isOrganizationWide: false
        case .record(let id): content.id == id || content.kind.ownFields.contains { content[$0.slot] == .reference(id) }
        case .unit(let unit): content[Kind.slot(base: \.unit)] == .text(unit)
        }
    }
}

/// What the rules need to know about an organization and this language cannot say: who holds which role, who is who.
package struct Rulebook: Sendable {
    package var declarations: Declarations
    /// The roles a person holds on the day of the view.
    package var rolesHeld: @Sendable (RecordID, View) -> [RoleHeld]
    /// Whether somebody may act at all: a person who has not left, with an account that is not disabled.
    package var mayAct: @Sendable (RecordID, View) -> Bool
    /// Roles that may enter recorded acts.
    package var recorders: Set<RoleCode>
    /// Roles that may erase and dispose.
    package var disposers: Set<RoleCode>
    /// Whether duties may be joined with a recorded compensating measure (a very small organization).
    package var allowsJoinedDuties: @Sendable (View) -> Bool
    /// The record that documents an approval, if approvals are kept as records.
    package var approval: @Sendable (ApprovalGiven, View) -> Act?
    /// How many days after it happened something may be told without a reason and a source.
    package var backdateDays: @Sendable (View) -> Int
    /// Names of the kinds that say who has authority.
    package var authorityKinds: Set<String>
    /// Those among them that give it. What is told of them is entered only by who could do it.
    package var grantingKinds: Set<String>
    /// The first day, from that of the view on, on which nobody could give anybody a role any more.
    package var firstDayWithoutLead: @Sendable (View) -> Day?

    package init(
        declarations: Declarations, rolesHeld: @escaping @Sendable (RecordID, View) -> [RoleHeld],
        mayAct: @escaping @Sendable (RecordID, View) -> Bool, recorders: Set<RoleCode>, disposers: Set<RoleCode>,
        allowsJoinedDuties: @escaping @Sendable (View) -> Bool,
        approval: @escaping @Sendable (ApprovalGiven, View) -> Act?,
        backdateDays: @escaping @Sendable (View) -> Int = { _ in 7 }, authorityKinds: Set<String> = [],
        grantingKinds: Set<String> = [],
        firstDayWithoutLead: @escaping @Sendable (View) -> Day? = { _ in nil }
    ) {
        self.declarations = declarations
        self.rolesHeld = rolesHeld
        self.mayAct = mayAct
        self.recorders = recorders
        self.disposers = disposers
        self.allowsJoinedDuties = allowsJoinedDuties
        self.approval = approval
        self.backdateDays = backdateDays
        self.authorityKinds = authorityKinds
        self.grantingKinds = grantingKinds
        self.firstDayWithoutLead = firstDayWithoutLead
    }
}

/// An approval as it was just given.
package struct ApprovalGiven: Sendable {
    package let record: RecordContent
    package let approver: RecordID
    package let role: RoleCode?
    package let onBehalfOf: RecordID?
    package let at: BusinessTime
    package let comment: String?
    /// Digest of the content approved.
    package let digest: Digest
}
