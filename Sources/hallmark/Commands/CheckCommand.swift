import AIMS
import ArgumentParser
import Conformity
import Ledger
import Organization
import Records

/// `hallmark check`: what an auditor would find, and what to do next.
struct CheckCommand: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "See what an auditor would find, why, and the smallest next action.",
        discussion: """
            Without an id, all checks, worst first. With ids of checks or requirements (C4.3-01, 4.3), those in full.
            The answer is 0 whatever the checks say, unless --strict is given.
            """)

    @Argument(
        help: ArgumentHelp("Checks or requirements, like C4.3-01 or 5.2.", valueName: "id"), completion: .checks)
    var ids: [String] = []
    @Flag(help: "Name every record, not only the first few.")
    var all = false
    @Flag(help: "Answer 1 when a check fails, is partial or has no data.")
    var strict = false
    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    private static let recordsMax = 5
    private static let recordsInFullMax = 25

    func run(at desk: Desk) async throws -> ExitCode {
        let machine = desk.machine
        let view = try desk.view(time)
        try checkIsFounded(view)
        let evaluation = desk.evaluation(of: view)
        let chosen = try ids.isEmpty ? evaluation.results : results(in: evaluation)
        switch output.format {
        case .json: try machine.output.write(json(chosen, evaluation))
        case .text: try machine.output.write(page(chosen, evaluation))
        }
        let fails = chosen.contains { $0.status.isFailure || $0.status == .noData }
        return strict && fails ? .answerIsNo : .done
    }

    /// What nobody had founded yet satisfies nothing and fails nothing.
    private func checkIsFounded(_ view: View) throws(Complaint) {
        guard view.all(Organization.self).isEmpty else { return }
        let kind = view.declarations.kind(named: "Organization")
        let begin = kind.flatMap { view.register.histories(of: $0).first?.outlines.first?.at.day(in: view.zone) }
        let founded: Phrase? = begin.map { "Its record begins on \($0.long)." }
        throw Complaint(
            .notThere, Phrase.sentences("There was no organization on \(view.day.long) yet.", founded),
            begin == nil ? nil : "The first day to ask about:",
            command: begin.map { folder.command("check", "--as-of", $0.description) })
    }

    private func results(in evaluation: Evaluation) throws(Complaint) -> [CheckResult] {
        var chosen: [CheckResult] = []
        for id in ids {
            let wanted = id.uppercased()
            let found = evaluation.results.filter {
                $0.checkID.text.uppercased() == wanted || $0.requirement.text.uppercased() == wanted
            }
            if found.isEmpty {
                let known = evaluation.results.flatMap { [$0.checkID.text, $0.requirement.text] }
                throw Complaint(
                    .notThere,
                    Phrase.sentences("There is no check of “\(id)”.", Suggestion.sentence(for: wanted, among: known)),
                    "Checks there are: \(Amount.list(evaluation.results.map(\.checkID.text)))")
            }
            chosen += found
        }
        return chosen
    }

    private func page(_ chosen: [CheckResult], _ evaluation: Evaluation) -> Page {
        if ids.isEmpty {
            return VerdictPage(
                evaluation: evaluation, recordsMax: all ? .max : CheckCommand.recordsMax, folder: folder
            ).page
        }
        var page = Page()
        for result in chosen {
            page.gap()
            page.append(
                ResultPage(
                    result: result, view: evaluation.view, recordsMax: all ? .max : CheckCommand.recordsInFullMax,
                    folder: folder
                ).page)
        }
        return page
    }

    private func json(_ chosen: [CheckResult], _ evaluation: Evaluation) -> JSON {
        if ids.isEmpty { return evaluation.json }
        return .object(
            evaluation.view.asked.merging(["results": .array(chosen.map { $0.json(in: evaluation.view) })]) {
                first, _ in first
            })
    }
}
