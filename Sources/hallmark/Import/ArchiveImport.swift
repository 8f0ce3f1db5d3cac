import Ledger
import Organization
import Storage

/// A whole organization on its way in, from the archive that `hallmark export --all` wrote.
struct ArchiveImport {
    let path: String
    let key: String?
    let checkpointPath: String?
    let checkpoint: [UInt8]?
    let folder: FolderOption
    let machine: Machine

    /// ZIP files begin like that; no table does.
    static func isArchive(_ path: String, _ files: Files) -> Bool {
        files.begins(path, with: Array("PK\u{3}\u{4}".utf8))
    }

    private var expectation: LedgerArchive.Expectation { LedgerArchive.Expectation(key: key, checkpoint: checkpoint) }

    /// Verifies every byte and writes nothing.
    func preview() async throws -> (page: Page, json: JSON) {
        let progress = machine.progress
        defer { progress.end() }
        let (path, expectation) = (path, expectation)
        let summary = try await machine.interruption.cancelling {
            try await LedgerArchive.verify(
                FilePath(path), expecting: expectation, progress: { progress.show($0) })
        }
        var page = Page("\(strong: path) is the archive of an organization, and sound.")
        page.facts(facts(of: summary))
        page.gap()
        page.say("\(strong: "Nothing was changed.") To take it into an empty folder, under a signing key of its own:")
        let stated = [("--key", key), ("--checkpoint", checkpointPath)].flatMap { name, text in
            text.map { [name, Shell.word($0)] } ?? []
        }
        page.command(folder.command((["import", Shell.word(path)] + stated + ["--commit"]).joined(separator: " ")))
        return (page, json(of: summary, isCommitted: false))
    }

    /// Takes it into the folder, which must be empty or not there yet.
    func bringIn() async throws -> (page: Page, json: JSON) {
        let progress = machine.progress
        defer { progress.end() }
        let (path, expectation, target) = (path, expectation, folder.filePath(on: machine))
        let capabilities = machine.capabilities
        let arrival = try await machine.interruption.cancelling {
            try await LedgerArchive.read(
                FilePath(path), to: target, expecting: expectation, capabilities: capabilities,
                progress: { progress.show($0) })
        }
        var page = Page("The organization from \(path) is in \(strong: target).")
        page.facts(
            facts(of: arrival.summary) + [
                Page.Fact("New key", copy: arrival.newKey),
                Page.Fact("", "Checkpoints made here are signed with it. Give it to whoever checks your ledger."),
                Page.Fact("Time zone", "\(arrival.timeZone)"),
                Page.Fact(
                    "Commands act for",
                    arrival.actor.map { "\($0), unless --by says otherwise." } ?? "nobody yet: say who with --by."),
            ])
        page.gap()
        page.say("What an auditor would find in it:")
        page.command(folder.command("check"))
        return (page, json(of: arrival.summary, isCommitted: true))
    }

    private func facts(of summary: LedgerArchive.Summary) -> [Page.Fact] {
        let trust: Phrase =
            key == nil
            ? "taken on trust from the archive. Compare it with one you got from elsewhere, or give that with --key."
            : "the one you gave."
        return [
            Page.Fact("Ledger", "\(summary.origin)"),
            Page.Fact("Holds", "\(summary.entries.value, "entry"), \(summary.files, "file")"),
            Page.Fact("Signed with", copy: summary.key), Page.Fact("", "The key is \(trust)"),
        ]
    }

    private func json(of summary: LedgerArchive.Summary, isCommitted: Bool) -> JSON {
        [
            "origin": .string(summary.origin), "key": .string(summary.key), "isKeyTakenOnTrust": .bool(key == nil),
            "entries": .integer(Int64(summary.entries.value)), "files": .integer(Int64(summary.files)),
            "isCommitted": .bool(isCommitted),
        ]
    }
}
