import Ledger

extension Decision {
    mutating func create(_ kind: Kind, _ wanted: String?, _ values: [Assignment]) throws(Refusal) {
        let id = register.nextID(of: kind)
        let state = wanted ?? kind.lifecycle.initial
        guard kind.lifecycle.state(state) != nil else {
            throw unknownState(state, kind, subject: kind.name)
        }
        if state != kind.lifecycle.initial {
            try breaks(
                problem(
                    "beginning", kind.name,
                    "\(kind.about.title) begins in \(kind.lifecycle.initial), not in \(state)."), as: .notNow)
        }
        var draft = RecordContent(
            beginning: Change.sketch(
                id, kind, values, step: Step(verb: nil, from: nil, to: state), by: person, at: at, now),
            kind: kind)
        try checkReferences(values, kind, subject: kind.name)
        try authorize(kind.lifecycle.creators, draft, what: "create \(kind.about.plural)")
        try checkRequired(draft, subject: kind.name)
        try check(kind.lifecycle.creation, draft, before: draft)
        draft.state = state
        append(id, kind, .create, values.filter { $0.value != nil }, step: Step(verb: nil, from: nil, to: state))
    }

    mutating func change(_ id: RecordID, _ values: [Assignment], _ expecting: Int?) throws(Refusal) {
        let (kind, history, before) = try current(id, expecting)
        let kept = values.filter { before.values[$0.slot] != $0.value }
        guard !kept.isEmpty else { return }
        try checkPlace(history, id)
        try checkReferences(kept, kind, subject: id.text)
        try authorize(kind.lifecycle.editors, before, what: "change \(id)")
        try checkEditable(kept, before)
        let after = before.applying(Change.sketch(id, kind, kept, step: nil, by: person, at: at, now))
        try checkRequired(after, subject: id.text)
        append(id, kind, .change, kept)
    }

    mutating func step(_ id: RecordID, _ verb: String, _ values: [Assignment], _ expecting: Int?) throws(Refusal) {
        let (kind, history, before) = try current(id, expecting)
        try checkPlace(history, id)
        try checkReferences(values, kind, subject: id.text)
        let row = kind.lifecycle.transitions(from: before.state).first {
            $0.code == verb || $0.to == verb || $0.verb == verb
        }
        guard let row else { return try strayStep(verb, kind, before, values) }
        let stamped = values + stamps(row, kind, before, values)
        let kept = stamped.filter { before.values[$0.slot] != $0.value }
        let step = Step(verb: row.code, from: before.state, to: row.to)
        let after = before.applying(Change.sketch(id, kind, kept, step: step, by: person, at: at, now))
        try authorize(row.by, before, what: "\(row.verb.lowercased()) \(id)")
        try checkEditable(kept, before)
        if row.needsReason, (command.reason ?? "").trimmingOuterSpace().isEmpty {
            try breaks(problem("reason", id.text, "“\(row.verb)” needs a reason. Give one with --reason."))
        }
        try checkRequired(after, subject: id.text)
        try check(row.guards, after, before: before)
        try checkApart(row.apart, before, verb: row.verb)
        let digest = row.approves ? after.contentDigest : nil
        let role = roleUsed
        append(id, kind, .step, kept, step: step, speaksOf: digest)
        roleUsed = role
        try followUp(row, id, kind, digest)
    }

    /// A step the life cycle does not have: refused as an act, an exception as a recorded one.
    private mutating func strayStep(
        _ verb: String, _ kind: Kind, _ before: RecordContent, _ values: [Assignment]
    ) throws(Refusal) {
        let steps = kind.lifecycle.transitions(from: before.state)
        let open = steps.map { "\($0.code) (to \($0.to))" }.joined(separator: ", ")
        let next = open.isEmpty ? "Nothing leads out of this state." : "From here: \(open)."
        guard kind.lifecycle.state(verb) != nil else {
            throw Refusal(
                kind.lifecycle.transitions.contains { $0.code == verb } ? .notNow : .unknown, subject: before.id.text,
                reason: "step", "\(before.id) is \(before.state); “\(verb.shortened)” is no step from there. \(next)")
        }
        try breaks(
            problem("step", before.id.text, "No step leads from \(before.state) to \(verb). \(next)"), as: .notNow)
        append(before.id, kind, .step, values, step: Step(verb: nil, from: before.state, to: verb))
    }

