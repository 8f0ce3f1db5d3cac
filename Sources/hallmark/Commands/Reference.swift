import ArgumentParser

/// `hallmark reference`: the reference of the command line, from which docs/cli.md is made. For whoever works on the program.
struct Reference: HallmarkCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference", abstract: "Print the reference of all commands as Markdown.", shouldDisplay: false)

    private static let columns = 110

    func run(on machine: Machine) async throws -> ExitCode {
        try machine.output.write(Reference.markdown)
        return .done
    }

    private static var commands: [any ParsableCommand.Type] {
        Hallmark.configuration.subcommands.filter { $0.configuration.shouldDisplay }
    }

    static var markdown: String {
        let list = commands.map { command in
            let name = command.configuration.commandName ?? ""
            return "| [`\(name)`](#hallmark-\(name)) | \(command.configuration.abstract) |"
        }
        let codes = ExitCode.allCases.map { "| \($0.rawValue) | \($0.meaning) |" }
        let sections = commands.map { command in
            section("hallmark \(command.configuration.commandName ?? "")", of: command)
        }
        return """
            # The command line

            Made from the program by `make golden`; do not edit it here.

            | Command | Does |
            |---|---|
            \(list.joined(separator: "\n"))

            ## Exit codes

            | Code | Means |
            |---|---|
            \(codes.joined(separator: "\n"))

            ## What holds everywhere

            * Answers go to standard output, complaints and progress to standard error. A complaint says what is wrong, where, and what to do next.
            * `--format json` gives one JSON document. Text is for people and may change.
            * On a terminal, tables fit its width: long cells break between words, into three lines at most, and what is left is cut with an ellipsis. In a file or pipe nothing is cut. `COLUMNS` sets the width of both.
            * There is no colour when `NO_COLOR` is set, when `TERM` is `dumb`, and where there is no terminal.
            * Characters in records that would steer a terminal are shown, not obeyed.
            * `hallmark --generate-completion-script bash` prints completion for bash; zsh and fish are there too.

            """ + sections.map { "\n" + $0 }.joined()
    }

    private static func section(_ title: String, of command: any ParsableCommand.Type) -> String {
        let help = Hallmark.helpMessage(for: command, columns: columns)
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        return "## \(title)\n\n```\n\(lines.joined(separator: "\n").trimmedEnd)\n```\n"
    }
}

extension String {
    fileprivate var trimmedEnd: String { String(reversed().drop { $0.isNewline }.reversed()) }
}
