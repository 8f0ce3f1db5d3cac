import Conformity
import Ledger
import Records

/// One check in full: what it asks, what it says, of which records, from which figures.
struct ResultPage {
    let result: CheckResult
    let view: View
    let recordsMax: Int
    let folder: FolderOption

    var page: Page {
        var page = Page()
        let check = Check.find(result.checkID)
        page.say("\(strong: result.checkID): \(strong: result.statusWords)")
        page.facts(
            [
                Page.Fact("Asks", "\(check?.words ?? "")"),
                Page.Fact("Requirement", "\(result.requirement) \(Criteria.find(result.requirement)?.title ?? "")"),
                Page.Fact("Says on \(view.day.short)", lines: [Phrase(saying: result.explanation)] + known),
                Page.Fact("Members", "\(result.population, "member"), \(result.due) due, \(result.passing) passing"),
            ] + dates + drafts, indent: 2)
        add("Do not pass", result.failing.map { ($0.record, $0.gaps, nil) }, to: &page)
        add("Have time", result.pending.map { ($0.record, $0.gaps, $0.dueAt) }, to: &page)
        add("Wait for a judgement", result.unjudged.map { ($0.record, $0.gaps, nil) }, to: &page)
        addBasis(to: &page)
        if let action = result.nextAction {
            page.head("Smallest next action")
            let who: Phrase = action.who.isEmpty ? "" : " For \(Amount.list(action.who))."
            page.say("\(Phrase(saying: action.sentence))\(who)", indent: 2)
            page.command(folder.command(action.command), indent: 4)
        }
        return page
    }

    private var known: [Phrase] {
        view.knownAt.map { ["\(faint: "as known with entry \($0)")"] } ?? []
    }

    private var dates: [Page.Fact] {
        let next = result.nextDueAt.map { Page.Fact("Holds until", "\($0.long)") }
        let warning = result.warning.map { Page.Fact("Note", Phrase(saying: $0)) }
        return [next, warning].compactMap(\.self)
    }

    private var drafts: [Page.Fact] {
        guard let draft = DraftFinding(result, in: view) else { return [] }
        return [Page.Fact("An auditor may call it", "\(draft.candidate.words): \(Phrase(saying: draft.reason))")]
    }

    private func add(_ title: Phrase, _ members: [(RecordRef, [Gap], Day?)], to page: inout Page) {
        guard !members.isEmpty else { return }
        page.head(title)
        page.facts(
            members.prefix(recordsMax).map { record, gaps, due in
                let until: Phrase = due.map { ", until \($0.long)" } ?? ""
                return Page.Fact(
                    "\(record.text)", "\(Phrase(saying: gaps.map(\.text).joined(separator: "; ")))\(until)")
            })
        if members.count > recordsMax {
            page.say("and \(Amount.text(members.count - recordsMax)) more: say --all", indent: 2)
        }
    }

    private func addBasis(to page: inout Page) {
        let parameters = result.parametersUsed.map { use -> Phrase in
            "\(use.name) = \(use.value) (\(use.source?.text ?? "default"))"
        }
        let rules = result.rulesUsed.map { Phrase(saying: $0.explanation) }
        let evidence = Amount.list(result.evidence.map(\.text), most: recordsMax)
        let facts = [
            evidence.isEmpty ? nil : Page.Fact("Evidence", "\(evidence)", "\(faint: "grade \(result.evidenceGrade)")"),
            parameters.isEmpty ? nil : Page.Fact("Parameters", lines: parameters),
            rules.isEmpty ? nil : Page.Fact("Rules", lines: rules),
        ].compactMap(\.self)
        guard !facts.isEmpty else { return }
        page.head("What it rests on")
        page.facts(facts)
    }
}
