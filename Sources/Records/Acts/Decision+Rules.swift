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

    /// The record as it stands when the act happens: as known now, or for a recorded act as it was then.
    func current(
        _ id: RecordID, _ expecting: Int?, isTombstoneMeant: Bool = false
    ) throws(Refusal) -> (kind: Kind, history: RecordHistory, content: RecordContent) {
        guard let kind = rules.declarations.kind(of: id), let history = register.history(id) else {
            throw Refusal(
                .unknown, subject: id.text, reason: "record", "There is no \(id). `hallmark list` shows what there is.")
        }
        let latest = history.latest
        if latest.isDisposed, !isTombstoneMeant {
            throw Refusal(
                .notNow, subject: id.text, reason: "disposed", "\(id) was disposed of; only its tombstone is left.")
        }
        // What a person saw is the latest content; history told about earlier days does not change it.
        if let expecting, expecting != latest.version {
            throw Refusal(
                .outdated, subject: id.text, reason: "version",
                "\(id) was changed meanwhile: you saw version \(expecting), it is now \(latest.version). Look at it again."
            )
        }
        return (kind, history, standing(id) ?? blank(latest.id, kind))
    }

    /// A record as it stands when the act happens; `nil` when it was not there yet.
    func standing(_ id: RecordID) -> RecordContent? {
        guard let history = register.history(id) else { return nil }
        return command.recording == nil ? history.latest : history.content(before: at, zone: register.zone)
    }

    /// Whether a recorded act goes after the last act made in the product, or before the first (design, section 4).
    func hasPlace(in history: RecordHistory) -> Bool {
        let made = history.outlines.filter(\.isMade)
        guard command.recording != nil, let first = made.first, let last = made.last else { return true }
        return last.at.isInOrder(before: at, in: register.zone) || !first.at.isInOrder(before: at, in: register.zone)
    }

    func checkPlace(_ history: RecordHistory, _ id: RecordID) throws(Refusal) {
        let made = history.outlines.filter(\.isMade)
        guard !hasPlace(in: history), let first = made.first, let last = made.last else { return }
        throw Refusal(
            .notNow, subject: id.text, field: "at", reason: "place",
            "\(id) was changed in the product from \(first.at) to \(last.at). What is told must lie before or after that."
        )
    }

    /// Values as they are kept: nothing instead of blanks, ids as their kinds write them, sealed where they may be personal,
    /// and only what is different from what stands there.
    func changed(_ values: [Assignment], _ before: RecordContent) -> [Assignment] {
        let latest = Dictionary(values.map { ($0.slot, $0.value) }) { $1 }
        return latest.sorted { $0.key < $1.key }.compactMap { slot, given in
            let field = before.kind.fields[slot]
            let value = given?.replacingReferences(rules.declarations.written)
            let kept = value?.isBlank == true ? nil : value
            guard field.isStored, before[slot] != kept else { return nil }
            return Assignment(slot: slot, value: kept, isSealed: kept != nil && field.specification.isPersonal)
        }
    }

    func checkReferences(_ values: [Assignment], _ before: RecordContent, subject: String) throws(Refusal) {
        var problems: [Refusal.Problem] = []
        for assignment in values {
            guard let value = assignment.value else { continue }
            let field = before.kind.fields[assignment.slot]
            let kept = before[assignment.slot].map(field.type.references) ?? []
            for pointer in field.type.pointers(value) {
                if let message = complaint(about: pointer, isNew: !kept.contains(pointer.id)) {
                    problems.append(problem("reference", subject, field: field.key, "\(field.label): \(message)"))
                }
            }
        }
        if let message = complaintAboutLine(values, before) {
            problems.append(problem("reference", subject, field: "supersedes", message))
        }
        if !problems.isEmpty { throw Refusal(.invalid, problems) }
    }

    private func complaint(about pointer: Pointer, isNew: Bool) -> String? {
        let id = pointer.id
        if case .kind(let wanted) = pointer.target {
            if rules.declarations.later.contains(wanted) {
                return "records of kind \(wanted) are kept by a later release; leave this empty until then."
            } else if let found = rules.declarations.kind(of: id), found.name != wanted {
                return "\(id) is of kind \(found.name); this must be of kind \(wanted)."
            }
        }
        guard let history = register.history(id) else { return "there is no \(id)." }
        return history.isDisposed && isNew ? "\(id) was disposed of." : nil
    }

    /// Versions of one thing form a line: of one kind, and none of them leads back to itself.
    private func complaintAboutLine(_ values: [Assignment], _ before: RecordContent) -> String? {
        let slot = Kind.slot(base: \.supersedes)
        guard case .reference(let earlier)? = values.first(where: { $0.slot == slot })?.value else { return nil }
        if rules.declarations.kind(of: earlier) != before.kind {
            return "\(before.kind.about.title) can only supersede another \(before.kind.about.title)."
        }
        var next: RecordID? = earlier
        var steps = register.count(of: before.kind)
        while let id = next, steps >= 0 {
            if id == before.id { return "\(before.id) would supersede itself." }
            guard case .reference(let further)? = register.history(id)?.latest[slot] else { return nil }
            next = further
            steps -= 1
        }
        return nil
    }

    /// Closed is frozen; approved content is not edited but superseded (rules 2 and 3). What is said about the record and
    /// not in it (the base fields) can still be said: owner, tags, links, files.
    mutating func checkEditable(_ values: [Assignment], _ before: RecordContent) {
        guard let state = before.stateRow else { return }
        let own = values.filter { $0.slot >= BaseFields.count }.map { before.kind.fields[$0.slot] }
        let content = own.filter(\.specification.isContent)
        if state.isClosed, let first = own.first {
            breaks(
                problem(
                    "closed", before.id.text, field: first.key,
                    "\(before.id) is \(state.name), which is final. Create a new record that supersedes it."),
                as: .notNow)
        } else if state.isFrozen, let first = content.first {
            breaks(
                problem(
                    "frozen", before.id.text, field: first.key,
                    "\(before.id) is \(state.name): what was approved stays as it is "
                        + "(\(content.map(\.key).joined(separator: ", "))). Create a new version that supersedes it."),
                as: .notNow)
        }
        checkEffect(own, before)
    }

    /// What followed from a version that is in force followed from its day of effect too: it is set before or with that step.
    private mutating func checkEffect(_ fields: [DeclaredField], _ before: RecordContent) {
        guard let versions = before.kind.lifecycle.versions, versions.inForce.contains(before.state),
            let field = fields.first(where: { $0.slot == versions.effect }), before[field.slot] != nil
        else { return }
        breaks(
            problem(
                "frozen", before.id.text, field: field.key,
                "\(before.id) is \(before.state): the day from which it counts stays as it is. Create a new version that "
                    + "supersedes it."), as: .notNow)
    }

    /// Whether a record is one of the organization's own, or of a test or a demonstration, is said when it begins: what counts
    /// no more must not be taken out of sight by a mark.
    func checkSort(_ values: [Assignment], _ before: RecordContent) throws(Refusal) {
        // The record with which the ledger begins is the organization: its mark says what those of others mean.
        if before.created.sequence == EntryIndex(0) { return }
        let marks = [Kind.slot(base: \.isTest), Kind.slot(base: \.isDemo)]
        guard
            let mark = values.first(where: { value in
                marks.contains(value.slot) && (value.value == .flag(true)) != (before[value.slot] == .flag(true))
            })
        else { return }
        let field = before.kind.fields[mark.slot]
        throw Refusal(
            .notNow, subject: before.id.text, field: field.key, reason: "sort",
            "Whether \(before.id) is “\(field.label)” was said when it was created and stays so. Create another record."
        )
    }

    /// What must be filled is asked when a record comes into its state; a change must only not empty it.
    mutating func checkRequired(_ content: RecordContent, before: RecordContent?, subject: String) {
        let kind = content.kind
        let always = kind.ownFields.filter(\.specification.isRequired).map(\.slot)
        let wanted = Set(always + (content.stateRow?.required ?? [])).sorted()
        let missing = wanted.filter { slot in
            content[slot] == nil && before.map { $0[slot] != nil } ?? true && !wasErased(slot, content)
        }.map { kind.fields[$0] }
        breaks(
            missing.map { field in
                problem(
                    Decision.gap, subject, field: field.key,
                    "“\(field.label)” (\(field.key)) is needed when \(kind.about.inSentence) is \(content.state).")
            },
            summary: "Missing in state \(content.state): \(missing.map(\.key).joined(separator: ", ")).",
            fact: kind.about.isFact)
    }

    /// Whether what the field said last was erased: it was said, and nobody has to say it again.
    private func wasErased(_ slot: Int, _ content: RecordContent) -> Bool {
        let changes = register.history(content.id)?.changes ?? []
        guard let last = changes.last(where: { change in change.assignments.contains { $0.slot == slot } }) else {
            return false
        }
        return changes.contains { change in
            guard case .value(let entry, let key)? = change.removes, entry == last.sequence else { return false }
            return content.kind.field(key)?.slot == slot
        }
    }

    mutating func check(_ guards: [LifecycleTable.GuardRow], _ after: RecordContent, before: RecordContent) {
        if isFounding { return }
        for row in guards where !holds(row, after, before) {
            let problem = problem(row.code, before.id.text, row.reason)
            if row.isFirm {
                breaksFirmly(problem)
            } else {
                breaks([problem], fact: before.kind.about.isFact)
            }
        }
    }

    /// What must hold of a record in every state, unless it did not before: what was taken in with a fault can go on.
    mutating func checkAlways(_ after: RecordContent, before: RecordContent) {
        check(before.kind.lifecycle.always.filter { holds($0, before, before) }, after, before: before)
    }

    private func holds(_ row: LifecycleTable.GuardRow, _ after: RecordContent, _ before: RecordContent) -> Bool {
        row.holds(after, before, view, (person, view.day, command.recording != nil, command.isFound))
    }

    /// With a decision that becomes another one fall its grounds, as far as they are not given anew.
    func groundsFallen(_ values: [Assignment], _ before: RecordContent) -> [Assignment] {
        before.kind.lifecycle.grounds.flatMap { grounds -> [Assignment] in
            guard let decided = before[grounds.decision],
                let given = values.last(where: { $0.slot == grounds.decision }), given.value != decided
            else { return [] }
            return grounds.slots.filter { slot in !values.contains { $0.slot == slot } }
                .map { Assignment(slot: $0, value: nil) }
        }
    }
}
