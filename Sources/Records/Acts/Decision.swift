import Ledger

/// Decides what a command means for the present register. Pure: no clock, no randomness, no storage.
///
/// The answer is complete: sequence, entry time, ids and versions are those the changes will have if the ledger is still
/// at `register.size` when they are appended. If it moved on, decide again. A refusal of one act is one of the command.
///
/// - Parameter known: a view of this register, or of an earlier one of this ledger; what it has worked out need not be worked out
///   again. It changes no answer.
package func decide(
    _ command: Command, _ register: Register, _ rules: Rulebook, now: Moment, after known: View? = nil
) throws(Refusal) -> [Change] {
    var decision = try Decision(command, register, rules, now: now, after: known)
    for (place, act) in command.acts.enumerated() {
        do {
            try decision.take(act)
        } catch {
            throw command.acts.count == 1 ? error : error.inAct(place)
        }
    }
    try decision.checkLead()
    return decision.changes
}

/// What would become of the acts of a command, each for itself: the refused ones are left out, the others go on.
package struct Rehearsal: Sendable {
    /// What would become of one act.
    package enum Outcome: Sendable, Hashable {
        /// It would be done, with rules it breaks and that must not be broken unless whoever enters it says so.
        case done(accepted: [RuleException])
        case refused(Refusal)
    }

    /// One for each act of the command.
    package let outcomes: [Outcome]
    /// What stands against all of them together; `nil` when nothing does.
    package let objection: Refusal?
}

/// Asks what `decide` would answer, act by act. Throws what stands against the command whatever its acts are. Pure.
package func rehearse(
    _ command: Command, _ register: Register, _ rules: Rulebook, now: Moment, after known: View? = nil
) throws(Refusal) -> Rehearsal {
    var decision = try Decision(command, register, rules, now: now, after: known)
    let outcomes = command.acts.map { act -> Rehearsal.Outcome in
        do throws(Refusal) {
            try decision.take(act)
            return .done(accepted: decision.accepted)
        } catch {
            return .refused(error)
        }
    }
    do throws(Refusal) {
        try decision.checkLead()
        return Rehearsal(outcomes: outcomes, objection: nil)
    } catch {
        return Rehearsal(outcomes: outcomes, objection: error)
    }
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
    /// The acts of the command that founds an organization need no authority and may begin where others end up: there is
    /// nobody yet who could have the authority, take the steps or appoint the first person.
    let isFounding: Bool
    private(set) var register: Register
    /// The register today, before anything that this command does.
    let present: View
    /// The register on the day of the act, with what this command did so far.
    private(set) var view: View
    private(set) var changes: [Change] = []
    /// Rules that the act in hand breaks and that are taken in all the same.
    var exceptions: [RuleException] = []
    /// Those among them that are taken in only because whoever enters the act says so.
    private(set) var accepted: [RuleException] = []
    /// Rules that the act in hand must not break, each with the code of its refusal.
    private var refused: [(code: Refusal.Code, problem: Refusal.Problem)] = []
    /// Those among them of which there are no exceptions.
    private var firmlyRefused: [Refusal.Problem] = []
    var roleUsed: RoleHeld?
    /// Roles over everything that whoever tells of the acts holds today; asked once for all acts of the command.
    var tellersRoles: Set<RoleCode> = []

    init(
        _ command: Command, _ register: Register, _ rules: Rulebook, now: Moment, after known: View?
    ) throws(Refusal) {
        self.command = command
        self.register = register
        self.rules = rules
        self.now = max(now, register.latestTime ?? now)
        at = command.recording?.at ?? .moment(self.now)
        person = command.recording?.whose ?? command.actor.person
        isFounding = register.size.value == 0
        let (today, day) = (register.zone.day(of: self.now), at.day(in: register.zone))
        if let known, known.register.size == register.size, known.day == today, known.isLatest {
            // The very view, not one like it: what is worked out for this command is there for the next.
            present = known
        } else {
            present = View(register, asOf: today, today: today, after: known)
        }
        view = day == today ? present : View(register, asOf: day, today: today, after: known)
        try checkActor()
        try checkRecording()
    }

    var today: Day { register.zone.day(of: now) }

    mutating func take(_ act: Act) throws(Refusal) {
        exceptions = []
        accepted = []
        (refused, firmlyRefused) = ([], [])
        roleUsed = nil
        checkExplained()
        switch act {
        case .create(let kind, let state, let values): try create(kind, state, values)
        case .change(let id, let values, let expecting): try change(id, values, expecting)
        case .step(let id, let verb, let values, let expecting): try step(id, verb, values, expecting)
        case .erase(let id, let entry, let key): try erase(id, entry, key)
        case .dispose(let id): try dispose(id)
        }
    }

    /// Notes broken rules of one sort, told as a whole in `summary`. An act made in the product cannot go on with them; a
    /// recorded one can, if who enters it says so, and facts of production are never held up by guards (rule 7).
    mutating func breaks(
        _ problems: [Refusal.Problem], as code: Refusal.Code = .guarded, summary: String? = nil, fact: Bool = false
    ) {
        guard let first = problems.first else { return }
        let exception = RuleException(code: first.code, explanation: summary ?? first.message)
        switch command.recording?.accepts ?? .nothing {
        case _ where fact: exceptions.append(exception)
        case .gaps where first.code == Decision.gap, .everything where first.code == Decision.gap:
            exceptions.append(exception)
        case .everything:
            exceptions.append(exception)
            accepted.append(exception)
        case .nothing, .gaps: refused += problems.map { (code, $0) }
        }
    }

    /// The code of a field that is needed and empty.
    static let gap = "required"

    mutating func breaks(_ problem: Refusal.Problem, as code: Refusal.Code = .guarded) {
        breaks([problem], as: code)
    }

    /// Notes a broken rule of which there are no exceptions.
    mutating func breaksFirmly(_ problem: Refusal.Problem) { firmlyRefused.append(problem) }

    /// Refuses the act in hand if it breaks what it must not, with all of it.
    func settle() throws(Refusal) {
        guard let code = refused.first?.code ?? (firmlyRefused.isEmpty ? nil : .guarded) else { return }
        throw Refusal(
            code,
            firmlyRefused
                + refused.map { broken in
                    guard command.recording != nil else { return broken.problem }
                    return broken.problem.saying(
                        " It is told, not made: take it in all the same with --accept-exceptions, and the exception stays "
                            + "marked for ever.")
                })
    }

    /// Appends a change to the answer and to the register that the next act sees.
    mutating func append(
        _ id: RecordID, _ kind: Kind, _ name: ActName, _ values: [Assignment], step: Step? = nil,
        speaksOf: Digest? = nil, removes: Removal? = nil
    ) {
        let change = Change(
            sequence: register.size.nextIndex, enteredAt: now, at: at, record: id, kind: kind.name,
            kindVersion: kind.about.version, version: (register.history(id)?.version ?? 0) + 1, act: name,
            assignments: values.sorted { $0.slot < $1.slot }, step: step, by: person, role: roleUsed?.role,
            onBehalfOf: roleUsed?.onBehalfOf, enteredBy: command.actor.person, known: command.actor.known,
            recorded: command.recording.map { Recorded(source: $0.source) }, reason: command.reason?.nilIfBlank,
            speaksOf: speaksOf, exceptions: exceptions, removes: removes)
        register.evolve(change)
        view = View(register, asOf: view.day, today: today, after: view)
        changes.append(change)
        exceptions = []
    }
}

extension String {
    /// `nil` when there is nothing in it but white space.
    var nilIfBlank: String? {
        trimmingOuterSpace().isEmpty ? nil : self
    }
}
