import ArgumentParser
import Ledger
import Organization
import Storage

/// `hallmark backup`: everything in the folder, secrets too, while others work on.
struct BackupCommand: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a backup of the folder, secrets included, while others work on.",
        discussion: """
            The ledger is verified on the way, and the backup is read back before it says that all is well. It holds the signing \
            key: keep it where only you can read it. To bring it back: hallmark restore FILE --data NEW-FOLDER
            """)

    @Argument(
        help: ArgumentHelp("The file to write; it must not be there yet.", valueName: "file"),
        completion: .file(extensions: ["zip"]))
    var file: String
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func validate() throws {
        if ["", "-"].contains(file) {
            throw ValidationError("A backup needs the name of a file: it is read back before it says that all is well.")
        }
    }

    func run(at desk: Desk) async throws -> ExitCode {
        try desk.own.check(file)
        let progress = desk.machine.progress
        defer { progress.end() }
        let summary = try await desk.machine.interruption.cancelling { [file] in
            try await Backup.write(desk.node, to: FilePath(file), progress: { progress.show($0) })
        }
        progress.end()
        switch output.format {
        case .json: try desk.machine.output.write(summary.json)
        case .text: try desk.machine.output.write(page(summary))
        }
        return .done
    }

    private func page(_ summary: Backup.Summary) -> Page {
        var page = Page(
            "The backup is in \(strong: file): \(summary.entries.value, "entry"), \(summary.files, "file").")
        if !summary.absentFiles.isEmpty {
            page.say(
                "\(strong: "Missing") are \(summary.absentFiles.count, "file") that records speak of and that the folder had lost before."
            )
        }
        page.say("It holds the signing key. Keep it where only you can read it. To bring it back:")
        page.command("hallmark restore \(Shell.word(file)) --data NEW-FOLDER")
        return page
    }
}
