import ArgumentParser

/// All commands, in the order in which somebody comes to need them.
struct Hallmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hallmark",
        abstract: "An AI management system as records that anybody can verify.",
        discussion: """
            A kind of record is named as `hallmark kinds` lists it: systems or AISystem. A day is written like 2026-11-23.
            The folder of the organization is --data, else $HALLMARK_DATA, else ./data.

            Exit codes: 0 done, 1 the answer is no, 2 wrong use, 3 refused by the rules, 4 bad input, 5 storage, 6 damaged ledger, 7 not there.

            Completion for your shell: hallmark --generate-completion-script bash (or zsh, fish).
            """,
        version: "0.1.0",
        subcommands: [Reference.self],
        groupedSubcommands: [
            CommandGroup(name: "Begin", subcommands: [Init.self, Import.self]),
            CommandGroup(
                name: "Look", subcommands: [CheckCommand.self, Kinds.self, List.self, Show.self, History.self]),
            CommandGroup(
                name: "Change", subcommands: [Create.self, ChangeRecord.self, Do.self, Erase.self, Dispose.self]),
            CommandGroup(name: "Prove", subcommands: [Verify.self, CheckpointCommand.self, ProofCommand.self]),
            CommandGroup(name: "Take along", subcommands: [Export.self, BackupCommand.self, Restore.self]),
        ])
}
