import Exchange
import Ledger
import Organization
import Records

/// What an import says: before it is done, what would become of everything; afterwards, what became of it.
struct ImportAnswer {
    let read: ImportFile
    let plan: ImportPlan
    /// `nil` for a preview.
    let changes: [Change]?
    /// Which rows to show; `nil` when nobody says.
    let rows: RowsPage.Choice?
    /// Whether the mapping is a first guess.
    let isGuess: Bool
    /// Whether rows are taken in although they break a rule.
    let isAccepting: Bool
    /// The same import once more, with other words at its end.
    let command: ([String]) -> String
    let folder: FolderOption

    /// So many rows are shown one by one when nobody says which.
    private static let rowsUsual = 20

    var page: Page { changes.map { result(of: $0) } ?? preview }

    private var preview: Page {
        var page = ColumnsPage(file: read).page
        DoubtsPage(plan: plan).add(to: &page)
        RowsPage(plan: plan, choice: rows ?? .first(ImportAnswer.rowsUsual)).add(to: &page)
        page.gap()
        if plan.rows.isEmpty {
            page.say("\(strong: "There are no rows to bring in.") Nothing was changed.")
        } else if let field = plan.unnamed {
            page.say(
                "\(strong: "Nothing was changed, and nothing can come in so:") no column fills “\(field.label)” (\(field.key)). Write the mapping to a file, say there which column it is, and give it back with --map:"
            )
            page.command(command(["--save-map", "\(plan.kind.about.address)-map.json"]))
        } else if plan.fillsNothing {
            page.say(
                "\(strong: "Nothing was changed, and nothing can come in so:") no column fills a field. Write the mapping to a file, say there which column fills which, and give it back with --map:"
            )
            page.command(command(["--save-map", "\(plan.kind.about.address)-map.json"]))
        } else if let first = plan.refused.first, case .refuse(let why) = first.fate {
            addRefusal(of: first, why, to: &page)
        } else if plan.creations + plan.changes == 0 {
            page.say("\(strong: "Nothing is left to bring in.") Nothing was changed.")
        } else if let objection = plan.objection {
            page.say("\(strong: "Nothing was changed, and nothing can come in so:")")
            for problem in objection.problems { page.say(Phrase(saying: problem.message), indent: 2, hanging: 2) }
        } else {
            addWayIn(to: &page)
            if isGuess {
                page.say(
                    "To decide about columns first, write the mapping to a file, change it and give it back with --map:"
                )
                page.command(command(["--save-map", "\(plan.kind.about.address)-map.json"]))
            }
        }
        return page
    }

    private func addWayIn(to page: inout Page) {
        let exceptional = plan.exceptional.count
        if exceptional > 0 && !isAccepting {
            page.say(
                "\(strong: "Nothing was changed.") \(exceptional, "row breaks", "rows break") a rule that holds for acts made here, as said above. To bring it in all the same, every row or none, with each exception marked for ever:"
            )
            page.command(command(["--accept-exceptions", "--commit"]))
        } else {
            page.say("\(strong: "Nothing was changed.") To bring it in, every row or none:")
            page.command(command(["--commit"]))
        }
    }

