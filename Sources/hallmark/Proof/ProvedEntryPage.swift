import Ledger
import Records

/// What a proof of one entry shows, and whose word it still rests on.
struct ProvedEntryPage {
    let finding: EntryProof.Finding
    /// Whether the checkpoint came from elsewhere than the proof.
    let isCheckpointGiven: Bool

    private var header: Header { finding.header }

    var page: Page {
        var page = Page()
        page.say(
            ("Entry \(header.sequence) is in the ledger of \(finding.checkpoint.size.value, "entry"), and nothing that the file says of it was changed."
                as Phrase).inked(.strong))
        page.facts(
            [
                Page.Fact("Ledger", "\(finding.checkpoint.origin)"),
                Page.Fact("Taken", "\(Moment(milliseconds: header.time).long(in: .utc)) UTC"),
                Page.Fact("Entered by", "\(header.actor)"),
                Page.Fact("Says", "\(header.act) \(header.subject), version \(header.version)"),
            ])
        addContent(to: &page)
        page.head("What this rests on")
        page.say(checkpointWords, indent: 2, hanging: 2)
        page.say(keyWords, indent: 2, hanging: 2)
        page.command(finding.key.text, indent: 4)
        return page
    }

    private func addContent(to page: inout Page) {
        guard let body = finding.body else {
            page.gap()
            page.say(
                "What it said is not in the file: disposed of in the ledger, or left out by whoever made the file. That it was there is proved.",
                indent: 2)
            return
        }
        let open = body["set"]?.object ?? [:]
        let all = open.merging(finding.values) { first, _ in first }.sorted { $0.key < $1.key }
        let facts =
            all.map { Page.Fact(ProvedEntryPage.label($0.key), lines: ProvedEntryPage.lines(of: $0.value)) }
            + finding.erasedKeys.map {
                Page.Fact(
                    Phrase($0),
                    "\(faint: "not in the file: erased in the ledger, or left out by whoever made the file")")
            }
        guard !facts.isEmpty else { return }
        page.head("What it holds")
        page.facts(facts)
    }

    /// What stands beside the fields in an entry, in words.
    private static func label(_ key: String) -> Phrase {
        switch key {
        case "@account": "Account on the machine"
        case "@reason": "Reason"
        case "@source": "Told from"
        default: Phrase(key)
        }
    }

    private static func lines(of value: JSON) -> [Phrase] {
        switch value {
        case .string(let text): Phrase.lines(text)
        case .array(let items): items.flatMap { lines(of: $0) }
        default: [Phrase(value.text)]
        }
    }

    private var checkpointWords: Phrase {
        isCheckpointGiven
            ? "The checkpoint is the one you gave; the one in the file was not looked at."
            : "The checkpoint is the one in the file. With one that was published elsewhere: --checkpoint FILE"
    }

    private var keyWords: Phrase {
        finding.isKeyTakenOnTrust
            ? "The key was taken on trust from the file: whoever made the file may have made the key. Compare it with the key you got from elsewhere, or give that with --key:"
            : "The key is the one you gave:"
    }

    var json: JSON {
        [
            "isProved": true, "entry": .integer(Int64(header.sequence.value)),
            "size": .integer(Int64(finding.checkpoint.size.value)), "origin": .string(finding.checkpoint.origin),
            "time": .string(Timestamp.text(header.time)), "actor": .string(header.actor), "act": .string(header.act),
            "subject": .string(header.subject), "version": .integer(Int64(header.version)),
            "body": finding.body ?? .null, "values": .object(finding.values),
            "erased": .array(finding.erasedKeys.map { .string($0) }), "key": .string(finding.key.text),
            "isKeyTakenOnTrust": .bool(finding.isKeyTakenOnTrust), "isCheckpointGiven": .bool(isCheckpointGiven),
        ]
    }
}
