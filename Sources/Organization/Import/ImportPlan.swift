package import Exchange
import Ledger
package import Records
import Synchronization

/// What an import would do, row by row, before anything is written. Pure.
package struct ImportPlan: Sendable {
    package let kind: Kind
    package let table: Table
    /// The name of the file.
    package let source: String
    package let mapping: BoundMapping
    package let rows: [Row]

    /// One row of the file and what becomes of it.
    package struct Row: Sendable {
        /// Among the rows of data, from 1.
        package let number: Int
        /// The line of the file on which it begins.
        package let line: Int
        /// What names the record; empty when the row gives no name.
        package let title: String
        package let fate: Fate
        /// Cells a person has to look at.
        package let doubts: [Doubt]
        /// What is worth knowing about the row as a whole.
        package let remarks: [Remark]
        /// How many cells no field takes and the record keeps word for word.
        package let keptCells: Int
    }

    /// What becomes of a row.
    package enum Fate: Sendable, Hashable {
        case create([Assignment])
        /// It was brought in before and says nothing new.
        case known(RecordID)
        /// It was brought in before and says something new: by another text, or because a field takes now what was kept.
        case change(RecordID, [Assignment])
        /// It says what that row of the file says, key and all.
        case same(asRow: Int)
        /// With such a row nothing of the file comes in.
        case refuse(Obstacle)
    }

    /// Why a row cannot come in.
    package enum Obstacle: Sendable, Hashable {
        /// It does not say what nobody may invent; the clause says what.
        case untold(String)
        /// Its key stands in other rows too, which say something else.
        case repeatedKey([String], rows: [Int])

        /// What is wrong, without the row.
        package var clause: String {
            switch self {
            case .untold(let clause): return clause
            case .repeatedKey(let texts, let rows):
                let key = texts.map { "“\($0.count > 60 ? $0.prefix(59) + "…" : $0)”" }.joined(separator: ", ")
                let word = rows.count == 1 ? "row" : "rows"
                return "its key \(key) stands in \(word) \(Notice.listed(rows)) too, with other content"
            }
        }
    }

    /// Something about a row as a whole.
    package enum Remark: Sendable, Hashable {
        /// The same text in every cell as an earlier row of this file.
        case twin(ofRow: Int)
        /// What the column is headed like would tell rows apart, but the text stands in those rows too.
        case sameIdentifier(String, header: String, rows: [Int])
        /// The same name as an earlier row of this file, with other content.
        case namesake(ofRow: Int)
        /// The same name as a record that is there already.
        case sameName(RecordID)
        /// A field that every record of the kind needs is empty.
        case missing(field: String)
        /// A value that the register's field cannot take; it is kept as it is.
        case kept(column: Int, reason: String)
        /// The row says something else than a field that was changed here since it was brought in; the field stays.
        case changedHere(field: String, RecordID)
    }

    /// - Parameters:
    ///   - reading: the file's name, as the records will remember it.
    ///   - today: the day of the import, in the organization's time zone.
    ///   - secret: under which rows are known again.
    package init(
        _ table: Table, of source: String, as kind: Kind, mapping: BoundMapping, view: View, secret: RowSecret,
        today: Day
    ) {
        self.kind = kind
        self.table = table
        self.source = source
        self.mapping = mapping
        var planner = ImportPlanner(table, source, kind, mapping, view, secret, today)
        rows = table.rows.map { planner.plan($0) }
    }

    package var creations: Int { rows.count { if case .create = $0.fate { true } else { false } } }
    package var changes: Int { rows.count { if case .change = $0.fate { true } else { false } } }
    package var known: Int { rows.count { if case .known = $0.fate { true } else { false } } }
    package var same: Int { rows.count { if case .same = $0.fate { true } else { false } } }
    package var refused: [Row] { rows.filter { if case .refuse = $0.fate { true } else { false } } }
    package var doubtfulRows: [Row] {
        rows.filter { row in
            if case .refuse = row.fate { return true }
            return !row.doubts.isEmpty || !row.remarks.isEmpty
        }
    }

    /// The field that names a record, where no column fills it: then the rows are of another thing, or the mapping is missing.
    package var unnamed: DeclaredField? {
        guard creations > 0, let field = kind.field(kind.about.naming), field.specification.isRequired,
            !mapping.columns.contains(where: { $0.field.key == field.key })
        else { return nil }
        return field
    }

    /// Whether records would come of it that hold nothing but what was kept: the rows are of another thing, or the mapping is missing.
    package var fillsNothing: Bool { creations > 0 && mapping.columns.isEmpty }

    /// The acts that bring it in: all of them or none. An import is a recorded act (rule 7), told by whoever imports.
    package func command(by actor: ActingPerson, now: Moment) -> Command {
        let acts = rows.compactMap { row -> Act? in
            switch row.fate {
            case .create(let values): .create(kind, state: nil, values: values)
            case .change(let id, let values): .change(id, values: values, expecting: nil)
            case .known, .same, .refuse: nil
            }
        }
        return Command(
            acts, by: actor,
            recording: Recording(at: .moment(now), whose: actor.person, source: source, acceptsExceptions: true),
            reason: "Import of \(source)")
    }
}

