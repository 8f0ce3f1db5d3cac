import ArgumentParser
import Foundation

/// Where the program begins and ends: words become a command, whatever goes wrong becomes a message and a code.
@main
enum Program {
    static func main() async {
        let machine = Machine.thisOne()
        let signals = machine.interruption.listen(saying: "\nStopped. What was not finished left no trace.\n")
        let code = await run(on: machine)
        withExtendedLifetime(signals) { exit(code.rawValue) }
    }

    private static func run(on machine: Machine) async -> ExitCode {
        do {
            return try await answer(on: machine)
        } catch {
            let complaint = Complaint(error)
            var page = complaint.page
            if machine.interruption.hasWritten {
                page.say("What the command did in the ledger is done; only what it says was lost.", indent: 2)
            }
            try? machine.errors.write(page)
            return complaint.code
        }
    }

    private static func answer(on machine: Machine) async throws -> ExitCode {
        if let place = machine.unreadableArgument {
            throw Complaint(
                .wrongUse, "Word \(place) of the command is no text in UTF-8, and would be kept with characters lost.",
                "Set the terminal to UTF-8, or put the value into a file in UTF-8 and say --set key=@FILE.")
        }
        try checkCommand(machine.arguments)
        do {
            let command = try Hallmark.parseAsRoot(machine.arguments)
            if let twice = misuse(in: machine.arguments)?.complaintAboutRepetition { throw twice }
            if let command = command as? any HallmarkCommand { return try await command.run(on: machine) }
            var builtIn = command
            try builtIn.run()
            return .done
        } catch let error where Hallmark.exitCode(for: error) == .success {
            // Help, the version, a completion script.
            try machine.output.write(Hallmark.fullMessage(for: error) + "\n")
            return .done
        } catch let error where Program.isAboutWords(error) {
            throw misuse(in: machine.arguments)?.complaint ?? Complaint(wrongUse: error)
        }
    }

    /// The parser takes a mistyped command for an argument too many; here it is known what was meant.
    private static func checkCommand(_ arguments: [String]) throws(Complaint) {
        let known = Hallmark.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        let named = arguments.first == "help" ? arguments.dropFirst().first : arguments.first
        guard let word = named, !word.hasPrefix("-"), !known.contains(word) else { return }
        throw Complaint(
            .wrongUse,
            [
                Phrase.sentences("“\(word)” is no command.", Suggestion.sentence(for: word, among: known))
            ],
            advice: ["All commands:"], command: "hallmark --help")
    }

    /// What is to be said about the words of a command; `nil` where no command is named.
    private static func misuse(in arguments: [String]) -> Misuse? {
        let command = Hallmark.configuration.subcommands.first { $0.configuration.commandName == arguments.first }
        return command.map { Misuse(Array(arguments.dropFirst()), of: CommandShape($0)) }
    }

    /// What the parser throws has no type that can be named; everything thrown by commands has.
    private static func isAboutWords(_ error: any Error) -> Bool {
        !(error is Complaint) && Hallmark.exitCode(for: error) == .validationFailure
    }
}

extension Complaint {
    /// The parser's message, and where to read on.
    fileprivate init(wrongUse error: any Error) {
        let lines = Hallmark.fullMessage(for: error).split(separator: "\n").map(String.init)
        let see = lines.last { $0.contains("' for more information.") }
        let help = see?.split(separator: "'").dropFirst().first.map(String.init)
        let message = Hallmark.message(for: error)
        // Whatever else is wrong with words was seen before; this is a text where a number belongs.
        let parts = message.wholeMatch(of: /The value '(.*)' is invalid for '(.*)'/)
        let said = parts.map { "\(String($0.2)) takes a whole number, and “\(String($0.1))” is none." as Phrase }
        self.init(.wrongUse, said ?? Phrase(message), "How it is used:", command: help ?? "hallmark --help")
    }
}
