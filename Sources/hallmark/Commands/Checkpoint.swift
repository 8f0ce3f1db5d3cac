import ArgumentParser
import Ledger
import Organization
import Records

/// `hallmark checkpoint`: the signed size and root of the ledger, to be given to others.
struct CheckpointCommand: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Print the signed checkpoint of the ledger, to give to others.",
        discussion: """
            Publish it where nobody of yours can take it back: a web page, a mail to your auditor, a newspaper. From then on \
            nobody can change what was before it without being seen: hallmark verify --checkpoint FILE
            """)

    @Option(help: ArgumentHelp("Write it to a file instead.", valueName: "file"), completion: .file())
    var to: String?
    @Flag(help: "Write over the file if it is there.")
    var replace = false
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func run(at desk: Desk) async throws -> ExitCode {
        let machine = desk.machine
        let note = try await desk.node.checkpoint()
        if let to, to != "-" {
            // The note itself, whatever the answer is to be: that is what is published and verified.
            try machine.files.write(note, to: to, sparing: desk.own, replacing: replace)
            if output.format == .json {
                try machine.output.write(try json(note, try desk.node.verifier))
                return .done
            }
            var page = Page("The checkpoint of \(desk.node.register.size.value, "entry") is in \(to).")
            page.say("Whether the ledger still extends it, at any later time:")
            page.command(folder.command("verify", "--checkpoint", Shell.word(to)))
            try machine.output.write(page)
        } else {
            try machine.output.write(output.format == .json ? try json(note, try desk.node.verifier) : note)
        }
        return .done
    }

    private func json(_ note: [UInt8], _ key: VerifierKey) throws -> [UInt8] {
        let checkpoint = try Checkpoint(note: note, signedBy: key)
        let json: JSON = [
            "origin": .string(checkpoint.origin), "size": .integer(Int64(checkpoint.size.value)),
            "root": .string(checkpoint.root.base64), "note": .string(String(decoding: note, as: UTF8.self)),
            "key": .string(key.text),
        ]
        return Array((json.pretty() + "\n").utf8)
    }
}
