import ArgumentParser
import Ledger
import Organization
import Records
import Storage

/// `hallmark export`: records for others, as a file they can read; or the whole organization, as an archive.
struct Export: DeskCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, json
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the records of a kind, or the whole organization, for others.",
        discussion: """
            What came in comes out: cells that no field took have columns of their own, under number and header of the file \
            they came from. With --all the whole organization becomes one archive: every entry, every file, every checkpoint.
            Whoever gets it verifies it with: hallmark import FILE
            An export holds no signing key and no settings; to put an organization back in place, take a backup.
            """)

    @Argument(
        help: ArgumentHelp("The kind, like systems or AISystem.", valueName: "kind"), completion: .kinds)
    var kind: String?
    @Option(
        help: ArgumentHelp("The whole organization, as one archive in this file.", valueName: "file"),
        completion: .file(extensions: ["zip"]))
    var all: String?
    @Option(help: "For spreadsheets or for programs.")
    var format: Format = .csv
    @Flag(help: "CSV: an apostrophe before cells that a spreadsheet would take for a formula.")
    var spreadsheetSafe = false
    @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"), completion: .file())
    var to: String?
    @Flag(help: "Write over the file of --to if it is there.")
    var replace = false
    @OptionGroup var time: TimeOptions
    @OptionGroup var folder: FolderOption

    func validate() throws {
        if (kind == nil) == (all == nil) {
            throw ValidationError("Say which kind, like systems; or --all FILE for the whole organization.")
        }
        if let all, ["", "-"].contains(all) {
            throw ValidationError("--all needs the name of a file: an archive is read back before it is given away.")
        }
        if all != nil, spreadsheetSafe || to != nil || time.asOf != nil || time.knownAt != nil {
            throw ValidationError(
                "--all takes the whole organization along, from its beginning. Leave the other options out.")
        }
    }

    func run(at desk: Desk) async throws -> ExitCode {
        if let all {
            try await exportAll(to: all, desk)
        } else if let kind {
            try export(try desk.node.register.declarations.kind(asked: kind), desk)
        }
        return .done
    }

    private func export(_ kind: Kind, _ desk: Desk) throws {
        let machine = desk.machine
        let export = RecordExport(kind, in: try desk.view(time))
        let records = Amount.of(export.count, kind.about.title.inSentence, kind.about.plural.inSentence)
        machine.progress.show("Writing \(records)")
        let bytes = format == .csv ? export.csv(protectsSpreadsheets: spreadsheetSafe) : export.json()
        machine.progress.end()
        if format == .csv, !spreadsheetSafe, export.formulaCells > 0 {
            try machine.errors.write(
                Page(
                    "\(export.formulaCells, "cell begins", "cells begin") like a formula, and a spreadsheet may run it. They are written as they are; --spreadsheet-safe puts an apostrophe before each."
                ))
        }
        if let to, to != "-" {
            try machine.files.write(bytes, to: to, sparing: desk.own, replacing: replace)
            try machine.output.write(Page("\(records) in \(to), \(Amount.bytes(bytes.count))."))
        } else if machine.output.isTerminal {
            // For eyes; a file or a pipe gets the bytes as they are.
            let lines = Harmless.lines(String(decoding: bytes, as: UTF8.self))
            try machine.output.write(lines.joined(separator: "\n") + "\n")
        } else {
            try machine.output.write(bytes)
        }
    }

    private func exportAll(to path: String, _ desk: Desk) async throws {
        try desk.own.check(path)
        let progress = desk.machine.progress
        defer { progress.end() }
        let summary = try await desk.machine.interruption.cancelling {
            try await LedgerArchive.write(desk.node, to: FilePath(path), progress: { progress.show($0) })
        }
        progress.end()
        var page = Page(
            "The whole organization is in \(strong: path): \(summary.entries.value, "entry"), \(summary.files, "file")."
        )
        page.say(
            "It holds personal values, and the secret under which rows of files are known again; no key to sign with. Whoever gets it can verify it, and compare the key:"
        )
        page.command("hallmark import \(Shell.word(path)) --key \(summary.key)")
        try desk.machine.output.write(page)
    }
}

extension Progress {
    func show(_ progress: ArchiveProgress) {
        let what =
            switch progress.step {
            case .verifying: "Verifying entries"
            case .writing: "Writing entries"
            case .reading: "Reading entries"
            case .packing: "Packing, in percent"
            case .comparing: "Reading it back"
            case .unpacking: "Unpacking files"
            }
        show(what, progress.done, of: progress.total)
    }
}
