import ArgumentParser
import Ledger
import Organization
import Records

/// `hallmark export`: records for others, as a file they can read.
struct Export: HallmarkCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, json
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the records of a kind as CSV or JSON.",
        discussion: """
            What came in comes out: cells that no field took have columns of their own, under number and header of the file they
            came from. An export holds no keys, no accounts' secrets and no settings.
            """)

    @Argument(help: ArgumentHelp("The kind, like systems or AISystem.", valueName: "kind"))
    var kind: String
    @Option(help: "For spreadsheets or for programs.")
    var format: Format = .csv
    @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"), completion: .file())
    var to: String?
    @Flag(help: "Write over the file if it is there.")
    var replace = false
    @OptionGroup var time: TimeOptions
    @OptionGroup var folder: FolderOption

    func run(on machine: Machine) async throws -> ExitCode {
        let desk = try await Desk.open(folder, on: machine)
        let kind = try desk.node.register.declarations.kind(asked: kind)
        let export = RecordExport(kind, in: try desk.view(time))
        machine.progress.show("Writing \(Amount.of(export.count, Amount.inside(kind.about.title), kind.about.plural))")
        let bytes = format == .csv ? export.csv() : export.json()
        machine.progress.end()
        if let to {
            try machine.files.write(bytes, to: to, replacing: replace)
            let title = Amount.inside(kind.about.title)
            try machine.output.write(
                Page("\(export.count, title, Amount.inside(kind.about.plural)) in \(to), \(Amount.bytes(bytes.count)).")
            )
        } else if machine.output.isTerminal {
            // For eyes; a file or a pipe gets the bytes as they are.
            let lines = Harmless.lines(String(decoding: bytes, as: UTF8.self))
            try machine.output.write(lines.joined(separator: "\n") + "\n")
        } else {
            try machine.output.write(bytes)
        }
        return .done
    }
}
