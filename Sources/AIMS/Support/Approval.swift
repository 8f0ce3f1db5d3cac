import Ledger
package import Records

/// A person's yes or no to the content of a record, in a role held at that moment. Source: 7.5.2.
///
/// Steps that approve make one by themselves. One made by hand is a second voice where a step asks for several.
package struct Approval: RecordKind {
    /// Given; stale once the content is another; or taken back.
    package enum State: String, Stage {
        case given = "Given"
        case stale = "Stale"
        case revoked = "Revoked"
    }

    /// What the approver says.
    package enum Decision: String, Choice {
        case approve, reject
        case approveWithConditions = "approve with conditions"
    }

    package static let about = About(
        "Approval", plural: "Approvals", address: "approvals", prefix: "APV", clauses: ["7.5.2"],
        summary: "Who agreed to which content, in which role, and when.", naming: "record",
        columns: ["record", "recordVersion", "approver", "decision", "at"],
        sections: [
            Section("Approval", ["record", "decision", "comment"]),
            Section("Given by", ["approver", "roleHeld", "onBehalfOf", "at"]),
            Section("Content", ["recordVersion", "contentHash"]),
        ])

    package static let lifecycle = Lifecycle<Approval>(
        creators: .roles(.employee), editors: .roles(.manager), closed: [.revoked], frozen: [.given, .stale],
        required: [
            Requirement(in: [.given], \.record, \.approver, \.decision, \.at)
        ],
        speaks: SpeaksOf(\.record, version: \.recordVersion, digest: \.contentHash),
        creation: [ownVoice, roleHeldNow, apartFromAuthor], stamps: [\.approver, \.at],
        transitions: [
            Transition(
                "Mark stale", from: [.given], to: .stale, by: .roles(.manager),
                guards: [
                    Guard(
                        "content",
                        "The content is still the one that was approved. Leave the approval as it is, or revoke it with a reason."
                    ) {
                        situation in
                        guard let subject = situation.record.record.flatMap({ situation.view.record($0.id) }) else {
                            return situation.record.contentHash != nil
                        }
                        return !subject.hasContent(of: situation.record.contentHash)
                    }
                ]),
            Transition(
                "Revoke", from: [.given, .stale], to: .revoked,
                by: [.person(\Approval.approver)] + .roles(.topManagement), needsReason: true),
        ])

    package let record = reference(toAnyRecord: "What is approved")
    package let recordVersion = text("Its version", personal: false, content: false)
    package let contentHash = text("Digest of its content", personal: false, content: false)
    package let approver = reference("Approver", to: Person.self)
    package let roleHeld = reference("In the role", to: RoleDefinition.self)
    package let onBehalfOf = reference("On behalf of", to: Person.self)
    package let decision = choice("Decision", Decision.self)
    package let comment = text("Comment", max: 4_000)
    package let at = moment("Given at", tells: .act)

    package init() {}

    private static let ownVoice = Guard<Approval>(
        "approver", "Everybody approves for themselves. Leave approver out, or record the approval from paper."
    ) { $0.record.approver?.id == $0.person }

    private static let roleHeldNow = Guard<Approval>(
        "role",
        "The approver does not hold this role for this record on that day. Name in roleHeld a role that is held."
    ) { situation in
        guard let role = situation.record.roleHeld?.record(in: situation.view)?.code,
            let subject = situation.record.record.flatMap({ situation.view.record($0.id) })
        else { return false }
        return situation.view.holds(RoleCode(role), situation.person, over: subject)
    }

    private static let apartFromAuthor = Guard<Approval>(
        "apart",
        "Nobody approves their own work: the approver wrote or last edited this. Somebody else must approve it."
    ) { situation in
        guard let subject = situation.record.record.flatMap({ situation.view.record($0.id) }) else { return false }
        return !subject.created.isWork(of: situation.person) && !subject.edited.isWork(of: situation.person)
    }
}

extension View {
    /// Whether the last word about the content a record has, of those that were not taken back, is a yes. Source: 2.5, "inForce".
    func isApproved<K: RecordKind>(_ record: Record<K>) -> Bool {
        words(on: record.content).last { $0.state != .revoked }.map { $0.decision != .reject } ?? false
    }

    /// What was said to exactly the content a record has, in the order of entries.
    fileprivate func words(on content: RecordContent) -> [Record<Approval>] {
        let digests = content.contentDigests
        return all(Approval.self, \.record, pointingTo: content.id).filter { approval in
            approval.contentHash.flatMap { Digest(hex: $0) }.map(digests.contains) ?? false
        }
    }
}

extension Case {
    /// Whether a holder of the role agreed to exactly the content that stood before the step; the latest word counts.
    func isApproved(by role: RoleCode) -> Bool {
        view.words(on: before.content).last { approval in
            approval.state == .given && approval.roleHeld?.record(in: view)?.code == role.code
        }.map { $0.decision != .reject } ?? false
    }
}

extension Guard {
    /// What takes effect before it was approved was in use without approval.
    static func effect(_ path: PartialKeyPath<K>) -> Guard<K> {
        let slot = Kind.slot(path)
        return Guard("effect", "It would take effect before it was approved. Set a day on or after the approval.") {
            situation in
            guard case .day(let effect)? = situation.record.content[slot] else { return true }
            return effect >= situation.before.content.entry.at.day(in: situation.view.zone)
        }
    }
}
