/// The states of a kind, how a record moves between them, who may move it and what must be true for that.
///
/// Written with the kind's own types; what the rest of the program reads is the `table`.
package struct Lifecycle<K: RecordKind>: Sendable {
    package let table: LifecycleTable

    /// - Parameters:
    ///   - creators: who may begin a record; `editors`: who may change its fields.
    ///   - closed: nothing changes any more; only a later record can supersede.
    ///   - frozen: what was approved stays as it is; fields that are no content may still change.
    ///   - kept: states in which a record is in use or answers for others, and is never disposed of.
    ///   - required: fields that must be filled while the record is in these states.
    ///   - versions: how a later version takes the place of an earlier one.
    ///   - grounds: decisions whose reason and approver count for one decision only.
    ///   - always: what must hold of a record in every state; see `Guard`.
    ///   - speaks: the record is said about another one as that one stands.
    ///   - stamps: fields the product fills in when the record begins; see `Transition`.
    package init(
        creators: [Who], editors: [Who], closed: [K.State] = [], frozen: [K.State] = [], kept: [K.State] = [],
        required: [Requirement<K>] = [], versions: Versions<K>? = nil, speaks: SpeaksOf<K>? = nil,
        grounds: [Grounds<K>] = [], creation: [Guard<K>] = [], always: [Guard<K>] = [],
        stamps: [PartialKeyPath<K>] = [], transitions: [Transition<K>] = []
    ) {
        let states = K.State.allCases.map { state in
            LifecycleTable.StateRow(
                name: state.rawValue, label: state.label, isClosed: closed.contains(state),
                isFrozen: frozen.contains(state), isKept: kept.contains(state),
                required: required.filter { $0.states.contains(state) }.flatMap(\.slots))
        }
        table = LifecycleTable(
            states: states, transitions: transitions.map(\.row), creators: creators, editors: editors,
            versions: versions?.row, speaks: speaks?.row, grounds: grounds.map(\.row), creation: creation.map(\.row),
            always: always.map(\.row), stamps: stamps.map(Kind.slot))
    }
}

/// How versions of one thing follow each other, in the sense of what people approve.
package struct Versions<K: RecordKind>: Sendable {
    let row: LifecycleTable.VersionRow

    /// - Parameters:
    ///   - inForce: the states in which a version counts.
    ///   - superseded: the state the earlier version takes when the later one comes into force.
    ///   - effect: the date field from which it counts; without it, the day it comes into force.
    ///   - label: the field that names the version; without it, its place in the chain: 1, 2, …
    ///   - revised: later versions are further runs of the same record, not records of their own.
    package init(
        inForce: [K.State], superseded: K.State, effect: PartialKeyPath<K>? = nil, label: PartialKeyPath<K>? = nil,
        revised: Bool = false
    ) {
        row = LifecycleTable.VersionRow(
            inForce: inForce.map(\.rawValue), superseded: superseded.rawValue, effect: effect.map(Kind.slot),
            label: label.map(Kind.slot), isRevised: revised)
    }
}

/// What a record says about another one as it stood: an approval, an acknowledgement, a verdict.
///
/// Version label and digest of the content are taken by the product at the business time; nobody supplies them (rule 10).
package struct SpeaksOf<K: RecordKind>: Sendable {
    let row: LifecycleTable.SpeaksRow

    package init(_ subject: PartialKeyPath<K>, version: PartialKeyPath<K>, digest: PartialKeyPath<K>) {
        row = LifecycleTable.SpeaksRow(
            subject: Kind.slot(subject), version: Kind.slot(version), digest: Kind.slot(digest))
    }
}

/// A decision, and the fields that say why and by whom it was taken. Another decision needs them anew.
package struct Grounds<K: RecordKind>: Sendable {
    let row: LifecycleTable.GroundsRow

    package init(of decision: PartialKeyPath<K>, _ fields: PartialKeyPath<K>...) {
        row = LifecycleTable.GroundsRow(decision: Kind.slot(decision), slots: fields.map(Kind.slot))
    }
}

/// Fields that must be filled in certain states.
package struct Requirement<K: RecordKind>: Sendable {
    let states: [K.State]
    let slots: [Int]

    package init(in states: [K.State], _ fields: PartialKeyPath<K>...) {
        self.states = states
        slots = fields.map(Kind.slot)
    }
}

