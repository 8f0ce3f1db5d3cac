import AIMS
import Ledger
import Records

/// The AI policy, who read it, who looked at it again, and what people judged about it.
extension Inquiry {
    /// Versions of the AI policy in force, the latest last.
    var aiPolicies: [Record<Policy>] {
        once("AI policies") {
            inForce(Policy.self).filter { $0.type == .ai }.sorted { effect(of: $0) < effect(of: $1) }
        }
    }

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
    func places(_ anchor: String, in policy: Record<Policy>) -> Reply {
        let isPlaced = policy.anchors?.contains { $0.anchor?.rawValue == anchor && $0.place != nil } ?? false
        return isPlaced ? .holds : .lacks(Gap("no place in the text", part: anchor, .fill(["anchors"])))
    }

    /// The day of the latest review of a policy that was held by then.
    func latestReview(of policy: Record<Policy>) -> Day? {
        let reviews = all(PolicyReview.self).filter { $0.policy?.id == policy.id }
        guard let latest = reviews.max(by: { held($0) < held($1) }), held(latest) <= day else { return nil }
        cite(latest.citation)
        return held(latest)
    }

    private func held(_ review: Record<PolicyReview>) -> Day { review.date ?? entryDay(of: review) }

    /// Persons who have acknowledged the content this policy has.
    func acknowledgements(of policy: Record<Policy>) -> Set<RecordID> {
        let digest = policy.content.contentDigest.hex
        let given = all(Acknowledgement.self).filter { acknowledgement in
            acknowledgement.record?.id == policy.id && acknowledgement.state == .given
                && (acknowledgement.contentHash ?? digest) == digest
        }
        cite(policy.citation)
        cite(register(Acknowledgement.self, "of \(policy.id)"))
        return Set(given.compactMap { $0.person?.id })
    }

    /// What a competent person who is not the author judged last about a part of a record, for this check.
    func verdict<K: RecordKind>(part: String, on record: Record<K>) -> Reply {
        let due = Remedy.judge(check.id, part: part)
        let latest = all(Verdict.self).filter { verdict in
            verdict.state == .given && verdict.check == check.id.text && verdict.part == part
                && verdict.subject?.id == record.id && verdict.judgedBy?.id != record.content.created.by
                && judged(verdict) <= day
        }.max { judged($0) < judged($1) }
        guard let latest else { return .unjudged(Gap("not judged yet", part: part, due)) }
        cite(latest.citation)
        if latest.contentDigest.map({ $0 != record.content.contentDigest.hex }) ?? true {
            return .unjudged(Gap("judged on other content on \(judged(latest))", part: part, due))
        } else if latest.answer == .yes {
            let expires = latest.expiresAt?.day(in: view.zone) ?? judged(latest).adding(months: whole(\.verdictMonths))
            return .judgedUntil(expires, Gap("the verdict \(latest.id) expired on \(expires)", part: part, due))
        } else {
            return .lacks(
                Gap(
                    "judged as not met by \(latest.id)", part: part,
                    .create(record.content.kind.name, with: ["supersedes": record.id.text])))
        }
    }

    private func judged(_ verdict: Record<Verdict>) -> Day { verdict.judgedOn ?? entryDay(of: verdict) }
}
