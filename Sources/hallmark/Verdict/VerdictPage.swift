import Conformity
import Ledger
import Records

/// What an auditor would find, why, and what to do next: worst first, each with the records it comes from.
struct VerdictPage {
    let evaluation: Evaluation
    /// Records named before “and 177 more”.
    let recordsMax: Int
    let folder: FolderOption

    var page: Page {
        var page = Page()
        page.say(headline.inked(.strong))
        let groups = evaluation.requirements
        add(groups.filter { $0.candidate == .major }, "What an auditor would call major", .major, to: &page)
        add(groups.filter { $0.candidate == .minor }, "Minor", .minor, to: &page)
        add(groups.filter { $0.candidate == .opportunity }, "Opportunities for improvement", .plain, to: &page)
        addJudgements(to: &page)
        addQuiet(to: &page)
        page.gap()
        page.say(
            "\(faint: "These are drafts from records. Findings are made by an auditor, decisions by people. One of them in full:")"
        )
        page.command(folder.command("check", worst?.checkID.text ?? "C4.3-01"))
        return page
    }

    private var worst: CheckResult? {
        evaluation.drafts.first.flatMap { evaluation[$0.check] } ?? evaluation.results.first
    }

    /// Records on ⟨date⟩ satisfy ⟨n⟩ of ⟨m⟩ checks; never more than that.
    private var headline: Phrase {
        let summary = evaluation.summary
        let judgement = summary.count(.needsJudgement)
        let need: Phrase = judgement == 0 ? "" : "; \(judgement) \(judgement == 1 ? "needs" : "need") human judgement"
        return
            "Records on \(evaluation.view.point)\(evaluation.view.knownAt == nil ? "" : ",") satisfy \(summary.count(.pass)) of \(summary.applicable, "check")\(need)."
    }

    private func add(
        _ requirements: [RequirementSummary], _ title: Phrase, _ ink: Phrase.Ink, to page: inout Page
    ) {
        guard !requirements.isEmpty else { return }
        page.gap()
        page.say(("\(title): \(requirements.count, "requirement")" as Phrase).inked(.strong))
        for requirement in requirements {
            page.gap()
            let why: Phrase = requirement.reason.map { ": \(Phrase(saying: $0))" } ?? ""
            let number = Phrase(requirement.requirement.text, ink)
            page.say("\(number) \(strong: requirement.title)\(why)", hanging: 4)
            for draft in requirement.drafts {
                if let result = evaluation[draft.check] { add(result, to: &page) }
            }
        }
    }

    private func add(_ result: CheckResult, to page: inout Page) {
        page.say(
            "\(result.checkID), \(strong: result.statusWords): \(Phrase(saying: result.explanation))", indent: 2,
            hanging: 2)
        page.facts(facts(of: result), indent: 4)
    }

    private func facts(of result: CheckResult) -> [Page.Fact] {
        var facts: [Page.Fact] = []
        let records = result.failing.isEmpty ? result.unjudged : result.failing
        if !records.isEmpty {
            facts.append(Page.Fact("Records", "\(Amount.list(records.map(\.record.text), most: recordsMax))"))
        }
        if let action = result.nextAction {
            let who: Phrase = action.who.isEmpty ? "" : "\(faint: " For \(Amount.list(action.who)).")"
            facts.append(
                Page.Fact("Next", "\(Phrase(saying: action.sentence))\(who)", copy: folder.command(action.command)))
        }
        return facts
    }

    private func addJudgements(to page: inout Page) {
        let waiting = evaluation.results.filter { $0.status == .needsJudgement }
        guard !waiting.isEmpty else { return }
        page.head("A person has to judge")
        for result in waiting {
            page.gap()
            add(result, to: &page)
        }
    }

    /// What is fine stays thin: names only.
    private func addQuiet(to page: inout Page) {
        let mentioned = Set(evaluation.drafts.map(\.check))
        func ids(_ statuses: Status...) -> [CheckResult] {
            evaluation.results.filter { statuses.contains($0.status) && !mentioned.contains($0.checkID) }
        }
        let warned = evaluation.results.filter { $0.warning != nil }
        let groups: [(Phrase, [CheckResult])] = [
            ("Satisfied", ids(.pass)), ("No data yet", ids(.noData)), ("Not due yet", ids(.notDue)),
            ("Does not apply", ids(.notApplicable)),
        ]
        page.gap()
        page.facts(
            groups.filter { !$0.1.isEmpty }.map { Page.Fact($0, "\(Amount.list($1.map(\.checkID.text)))") }
                + (warned.isEmpty
                    ? []
                    : [
                        Page.Fact(
                            "Watch", lines: warned.map { "\($0.checkID): \(Phrase(saying: $0.warning ?? ""))" })
                    ]),
            indent: 0)
    }
}

extension CheckResult {
    var statusWords: String {
        switch status {
        case .pass: "satisfied"
        case .partial: "partial (\(passing) of \(due))"
        case .fail: "fails"
        case .noData: "no data"
        case .notDue: "not due yet"
        case .notApplicable: "does not apply"
        case .needsJudgement: "needs judgement"
        }
    }
}
