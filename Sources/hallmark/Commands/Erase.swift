import ArgumentParser
import Ledger
import Organization
import Records

/// `hallmark erase`: one personal value, for good.
struct Erase: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erase one personal value from one entry, for good.",
        discussion: """
            The entry stays and still proves; only the value is gone, from saved state and backups made from now on too.
            A file goes with the last value that named it. Backups and exports made earlier keep both: they are yours to find.
            Which entry holds which value: hallmark history PER-007
            What an entry says of why, from where and by which account goes by @reason, @source and @account.
            """)

    @Argument(help: ArgumentHelp("The record, like PER-007.", valueName: "id"))
    var id: String
    @Option(help: ArgumentHelp("The entry that holds the value.", valueName: "number"))
    var entry: Int
    @Option(
        help: ArgumentHelp("The field whose value is to go, by its key or as `history` calls it.", valueName: "key"))
    var field: String
    @OptionGroup var acting: ActingOption
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func validate() throws {
        if entry < 0 { throw ValidationError("--entry: entries are counted from 0.") }
    }

    func run(at desk: Desk) async throws -> ExitCode {
        let content = try desk.record(id, in: desk.node.view())
        let called = content.kind.fields.first { $0.label.lowercased() == field.lowercased() }
        let act = Act.erase(content.id, entry: EntryIndex(entry), key: called?.key ?? field)
        do {
            let changes = try await desk.submit(try await desk.command([act], acting, nil))
            try desk.write(changes, output)
            try await desk.tellOfFilesLeft()
            return .done
        } catch Failure.refused(let refusal) {
            throw desk.complaint(refusal, about: content.kind) ?? Complaint(refusal)
        }
    }
}
