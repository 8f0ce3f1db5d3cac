import ArgumentParser
import Ledger
import Organization
import Storage

/// `hallmark restore`: a backup becomes the folder of the organization again.
struct Restore: HallmarkCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring a backup back into a folder that is empty or not there yet.",
        discussion: """
            Every byte is compared with what the backup says of it, and the whole ledger is verified, before the folder becomes \
            that of the organization. Otherwise the folder stays as it was.
            """)

    @Argument(
        help: ArgumentHelp("The backup.", valueName: "file"), completion: .file(extensions: ["zip"]))
    var file: String
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func run(on machine: Machine) async throws -> ExitCode {
        let progress = machine.progress
        let target = folder.filePath(on: machine)
        defer { progress.end() }
        let summary = try await machine.interruption.cancelling { [file] in
            try await Backup.restore(
                FilePath(file), to: target, capabilities: machine.capabilities, progress: { progress.show($0) })
        }
        progress.end()
        switch output.format {
        case .json: try machine.output.write(summary.json)
        case .text: try machine.output.write(page(summary, target))
        }
        return .done
    }

    private func page(_ summary: Backup.Summary, _ target: FilePath) -> Page {
        var page = Page(
            "\(strong: target) is back: \(summary.entries.value, "entry"), \(summary.files, "file"). All of it was verified."
        )
        if !summary.absentFiles.isEmpty {
            page.say(
                "\(strong: "Missing") are \(summary.absentFiles.count, "file") that were lost before the backup was made."
            )
        }
        page.say("If the old folder still works somewhere, stop it: two ledgers under one key contradict each other.")
        page.gap()
        page.say("What an auditor would find in it:")
        page.command(folder.command("check"))
        return page
    }
}

extension Backup.Summary {
    var json: JSON {
        [
            "origin": .string(origin), "entries": .integer(Int64(entries.value)), "files": .integer(Int64(files)),
            "absentFiles": .array(absentFiles.map { .string($0.hex) }),
        ]
    }
}
