import Ledger

/// Who may do it, and who must not.
extension Decision {
    func checkActor() throws(Refusal) {
        let actor = command.actor.person
        guard !isFounding, !rules.mayAct(actor, present) else { return }
        throw Refusal(
            .forbidden, subject: actor.text, reason: "actor",
            "\(actor) is no active person with an account here. Name an active one with --by, or ask the AIMS manager.")
    }

    /// Who enters what happened elsewhere or earlier, whose act it was, and when.
    mutating func checkRecording() throws(Refusal) {
        guard let recording = command.recording else { return }
        let actor = command.actor.person
        guard at.isInOrder(before: .moment(now), in: register.zone) else {
            throw Refusal(
                .invalid, subject: actor.text, field: "at", reason: "future",
                "\(at) is later than now. A recorded act has happened; give the day on which it did.")
        }
        if isFounding { return }
        guard register.history(recording.whose) != nil, isSameKind(recording.whose, actor) else {
            throw Refusal(
                .unknown, subject: recording.whose.text, field: "whose", reason: "person",
                "There is no person \(recording.whose). Name the person whose act it was.")
        }
        let held = rules.rolesHeld(actor, present).filter { $0.reach == .everything }
        tellersRoles = Set(held.map(\.role))
        guard !rules.recorders.isDisjoint(with: tellersRoles) else {
            let roles = rules.recorders.map(\.code).sorted().alternatives
            throw Refusal(
                .forbidden, subject: actor.text, reason: "recorder",
                "Only \(roles) of the whole organization may enter what happened elsewhere or earlier. Ask one of them, or do it "
                    + "as an act of today."
            )
        }
    }

    /// What is told long after it happened says why, and where it is told from.
    mutating func checkExplained() {
        guard !isFounding, let recording = command.recording else { return }
        let limit = rules.backdateDays(view)
        if today - at.day(in: register.zone) > limit, !isExplained(recording) {
            breaks(
                problem(
                    "unexplained", command.actor.person.text, field: "at",
                    "What happened more than \(limit) days ago is told with a reason and a source: add --reason and --source."
                ))
        }
    }

    /// That somebody else agreed is never just said.
    mutating func checkAgreementExplained(_ subject: String) {
        guard !isFounding, let recording = command.recording, !isExplained(recording) else { return }
        breaks(
            problem(
                "unexplained", subject,
                "That somebody approved, judged or acknowledged is told with a reason and a source: add --reason and --source."
            ))
    }

    private func isExplained(_ recording: Recording) -> Bool {
        command.reason?.nilIfBlank != nil && recording.source?.nilIfBlank != nil
    }

    /// Whatever was done, and told acts too, somebody must still be able to appoint people, today and later on: that nobody can
    /// is not to be mended from inside.
    func checkLead() throws(Refusal) {
        guard !isFounding, let change = changes.first(where: { rules.authorityKinds.contains($0.kind) }),
            let day = rules.firstDayWithoutLead(View(register, asOf: today, today: today, after: present))
        else { return }
        if let known = rules.firstDayWithoutLead(present), known <= day { return }
        throw Refusal(
            .guarded, subject: change.record.text, reason: "lockout",
            "From \(day) on nobody could appoint people any more. Give another person with an account a role that can first, "
                + "without an end or up to a later one.")
    }

    private func isSameKind(_ left: RecordID, _ right: RecordID) -> Bool {
        rules.declarations.kind(of: left) == rules.declarations.kind(of: right)
    }

    /// Finds the role in which the act is done. Without authority an act is refused before anything else is said about it.
    mutating func authorize(_ allowed: [Who], _ content: RecordContent, what: String) throws(Refusal) {
        if isFounding { return }
        try checkGranting(content.kind)
        let held = rules.rolesHeld(person, view)
        let role = held.first { role in
            allowed.contains(.role(role.role)) && role.covers(content) || allowed.contains(.roleOverAny(role.role))
        }
        if let role {
            roleUsed = role
            return
        }
        if allowed.contains(where: { isMeant(by: $0, content) }) { return }
        // Who had which role is asked of the day of the act, which for a recorded one is another than today.
        let day = command.recording == nil ? "" : " on \(at.day(in: register.zone))"
        breaks(
            problem(
                "authority", content.id.text,
                "\(person) may not \(what)\(day): that is for \(allowed.map { $0.text(in: content.kind) }.alternatives)."
            ),
            as: .forbidden)
        if command.recording == nil { try settle() }
    }

