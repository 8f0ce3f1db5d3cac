package import Records

/// Something that shows a fact: a file, a place where it can be seen, or a statement. Source: 7.5.3, 8.1.
package struct Evidence: RecordKind {
    /// Whether it can still be shown.
    package enum State: String, Stage {
        case valid = "Valid"
        case expired = "Expired"
        case lost = "Lost"
    }

    /// How much it is worth, from a bare statement to a sealed record of a system. Source: 2.2.
    package enum Grade: String, Choice {
        case statement = "E0"
        case document = "E1"
        case record = "E2"
        case independent = "E3"
        case sealed = "E4"
    }

    package static let about = About(
        "Evidence", plural: "Evidence", address: "evidence", prefix: "EVD", clauses: ["7.5.3", "8.1"],
        summary: "What shows that something was done or is so.", naming: "kind",
        columns: ["kind", "source", "grade", "validUntil"],
        sections: [
            Section("Evidence", ["kind", "source", "grade", "subjects"]),
            Section("Where it is", ["file", "hash", "link"]),
            Section("Time", ["periodStart", "periodEnd", "validUntil"]),
        ])

    package static let lifecycle = Lifecycle<Evidence>(
        creators: .roles(.employee), editors: .roles(.manager) + [.owner], closed: [.lost],
        // What was used as evidence stays as it was; the day it runs out may be set later.
        frozen: [.valid, .expired], required: [Requirement(in: [.valid], \.kind, \.source, \.grade)],
        creation: [
            Guard("place", "Evidence above E0 is a file or stands somewhere. Attach the file, or give its link.") {
                $0.record.grade == .statement || $0.record.file != nil || $0.record.link != nil
            },
            Guard("period", "periodEnd lies before periodStart. Correct one of them.") { situation in
                guard let start = situation.record.periodStart, let end = situation.record.periodEnd else {
                    return true
                }
                return start <= end
            },
        ],
        always: [
            Guard(
                "told",
                "What is told is worth E3 at most: from here nobody outside can verify that it was sealed. Give E3 or less.",
                isFirm: true
            ) { $0.record.grade != .sealed || !$0.isTold },
            Guard(
                "sealed",
                "E4 is what an outsider can verify. Attach the file itself, so that its digest stands in the ledger, or give "
                    + "a lower grade."
            ) { $0.record.grade != .sealed || $0.record.file != nil || $0.isTold },
        ],
        transitions: [
            Transition(
                "Mark expired", from: [.valid], to: .expired, by: .roles(.manager, .internalAuditor) + [.owner],
                guards: [
                    Guard("expiry", "It has not run out: set validUntil to a day that has passed first.") {
                        situation in
                        situation.record.validUntil.map { $0 < situation.day } ?? false
                    }
                ]),
            Transition(
                "Mark lost", from: [.valid, .expired], to: .lost, by: .roles(.manager, .internalAuditor) + [.owner],
                needsReason: true),
        ])

    package let kind = text("Kind", help: "Minutes, test run, screenshot, log extract …", personal: false)
    package let source = text("Source", help: "The system or person it comes from.")
    package let grade = choice("Grade", Grade.self)
    package let periodStart = date("Covers from")
    package let periodEnd = date("Covers to")
    package let file = attachment("File")
    package let hash = text("SHA-256 of what is kept elsewhere", personal: false)
    package let link = Records.link("Where it can be seen")
    package let validUntil = date("Counts until", content: false)
    package let subjects = references(toAnyRecord: "What it is about")

    package init() {}
}
