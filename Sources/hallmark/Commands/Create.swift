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

    @Argument(help: ArgumentHelp("The kind, like systems or AISystem.", valueName: "kind"))
    var kind: String
    @OptionGroup(title: "Values") var values: ValueOptions
    @Option(help: ArgumentHelp("Recorded act: the state in which the record begins.", valueName: "state"))
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
            throw complaint(refusal, kind)
        }
    }

    /// With a command that names what is missing.
    private func complaint(_ refusal: Refusal, _ kind: Kind) -> Complaint {
        let complaint = Complaint(refusal)
        let missing = refusal.problems.filter { $0.code == "required" }.compactMap(\.field)
        guard !missing.isEmpty else { return complaint }
        let settings = missing.flatMap { ["--set", "\($0)=…"] }.joined(separator: " ")
        return Complaint(
            complaint.code, complaint.problems, advice: complaint.advice + ["With what is missing:"],
            command: folder.command("create", kind.about.address, settings))
    }
}
