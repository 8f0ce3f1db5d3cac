import AIMS
import Ledger
import Organization
import Records

extension Desk {
    /// Who acts: the person named, or the one set for the folder.
    func actingPerson(_ option: ActingOption) async throws -> ActingPerson {
        ActingPerson(
            person: try await person(option.by, option: "--by"), known: .machine(account: machine.account))
    }

    /// What a command asks for: acts, by whom, recorded or not.
    func command(
        _ acts: [Act], _ acting: ActingOption, _ recording: RecordingOptions?
    ) async throws -> Command {
        Command(
            acts, by: try await actingPerson(acting), recording: try await self.recording(recording),
            reason: acting.reason)
    }

    private func recording(_ options: RecordingOptions?) async throws -> Recording? {
        guard let options, let at = options.at.flatMap({ BusinessTime($0) }), let whose = options.whose else {
            return nil
        }
        return Recording(
            at: at, whose: try await person(whose, option: "--whose"), source: options.source,
            acceptsExceptions: options.acceptExceptions)
    }

    /// Makes it durable; a stop from the keyboard waits for that.
    func submit(_ command: Command) async throws -> [Change] {
        try await submitting(as: command.actor.person) { try await $0.submit(command) }
    }

    /// The same for one act on a record or a new one. What it sets is worked out on the record as it stands when it is written.
    func submit(
        _ filling: Filling, on id: RecordID? = nil, _ acting: ActingOption, _ recording: RecordingOptions?,
        _ act: @escaping @Sendable ([Assignment]) -> Act
    ) async throws -> [Change] {
        let circumstances = try await command([], acting, recording)
        return try await submitting(as: circumstances.actor.person) { node in
            try await node.submit(keeping: filling.contents) { view in
                let values = filling.assignments(on: id.flatMap { view.record($0) })
                return Command(
                    [act(values)], by: circumstances.actor, recording: circumstances.recording,
                    reason: circumstances.reason)
            }
        }
    }

    /// Runs what writes to the ledger to its end.
    func submitting<Answer: Sendable>(
        as person: RecordID, _ work: @Sendable (Node) async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await machine.interruption.holdingOff { try await work(node) }
        } catch Failure.refused(let refusal) where refusal.problems.contains(where: { $0.code == "actor" }) {
            throw accountComplaint(refusal, person)
        }
    }

    /// A refusal with the command that was typed and what is missing in it; `nil` when something else stands against it.
    func complaint(_ refusal: Refusal, about kind: Kind) -> Complaint? {
        let fields = refusal.problems.filter { $0.code == "required" }.compactMap(\.field)
        let needsReason = refusal.problems.contains { $0.code == "reason" }
        let settings = fields.flatMap { key -> [String] in
            let isFile = kind.field(key).map(\.holdsFiles) ?? false
            return isFile ? ["--attach", "\(key)=FILE"] : ["--set", "\(key)=…"]
        }
        let missing = settings + (needsReason ? ["--reason", "…"] : [])
        guard !missing.isEmpty else { return nil }
        let complaint = Complaint(refusal)
        return Complaint(
            complaint.code, complaint.problems, advice: complaint.advice + ["With what is missing:"],
            command: machine.typed.command(adding: missing, without: Set(fields)))
    }

    /// Somebody who works here and only has no account yet: how they get one.
    private func accountComplaint(_ refusal: Refusal, _ person: RecordID) -> Complaint {
        let complaint = Complaint(refusal)
        let view = node.view()
        guard view.isActive(person), view.all(Account.self, \.person, pointingTo: person).isEmpty else {
            return complaint
        }
        return Complaint(
            complaint.code, complaint.problems, advice: complaint.advice + ["An account for \(view.person(person)):"],
            command: folder.command("create", "accounts", "--set", "person=\(person)", "--set", "kind=person"))
    }

    /// The person named by id or e-mail; without a name, the one set for the folder.
    func person(_ named: String?, option: String) async throws -> RecordID {
        let people = node.view().all(Person.self)
        guard let named else {
            if let id = try await node.setting(Setting.actor).flatMap({ RecordID($0) }) { return id }
            throw Complaint(.wrongUse, "Nobody is set for this folder as the one who acts.", "Say who with --by.")
        }
        let wanted = named.trimmingOuterSpace().lowercased()
        let found = people.filter { $0.id.text.lowercased() == wanted || $0.email?.lowercased() == wanted }
        guard let first = found.first else {
            throw Complaint(
                .notThere, "\(option): there is no person “\(named)”. Name one by id or e-mail.", "Who there is:",
                command: folder.command("list", "people"))
        }
        guard found.count == 1 else {
            throw Complaint(
                .wrongUse,
                "\(option): \(Amount.list(found.map(\.id.text))) all have the e-mail “\(named)”. Name one by id.")
        }
        return first.id
    }

    /// Says what was done, in the form that is wanted.
    func write(_ changes: [Change], _ output: OutputOption) throws {
        let page = ChangesPage(changes: changes, view: node.view())
        switch output.format {
        case .json: try machine.output.write(page.json)
        case .text:
            var text = page.page
            if let content = changes.first.flatMap({ node.view().record($0.record) }), content.leadsOn {
                text.gap()
                text.say("What can be done with it now:")
                text.command(folder.command("do", content.id.text))
            }
            try machine.output.write(text)
        }
    }
}

extension RecordContent {
    /// Whether a step leads out of the state it is in.
    var leadsOn: Bool { !isDisposed && !kind.lifecycle.transitions(from: state).isEmpty }
}
