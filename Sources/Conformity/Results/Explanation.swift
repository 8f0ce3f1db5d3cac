import Records

/// Says a result in sentences a person understands, with figures.
struct Explanation {
    let check: Check
    let answer: Answer
    let tally: Tally
    let status: Status
    let day: Day

    var text: String {
        [head, shortcomings, judgement, waiting].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private var head: String {
        switch status {
        case .notApplicable: "Does not apply: there are no \(many)."
        case .noData where answer.emptyBecause != nil: (answer.emptyBecause ?? "").asSentence
        case .noData: tally.population == 0 ? "There are no \(many) to judge." : "There is no record to judge."
        case .notDue where tally.due > 0 || answer.dueFrom != nil: notYet
        case .notDue: "Nothing is due yet."
        case .pass where tally.population == 0: "Nothing was found that speaks against it."
        case .fail where tally.population == 0: ""
        case .pass, .partial, .fail, .needsJudgement: figures
        }
    }

    private var notYet: String {
        "Not due before \(answer.dueFrom.map(\.description) ?? "later")"
            + (tally.due > 0 ? "; today it would be: \(figures)" : ".")
    }

    private var figures: String {
        switch check.wording {
        case .statement(let sentence): tally.failing.isEmpty && tally.unjudged.isEmpty ? sentence : ""
        case .have(let one, let many, let what): sentence(one, many, "has", "have", not: "has no", what)
        case .did(let one, let many, let what): sentence(one, many, "has", "have", not: "has not", what)
        case .are(let one, let many, let what): sentence(one, many, "is", "are", not: "is not", what)
        }
    }

    /// "All 12 AI systems are assessed.", "9 of 12 …", "None of 3 …", "The one AI system is not …"
    private func sentence(
        _ one: String, _ many: String, _ verb: String, _ verbs: String, not: String, _ what: String
    ) -> String {
        let (passing, due) = (tally.passing, tally.due)
        let claim =
            switch (passing, due) {
            case (1, 1): "The one \(one) \(verb)"
            case (0, 1): "The one \(one) \(not)"
            case (due, _): "All \(due) \(many) \(verbs)"
            case (0, _): "None of \(due) \(many) \(verb)"
            default: "\(passing) of \(due) \(many) \(passing == 1 ? verb : verbs)"
            }
        let article = passing == 0 && due == 1 ? what.withoutArticle : what
        return "\(claim) \(article)\(needed)."
    }

    private var needed: String {
        answer.percentNeeded.map { percent in
            " (\(Count.percent(tally.passing, of: tally.due)), \(percent) % are needed)"
        } ?? ""
    }

    private var shortcomings: String {
        guard !tally.failing.isEmpty, status != .notApplicable else { return "" }
        if answer.isStatement || tally.population == 0 {
            return tally.failing.flatMap(\.gaps).map { $0.text.asSentence }.joined(separator: " ")
        }
        return "Missing: " + Count.list(tally.failing) { $0.text } + "."
    }

    private var judgement: String {
        guard !tally.unjudged.isEmpty else { return "" }
        return "A person has to judge: " + Count.list(tally.unjudged, most: 4) { $0.text } + "."
    }

    private var waiting: String {
        guard !tally.pending.isEmpty else { return "" }
        let (one, many) = nouns
        let count = Count.of(tally.pending.count, one, many)
        let verb = tally.pending.count == 1 ? "has" : "have"
        let until = tally.mostUrgent?.dueAt.map { "until \($0)" } ?? "until first use"
        let first =
            tally.mostUrgent.map { " (\($0.record.text): \($0.gaps.map(\.text).joined(separator: "; ")))" } ?? ""
        let earliest = tally.pending.count == 1 ? "" : ", the first of them"
        return "\(count) still \(verb) time\(earliest) \(until)\(first)."
    }

    private var nouns: (String, String) {
        switch check.wording {
        case .statement: ("statement", "statements")
        case .have(let one, let many, _), .did(let one, let many, _), .are(let one, let many, _): (one, many)
        }
    }

    private var many: String {
        switch check.wording {
        case .statement: "records"
        case .have(_, let many, _), .did(_, let many, _), .are(_, let many, _): many
        }
    }
}

extension String {
    /// "a decision on scope" after "has no" is "decision on scope".
    fileprivate var withoutArticle: String {
        for article in ["a ", "an "] where hasPrefix(article) { return String(dropFirst(article.count)) }
        return self
    }

    /// A clause as a sentence: capital letter in front, full stop behind.
    var asSentence: String {
        guard let first else { return self }
        return first.uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".")
    }
}