/// A step of a life cycle.
package struct Transition<K: RecordKind>: Sendable {
    let row: LifecycleTable.TransitionRow

    /// - Parameters:
    ///   - verb: what the person does, as on a button: "Send to review".
    ///   - approves: the act is an approval of the content (rule 2), by somebody `apart` from its author and editor.
    ///   - apart: people who may not do it, table of duties.
    ///   - stamps: fields the product fills in when they are empty: a date with the day of the act, a moment with
    ///     its time, a reference with the person whose act it is, a text with the digest of the content.
    ///   - clears: fields that are emptied, so that the next run fills them anew.
    package init(
        _ verb: String, from: [K.State], to: K.State, by: [Who], guards: [Guard<K>] = [], approves: Bool = false,
        apart: [Apart] = [], stamps: [PartialKeyPath<K>] = [], clears: [PartialKeyPath<K>] = [],
        needsReason: Bool = false
    ) {
        row = LifecycleTable.TransitionRow(
            verb: verb, from: from.map(\.rawValue), to: to.rawValue, by: by, guards: guards.map(\.row),
            approves: approves, apart: approves ? [.author, .lastEditor] + apart : apart, stamps: stamps.map(Kind.slot),
            clears: clears.map(Kind.slot), needsReason: needsReason)
    }
}

/// What must be true before a step, with a reason a person can act on.
package struct Guard<K: RecordKind>: Sendable {
    let row: LifecycleTable.GuardRow

    /// - Parameters:
    ///   - reason: shown when `holds` answers no: what is missing and what to do about it.
    ///   - isFirm: holds of what is told too, whatever exceptions are accepted: for what would give somebody authority.
    package init(
        _ code: String, _ reason: String, isFirm: Bool = false, holds: @escaping @Sendable (Case<K>) -> Bool
    ) {
        row = LifecycleTable.GuardRow(code: code, reason: reason, isFirm: isFirm) { content, before, view, act in
            holds(
                Case(
                    record: Record<K>(content: content, view: view), before: Record<K>(content: before, view: view),
                    view: view, person: act.person, day: act.day, isTold: act.isTold,
                    isFound: act.isFound))
        }
    }
}

/// The situation in which a guard is asked.
package struct Case<K: RecordKind>: Sendable {
    /// The record as it would stand after the act.
    package let record: Record<K>
    /// The record as it stands.
    package let before: Record<K>
    /// The register on the day of the act.
    package let view: View
    /// Whose act it is.
    package let person: RecordID
    package let day: Day
    /// Whether it tells of something done elsewhere or earlier.
    package let isTold: Bool
    /// Whether the product enters what it found out itself.
    package let isFound: Bool
}

/// Who may do something.
package enum Who: Hashable, Sendable {
    /// A holder of the role on that day whose assignment covers the record.
    case role(RoleCode)
    /// A holder of the role on that day, whatever the assignment covers: for beginning what no record covers yet.
    case roleOverAny(RoleCode)
    /// The person in the base field `owner`.
    case owner
    /// The person or persons in the field at this slot.
    case named(Int)
    /// Every active person.
    case anyone

    /// The person or persons in a field of the kind: `.person(\RoleAssignment.person)`.
    package static func person<K: RecordKind>(_ path: PartialKeyPath<K>) -> Who {
        .named(Kind.slot(path))
    }
}

extension Who {
    /// As a person would say it: `AIMSM`, "the owner".
    package func text(in kind: Kind) -> String {
        switch self {
        case .role(let role), .roleOverAny(let role): role.code
        case .owner: "the owner"
        case .named(let slot): "the person in “\(kind.fields[slot].label)”"
        case .anyone: "anybody with an account"
        }
    }
}

/// Whom the acting person must differ from. Source: the table of separated duties.
package enum Apart: Hashable, Sendable {
    /// Who created the record.
    case author
    /// Who last changed its content.
    case lastEditor
    case owner
    /// The person or persons in the field at this slot.
    case named(Int)

    package static func person<K: RecordKind>(_ path: PartialKeyPath<K>) -> Apart {
        .named(Kind.slot(path))
    }
}

/// The code of a role, for example `AIMSM`.
package struct RoleCode: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let code: String

    package init(_ code: String) {
        self.code = code
    }

    package init(stringLiteral code: String) {
        self.code = code
    }

    package var description: String { code }
}
