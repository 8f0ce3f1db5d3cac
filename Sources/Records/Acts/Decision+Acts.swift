import Ledger

extension Decision {
    /// Begins a record. Beginning in a later state is told, not done; it counts as the step into that state (rule 2).
    mutating func create(_ kind: Kind, _ wanted: String?, _ values: [Assignment]) throws(Refusal) {
        let id = register.nextID(of: kind)
        let first = kind.lifecycle.initial
        let state = wanted ?? first
        guard kind.lifecycle.state(state) != nil else {
            throw unknownState(state, kind, subject: kind.name)
        }
        let before = blank(id, kind)
        let row = state == first ? nil : kind.lifecycle.arrival(in: state)
        let (testimony, digest) = try testimony(before, values, subject: kind.name)
        let given = values + testimony
        let stamped = kind.lifecycle.stamps + (row?.stamps ?? [])
        try checkTold(values, stamping: stamped, before, subject: kind.name)
        let kept = changed(given + stamps(stamped, before, given), before)
        try checkReferences(kept, before, subject: kind.name)
        if command.recording == nil { try checkRetention(kept, before) }
        let step = Step(verb: nil, from: nil, to: state)
        let after = trying(kept, on: before, step, act: .create)
        try authorize(kind.lifecycle.creators, after, what: "create \(kind.about.plural.inSentence)")
        if state != first, !isFounding {
            breaks(
                problem("beginning", kind.name, "\(kind.about.title) begins in \(first), not in \(state)."), as: .notNow
            )
        }
        check(kind.lifecycle.creation, after, before: before)
        check(kind.lifecycle.always, after, before: before)
        try take(row, .create, step, kept, before, after, speaksOf: digest)
    }

    mutating func change(_ id: RecordID, _ values: [Assignment], _ expecting: Int?) throws(Refusal) {
        let (kind, history, before) = try current(id, expecting)
        let (testimony, digest) = try testimony(before, values, subject: before.id.text)
        try checkTold(values, stamping: [], before, subject: before.id.text)
        let kept = changed(values + testimony + groundsFallen(values, before), before)
        guard !kept.isEmpty else { return }
        try checkPlace(history, before.id)
        try checkReferences(kept, before, subject: before.id.text)
        try checkSort(kept, before)
        try checkRetention(kept, before)
        try authorize(kind.lifecycle.editors, before, what: "change \(before.id)")
        try checkMade(kept, before)
        checkEditable(kept, before)
        checkAlways(trying(kept, on: before), before: before)
        checkRequired(trying(kept, on: before), before: before, subject: before.id.text)
        try settle()
        append(before.id, kind, .change, kept, speaksOf: digest)
    }

    mutating func step(
        _ id: RecordID, _ name: String, _ values: [Assignment], _ expecting: Int?
    ) throws(Refusal) {
        let (kind, history, before) = try current(id, expecting)
        try checkPlace(history, before.id)
        let open = kind.lifecycle.transition(from: before.state, named: name)
        let row = if let open { open } else { try strayArrival(name, before) }
        let to = row?.to ?? name
        let cleared = (row?.clears ?? []).map { Assignment(slot: $0, value: nil) }
        let bare = trying(cleared, on: before)
        let (testimony, digest) = try testimony(before, values, subject: before.id.text)
        try checkTold(values, stamping: row?.stamps ?? [], before, subject: before.id.text)
        let given = values + testimony
        let fallen = groundsFallen(values, before)
        let kept = changed(cleared + fallen + given + stamps(row?.stamps ?? [], bare, given), before)
        try checkReferences(kept, before, subject: before.id.text)
        try checkSort(kept, before)
        try checkRetention(kept, before)
        let step = Step(verb: open?.code, from: before.state, to: to)
        try take(row, .step, step, kept, before, trying(kept, on: before, step), speaksOf: digest)
    }

    /// What it takes to come into a state that no step leads to from here: refused as an act, an exception as a recorded one.
    private mutating func strayArrival(
        _ name: String, _ before: RecordContent
    ) throws(Refusal) -> LifecycleTable.TransitionRow? {
        let table = before.kind.lifecycle
        let open = table.transitions(from: before.state).map { "\($0.code) (to \($0.to))" }.joined(separator: ", ")
        let next = open.isEmpty ? "Nothing leads out of this state." : "From here: \(open)."
        guard table.state(name) != nil, name != before.state, command.recording != nil else {
            let isKnown = table.state(name) != nil || table.transitions.contains { $0.isCalled(name) }
            throw Refusal(
                isKnown ? .notNow : .unknown, subject: before.id.text, reason: "step",
                "\(before.id) is \(before.state); “\(name.shortened)” is no step from there. \(next)")
        }
        try checkMadeStays(leadingTo: table.state(name), before)
        breaks(
            problem("step", before.id.text, "No step leads from \(before.state) to \(name). \(next)"), as: .notNow)
        return table.arrival(in: name)
    }

