import AIMS
import Ledger
import Records

/// An approval as an event: who agreed to which content, when.
struct ApprovalEvent {
    let at: BusinessTime
    let day: Day
    let by: RecordID
    /// Digest of the content it speaks of, in hexadecimal; nothing when a recorded act names none.
    let digest: String?
    /// Said no.
    var isRejection = false
    /// Author and approver were one, and a compensating measure was recorded.
    var joinsDuties: Bool
    /// The role in which it was done, where it was a step: held at that very moment.
    var role: RoleCode?
    /// The entry of the step that approves, or of the Approval record where no step does.
    var sequence: EntryIndex
    let citation: RecordRef
}

extension Inquiry {
    /// States that are an approval to come into. Source: 2.5.5, "approval".
    static let approvalStates: Set<String> = ["Approved", "Confirmed", "Decided", "Given", "Held"]

    /// `ok(x, role)`: approved, with the content it has now, by a person who held the role at that moment and is not the
    /// author.
    func ok<K: RecordKind>(by role: RoleCode) -> Condition<Record<K>> {
        asked { record in
            let events = self.voices(on: record.content)
            let approve = Remedy.approve(record.id, role, self.role(coded: role))
            if let valid = events.last(where: { self.complaint(about: $0, record.content, role) == nil }) {
                self.cite(valid.citation)
                self.noteJoinedDuties(valid, record.content)
                // The last word counts.
                return valid.isRejection
                    ? .lacks(Gap("rejected by \(valid.by) on \(valid.day)", approve)) : .holds
            } else if let latest = events.last, let complaint = self.complaint(about: latest, record.content, role) {
                return .lacks(Gap(complaint, approve))
            } else {
                return .lacks(Gap("not approved by \(role)", self.approvalRemedy(record.content, else: approve)))
            }
        }
    }

    private func noteJoinedDuties(_ event: ApprovalEvent, _ content: RecordContent) {
        guard event.joinsDuties, !event.isRejection else { return }
        use(
            .joinedDuties,
            "\(content.id) was approved by its author or last editor on \(event.day); the entry holds the compensating measure"
        )
    }

    /// The step that approves where the life cycle has one from here, else a record of the approval.
    private func approvalRemedy(_ content: RecordContent, else approve: Remedy) -> Remedy {
        let step = content.kind.lifecycle.transitions(from: content.state).first(where: \.approves)
        return step.map { .bring(content.id, to: $0.to) } ?? approve
    }

    private func complaint(about event: ApprovalEvent, _ content: RecordContent, _ role: RoleCode) -> String? {
        if !speaksOfPresent(event, content) {
            "changed after its approval on \(event.day)"
        } else if content.created.isWork(of: event.by), !event.joinsDuties {
            "approved by its own author"
        } else if event.role != role, !view(on: event.day).holds(role, event.by, over: content) {
            "approved by \(event.by), who did not hold the role \(role) on \(event.day)"
        } else {
            nil
        }
    }

    private func speaksOfPresent(_ event: ApprovalEvent, _ content: RecordContent) -> Bool {
        event.digest.map { content.hasContent(of: $0) }
            ?? content.edited.at.isInOrder(before: event.at, in: view.zone)
    }

    /// The day of the latest approval of the present content, by whomever; `nil` when there is none.
    func approvalDay<K: RecordKind>(of record: Record<K>) -> Day? {
        approvals(of: record.content).last { speaksOfPresent($0, record.content) }?.day
    }

    /// Approvals of a record in order of days.
    func approvals(of content: RecordContent) -> [ApprovalEvent] { voices(on: content).filter { !$0.isRejection } }

    /// What people said to a record in order of days: Approval records, and steps that approve where no record tells of them. What
    /// was taken back was not said, be it with a step.
    private func voices(on content: RecordContent) -> [ApprovalEvent] {
        let records = approvalRecords(of: content.id)
        var told = records.filter { $0.record.state != .revoked }.map(\.event)
        let revoked = records.filter { $0.record.state == .revoked }.map(\.event)
        var untold: [ApprovalEvent] = []
        for outline in view.stepOutlines(of: content.id) where Inquiry.approves(outline) {
            guard let change = view.change(of: content.id, in: outline.change.sequence) else { continue }
            let step = event(change)
            if let place = told.firstIndex(where: { $0.by == step.by && $0.day == step.day && !$0.isRejection }) {
                told[place].joinsDuties = step.joinsDuties
                told[place].role = step.role
                told[place].sequence = step.sequence
            } else if !revoked.contains(where: { $0.by == step.by && $0.day == step.day }) {
                untold.append(step)
            }
        }
        return (untold + told).sorted { ($0.day, $0.sequence) < ($1.day, $1.sequence) }
    }

    private func event(_ change: Change) -> ApprovalEvent {
        ApprovalEvent(
            at: change.at, day: change.at.day(in: view.zone), by: change.by, digest: change.speaksOf?.hex,
            joinsDuties: change.exceptions.contains { $0.code == "joined-duties" }, role: change.role,
            sequence: change.sequence,
            citation: .record(change.record, version: change.version))
    }

    /// Approvals of a record that are records of their own.
    func approvalRecords(of id: RecordID) -> [(record: Record<Approval>, event: ApprovalEvent)] {
        counted(view.all(Approval.self, \.record, pointingTo: id)).compactMap { approval in
            guard let approver = approval.approver?.id, let at = approval.at else { return nil }
            let event = ApprovalEvent(
                at: at, day: at.day(in: view.zone), by: approver, digest: approval.contentHash,
                isRejection: approval.decision == .reject, joinsDuties: false,
                sequence: approval.content.created.sequence, citation: approval.citation)
            return (approval, event)
        }
    }

    /// The definition of a role, which an approval names; nothing while there is none.
    private func role(coded role: RoleCode) -> RecordID? {
        roleSetting { $0.code == role.code }["role"].flatMap { RecordID($0) }
    }
}
