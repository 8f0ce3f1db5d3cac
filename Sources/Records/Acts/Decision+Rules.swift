import Ledger

/// The rules that hold everywhere. Each notes a broken rule through `breaks`; shapes are refused outright.
extension Decision {
    func problem(_ code: String, _ subject: String, field: String? = nil, _ message: String) -> Refusal.Problem {
        Refusal.Problem(code: code, subject: subject, field: field, message: message)
    }

    func unknownState(_ state: String, _ kind: Kind, subject: String) -> Refusal {
        let known = kind.lifecycle.states.map(\.name).joined(separator: ", ")
        return Refusal(
            .unknown, subject: subject, field: "state", reason: "state",
            "\(kind.about.title) has no state “\(state.shortened)”. Its states are \(known).")
    }

    /// The record on the day of the act.
    func current(
        _ id: RecordID, _ expecting: Int?
    ) throws(Refusal) -> (kind: Kind, history: RecordHistory, content: RecordContent) {
        guard let kind = rules.declarations.kind(of: id), let history = register.history(id) else {
            throw Refusal(
                .unknown, subject: id.text, reason: "record", "There is no \(id). `hallmark list` shows what there is.")
        }
        if let expecting, expecting != history.version {
            throw Refusal(
                .outdated, subject: id.text, reason: "version",
                "\(id) was changed meanwhile: you saw version \(expecting), it is now \(history.version). Look at it again."
            )
        }
        if history.latest.isDisposed {
            throw Refusal(
                .notNow, subject: id.text, reason: "disposed", "\(id) was disposed of; only its tombstone is left.")
        }
        let content = command.recording == nil ? history.latest : view.record(id) ?? history.latest
        return (kind, history, content)
    }

    /// A recorded act goes after the last act made in the product, or before the first (design, section 4).
    func checkPlace(_ history: RecordHistory, _ id: RecordID) throws(Refusal) {
        let acts = history.changes.filter { !$0.isRecorded }
        guard command.recording != nil, let first = acts.first, let last = acts.last else { return }
        let isAfter = last.at.isInOrder(before: at, in: register.zone)
        let isBefore = !first.at.isInOrder(before: at, in: register.zone)
        guard isAfter || isBefore else {
            throw Refusal(
                .notNow, subject: id.text, field: "at", reason: "place",
                "\(id) was changed in the product from \(first.at) to \(last.at). What is told must lie before or after that."
            )
        }
    }

    func checkReferences(_ values: [Assignment], _ kind: Kind, subject: String) throws(Refusal) {
        var problems: [Refusal.Problem] = []
        for assignment in values {
            guard let value = assignment.value else { continue }
            let field = kind.fields[assignment.slot]
            for id in field.type.references(value) {
                if let message = complaint(about: id, target: field.type.target) {
                    problems.append(problem("reference", subject, field: field.key, "\(field.label): \(message)"))
                }
            }
        }
        if !problems.isEmpty { throw Refusal(.invalid, problems) }
    }

    private func complaint(about id: RecordID, target: ReferenceTarget?) -> String? {
        guard register.history(id) != nil else { return "there is no \(id)." }
        guard case .kind(let wanted)? = target, let found = rules.declarations.kind(of: id), found.name != wanted else {
            return nil
        }
        return "\(id) is of kind \(found.name); this must be of kind \(wanted)."
    }

    mutating func authorize(_ allowed: [Who], _ content: RecordContent, what: String) throws(Refusal) {
        if register.size.value == 0 || isFounding { return }
        let view = view
        let held = rules.rolesHeld(person, view)
        if let role = held.first(where: { allowed.contains(.role($0.role)) && covers($0, content) }) {
            roleUsed = role
            return
        }
        if allowed.contains(where: { isMeant(by: $0, content) }) { return }
        let roles = allowed.map(name).joined(separator: " or ")
        try breaks(
            problem("authority", content.id.text, "\(person) may not \(what): that is for \(roles)."), as: .forbidden)
    }

    /// The acts of the command that founds an organization need no authority: there is nobody yet who could have it.
    private var isFounding: Bool {
        changes.first?.sequence.value == 0
    }

    private func isMeant(by who: Who, _ content: RecordContent) -> Bool {
        switch who {
        case .anyone: rules.mayAct(person, view)
        case .owner: content.values[Kind.slot(base: \.owner)] == .reference(person)
        case .named(let slot):
            content.kind.fields[slot].type.references(content.values[slot] ?? .list([])).contains(person)
        case .role: false
        }
    }

