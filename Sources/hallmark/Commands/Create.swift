import ArgumentParser
import Organization
import Records

/// `hallmark create`: a new record.
struct Create: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create a record.",
        discussion: """
            For example: hallmark create systems --set name="Leak finder" --set intendedPurpose=@purpose.md
            What a kind holds: hallmark kinds systems
            """)

    @Argument(
        help: ArgumentHelp("The kind, like systems or AISystem.", valueName: "kind"), completion: .kinds)
    var kind: String
    @OptionGroup(title: "Values") var values: ValueOptions
    @Option(
        help: ArgumentHelp("Recorded act: the state in which the record begins.", valueName: "state"),
        completion: .states)
    var state: String?
    @OptionGroup(title: "Who and why") var acting: ActingOption
    @OptionGroup(title: "What happened elsewhere or earlier") var recording: RecordingOptions
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func run(at desk: Desk) async throws -> ExitCode {
        let kind = try desk.node.register.declarations.kind(asked: kind)
        let filling = try desk.filling(values, for: kind)
        do {
            let changes = try await desk.submit(filling, acting, recording) {
                .create(kind, state: state, values: $0)
            }
            try desk.write(changes, output)
            return .done
        } catch Failure.refused(let refusal) {
            throw desk.complaint(refusal, about: kind) ?? Complaint(refusal)
        }
    }
}
