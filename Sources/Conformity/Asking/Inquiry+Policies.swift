import AIMS
import Ledger
import Records

/// The AI policy, who read it, who looked at it again, and what people judged about it.
extension Asking {
    /// Versions of the AI policy in force.
    var aiPolicies: Population<Policy> {
        population("AI policies", within: inForce(Policy.self)) { _, policy in policy.type == .ai }
    }

    /// The one that took effect last.
    var latestAIPolicy: Record<Policy>? { aiPolicies.records.sorted { effect(of: $0) < effect(of: $1) }.last }

    /// Of that one, what everybody is asked about.
    var policyInForce: PolicyInForce? {
        session.value(Name("AI policy in force")) { on in
            on.latestAIPolicy.map {
                PolicyInForce(
                    id: $0.id, digests: Set($0.content.contentDigests.map(\.hex)), effect: on.effect(of: $0))
            }
        }
    }
}

/// What people acknowledge. As long as it stays the same nobody is asked again, whatever else is written on the policy.
struct PolicyInForce: Equatable {
    let id: RecordID
    /// Of the content it has, by any of which it is known.
    let digests: Set<String>
    /// The day from which it counts.
    let effect: Day
}

extension Inquiry {
    /// Its approval or its latest review is not older than the interval the organization set.
    func reviewedInTime(_ policy: Record<Policy>) -> Reply {
        let review = Remedy.create("PolicyReview", with: ["policy": policy.id.text])
        guard let latest = [approvalDay(of: policy), latestReview(of: policy)].compactMap(\.self).max() else {
            return .lacks(Gap("neither approved nor reviewed", review))
        }
        let last = latest.adding(months: whole(\.policyReviewMonths))
        return .holdsUntil(last, Gap("last approved or reviewed on \(latest), a review was due on \(last)", review))
    }

    /// The policy says where in its text a commitment stands.
    func places(_ anchor: Part, in policy: Record<Policy>) -> Reply {
        let isPlaced = policy.anchors?.contains { $0.anchor?.rawValue == anchor.name && $0.place != nil } ?? false
        return isPlaced ? .holds : .lacks(Gap("no place in the text", part: anchor.label, .fill(["anchors"])))
    }

    /// The day of the latest review of a policy that was held by then.
    func latestReview(of policy: Record<Policy>) -> Day? {
        let reviews = counted(view.all(PolicyReview.self, \.policy, pointingTo: policy.id))
        guard let latest = reviews.max(by: { ordered(held($0), $0) < ordered(held($1), $1) }), held(latest) <= day
        else { return nil }
        cite(latest.citation)
        return held(latest)
    }

    /// Of two of one day the later entry is the later word.
    private func ordered<K: RecordKind>(_ day: Day, _ record: Record<K>) -> (Day, EntryIndex) {
        (day, record.content.created.sequence)
    }

    private func held(_ review: Record<PolicyReview>) -> Day { review.date ?? entryDay(of: review) }

    /// Persons who have acknowledged the content this policy has.
    func acknowledgements(of policy: PolicyInForce) -> Acknowledgements {
        cite(policy.id)
        cite(Acknowledgement.self, "of \(policy.id)")
        return Acknowledgements(policy: policy.id, digests: policy.digests, on: self)
    }

    /// What a competent person who did not write it judged last about a part of a record, for this check.
    func verdict<K: RecordKind>(part: String, called label: String, on record: Record<K>) -> Reply {
        let due = Remedy.judge(check.id, part: part)
        let latest = counted(view.all(Verdict.self, \.subject, pointingTo: record.id)).filter { verdict in
            verdict.state == .given && verdict.check == check.id.text && verdict.part == part
                && judged(verdict) <= day && !isWork(record.content, of: verdict.judgedBy?.id)
        }.max { ordered(judged($0), $0) < ordered(judged($1), $1) }
        guard let latest else { return .unjudged(Gap("not judged yet", part: label, due)) }
        cite(latest.citation)
        if !record.content.hasContent(of: latest.contentDigest) {
            return .unjudged(Gap("judged on other content on \(judged(latest))", part: label, due))
        } else if latest.answer == .yes {
            // Whatever it says itself, it holds no longer than the organization lets verdicts hold.
            let longest = judged(latest).adding(months: whole(\.verdictMonths))
            let expires = latest.expiresAt.map { min($0.day(in: view.zone), longest) } ?? longest
            return .judgedUntil(expires, Gap("the verdict \(latest.id) expired on \(expires)", part: label, due))
        } else {
            return .lacks(
                Gap(
                    "judged as not met by \(latest.id)", part: label,
                    .create(record.content.kind.name, with: ["supersedes": record.id.text])))
        }
    }

    private func isWork(_ content: RecordContent, of person: RecordID?) -> Bool {
        person.map { content.created.isWork(of: $0) || content.edited.isWork(of: $0) } ?? false
    }

    private func judged(_ verdict: Record<Verdict>) -> Day { verdict.judgedOn ?? entryDay(of: verdict) }
}

/// Who has acknowledged a version of a policy. Asked of everybody, so that fields are read by their slots.
struct Acknowledgements {
    let policy: RecordID
    /// Of the content it has, by any of which it is known.
    let digests: Set<String>
    let on: Inquiry

    private static let person = Kind.slot(\Acknowledgement.person)
    private static let record = Kind.slot(\Acknowledgement.record)
    private static let contentHash = Kind.slot(\Acknowledgement.contentHash)

    private func isOfContent(_ hash: Value) -> Bool {
        if case .text(let hash) = hash { digests.contains(hash) } else { false }
    }

    /// Looks among what the person has acknowledged: that is little, while a policy is acknowledged by everybody.
    func contains(_ person: RecordID) -> Bool {
        let kind = on.session.declarations.kind(Acknowledgement.self)
        return on.view.records(of: kind, pointingTo: person, through: Acknowledgements.person).contains { content in
            content[Acknowledgements.record] == .reference(policy)
                && content.state == Acknowledgement.State.given.rawValue && on.counts(content)
                && content[Acknowledgements.contentHash].map(isOfContent) ?? false
        }
    }
}
