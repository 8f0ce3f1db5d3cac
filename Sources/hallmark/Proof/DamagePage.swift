import Ledger
import Organization
import Records

/// What verification of a whole ledger found: that nothing was rewritten, or what was hit, the first entry first.
struct DamagePage {
    let examination: Examination
    let folder: FolderOption
    /// Where the folder is.
    let path: String
    let hasPublished: Bool
    /// What is wrong with the key in the folder, and what to do about it.
    let keyTrouble: String?

    private static let damagesMax = 20

    private var report: VerificationReport { examination.ledger }
    private var others: [String] { examination.beside }

    var page: Page {
        var page = examination.isSound ? sound : damaged
        if let keyTrouble, !isOnlyUnsigned {
            page.gap()
            page.say("\(keyTrouble)")
        }
        return page
    }

    private var sound: Page {
        var page = Page()
        page.say(
            ("Nothing was rewritten: \(report.size.value, "entry") and \(report.checkpointCount, "checkpoint") hold."
                as Phrase).inked(.strong))
        page.facts(facts)
        sayStrangers(on: &page)
        if !hasPublished {
            page.gap()
            page.say(
                "Whoever has the signing key could still have written the whole ledger anew. Against that, give checkpoints to others, and compare with one of them now and then:"
            )
            page.command(folder.command("checkpoint", "--to", "checkpoint.txt"))
            page.command(folder.command("verify", "--checkpoint", "checkpoint.txt"))
        }
        return page
    }

    /// What lies in the folder and belongs to nothing. A release that knew no better left the files of values that it erased.
    private func sayStrangers(on page: inout Page) {
        let strangers = examination.strangers
        guard !strangers.isEmpty else { return }
        page.gap()
        page.say(
            "In the folder lies what belongs to nothing in the ledger. Files in files/ may be of values that an earlier release erased. Look at it, and remove what nobody needs:"
        )
        for stranger in strangers.prefix(DamagePage.damagesMax) { page.say("\(stranger)", indent: 2) }
        if strangers.count > DamagePage.damagesMax {
            page.say("and \(strangers.count - DamagePage.damagesMax, "more", "more")", indent: 2)
        }
    }

    private var facts: [Page.Fact] {
        var facts: [Page.Fact] = []
        if let root = report.root { facts.append(Page.Fact("Root", "\(root.base64)")) }
        if hasPublished { facts.append(Page.Fact("Published checkpoint", "The ledger extends it.")) }
        if report.erasedCount > 0 {
            facts.append(Page.Fact("Erased", "\(report.erasedCount, "value"), each accounted for by a later entry"))
        }
        if report.disposedCount > 0 {
            facts.append(
                Page.Fact(
                    "Disposed of", "\(report.disposedCount, "body", "bodies"), each accounted for by a later entry"))
        }
        return facts
    }

    /// The ledger is sound in itself; it and a checkpoint from elsewhere do not go together.
    private var isOnlyPublishedWrong: Bool {
        others.isEmpty && report.damages.allSatisfy { $0.place == .publishedCheckpoint }
    }

    private var contradicted: Page {
        var page = Page()
        page.say(Phrase("The published checkpoint and this ledger do not go together.", .major))
        page.gap()
        page.facts(report.damages.map { Page.Fact("\(strong: $0.place)", "\($0.explanation)") })
        page.gap()
        page.say(
            "The first line of the checkpoint names the ledger it is of. If that is another one, look for the right checkpoint or folder. If it is this one, this ledger was rewritten since: keep the folder as it is, as evidence."
        )
        return page
    }

    /// Entries, tree and checkpoints hold; only what was worked out from them is wrong, and can be worked out again.
    private var isOnlySavedStateWrong: Bool {
        examination.isSavedStateWrong && others.count == 1 && report.damages.isEmpty
    }

    private var outOfDate: Page {
        var page = Page()
        page.say(Phrase("The saved state does not show what the entries say.", .major))
        page.say(
            "Nothing in the ledger was rewritten, and nothing is lost: the state only makes starts quick. What commands showed since it was saved may be wrong. Remove it; it is made anew from the entries:"
        )
        page.command("rm -r \(Shell.word(path + "/state"))")
        return page
    }

    /// Everything holds that can be checked without a key.
    private var isOnlyUnsigned: Bool {
        !examination.areSignaturesChecked && others.count == 1 && report.damages.isEmpty
    }

    private var unsigned: Page {
        var page = Page()
        page.say(Phrase("Who signed the checkpoints could not be checked.", .major))
        page.say(
            "Everything else holds: \(report.size.value, "entry"), the tree over them, and \(report.checkpointCount, "checkpoint") that speak of it. But whoever can write the folder could have made all of that anew."
        )
        if let keyTrouble { page.say("\(keyTrouble)") }
        page.gap()
        page.say("With the verifier key that init printed, or that somebody else kept, it can be checked:")
        page.command(folder.command("verify", "--key", "VERIFIERKEY"))
        return page
    }

    private var damaged: Page {
        if isOnlyPublishedWrong { return contradicted }
        if isOnlyUnsigned { return unsigned }
        if isOnlySavedStateWrong { return outOfDate }
        var page = Page()
        let count = report.damageCount + others.count
        let first: Phrase = report.firstDamagedEntry.map { " The first entry hit is \($0)." } ?? ""
        page.say(Phrase("The ledger is damaged in \(Amount.of(count, "place")).", .major) + first)
        page.gap()
        page.facts(
            report.damages.prefix(DamagePage.damagesMax).map { damage in
                Page.Fact("\(strong: damage.place)", "\(damage.explanation)")
            } + others.prefix(DamagePage.damagesMax).map { Page.Fact("", "\($0)") })
        if report.damageCount > DamagePage.damagesMax {
            page.say("and \(report.damageCount - DamagePage.damagesMax, "more place", "more places")", indent: 2)
        }
        page.gap()
        page.say("Keep the folder as it is, as evidence. Go on from a backup, in another folder:")
        page.command("hallmark restore BACKUP --data NEW-FOLDER")
        return page
    }

    func json(entered changes: [Change]) -> JSON {
        [
            "isSound": .bool(examination.isSound), "areSignaturesChecked": .bool(examination.areSignaturesChecked),
            "entries": .integer(Int64(report.size.value)),
            "checkpoints": .integer(Int64(report.checkpointCount)),
            "files": .integer(Int64(examination.filesVerified)),
            "strangers": .array(examination.strangers.map { .string($0) }),
            "recordedAs": changes.first.map { .string($0.record.text) } ?? .null,
            "recordedInEntry": changes.first.map { .integer(Int64($0.sequence.value)) } ?? .null,
            "root": report.root.map { .string($0.base64) } ?? .null,
            "erased": .integer(Int64(report.erasedCount)), "disposed": .integer(Int64(report.disposedCount)),
            "damageCount": .integer(Int64(report.damageCount + others.count)),
            "firstDamagedEntry": report.firstDamagedEntry.map { .integer(Int64($0.value)) } ?? .null,
            "damages": .array(
                report.damages.map { ["place": .string($0.place.description), "explanation": .string($0.explanation)] }
                    + others.map { ["place": .null, "explanation": .string($0)] }),
        ]
    }
}
