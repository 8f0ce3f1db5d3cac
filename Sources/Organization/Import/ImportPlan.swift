package import Exchange
import Ledger
package import Records

/// What an import would do, row by row, before anything is written. Pure.
package struct ImportPlan: Sendable {
    package let kind: Kind
    package let table: Table
    /// The name of the file.
    package let source: String
    package let mapping: BoundMapping
    package internal(set) var rows: [Row]
    /// What stands against all rows together; `nil` when nothing does, or nobody asked.
    package internal(set) var objection: Refusal?

    /// One row of the file and what becomes of it.
    package struct Row: Sendable {
        /// Among the rows of data, from 1.
        package let number: Int
        /// The line of the file on which it begins.
        package let line: Int
        /// What names the record; empty when the row gives no name.
        package let title: String
        package internal(set) var fate: Fate
        /// Cells a person has to look at.
        package let doubts: [Doubt]
        /// What is worth knowing about the row as a whole.
        package internal(set) var remarks: [Remark]
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
        /// The rules stand against it, whoever enters it: what, and in which cell if it is one.
        case refused(String)

        /// What is wrong, without the row.
        package var clause: String {
            switch self {
            case .untold(let clause), .refused(let clause): return clause
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
        /// It breaks a rule that holds for acts made here, and comes in only when whoever imports says so.
        case breaks(RuleException)
    }

    /// - Parameters:
    ///   - reading: the file's name, as the records will remember it.
    ///   - secret: under which rows are known again.
    ///   - now: the time of the import; later than that nothing has happened.
    package init(
        _ table: Table, of source: String, as kind: Kind, mapping: BoundMapping, view: View, secret: RowSecret,
        now: Moment
    ) {
        self.kind = kind
        self.table = table
        self.source = source
        self.mapping = mapping
        var planner = ImportPlanner(table, source, kind, mapping, view, secret, now)
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
    package var fillsNothing: Bool { creations > 0 && mapping.columns.allSatisfy(\.field.isBase) }
}

extension Kind {
    /// Slots that the product would fill from whoever acts, and with them the ones it would fill from the clock; and a time by
    /// which the record is called: without it nothing of the row is left.
    var saidWithTheAct: [Int] {
        let stamps = lifecycle.stamps
        let isOfSomebody = stamps.contains { fields[$0].type.shape == .reference }
        return stamps.filter { isOfSomebody || fields[$0].key == about.naming }
    }

    /// Why no table can become records of this kind; `nil` for most kinds, of which one can.
    package var obstacleToImport: String? {
        guard lifecycle.speaks != nil else { return nil }
        return
            "the word of one person about a record as that one stood on a day, recorded as an act of that person"
    }
}
