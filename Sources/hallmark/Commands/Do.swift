import ArgumentParser
import Organization
import Records

/// `hallmark do`: a step in the life of a record; without a step, which ones are open and why the others are not.
struct Do: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "do", abstract: "Take a record a step further, or show which steps are open.",
        discussion: """
            For example: hallmark do SYS-1 screen
            Without a step, it lists the steps that are open to you, and says of the others why they are not.
            """)

    @Argument(help: ArgumentHelp("The record, like SYS-1.", valueName: "id"))
    var id: String
    @Argument(
        help: ArgumentHelp("The step, or the state it leads to.", valueName: "step"), completion: .steps)
    var step: String?
    @OptionGroup(title: "Values set with the step") var values: ValueOptions
    @Option(help: ArgumentHelp("Only if the record is still at this version.", valueName: "version"))
    var expecting: Int?
    @OptionGroup(title: "Who and why") var acting: ActingOption
    @OptionGroup(title: "What happened elsewhere or earlier") var recording: RecordingOptions
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func run(at desk: Desk) async throws -> ExitCode {
        let content = try desk.record(id, in: desk.node.view())
        guard let step else { return try await showSteps(of: content, desk) }
        let filling = try desk.filling(values, for: content.kind)
        do {
            let changes = try await desk.submit(filling, on: content.id, acting, recording) {
                .step(content.id, verb: step, values: $0, expecting: expecting)
            }
            try desk.write(changes, output)
            return .done
        } catch Failure.refused(let refusal) {
            let isOnlyMissing = refusal.problems.allSatisfy { ["required", "reason"].contains($0.code) }
            if isOnlyMissing, let complaint = desk.complaint(refusal, about: content.kind) { throw complaint }
            var complaint = Complaint(refusal)
            // No step of any state: the command was not understood.
            if refusal.code == .unknown, refusal.problems.contains(where: { $0.code == "step" }) {
                complaint = Complaint(.wrongUse, complaint.problems, advice: complaint.advice)
            }
            guard complaint.code == .refused else { throw complaint }
            throw Complaint(
                complaint.code, complaint.problems,
                advice: complaint.advice + ["Which steps are open to whom, and what they need:"],
                command: acting.command(folder, "do", content.id.text))
        }
    }

    private func showSteps(of content: RecordContent, _ desk: Desk) async throws -> ExitCode {
        let actor = try await desk.actingPerson(acting)
        let register = desk.node.register
        let page = StepsPage(
            content: content,
            prospects: StepsPage.prospects(
                of: content, by: actor, reason: acting.reason, register: register, rules: desk.node.rules,
                now: desk.machine.now),
            actor: actor.person, acting: acting, view: desk.node.view(), folder: folder)
        switch output.format {
        case .text: try desk.machine.output.write(page.page)
        case .json: try desk.machine.output.write(page.json)
        }
        return .done
    }
}
