import Ledger

/// Decides what a command means for the present register. Pure: no clock, no randomness, no storage.
///
/// The answer is complete: sequence, entry time, ids and versions are those the changes will have if the ledger is still at
/// `register.size` when they are appended. If it moved on, decide again.
package func decide(_ command: Command, _ register: Register, _ rules: Rulebook, now: Moment) throws(Refusal)
    -> [Change]
{
    var decision = try Decision(command, register, rules, now: now)
    for act in command.acts { try decision.take(act) }
    return decision.changes
}

/// A decision under way: each act sees what the acts before it did.
struct Decision {
    let command: Command
    let rules: Rulebook
    /// Entry time: never before the latest entry's.
    let now: Moment
    let at: BusinessTime
    /// Whose act it is.
    let person: RecordID
    var register: Register
    var changes: [Change] = []
    /// Rules broken by the act in hand; refused for an act, kept with a recorded one.
    var broken: [RuleException] = []
    var roleUsed: RoleHeld?

    init(_ command: Command, _ register: Register, _ rules: Rulebook, now: Moment) throws(Refusal) {
        self.command = command
        self.register = register
        self.rules = rules
        self.now = max(now, register.latestTime ?? now)
        at = command.recording?.at ?? .moment(self.now)
        person = command.recording?.whose ?? command.actor.person
        try checkActor()
    }

    /// The register on the day of the act, with what this command did so far.
    var view: View {
        let today = register.zone.day(of: now)
        return View(register, asOf: at.day(in: register.zone), today: today)
    }

    var today: View {
        let day = register.zone.day(of: now)
        return View(register, asOf: day, today: day)
    }

    private func checkActor() throws(Refusal) {
        let actor = command.actor.person
        guard register.size.value == 0 || rules.mayAct(actor, today) else {
            throw Refusal(
                .forbidden, subject: actor.text, reason: "actor",
                "\(actor) is no active person with an account here. Name an active one with --by, or ask the AIMS manager."
            )
        }
        guard let recording = command.recording else { return }
        guard at.isInOrder(before: .moment(now), in: register.zone) else {
            throw Refusal(
                .invalid, subject: actor.text, field: "at", reason: "future",
                "\(at) is later than now. A recorded act has happened; give the day on which it did.")
        }
        guard register.history(recording.whose) != nil else {
            throw Refusal(
                .unknown, subject: recording.whose.text, field: "whose", reason: "person",
                "There is no \(recording.whose). Name the person whose act it was.")
        }
        let held = rules.rolesHeld(actor, today)
        guard register.size.value == 0 || held.contains(where: { rules.recorders.contains($0.role) }) else {
            let roles = rules.recorders.map(\.code).sorted().joined(separator: ", ")
            throw Refusal(
                .forbidden, subject: actor.text, reason: "recorder",
                "Only \(roles) may enter what happened elsewhere or earlier. Ask one of them, or do it as an act of today."
            )
        }
    }

    mutating func take(_ act: Act) throws(Refusal) {
        broken = []
        roleUsed = nil
        switch act {
        case .create(let kind, let state, let values): try create(kind, state, values)
        case .change(let id, let values, let expecting): try change(id, values, expecting)
        case .step(let id, let verb, let values, let expecting): try step(id, verb, values, expecting)
        case .erase(let id, let entry, let key): try erase(id, entry, key)
        case .dispose(let id): try dispose(id)
        }
    }

    /// Notes a broken rule; an act made in the product cannot go on with one.
    mutating func breaks(_ problem: Refusal.Problem, as code: Refusal.Code = .guarded) throws(Refusal) {
        guard let recording = command.recording else { throw Refusal(code, [problem]) }
        guard recording.acceptsExceptions else {
            throw Refusal(
                code,
                [
                    Refusal.Problem(
                        code: problem.code, subject: problem.subject, field: problem.field,
                        message: problem.message
                            + " It is told, not made: take it in all the same with --accept-exceptions, and "
                            + "the exception stays marked for ever.")
                ])
        }
        broken.append(RuleException(code: problem.code, explanation: problem.message))
    }

    /// Appends a change to the answer and to the register that the next act sees.
    mutating func append(
        _ id: RecordID, _ kind: Kind, _ name: ActName, _ values: [Assignment], step: Step? = nil,
        speaksOf: Digest? = nil,
        removes: Removal? = nil
    ) {
        let change = Change(
            sequence: register.size.nextIndex, enteredAt: now, at: at, record: id, kind: kind.name,
            kindVersion: kind.about.version, version: (register.history(id)?.version ?? 0) + 1, act: name,
            assignments: values.sorted { $0.slot < $1.slot }, step: step, by: person, role: roleUsed?.role,
            onBehalfOf: roleUsed?.onBehalfOf, enteredBy: command.actor.person, known: command.actor.known,
            recorded: command.recording.map { Recorded(source: $0.source) }, reason: command.reason,
            speaksOf: speaksOf, exceptions: broken, removes: removes)
        register.evolve(change)
        changes.append(change)
        broken = []
    }
}
