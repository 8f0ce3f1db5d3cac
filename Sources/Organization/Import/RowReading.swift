import Exchange
import Ledger
import Records

/// The values of one row, as the register takes them.
struct RowReading {
    private(set) var assignments: [Assignment] = []
    private(set) var remarks: [ImportPlan.Remark] = []
    private(set) var keptCells = 0
    /// Cells that name a record and do not say which.
    private(set) var doubts: [Doubt] = []
    private let kind: Kind

    init(_ row: Table.Row, _ kind: Kind, _ mapping: BoundMapping, _ table: Table, _ finder: ReferenceFinder) {
        self.kind = kind
        var kept = mapping.kept(of: row, in: table).map {
            KeptCell(column: $0.number, header: $0.header, text: $0.text)
        }
        for (key, readings) in Dictionary(grouping: mapping.readings(of: row), by: \.field.key) {
            guard let field = kind.field(key) else { continue }
            var values: [CellValue] = []
            for reading in readings {
                let found = reading.reading.values.compactMap { $0.found(by: finder, for: field) }
                values += found
                guard found.count < reading.reading.values.count else { continue }
                doubts.append(
                    Doubt(
                        row: row.number, column: reading.column, text: reading.text,
                        question: ReferenceFinder.question(about: field)))
                kept.append(
                    KeptCell(column: reading.column.number, header: reading.column.header, text: reading.text))
            }
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
    /// The same with the id of the record it names; `nil` when it names none.
    fileprivate func found(by finder: ReferenceFinder, for field: DeclaredField) -> CellValue? {
        guard case .reference(let text) = self else { return self }
        return finder.record(named: text, for: field).map { .reference($0.text) }
    }

    /// As a field of the register reads it.
    fileprivate var json: JSON {
        switch self {
        case .text(let text), .number(let text), .choice(let text), .reference(let text): .string(text)
        case .flag(let flag): .bool(flag)
        case .day(let day): .string(day.description)
        case .moment(let moment): .string(moment.description)
        }
    }
}