    /// Comes into a state: everything that is asked of that, and everything it brings with it.
    private mutating func take(
        _ row: LifecycleTable.TransitionRow?, _ name: ActName, _ step: Step, _ kept: [Assignment],
        _ before: RecordContent, _ after: RecordContent, speaksOf testimony: Digest? = nil
    ) throws(Refusal) {
        let (id, kind) = (before.id, before.kind)
        let subject = name == .create ? kind.name : id.text
        if let row {
            try authorize(row.by, name == .create ? after : before, what: "take the step “\(row.verb)” on \(id)")
            if row.needsReason, !isFounding, command.reason?.nilIfBlank == nil {
                breaks(problem("reason", subject, "“\(row.verb)” needs a reason. Give one with --reason."))
            }
            check(row.guards, after, before: before)
            checkApart(row, before, after)
        }
        if row?.approves == true || kind.lifecycle.speaks != nil { checkAgreementExplained(subject) }
        if name == .step {
            try checkWordStays(before)
            let stated = kept.filter { !(row?.clears.contains($0.slot) ?? false) }
            try checkMade(stated, before)
            checkEditable(stated, before)
            checkAlways(after, before: before)
        }
        checkRequired(after, before: nil, subject: subject)
        let ended = earlierVersion(endedBy: after)
        try settle()
        let digest = row?.approves == true ? after.contentDigest : nil
        append(id, kind, name, kept, step: step, speaksOf: digest ?? testimony)
        if let digest { documentApproval(of: id, digest) }
        if let ended { append(ended.id, kind, .step, [], step: ended.step) }
    }

    /// The record that documents an approval, where approvals are kept as records.
    private mutating func documentApproval(of id: RecordID, _ digest: Digest) {
        guard let content = standing(id) else { return }
        let given = ApprovalGiven(
            record: content, approver: person, role: roleUsed?.role, onBehalfOf: roleUsed?.onBehalfOf, at: at,
            comment: command.reason, digest: digest)
        guard case .create(let kind, let state, let values)? = rules.approval(given, view) else { return }
        let approval = register.nextID(of: kind)
        append(
            approval, kind, .create, changed(values, blank(approval, kind)),
            step: Step(verb: nil, from: nil, to: state ?? kind.lifecycle.initial), speaksOf: digest)
    }

    /// The version that comes to its end when a later one comes into force.
    private mutating func earlierVersion(endedBy after: RecordContent) -> (id: RecordID, step: Step)? {
        guard let versions = after.kind.lifecycle.versions, versions.inForce.contains(after.state),
            case .reference(let id)? = after[Kind.slot(base: \.supersedes)], let history = register.history(id),
            history.kind == after.kind, !history.isDisposed
        else { return nil }
        let earlier = standing(id) ?? history.latest
        guard earlier.state != versions.superseded else { return nil }
        guard hasPlace(in: history) else {
            breaks(
                problem(
                    "superseding", id.text,
                    "\(id) was changed in the product later than \(at) and cannot be superseded then. Do it as an act of today."
                ),
                as: .notNow)
            return nil
        }
        return (history.id, Step(verb: nil, from: earlier.state, to: versions.superseded))
    }
}

extension Decision {
    /// A record of which nothing is known yet.
    func blank(_ id: RecordID, _ kind: Kind) -> RecordContent {
        RecordContent(beginning: sketch(id, kind, [], nil, .change), kind: kind)
    }

    /// The record as an act would leave it.
    func trying(
        _ values: [Assignment], on before: RecordContent, _ step: Step? = nil, act: ActName = .change
    ) -> RecordContent {
        before.applying(sketch(before.id, before.kind, values, step, act), in: register.size.nextIndex)
    }

    private func sketch(
        _ id: RecordID, _ kind: Kind, _ values: [Assignment], _ step: Step?, _ act: ActName
    ) -> Change {
        Change(
            sequence: EntryIndex(0), enteredAt: now, at: at, record: id, kind: kind.name, kindVersion: 1, version: 0,
            act: act, assignments: values, step: step, by: person, role: nil, enteredBy: person, known: .signedIn,
            recorded: nil, reason: nil)
    }
}

extension RecordContent {
    func applying(_ change: Change, in place: EntryIndex? = nil) -> RecordContent {
        var content = self
        content.apply(change, in: place)
        return content
    }
}