    /// What a step brings with it: the record of an approval, the end of an earlier version.
    private mutating func followUp(
        _ row: LifecycleTable.TransitionRow, _ id: RecordID, _ kind: Kind, _ digest: Digest?
    ) throws(Refusal) {
        if let digest, let content = register.history(id)?.latest {
            let given = ApprovalGiven(
                record: content, approver: person, role: roleUsed?.role, onBehalfOf: roleUsed?.onBehalfOf, at: at,
                comment: command.reason, digest: digest)
            if case .create(let kind, let state, let values)? = rules.approval(given, view) {
                append(
                    register.nextID(of: kind), kind, .create, values,
                    step: Step(verb: nil, from: nil, to: state ?? kind.lifecycle.initial))
            }
        }
        guard let superseded = kind.lifecycle.superseded, row.to == kind.inForceState,
            case .reference(let earlier)? = register.history(id)?.latest.values[Kind.slot(base: \.supersedes)],
            let content = register.history(earlier)?.latest, content.kind == kind, content.state != superseded
        else { return }
        append(earlier, kind, .step, [], step: Step(verb: nil, from: content.state, to: superseded))
    }

    private func stamps(
        _ row: LifecycleTable.TransitionRow, _ kind: Kind, _ before: RecordContent, _ values: [Assignment]
    ) -> [Assignment] {
        row.stamps.compactMap { slot in
            guard before.values[slot] == nil, !values.contains(where: { $0.slot == slot && $0.value != nil }) else {
                return nil
            }
            let isDay = kind.fields[slot].type is DateType
            return Assignment(slot: slot, value: isDay ? .day(at.day(in: register.zone)) : .time(at))
        }
    }

    mutating func erase(_ id: RecordID, _ entry: EntryIndex, _ key: String) throws(Refusal) {
        let (kind, history, before) = try current(id, nil)
        try authorizeDisposal(before)
        guard let change = history.changes.first(where: { $0.sequence == entry }),
            let field = kind.field(key), field.specification.isPersonal,
            change.assignments.contains(where: { $0.slot == field.slot && $0.value != nil })
        else {
            throw Refusal(
                .unknown, subject: id.text, field: key, reason: "erase",
                "Entry \(entry) holds no erasable \(key.shortened) of \(id). `hallmark history \(id)` lists what each entry holds."
            )
        }
        guard !(command.reason ?? "").isEmpty else {
            throw Refusal(
                .invalid, subject: id.text, reason: "reason",
                "Erasing needs a reason and an authority. Give them with --reason.")
        }
        append(id, kind, .erase, [], removes: .value(entry: entry, key: field.key))
    }

    mutating func dispose(_ id: RecordID) throws(Refusal) {
        let (kind, history, before) = try current(id, nil)
        try authorizeDisposal(before)
        guard case .day(let until)? = before.values[Kind.slot(base: \.retentionUntil)], until < today.day else {
            throw Refusal(
                .guarded, subject: id.text, reason: "retention",
                "\(id) has no retention that has ended. Set retentionUntil; it can be disposed of on the day after.")
        }
        guard !(command.reason ?? "").isEmpty else {
            throw Refusal(
                .invalid, subject: id.text, reason: "reason",
                "Disposing needs a reason and an authority. Give them with --reason.")
        }
        append(id, kind, .dispose, [], removes: .bodies(history.changes.map(\.sequence).sorted()))
    }

    private mutating func authorizeDisposal(_ content: RecordContent) throws(Refusal) {
        try authorize(
            rules.disposers.map(Who.role).sorted { "\($0)" < "\($1)" }, content,
            what: "erase or dispose of \(content.id)")
    }
}

extension Kind {
    /// The state in which a version counts: InForce where there is one.
    var inForceState: String? {
        ["InForce", "Confirmed", "Approved", "Closed"].first { lifecycle.state($0) != nil }
    }
}

extension Change {
    /// A change that is only tried: what would the record be?
    static func sketch(
        _ id: RecordID, _ kind: Kind, _ values: [Assignment], step: Step?, by person: RecordID, at: BusinessTime,
        _ now: Moment
    ) -> Change {
        Change(
            sequence: EntryIndex(0), enteredAt: now, at: at, record: id, kind: kind.name, kindVersion: 1, version: 0,
            act: .change, assignments: values, step: step, by: person, role: nil, enteredBy: person, known: .signedIn,
            recorded: nil, reason: nil)
    }
}

extension RecordContent {
    func applying(_ change: Change) -> RecordContent {
        var content = self
        content.apply(change)
        return content
    }
}
