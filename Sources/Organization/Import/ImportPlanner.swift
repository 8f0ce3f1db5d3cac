import Exchange
import Ledger
import Records

/// Works through the rows of a table. Remembers what it has seen, so that twins stay apart.
struct ImportPlanner {
    let table: Table
    let source: String
    let kind: Kind
    let mapping: BoundMapping
    let today: Day
    private let view: View
    private let finder: ReferenceFinder
    /// Records that came from a file, by their key there.
    private let known: [String: RecordContent]
    private let namesInRegister: [String: RecordID]
    private var seenKeys: [String: (count: Int, firstRow: Int)] = [:]
    private var seenNames: [String: Int] = [:]

    private static let origin = Kind.slot(base: \.origin)

    init(_ table: Table, _ source: String, _ kind: Kind, _ mapping: BoundMapping, _ view: View, _ today: Day) {
        self.table = table
        self.source = source
        self.kind = kind
        self.mapping = mapping
        self.today = today
        self.view = view
        finder = ReferenceFinder(view, for: kind)
        let contents = view.records(of: kind)
        known = Dictionary(
            contents.compactMap { content in
                content[ImportPlanner.origin].flatMap(Records.Row<Origin>.init)?.key.map { ($0, content) }
            }
        ) { first, _ in first }
        namesInRegister = Dictionary(contents.map { (kind.title(of: $0), $0.id) }) { first, _ in first }
    }

    mutating func plan(_ row: Table.Row) -> ImportPlan.Row {
        var reading = RowReading(row, kind, mapping, table, finder)
        let (key, twin) = key(of: row)
        let title = reading.title
        let there = known[key]
        var remarks = reading.remarks + (twin.map { [.twin(ofRow: $0)] } ?? [])
        let fate: ImportPlan.Fate
        if let there {
            let meeting = RowMeeting(there, view.changes(of: there.id), source: source)
            fate = meeting.fate(of: reading.assignments)
            remarks += meeting.remarks(on: reading.assignments)
        } else {
            remarks += nameRemarks(title, row, isTwin: twin != nil)
            reading.addOrigin(source: source, row: row.number, key: key, on: today)
            fate = obstacle(to: reading.assignments).map { .refuse($0) } ?? .create(reading.assignments)
        }
        return ImportPlan.Row(
            number: row.number, line: row.line, title: title, fate: fate,
            doubts: mapping.doubts(of: row) + reading.doubts, remarks: remarks, keptCells: reading.keptCells)
    }

    /// Why a row cannot become a record: the product would fill in who acted and when from whoever imports.
    private func obstacle(to assignments: [Assignment]) -> String? {
        if let obstacle = kind.obstacleToImport { return "it is \(obstacle)" }
        let missing = kind.saidWithTheAct.filter { slot in !assignments.contains { $0.slot == slot } }
        guard !missing.isEmpty else { return nil }
        let names = missing.map { "“\(kind.fields[$0].key)”" }.joined(separator: " and ")
        return "it does not say \(names), which would become whoever imports it, and today"
    }

    private mutating func nameRemarks(_ title: String, _ row: Table.Row, isTwin: Bool) -> [ImportPlan.Remark] {
        guard !title.isEmpty else { return [] }
        defer { seenNames[title] = seenNames[title] ?? row.number }
        if let id = namesInRegister[title] { return [.sameName(id)] }
        return isTwin ? [] : seenNames[title].map { [.namesake(ofRow: $0)] } ?? []
    }

    /// What tells the row apart: the key columns, or else everything it says; the second twin gets a number.
    private mutating func key(of row: Table.Row) -> (key: String, twinOf: Int?) {
        let base =
            mapping.key(of: row).map { "key:" + JSON.array($0.map(JSON.string)).text } ?? "row:" + digest(of: row)
        let seen = seenKeys[base]
        seenKeys[base] = ((seen?.count ?? 0) + 1, seen?.firstRow ?? row.number)
        return seen.map { ("\(base)#\($0.count + 1)", $0.firstRow) } ?? (base, nil)
    }

    /// Digest over header and text of every cell that says something, in file order.
    private func digest(of row: Table.Row) -> String {
        let cells = row.cells.enumerated().compactMap { place, text -> JSON? in
            let kept = CellText.trimmed(text)
            return kept.isEmpty ? nil : [.string(table.header(ofColumn: place + 1)), .string(kept)]
        }
        return Digest(of: JSON.array(cells).bytes).hex
    }
}