    /// Exceptions are for facts that have happened; whoever could tell of an authority that nobody gave would give it.
    private func checkGranting(_ kind: Kind) throws(Refusal) {
        guard command.recording != nil, rules.grantingKinds.contains(kind.name) else { return }
        let givers = kind.lifecycle.creators
        if tellersRoles.contains(where: { givers.contains(.role($0)) }) { return }
        throw Refusal(
            .forbidden, subject: command.actor.person.text, reason: "granting",
            "\(kind.about.plural) give authority: what is told of them is entered by \(givers.map { $0.text(in: kind) }.alternatives) only. "
                + "Ask one of them.")
    }

    private func isMeant(by who: Who, _ content: RecordContent) -> Bool {
        switch who {
        case .anyone: rules.mayAct(person, view)
        case .owner: isNamed(in: Kind.slot(base: \.owner), content)
        case .named(let slot): isNamed(in: slot, content)
        case .role, .roleOverAny: false
        }
    }

    private func isNamed(in slot: Int, _ content: RecordContent) -> Bool {
        content[slot].map { content.kind.fields[slot].type.references($0).contains(person) } ?? false
    }

    /// Separated duties. The record is looked at as it stood and as the step leaves it: whoever changes the content with
    /// the step that approves it is its last editor.
    mutating func checkApart(_ row: LifecycleTable.TransitionRow, _ before: RecordContent, _ after: RecordContent) {
        if isFounding { return }
        let clashes = row.apart.filter { isSame($0, before) || isSame($0, after) }
        guard !clashes.isEmpty else { return }
        let isJoined = rules.allowsJoinedDuties(view)
        if isJoined, namesMeasure {
            exceptions.append(
                RuleException(
                    code: "joined-duties",
                    explanation: "“\(row.verb)” by \(names(clashes, after)); the reason says why."))
            return
        }
        let hint =
            isJoined
            ? "In an organization this small, give the compensating measure with --reason."
            : "Somebody else must do it."
        breaks(
            problem("apart", before.id.text, "“\(row.verb)” is not for \(names(clashes, after)). \(hint)"))
    }

    /// A measure is described in words; a dot or a dash is none.
    private var namesMeasure: Bool { (command.reason ?? "").count(where: \.isLetter) >= 5 }

    private func isSame(_ apart: Apart, _ content: RecordContent) -> Bool {
        switch apart {
        case .author: content.created.isWork(of: person)
        case .lastEditor: content.edited.isWork(of: person)
        case .owner: isNamed(in: Kind.slot(base: \.owner), content)
        case .named(let slot): isNamed(in: slot, content) || isGivenToTeller(slot, content)
        }
    }

    /// Nobody gives themselves authority by telling that somebody else gave it.
    private func isGivenToTeller(_ slot: Int, _ content: RecordContent) -> Bool {
        command.recording != nil && rules.grantingKinds.contains(content.kind.name)
            && content[slot] == .reference(command.actor.person)
    }

    private func names(_ clashes: [Apart], _ content: RecordContent) -> String {
        let roles = clashes.map { apart in
            switch apart {
            case .author: "the author"
            case .lastEditor: "the person who edited it last"
            case .owner: "the owner"
            case .named(let slot): "the person in “\(content.kind.fields[slot].label)”"
            }
        }
        return "\(roles.joined(separator: " and ")) (\(person))"
    }
}

extension [String] {
    /// “A”, “A or B”, “A, B or C”.
    fileprivate var alternatives: String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}