    private func name(_ who: Who) -> String {
        switch who {
        case .role(let role): role.code
        case .owner: "the owner"
        case .named: "the person named in it"
        case .anyone: "any active person"
        }
    }

    private func covers(_ held: RoleHeld, _ content: RecordContent) -> Bool {
        switch held.reach {
        case .everything: true
        case .record(let id): content.id == id || content.references.contains { $0.id == id }
        case .unit(let unit): content.values[Kind.slot(base: \.unit)] == .text(unit)
        }
    }

    /// Closed is frozen; approved content is not edited but superseded (rules 2 and 3).
    mutating func checkEditable(_ values: [Assignment], _ before: RecordContent) throws(Refusal) {
        guard let state = before.stateRow, let kind = Optional(before.kind) else { return }
        let ownChanges = values.filter { $0.slot >= BaseFields.count }
        if state.isClosed, !ownChanges.isEmpty {
            try breaks(
                problem(
                    "closed", before.id.text,
                    "\(before.id) is \(state.name), which is final. Create a new record that supersedes it."),
                as: .notNow)
        } else if state.isFrozen, let first = values.first(where: { kind.fields[$0.slot].specification.isContent }) {
            try breaks(
                problem(
                    "frozen", before.id.text, field: kind.fields[first.slot].key,
                    "\(before.id) is \(state.name): what was approved stays as it is. Create a new version that supersedes it."
                ),
                as: .notNow)
        }
    }

    mutating func checkRequired(_ content: RecordContent, subject: String) throws(Refusal) {
        let always = content.kind.ownFields.filter(\.specification.isRequired).map(\.slot)
        let wanted = always + (content.stateRow?.required ?? [])
        let missing = Set(wanted).sorted().filter { content.values[$0] == nil }.map { content.kind.fields[$0] }
        guard let first = missing.first else { return }
        let problems = missing.map {
            problem(
                "required", subject, field: $0.key,
                "\($0.label) is needed when \(content.kind.about.title) is \(content.state).")
        }
        if command.recording == nil { throw Refusal(.guarded, problems) }
        try breaks(
            problem(
                "required", subject, field: first.key,
                "Missing in state \(content.state): \(missing.map(\.key).joined(separator: ", "))."))
    }

    mutating func check(
        _ guards: [LifecycleTable.GuardRow], _ after: RecordContent, before: RecordContent
    ) throws(Refusal) {
        if register.size.value == 0 || isFounding { return }
        let view = view
        let failed = guards.filter { !$0.holds(after, before, view, person, view.day) }
        if command.recording == nil, !failed.isEmpty {
            throw Refusal(.guarded, failed.map { problem($0.code, before.id.text, $0.reason) })
        }
        for row in failed { try breaks(problem(row.code, before.id.text, row.reason)) }
    }

    mutating func checkApart(_ apart: [Apart], _ content: RecordContent, verb: String) throws(Refusal) {
        let clash = apart.first { isSame($0, content) }
        guard let clash else { return }
        let reason = (command.reason ?? "").trimmingOuterSpace()
        if rules.allowsJoinedDuties(view), !reason.isEmpty {
            broken.append(RuleException(code: "joined-duties", explanation: reason))
            return
        }
        let hint =
            rules.allowsJoinedDuties(view)
            ? " In an organization this small, give the compensating measure with --reason."
            : " Somebody else must do it."
        try breaks(
            problem("apart", content.id.text, "“\(verb)” is not for \(name(clash, content)).\(hint)"))
    }

    private func isSame(_ apart: Apart, _ content: RecordContent) -> Bool {
        switch apart {
        case .author: content.created.by == person
        case .lastEditor: content.edited.by == person
        case .owner: content.values[Kind.slot(base: \.owner)] == .reference(person)
        case .named(let slot):
            content.kind.fields[slot].type.references(content.values[slot] ?? .list([])).contains(person)
        }
    }

    private func name(_ apart: Apart, _ content: RecordContent) -> String {
        switch apart {
        case .author: "the author (\(person))"
        case .lastEditor: "the person who edited it last (\(person))"
        case .owner: "the owner (\(person))"
        case .named(let slot): "the person in “\(content.kind.fields[slot].label)” (\(person))"
        }
    }
}