    private func addRefusal(of row: ImportPlan.Row, _ why: ImportPlan.Obstacle, to page: inout Page) {
        let start: Phrase =
            "\(strong: "Nothing was changed, and nothing can come in so:") row \(row.number), line \(row.line): \(Phrase(saying: why.clause))."
        switch why {
        case .untold:
            page.say("\(start) A recorded act says whose it was and when:")
            page.command(folder.command("create", plan.kind.about.address, "--set …", "--at DAY", "--whose PERSON"))
        case .refused:
            page.say(
                "\(start) Correct the file, or state in a mapping what the text stands for, or that the column is kept word for word:"
            )
            page.command(command(["--save-map", "\(plan.kind.about.address)-map.json"]))
        case .repeatedKey:
            page.say(
                "\(start) Correct the file, or state in a mapping which columns tell its rows apart; with \(strong: "\"key\": []") none does, and each becomes a record of its own:"
            )
            page.command(command(["--save-map", "\(plan.kind.about.address)-map.json"]))
        }
    }

    private func result(of changes: [Change]) -> Page {
        var page = Page()
        let created = changes.filter { $0.act == .create }.map(\.record)
        let changed = changes.filter { $0.act != .create }.map(\.record)
        if let first = created.first, let last = created.last {
            let range: Phrase = created.count == 1 ? "\(first)" : "\(first) to \(last)"
            page.say("\(strong: amount(created)) brought in from \(plan.source): \(range).")
        }
        if !changed.isEmpty {
            page.say("\(strong: amount(changed)) changed: \(Amount.list(changed.map(\.text), most: 8)).")
        }
        if let first = changes.first, let last = changes.last {
            if plan.same > 0 {
                page.say("\(plan.same, "row says", "rows say") what an earlier row says, key and all.")
            }
            if plan.known > 0 { page.say("\(plan.known, "row was", "rows were") there already.") }
            let entries: Phrase =
                changes.count == 1 ? "Entry \(first.sequence)." : "Entries \(first.sequence) to \(last.sequence)."
            page.say("\(entries) Each record knows its file, row and day.")
            addExceptions(of: changes, to: &page)
        } else if plan.rows.isEmpty {
            page.say("There are no rows in \(plan.source). Nothing was changed.")
        } else {
            page.say(
                "\(plan.known == 1 ? "The row is" : "All \(Amount.text(plan.known)) rows are") there already. Nothing was changed."
            )
        }
        page.gap()
        page.say("What an auditor would find:")
        page.command(folder.command("check"))
        return page
    }

    private func addExceptions(of changes: [Change], to page: inout Page) {
        let exceptional = changes.filter { !$0.exceptions.isEmpty }
        guard !exceptional.isEmpty else { return }
        page.say(
            "\(exceptional.count, "of them breaks", "of them break") a rule that holds for acts made here. The exception is marked in its entry."
        )
        let found = exceptional.flatMap { change in change.exceptions.map { (rule: $0.explanation, id: change.record) }
        }
        let rules = Dictionary(grouping: found) { $0.rule }
        for rule in rules.keys.sorted() {
            let ids = (rules[rule] ?? []).map { $0.id.text }
            page.say("\(Amount.list(ids, most: 8)): \(Phrase(saying: rule))", indent: 2, hanging: 2)
        }
    }

    private func amount(_ records: [RecordID]) -> String {
        let about = plan.kind.about
        return Amount.of(records.count, about.title.inSentence, about.plural.inSentence)
    }

    var json: JSON {
        [
            "source": .string(read.source), "kind": .string(plan.kind.name),
            "encoding": .string(read.table.encoding.rawValue),
            "key": .array(read.bound.key.map { .integer(Int64($0.number)) }), "columns": ColumnsPage(file: read).json,
            "notices": .array(
                read.table.notices.map { notice in
                    [
                        "code": .string(notice.code.rawValue), "message": .string(notice.message),
                        "rows": .array(notice.rows.map { .integer(Int64($0)) }),
                    ]
                }),
            "counts": [
                "rows": .integer(Int64(plan.rows.count)), "create": .integer(Int64(plan.creations)),
                "change": .integer(Int64(plan.changes)), "same": .integer(Int64(plan.same)),
                "known": .integer(Int64(plan.known)),
                "refuse": .integer(Int64(plan.refused.count)),
                "exceptional": .integer(Int64(plan.exceptional.count)),
                "doubtful": .integer(Int64(plan.doubtfulRows.count)),
            ],
            "objection": plan.objection.map { .array($0.problems.map { .string($0.message) }) } ?? .null,
            "rows": RowsPage(plan: plan, choice: rows ?? .all).json, "isCommitted": .bool(changes != nil),
            "entries": entries,
        ]
    }

    private var entries: JSON {
        guard let first = changes?.first, let last = changes?.last else { return .null }
        return ["first": .integer(Int64(first.sequence.value)), "last": .integer(Int64(last.sequence.value))]
    }
}