extension ImportPlan {
    /// So many rows are named when some cannot come in.
    private static let problemsMax = 20

    /// Refuses the table when one of its rows cannot come in.
    fileprivate func checkRows() throws(Failure) {
        if let field = unnamed {
            throw .refused(
                Refusal(
                    .invalid, subject: kind.name, field: field.key, reason: "unnamed",
                    "No column fills “\(field.label)” (\(field.key)), which names \(kind.about.plural.inSentence). If it is in another "
                        + "column, say so in a mapping file (--save-map, --map); if it is not there, this file is another thing."
                ))
        }
        if fillsNothing {
            throw .refused(
                Refusal(
                    .invalid, subject: kind.name, reason: "unnamed",
                    "No column fills a field of \(kind.about.plural.inSentence). Say in a mapping file which does (--save-map, "
                        + "--map); if none does, this file is another thing."))
        }
        let problems = refused.map { row in
            guard case .refuse(let why) = row.fate else { preconditionFailure("only refused rows are asked") }
            return Refusal.Problem(
                code: "row", subject: kind.name, message: "Row \(row.number), line \(row.line): \(why.clause).")
        }
        guard let last = problems.last else { return }
        let shown = problems.prefix(ImportPlan.problemsMax)
        let rest = problems.count - shown.count
        let more =
            rest > 0
            ? [Refusal.Problem(code: "row", subject: last.subject, message: "And \(rest) more rows like these.")] : []
        throw .refused(Refusal(.invalid, shown + more))
    }
}

extension Kind {
    /// Slots that the product would fill from whoever acts, and with them the ones it would fill from the clock.
    var saidWithTheAct: [Int] {
        let stamps = lifecycle.stamps
        return stamps.contains { fields[$0].type.shape == .reference } ? stamps : []
    }

    /// Why no table can become records of this kind; `nil` for most kinds, of which one can.
    package var obstacleToImport: String? {
        guard lifecycle.speaks != nil else { return nil }
        return
            "the word of one person about a record as that one stood on a day, recorded as an act of that person"
    }
}

extension Node {
    /// Brings a table in: all of it or nothing. The plan is made of the register on which it is written, so what another
    /// import brought in a moment before is known.
    ///
    /// - Returns: the plan that was carried out, and what came of it.
    package func bringIn(
        by actor: ActingPerson, _ plan: @escaping @Sendable (View) -> ImportPlan
    ) async throws(Failure) -> (plan: ImportPlan, changes: [Change]) {
        let now = capabilities.now()
        let last = LastPlan()
        let changes = try await submit { view throws(Failure) in
            let plan = plan(view)
            last.plan.withLock { $0 = plan }
            try plan.checkRows()
            return plan.creations + plan.changes > 0 ? plan.command(by: actor, now: now) : nil
        }
        guard let made = last.plan.withLock(\.self) else { preconditionFailure("a plan is made before it is answered") }
        return (made, changes)
    }
}

/// The plan that was made last: the one that was carried out.
private final class LastPlan: Sendable {
    let plan = Mutex<ImportPlan?>(nil)
}
