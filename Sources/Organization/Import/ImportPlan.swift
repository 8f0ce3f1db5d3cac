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
        /// It was brought in before and says the same.
        case known(RecordID)
        /// The record with this key is there and the row says something else.
        case change(RecordID, [Assignment])
    }

    /// Something about a row as a whole.
    package enum Remark: Sendable, Hashable {
        /// The same text in every cell as an earlier row of this file.
        case twin(ofRow: Int)
        /// The same name as an earlier row of this file, with other content.
        case namesake(ofRow: Int)
        /// The same name as a record that is there already.
        case sameName(RecordID)
        /// A field that every record of the kind needs is empty.
        case missing(field: String)
        /// A value that the register's field cannot take; it is kept as it is.
        case kept(column: Int, reason: String)
    }

    /// - Parameters:
    ///   - reading: the file's name, as the records will remember it.
    ///   - today: the day of the import, in the organization's time zone.
    package init(_ table: Table, of source: String, as kind: Kind, mapping: BoundMapping, view: View, today: Day) {
        self.kind = kind
        self.table = table
        self.source = source
        self.mapping = mapping
        var planner = ImportPlanner(table, source, kind, mapping, view, today)
        rows = table.rows.map { planner.plan($0) }
    }

    package var creations: Int { rows.count { if case .create = $0.fate { true } else { false } } }
    package var changes: Int { rows.count { if case .change = $0.fate { true } else { false } } }
    package var known: Int { rows.count { if case .known = $0.fate { true } else { false } } }
    package var doubtfulRows: [Row] { rows.filter { !$0.doubts.isEmpty || !$0.remarks.isEmpty } }

    /// The acts that bring it in: all of them or none. An import is a recorded act (rule 7), told by whoever imports.
    package func command(by actor: ActingPerson, now: Moment) -> Command {
        let acts = rows.compactMap { row -> Act? in
            switch row.fate {
            case .create(let values): .create(kind, state: nil, values: values)
            case .change(let id, let values): .change(id, values: values, expecting: nil)
            case .known: nil
            }
        }
        return Command(
            acts, by: actor,
            recording: Recording(at: .moment(now), whose: actor.person, source: source, acceptsExceptions: true),
            reason: "Import of \(source)")
    }
}

/// Works through the rows of a table. Remembers what it has seen, so that twins stay apart.
private struct ImportPlanner {
    let table: Table
    let source: String
    let kind: Kind
    let mapping: BoundMapping
    let today: Day
    /// Records that came from a file, by their key there.
    private let known: [String: RecordContent]
    private let namesInRegister: [String: RecordID]
    private var seenKeys: [String: (count: Int, firstRow: Int)] = [:]
    private var seenNames: [String: Int] = [:]

    private static let origin = Kind.slot(base: \.origin)
    private static let unmapped = Kind.slot(base: \.unmapped)

    init(_ table: Table, _ source: String, _ kind: Kind, _ mapping: BoundMapping, _ view: View, _ today: Day) {
        self.table = table
        self.source = source
        self.kind = kind
        self.mapping = mapping
        self.today = today
        let contents = view.records(of: kind)
        known = Dictionary(
            contents.compactMap { content in
                content.values[ImportPlanner.origin].flatMap(Records.Row<Origin>.init)?.key.map { ($0, content) }
            }
        ) { first, _ in first }
        namesInRegister = Dictionary(contents.map { (kind.title(of: $0), $0.id) }) { first, _ in first }
    }

    mutating func plan(_ row: Table.Row) -> ImportPlan.Row {
        var reading = RowReading(row, kind, mapping, table)
        let (key, twin) = key(of: row)
        let title = reading.title
        let there = known[key]
        var remarks = reading.remarks + (twin.map { [.twin(ofRow: $0)] } ?? [])
        if there == nil { remarks += nameRemarks(title, row, isTwin: twin != nil) }
        reading.addOrigin(source: source, row: row.number, key: key, on: today)
        return ImportPlan.Row(
            number: row.number, line: row.line, title: title, fate: fate(of: reading.assignments, there),
            doubts: mapping.doubts(of: row), remarks: remarks, keptCells: reading.keptCells)
    }

    private func fate(of assignments: [Assignment], _ there: RecordContent?) -> ImportPlan.Fate {
        guard let there else { return .create(assignments) }
        // Where and when it first came from stays; only what the row says is compared.
        let different = assignments.filter {
            $0.slot != ImportPlanner.origin && there.values[$0.slot] != $0.value
        }
        return mapping.key.isEmpty || different.isEmpty ? .known(there.id) : .change(there.id, different)
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

/// The values of one row, as the register takes them.
private struct RowReading {
    private(set) var assignments: [Assignment] = []
    private(set) var remarks: [ImportPlan.Remark] = []
    private(set) var keptCells = 0
    private let kind: Kind

    init(_ row: Table.Row, _ kind: Kind, _ mapping: BoundMapping, _ table: Table) {
        self.kind = kind
        var kept = mapping.kept(of: row, in: table).map {
            KeptCell(column: $0.number, header: $0.header, text: $0.text)
        }
        for (key, readings) in Dictionary(grouping: mapping.readings(of: row), by: \.field.key) {
            guard let field = kind.field(key) else { continue }
            let values = readings.flatMap(\.reading.values)
            guard !values.isEmpty else { continue }
            do {
                let json = values.map(\.json)
                let value = try field.type.read(readings[0].field.isList ? .array(json) : json[0])
                assignments.append(Assignment(slot: field.slot, value: value))
            } catch {
                for reading in readings {
                    let column = reading.column
                    remarks.append(.kept(column: column.number, reason: "\(field.label): \(error.message)"))
                    kept.append(KeptCell(column: column.number, header: column.header, text: reading.text))
                }
            }
        }
        keep(kept)
        for field in kind.ownFields where field.specification.isRequired {
            if !assignments.contains(where: { $0.slot == field.slot }) { remarks.append(.missing(field: field.key)) }
        }
        assignments.sort { $0.slot < $1.slot }
    }

    var title: String {
        guard let field = kind.field(kind.about.naming),
            let value = assignments.first(where: { $0.slot == field.slot })?.value
        else { return "" }
        return field.type.show(value)
    }

    mutating func addOrigin(source: String, row: Int, key: String, on day: Day) {
        let value: Value = .row([.text(source), .integer(row), .day(day), .text(key)])
        assignments.append(Assignment(slot: Kind.slot(base: \.origin), value: value))
    }

    /// A cell that goes into the record word for word.
    private struct KeptCell {
        let column: Int
        let header: String
        let text: String
    }

    private mutating func keep(_ cells: [KeptCell]) {
        let rows = Dictionary(cells.map { ($0.column, $0) }) { first, _ in first }.values
            .sorted { $0.column < $1.column }
            .map { Value.row([.integer($0.column), .text($0.header), .text(CellText.trimmed($0.text))]) }
        keptCells = rows.count
        if !rows.isEmpty { assignments.append(Assignment(slot: Kind.slot(base: \.unmapped), value: .list(rows))) }
    }
}

extension CellValue {
    /// As a field of the register reads it.
    fileprivate var json: JSON {
        switch self {
        case .text(let text), .number(let text), .choice(let text): .string(text)
        case .flag(let flag): .bool(flag)
        case .day(let day): .string(day.description)
        case .moment(let moment): .string(moment.description)
        }
    }
}
