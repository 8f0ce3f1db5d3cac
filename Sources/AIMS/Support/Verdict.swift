package import Records

/// A competent person's answer to a question that no program can answer from records. Source: 2.10.
package struct Verdict: RecordKind {
    /// Given; expired by time; or taken back.
    package enum State: String, Stage {
        case given = "Given"
        case expired = "Expired"
        case revoked = "Revoked"
    }

    /// Whether what is asked is so.
    package enum Answer: String, Choice {
        case yes, no
    }

    package static let about = About(
        "Verdict", plural: "Verdicts", address: "verdicts", prefix: "VDT", clauses: ["9.1"],
        summary: "What somebody competent found on reading, for one check and one record.", naming: "question",
        columns: ["check", "part", "subject", "answer", "judgedOn"],
        sections: [
            Section("Question", ["check", "part", "subject", "member", "question"]),
            Section("Answer", ["answer", "reasons", "judgedBy", "judgedOn", "expiresAt"]),
            Section("Content", ["subjectVersion", "contentDigest"]),
        ])

    package static let lifecycle = Lifecycle<Verdict>(
        creators: .roles(.employee), editors: .roles(.manager), closed: [.expired, .revoked], frozen: [.given],
        required: [Requirement(in: [.given], \.check, \.subject, \.answer, \.reasons, \.judgedBy, \.judgedOn)],
        speaks: SpeaksOf(\.subject, version: \.subjectVersion, digest: \.contentDigest),
        creation: [
            Guard("check", "That is no id of a check. Give one like C5.2-02, A6.2.4-01 or X-01.") {
                $0.record.check.map(isCheckID) ?? true
            },
            Guard("judge", "Everybody judges for themselves. Leave judgedBy out, or record the verdict from paper.") {
                $0.record.judgedBy?.id == $0.person
            },
            Guard("owner", "Who owns or wrote the record may not judge it. Ask somebody else who is competent.") {
                situation in
                guard let subject = situation.record.subject.flatMap({ situation.view.record($0.id) }) else {
                    return true
                }
                // The organization stands for the whole management system; everybody may judge a part of it.
                if subject.kind == situation.view.declarations.kind(Organization.self) { return true }
                return !subject.created.isWork(of: situation.person) && !subject.edited.isWork(of: situation.person)
                    && subject.values[Kind.slot(base: \.owner)] != .reference(situation.person)
            },
        ],
        stamps: [\.judgedBy, \.judgedOn],
        transitions: [
            Transition(
                "Mark expired", from: [.given], to: .expired, by: .roles(.manager, .internalAuditor),
                guards: [
                    Guard("expiry", "It has not run out: expiresAt lies ahead or is not set.") { situation in
                        situation.record.expiresAt.map { $0.day(in: situation.view.zone) < situation.day } ?? false
                    }
                ]),
            Transition(
                "Revoke", from: [.given], to: .revoked, by: [.person(\Verdict.judgedBy)] + .roles(.manager),
                needsReason: true),
        ])

    package let check = text("Check", help: "Its id, like C5.2-02.", max: 40, personal: false)
    package let part = text("Part", help: "The anchor, group, jurisdiction or section judged.", personal: false)
    package let member = reference(toAnyRecord: "Member judged")
    package let subject = reference(toAnyRecord: "Record judged")
    package let subjectVersion = text("Its version", personal: false, content: false)
    package let contentDigest = text("Digest of its content", personal: false, content: false)
    package let question = text("Question", max: 4_000, personal: false)
    package let answer = choice("Answer", Answer.self)
    package let reasons = prose("Reasons")
    package let judgedBy = reference("Judged by", to: Person.self)
    package let judgedOn = date("Judged on", tells: .act)
    package let expiresAt = moment("Holds until", content: false)

    package init() {}

    /// Whether a text has the shape of the id of a check: a clause or control and a number of two digits (C5.2-02, A6.2.4-01),
    /// or X or E in the place of a clause.
    private static func isCheckID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        func isNumber(_ text: Substring) -> Bool {
            !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        guard parts.count == 2, parts[1].utf8.count == 2, isNumber(parts[1]), let first = parts[0].first else {
            return false
        }
        if parts[0] == "X" || parts[0] == "E" { return true }
        let numbers = parts[0].dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        return (first == "C" || first == "A") && (2...3).contains(numbers.count) && numbers.allSatisfy(isNumber)
    }
}
