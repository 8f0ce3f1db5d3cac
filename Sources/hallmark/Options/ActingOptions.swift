import ArgumentParser
import Records

/// Whose act it is that the command makes.
struct ActingOption: ParsableArguments {
    @Option(
        name: .customLong("by"),
        help: ArgumentHelp(
            "Who acts: id or e-mail of a person. Default: the person set for this folder, at first the manager.",
            valueName: "person"))
    var by: String?

    @Option(help: ArgumentHelp("Why, in your words. Some steps need it.", valueName: "text"))
    var reason: String?

    /// What was said, as words of a command to be copied.
    var words: [String] {
        [("--by", by), ("--reason", reason)].flatMap { name, text in text.map { [name, Shell.word($0)] } ?? [] }
    }

    /// A command on the same folder for the same person, without the reason, which was one for another act.
    func command(_ folder: FolderOption, _ words: String...) -> String {
        folder.command((words + (by.map { ["--by", Shell.word($0)] } ?? [])).joined(separator: " "))
    }
}

/// Makes of an act a recorded one: it tells of something that happened elsewhere or earlier.
struct RecordingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Recorded act: when it happened, a day or a moment like 2026-11-23T09:00:00Z.", valueName: "date"))
    var at: String?

    @Option(help: ArgumentHelp("Recorded act: whose act it was.", valueName: "person"))
    var whose: String?

    @Option(help: ArgumentHelp("Recorded act: the paper, file or system it is told from.", valueName: "text"))
    var source: String?

    @Flag(help: "Recorded act: take it in although it breaks a rule. The exception stays marked for ever.")
    var acceptExceptions = false

    var isRecorded: Bool { at != nil || whose != nil || source != nil || acceptExceptions }

    mutating func validate() throws {
        guard isRecorded else { return }
        guard let at else {
            throw ValidationError("A recorded act needs the day on which it happened: add --at, like --at 2026-11-23.")
        }
        guard whose != nil else {
            throw ValidationError(
                "A recorded act needs the person whose act it was: add --whose, like --whose PER-001.")
        }
        if BusinessTime(at) == nil {
            throw ValidationError(
                "--at: “\(at)” is neither a day like 2026-11-23 nor a moment like 2026-11-23T09:00:00Z.")
        }
    }
}
