import ArgumentParser
import Organization
import Records

/// `hallmark dispose`: a record whose retention has ended.
struct Dispose: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispose", abstract: "Dispose of a record whose retention has ended; a tombstone stays.",
        discussion: """
            The record must have been kept until retentionUntil, and somebody else must have set that day; who set it may \
            dispose of the record 30 days later.
            What is in force or in use stays, and so does what a record that is not closed names. Once a record was more \
            than a draft, its retentionUntil can be lengthened and not shortened.
            Files that only this record named are removed from the folder. Backups made earlier keep what they had.
            """)

    @Argument(help: ArgumentHelp("The record, like RISK-12.", valueName: "id"))
    var id: String
    @OptionGroup var acting: ActingOption
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func run(at desk: Desk) async throws -> ExitCode {
        let content = try desk.record(id, in: desk.node.view())
        do {
            let changes = try await desk.submit(try await desk.command([.dispose(content.id)], acting, nil))
            try desk.write(changes, output)
            try await desk.tellOfFilesLeft()
            return .done
        } catch Failure.refused(let refusal) {
            throw desk.complaint(refusal, about: content.kind) ?? Complaint(refusal)
        }
    }
}
