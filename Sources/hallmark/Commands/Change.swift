import ArgumentParser
import Organization
import Records

/// `hallmark change`: fields of a record.
struct ChangeRecord: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change fields of a record.",
        discussion: "For example: hallmark change SYS-1 --set ownerSO=PER-001 --set tags=\"water; leak\"")

    @Argument(help: ArgumentHelp("The record, like SYS-1.", valueName: "id"))
    var id: String
    @OptionGroup(title: "Values") var values: ValueOptions
    @Option(help: ArgumentHelp("Only if the record is still at this version.", valueName: "version"))
    var expecting: Int?
    @OptionGroup(title: "Who and why") var acting: ActingOption
    @OptionGroup(title: "What happened elsewhere or earlier") var recording: RecordingOptions
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func run(at desk: Desk) async throws -> ExitCode {
        let content = try desk.record(id, in: desk.node.view())
        if values.isEmpty {
            throw Complaint(
                .wrongUse, "Nothing is said about what \(content.id) is to hold.",
                "Add --set key=value, --file or --attach. Its fields:",
                command: "hallmark kinds \(content.kind.about.address)")
        }
        let filling = try desk.filling(values, for: content.kind)
        do {
            let changes = try await desk.submit(filling, on: content.id, acting, recording) {
                .change(content.id, values: $0, expecting: expecting)
            }
            try desk.write(changes, output)
            return .done
        } catch Failure.refused(let refusal) {
            throw desk.complaint(refusal, about: content.kind) ?? Complaint(refusal)
        }
    }
}
