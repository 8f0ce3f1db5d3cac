import AIMS
import Ledger
import Records

/// An approval among what it approves: it comes after the last edit and before the first use.
struct ApprovalMember: Member {
    let event: ApprovalEvent
    /// What is approved, and stands for the approval.
    let content: RecordContent

    var carrier: RecordContent? { content }
    var citation: RecordRef { RecordRef(content) }
}

extension Inquiry {
    /// Approvals given within the 12 months up to the day, whatever they approve.
    var approvalsOfTheYear: Members<ApprovalMember> {
        let (first, last) = (yearBegins, day)
        let isApproved = session.declarations.kinds.map(\.isApproved)
        return Members(set: everything, fromLog: "approvals from \(first) to \(last)") { content in
            // By an Approval record, or perhaps by a step that approves.
            guard isApproved[content.kind.ordinal] || !self.approvalRecords(of: content.id).isEmpty else { return [] }
            return self.approvals(of: content).filter { $0.day >= first && $0.day <= last }.map {
                ApprovalMember(event: $0, content: content)
            }
        }
    }

    /// An approval is early when it speaks of content that came only after it, or when what was approved was edited while it
    /// stood as approved. An edit in a state that is open to it makes new content, which is approved anew.
    func isEarly(_ member: ApprovalMember) -> Reply {
        let (event, content) = (member.event, member.content)
        if let edit = editWhileApproved(event, content) {
            return .late(Gap("approved on \(event.day), before its last edit on \(edit)", .learn))
        }
        if content.edited.at.isInOrder(before: event.at, in: view.zone) { return .holds }
        return isBeforeCreation(event, content) || speaksOfLaterContent(event, content)
            ? .late(
                Gap("approved on \(event.day), before its last edit on \(content.edited.at.day(in: view.zone))", .learn)
            )
            : .holds
    }

    /// The day of the last edit after an approval, and before the next one, in a state that holds content fast. The order of
    /// entries decides within a day: an edit told as one of the day of approval is none of before it.
    private func editWhileApproved(_ event: ApprovalEvent, _ content: RecordContent) -> Day? {
        // Most of what was approved is left alone after it.
        guard let last = view.lastEntry(of: content.id), last > event.sequence else { return nil }
        let table = content.kind.lifecycle
        var state = table.initial
        var edit: Day?
        for change in view.changes(of: content.id) {
            if let to = change.step?.to { state = to }
            guard change.sequence > event.sequence, event.at.isInOrder(before: change.at, in: view.zone) else {
                continue
            }
            if Inquiry.approves(change) { break }
            let isHeldFast = table.state(state).map { $0.isFrozen || $0.isClosed } ?? false
            if isHeldFast, change.edits(content.kind) { edit = change.at.day(in: view.zone) }
        }
        return edit
    }

    private func isBeforeCreation(_ event: ApprovalEvent, _ content: RecordContent) -> Bool {
        let creation = view.changes(of: content.id).first { $0.act == .create }
        return creation.map { !$0.at.isInOrder(before: event.at, in: view.zone) } ?? false
    }

    private func speaksOfLaterContent(_ event: ApprovalEvent, _ content: RecordContent) -> Bool {
        guard let digest = event.digest, content.hasContent(of: digest) else { return false }
        return !(view(on: event.day).record(content.id)?.hasContent(of: digest) ?? false)
    }

    /// First use before the legacy deadline is not asked.
    func isAfterUse(_ member: ApprovalMember) -> Reply {
        guard let use = use(of: member), use > legacyDeadline, member.event.day > use else { return .holds }
        return .late(Gap("approved on \(member.event.day), after first use on \(use)", .learn))
    }

    /// First use of approved content: of a document, policy or criteria the day it takes effect, of the first assessment of a
    /// system the first deployment. Source: 2.5.5.
    private func use(of member: ApprovalMember) -> Day? {
        let declarations = session.declarations
        if member.content.kind == declarations.kind(RiskAssessment.self) {
            let assessment = Record<RiskAssessment>(content: member.content, view: view)
            guard let system = assessment.system?.record(in: view),
                firstApprovedAssessment(of: system)?.id == assessment.id
            else { return nil }
            return assessmentDue(of: system)
        }
        return effect(ofRunWith: member.event, member.content)
    }

    /// The day on which the run of a version takes effect in which it was approved.
    private func effect(ofRunWith event: ApprovalEvent, _ content: RecordContent) -> Day? {
        guard let versions = content.kind.lifecycle.versions else { return nil }
        var effect: (stated: Day?, day: Day)?
        var stated: Day?
        var isThisRun = false
        for change in view.changes(of: content.id) {
            if let slot = versions.effect, let assignment = change.assignments.first(where: { $0.slot == slot }) {
                stated = assignment.value.flatMap(Day.init)
            }
            guard let step = change.step else { continue }
            let isEnd = versions.inForce.contains(step.from ?? "") && !versions.inForce.contains(step.to)
            if isEnd, isThisRun { break }
            if isEnd { effect = nil }
            if change.sequence == event.sequence { isThisRun = true }
            if versions.inForce.contains(step.to), effect == nil { effect = (stated, change.at.day(in: view.zone)) }
        }
        return isThisRun ? effect.map { $0.stated ?? $0.day } : nil
    }

    static func approves(_ change: Change) -> Bool {
        change.step.map { change.speaksOf != nil || approvalStates.contains($0.to) } ?? false
    }

    static func approves(_ step: StepOutline) -> Bool { step.speaks || approvalStates.contains(step.to) }
}

extension Change {
    /// Whether it sets what an approval speaks of.
    fileprivate func edits(_ kind: Kind) -> Bool {
        assignments.contains { $0.slot < kind.fields.count && kind.fields[$0.slot].specification.isContent }
    }
}

extension Kind {
    /// Its life cycle holds an approval. That somebody has read something is none.
    fileprivate var isApproved: Bool {
        name != "Approval" && name != "Acknowledgement"
            && (lifecycle.transitions.contains(where: \.approves)
                || lifecycle.states.contains { Inquiry.approvalStates.contains($0.name) })
    }
}
