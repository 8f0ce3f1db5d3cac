import ArgumentParser
import Ledger
import Organization
import Records

/// `hallmark proof`: one entry with everything that proves it, for somebody without the ledger.
struct ProofCommand: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof", abstract: "Write one entry with its proofs to a file, for somebody without the ledger.",
        discussion: """
            Which entries speak of a record: hallmark history SYS-1
            Whoever gets the file checks it with: hallmark verify --entry FILE --key VERIFIERKEY
            """)

    @Argument(help: ArgumentHelp("The number of the entry, counted from 0.", valueName: "entry"))
    var entry: Int
    @Option(
        help: ArgumentHelp("The file; - is standard output. Default: entry-N.json.", valueName: "file"),
        completion: .file())
    var to: String?
    @Flag(help: "Write over the file if it is there.")
    var replace = false
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func validate() throws {
        if entry < 0 { throw ValidationError("Entries are counted from 0.") }
    }

    func run(at desk: Desk) async throws -> ExitCode {
        let machine = desk.machine
        let size = desk.node.register.size
        guard entry < size.value else {
            throw Complaint(
                .notThere, "There is no entry \(entry): the last one is \(size.value - 1).",
                "Which entries speak of a record: hallmark history ID")
        }
        let proof = try await desk.node.proof(of: EntryIndex(entry))
        let path = to ?? "entry-\(entry).json"
        if path == "-" {
            try machine.output.write(try proof.file())
            return .done
        }
        try machine.files.write(try proof.file(), to: path, sparing: desk.own, replacing: replace)
        let key = try desk.node.verifier
        if output.format == .json {
            try machine.output.write([
                "entry": .integer(Int64(entry)), "file": .string(path), "key": .string(key.text),
            ])
            return .done
        }
        var page = Page("Entry \(entry) and its proofs are in \(strong: path).")
        page.say("It holds what the entry says, personal values too. Anybody can check it without the ledger:")
        page.command("hallmark verify --entry \(Shell.word(path)) --key \(key)")
        try machine.output.write(page)
        return .done
    }
}
