import Exchange
import Ledger
import Organization
import Records

/// What becomes of each row of a file.
struct RowsPage {
    /// Which rows are shown one by one.
    enum Choice: Hashable {
        case all, doubts
        case first(Int)

        init?(_ text: String) {
            switch text {
            case "all": self = .all
            case "doubts": self = .doubts
            default:
                guard let count = Int(text), count >= 0 else { return nil }
                self = .first(count)
            }
        }
    }

    let plan: ImportPlan
    let choice: Choice

    private var shown: [ImportPlan.Row] {
        switch choice {
        case .all: plan.rows
        case .doubts: plan.doubtfulRows
        case .first(let count): Array(plan.rows.prefix(count))
        }
    }

    func add(to page: inout Page) {
        let rows = shown
        page.head("Rows")
        page.say("\(counts)", indent: 2)
        if !rows.isEmpty {
            page.gap()
            page.table(
                TextTable(
                    [
                        .init("Row", .right), .init("Line", .right), .init("Becomes"), .init("Name", gives: true),
                        .init("Look at", gives: true),
                    ],
                    rows.map { row in
                        [
                            "\(row.number)", "\(row.line)", "\(row.fate.words(of: plan.kind))",
                            row.title.isEmpty ? "\(faint: "no name")" : "\(row.title.cut(to: 120))", "\(lookAt(row))",
                        ]
                    }), indent: 2)
        }
        let rest = plan.rows.count - rows.count
        if rest > 0 {
            page.say("\(rest, "more row", "more rows"): --rows all, --rows doubts or --rows N shows them.", indent: 2)
        }
    }

    private var counts: Phrase {
        var parts: [Phrase] = []
        func add(_ count: Int, _ one: Phrase, _ several: Phrase) {
            if count > 0 { parts.append("\(strong: Amount.text(count)) \(count == 1 ? one : several)") }
        }
        add(plan.creations, "becomes a new record", "become new records")
        add(plan.changes, "changes a record that is there", "change a record that is there")
        add(plan.known, "is there already", "are there already")
        add(plan.same, "says what an earlier row says", "say what an earlier row says")
        add(plan.refused.count, "cannot come in", "cannot come in")
        return parts.isEmpty ? "There are none." : "\(parts.joined(separator: ", "))."
    }

    private func lookAt(_ row: ImportPlan.Row) -> String {
        let doubts = row.doubts.map { "column \($0.column.number) “\(CellText.trimmed($0.text).cut(to: 30))”" }
        var refusal: [String] = []
        if case .refuse(let why) = row.fate { refusal = [why.clause] }
        return (refusal + row.remarks.map(\.sentence) + doubts).joined(separator: "; ")
    }

    var json: JSON {
        .array(
            shown.map { row in
                var members: [String: JSON] = [
                    "row": .integer(Int64(row.number)), "line": .integer(Int64(row.line)), "title": .string(row.title),
                    "fate": .string(row.fate.code), "keptCells": .integer(Int64(row.keptCells)),
                    "doubts": .array(
                        row.doubts.map {
                            [
                                "column": .integer(Int64($0.column.number)), "header": .string($0.column.header),
                                "text": .string($0.text), "question": .string($0.question),
                            ]
                        }), "remarks": .array(row.remarks.map { .string($0.sentence) }),
                    "exceptions": .array(
                        row.exceptions.map { ["code": .string($0.code), "explanation": .string($0.explanation)] }),
                ]
                if case .refuse(let why) = row.fate { members["obstacle"] = .string(why.clause) }
                if let id = row.fate.record { members["record"] = .string(id.text) }
                return .object(members)
            })
    }
}

extension ImportPlan.Fate {
    var code: String {
        switch self {
        case .create: "create"
        case .known: "known"
        case .change: "change"
        case .same: "same"
        case .refuse: "refuse"
        }
    }

    var record: RecordID? {
        switch self {
        case .create, .same, .refuse: nil
        case .known(let id), .change(let id, _): id
        }
    }

    func words(of kind: Kind) -> String {
        switch self {
        case .create: "new"
        case .known(let id): "is \(id)"
        case .change(let id, _): "changes \(id)"
        case .same(let row): "as row \(row)"
        case .refuse: "refused"
        }
    }
}
