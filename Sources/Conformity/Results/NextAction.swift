package import Records

/// The smallest thing a person can do next about a result.
package struct NextAction: Hashable, Sendable {
    /// An instruction: "Fill in Reason for the scope decision of SYS-3."
    package let sentence: String
    /// The record it is done to.
    package let record: RecordID?
    /// Words after the name of the program: `change SYS-3 --set scopeReason=…`.
    package let command: String
    /// Who may do it: codes of roles, or words such as "the owner".
    package let who: [String]
}

extension NextAction {
    /// What mends the first gap of a member.
    init?(mending gap: Gap, of record: RecordRef, _ on: Inquiry) {
        switch gap.remedy {
        case .fill(let keys): self.init(filling: keys, of: record.id, on)
        case .fillIn(let id, let keys): self.init(filling: keys, of: id, on)
        case .bring(let id, let state): self.init(bringing: id, to: state, in: on.view)
        case .approve(let id, let role, let definition): self.init(approving: id, as: role, definition)
        case .create(let name, let values): self.init(creating: name, with: values, on)
        case .judge(let check, let part): self.init(judging: record.id, for: check, part: part)
        case .run(let command):
            self.init(sentence: "Run `hallmark \(command)`.", record: nil, command: command, who: [])
        case .learn:
            self.init(
                sentence:
                    "This cannot be undone. Treat it as a nonconformity: find the cause, so that it does not happen "
                    + "again.",
                record: record.id, command: record.id.map { "history \($0)" } ?? "check", who: ["AIMSM"])
        }
    }

    /// What was approved stays as it is; what is missing there goes into a version that supersedes it.
    private init?(filling keys: [String], of id: RecordID?, _ on: Inquiry) {
        guard let id, let kind = on.session.declarations.kind(of: id) else { return nil }
        let labels = keys.map { "“\(kind.field($0)?.label ?? $0)”" }
        let isHeldFast = on.view.record(id).flatMap(\.stateRow).map { $0.isFrozen || $0.isClosed } ?? false
        if isHeldFast, keys.contains(where: { kind.field($0)?.specification.isContent == true }) {
            self.init(creating: kind.name, with: ["supersedes": id.text], on)
            return
        }
        self.init(
            sentence: "Fill in \(Count.list(labels, most: 4)) of \(id).", record: id,
            command: "change \(id) " + keys.map { "--set \($0)=…" }.joined(separator: " "),
            who: kind.lifecycle.editors.map { $0.text(in: kind) })
    }

    /// By the step that leads there from where it is now; where none does, what leads on is shown.
    private init?(bringing id: RecordID, to state: String, in view: View) {
        guard let kind = view.declarations.kind(of: id), let content = view.record(id) else { return nil }
        let row = kind.lifecycle.transitions(from: content.state).first { $0.to == state }
        self.init(
            sentence: "Bring \(id) to \(kind.lifecycle.state(state)?.label ?? state).", record: id,
            command: (["do", id.text] + (row.map { [$0.code] } ?? [])).joined(separator: " "),
            who: (row?.by ?? kind.lifecycle.editors).map { $0.text(in: kind) })
    }

    private init(approving id: RecordID, as role: RoleCode, _ definition: RecordID?) {
        self.init(
            sentence: "Let a holder of \(role) who did not write it approve \(id).", record: id,
            command:
                "create approvals --set record=\(id) --set decision=approve --set roleHeld=\(definition?.text ?? "…") "
                + "--by …", who: [role.code])
    }

    /// A record that was begun goes on; only where there is none does a new one begin.
    private init?(creating name: String, with values: [String: String], _ on: Inquiry) {
        guard let kind = on.session.declarations.kind(named: name) else { return nil }
        if let begun = on.begun(kind, with: values) {
            let steps = kind.lifecycle.onward(from: begun.state)
            self.init(
                sentence: "Bring \(begun.id) further: it is \(begun.stateRow?.label ?? begun.state).", record: begun.id,
                command: "do \(begun.id)", who: Set(steps.flatMap(\.by).map { $0.text(in: kind) }).sorted())
            return
        }
        let title = kind.about.title
        // Said here, so that the command can be given as it stands once the dots are filled in.
        let needed = kind.ownFields.filter { $0.specification.isRequired && values[$0.key] == nil }
        let settings = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } + needed.map { "\($0.key)=…" }
        let article = title.first.map { "AEIOUaeiou".contains($0) } == true ? "an " : "a "
        let superseding = values["supersedes"].map { " that supersedes \($0)" } ?? ""
        // Risk criteria are many in one record.
        self.init(
            sentence: "Create \(title == kind.about.plural ? "" : article)\(title.inSentence)\(superseding).",
            record: nil,
            command: (["create", kind.about.address] + settings.map(\.asOption)).joined(separator: " "),
            who: kind.lifecycle.creators.map { $0.text(in: kind) })
    }

    private init?(judging id: RecordID?, for check: CheckID, part: String) {
        guard let id else { return nil }
        self.init(
            sentence: "Let a competent person who is not the author read \(id) and judge “\(part)”.", record: id,
            command:
                "create verdicts --set check=\(check) --set part=\(part) --set subject=\(id) --set answer=… --set "
                + "reasons=… --by …",
            who: ["a competent person"])
    }
}

extension LifecycleTable {
    /// Steps to a state that comes later among those declared and is not an end.
    fileprivate func onward(from state: String) -> [TransitionRow] {
        let order = states.map(\.name)
        let place = order.firstIndex(of: state) ?? 0
        return transitions(from: state).filter { row in
            (order.firstIndex(of: row.to) ?? 0) > place && self.state(row.to)?.isClosed != true
        }
    }
}

extension Inquiry {
    /// The last record of a kind that is on its way and holds these values. Where they name a record, it is among those that
    /// point to it.
    fileprivate func begun(_ kind: Kind, with values: [String: String]) -> RecordContent? {
        for (key, text) in values.sorted(by: { $0.key < $1.key }) {
            guard let field = kind.field(key), field.type.target != nil, let target = RecordID(text) else { continue }
            return view.records(of: kind, pointingTo: target, through: field.slot).last {
                $0.isOnTheWay && $0.says(values)
            }
        }
        let begun = session.set(
            Name("on the way", number: kind.ordinal), of: { _ in [kind] },
            { _, content in content.isOnTheWay ? content : nil })
        return session.contents(of: begun).last { $0.says(values) }
    }
}

extension RecordContent {
    /// Begun, and not yet where it counts.
    fileprivate var isOnTheWay: Bool {
        let counts = kind.lifecycle.versions.map { $0.inForce.contains(state) || $0.superseded == state } ?? false
        return !counts && stateRow?.isClosed != true && !kind.lifecycle.onward(from: state).isEmpty
    }

    /// Whether it holds these values, by field key, as a person would type them.
    fileprivate func says(_ wanted: [String: String]) -> Bool {
        wanted.allSatisfy { key, text in
            kind.field(key).flatMap { field in values[field.slot].map(field.type.text) } == text
        }
    }
}

extension String {
    /// `--set "type=AI policy"`: a value as an option of the program.
    fileprivate var asOption: String { "--set " + (contains(" ") ? "\"\(self)\"" : self) }
}
