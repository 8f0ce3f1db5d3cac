package import Exchange
package import Ledger
package import Records

/// The records of one register as a file: what went in comes out.
package struct RecordExport: Sendable {
    private let kind: Kind
    private let view: View
    private let records: [RecordContent]

    package init(_ kind: Kind, in view: View) {
        self.kind = kind
        self.view = view
        records = view.records(of: kind)
    }

    package var count: Int { records.count }

    /// One row a record: id, state, the fields by key, then the cells that no field took, under number and header of
    /// the column they came from.
    ///
    /// - Parameter protectsSpreadsheets: cells that a spreadsheet would take for a formula get an apostrophe before them.
    package func csv(lineEnd: CSVWriter.LineEnd = .crlf, protectsSpreadsheets: Bool = false) -> [UInt8] {
        var writer = CSVWriter(lineEnd: lineEnd, protectsSpreadsheets: protectsSpreadsheets)
        for row in rows { writer.append(row) }
        return writer.bytes
    }

    /// How many cells a spreadsheet would take for a formula.
    package var formulaCells: Int { rows.reduce(0) { $0 + $1.count(where: FormulaGuard.startsFormula) } }

    private var rows: [[String]] {
        let fields = kind.fields.filter { shows($0) }
        let columns = sourceColumns
        let header = ["id", "state"] + fields.map(\.key) + columns.map(\.title)
        return [header]
            + records.map { record in
                let kept = keptCells(of: record)
                return [record.id.text, record.state]
                    + fields.map { field in record.value(field, in: view).map(field.type.text) ?? "" }
                    + columns.map { kept[$0] ?? "" }
            }
    }

    /// `{"format","kind","asOf","records":[{"id","state","version",…fields}]}`, readable, keys sorted.
    package func json() -> [UInt8] {
        let document: JSON = [
            "format": .string(OwnRecords.format), "kind": .string(kind.name), "asOf": .string(view.day.description),
            "records": .array(records.map { RecordExport.json(of: $0, in: view) }),
        ]
        return Array((document.pretty() + "\n").utf8)
    }

    /// A record with everything that is known about it.
    package static func json(of record: RecordContent, in view: View) -> JSON {
        var members = record.kind.json(of: record)
        for field in record.kind.fields where !field.isStored {
            if let value = record.value(field, in: view) { members[field.key] = field.type.json(value) }
        }
        members["id"] = .string(record.id.text)
        members["state"] = .string(record.state)
        members["version"] = .integer(Int64(record.version))
        members["createdAt"] = .string(record.created.at.description)
        members["createdBy"] = .string(record.created.by.text)
        members["updatedAt"] = .string(record.updated.at.description)
        members["updatedBy"] = .string(record.updated.by.text)
        members["enteredAt"] = .string(record.entered.at.description)
        members["enteredBy"] = .string(record.entered.by.text)
        return .object(members)
    }

    /// Own fields always; base fields where some record has one. What was kept from the source has columns of its own.
    private func shows(_ field: DeclaredField) -> Bool {
        if field.slot == Kind.slot(base: \.unmapped) {
            false
        } else if field.slot < BaseFields.count {
            records.contains { $0[field.slot] != nil }
        } else {
            true
        }
    }

    /// A column of the file a record came from.
    private struct SourceColumn: Hashable {
        let number: Int
        let header: String
        var title: String { "[\(number)] \(header)" }
    }

    private var sourceColumns: [SourceColumn] {
        Set(records.flatMap { keptCells(of: $0).keys }).sorted { ($0.number, $0.header) < ($1.number, $1.header) }
    }

    private func keptCells(of record: RecordContent) -> [SourceColumn: String] {
        let cells = record[Kind.slot(base: \.unmapped)].flatMap([Row<UnmappedCell>].init) ?? []
        return Dictionary(
            cells.map { (SourceColumn(number: $0.column ?? 0, header: $0.header ?? ""), $0.text ?? "") }
        ) { first, _ in first }
    }
}
