import Exchange
import Ledger
import Records

/// The values of one row, as the register takes them.
struct RowReading {
    private(set) var remarks: [ImportPlan.Remark] = []
    /// Cells that only the register shows to be uncertain: they name no record, or tell of what lies ahead.
    private(set) var doubts: [Doubt] = []
    private var values: [Assignment] = []
    private var kept: [KeptCell]
    private let row: Table.Row
    private let kind: Kind
    private let finder: ReferenceFinder
    private let clock: ImportClock

    init(
        _ row: Table.Row, _ kind: Kind, _ mapping: BoundMapping, _ table: Table, _ finder: ReferenceFinder,
        _ clock: ImportClock
    ) {
        (self.row, self.kind, self.finder, self.clock) = (row, kind, finder, clock)
        kept = mapping.kept(of: row, in: table).map {
            KeptCell(column: $0.number, header: $0.header, text: $0.text)
        }
        for (key, readings) in Dictionary(grouping: mapping.readings(of: row), by: \.field.key) {
            if let field = kind.field(key) { take(readings, for: field) }
        }
        for field in kind.ownFields where field.specification.isRequired {
            if !values.contains(where: { $0.slot == field.slot }) { remarks.append(.missing(field: field.key)) }
        }
    }

    var assignments: [Assignment] {
        let cells = keptCells.map { cell in
            Value.row([.integer(cell.column), .text(cell.header), .text(CellText.trimmed(cell.text))])
        }
        let unmapped = Assignment(slot: Kind.slot(base: \.unmapped), value: .list(cells))
        return (values + (cells.isEmpty ? [] : [unmapped])).sorted { $0.slot < $1.slot }
    }

    var keptCount: Int { keptCells.count }

    var title: String {
        guard let field = kind.field(kind.about.naming),
            let value = values.first(where: { $0.slot == field.slot })?.value
        else { return "" }
        return field.type.show(value)
    }

    mutating func addOrigin(source: String, row: Int, key: String) {
        let value: Value = .row([.text(source), .integer(row), .day(clock.today), .text(key)])
        values.append(Assignment(slot: Kind.slot(base: \.origin), value: value))
    }

    /// Asks about each value that names one record alone, where another record than a new one has it.
    mutating func askWhetherKnown(_ mapping: BoundMapping) {
        for bound in mapping.columns where finder.identifies(bound.field.key) {
            guard let field = kind.field(bound.field.key), !field.specification.isRequired,
                let value = values.first(where: { $0.slot == field.slot })?.value,
                let id = finder.record(where: field.key, says: field.type.show(value))
            else { continue }
            values.removeAll { $0.slot == field.slot }
            leave(
                bound.column, row.text(inColumn: bound.column.number),
                "Is that a record that is here already? \(id) has this “\(field.label)”. If it is, leave the row out; the new "
                    + "record does without.")
        }
    }

    /// A cell that goes into the record word for word.
    private struct KeptCell {
        let column: Int
        let header: String
        let text: String
    }

    private var keptCells: [KeptCell] {
        Dictionary(kept.map { ($0.column, $0) }) { first, _ in first }.values.sorted { $0.column < $1.column }
    }

    private mutating func take(_ readings: [BoundMapping.Reading], for field: DeclaredField) {
        var found: [JSON] = []
        for reading in readings {
            let settled = reading.reading.values.map { settle($0, for: field) }
            for case .value(let json) in settled { found.append(json) }
            for case .question(let question) in settled { leave(reading.column, reading.text, question) }
        }
        guard !found.isEmpty else { return }
        do {
            let value = try field.type.read(readings[0].field.isList ? .array(found) : found[0])
            values.append(Assignment(slot: field.slot, value: value))
        } catch {
            for reading in readings {
                remarks.append(.kept(column: reading.column.number, reason: "\(field.label): \(error.message)"))
                keep(reading.column, reading.text)
            }
        }
    }

    private mutating func leave(_ column: Table.Column, _ text: String, _ question: String) {
        if !doubts.contains(where: { $0.column == column && $0.question == question }) {
            doubts.append(Doubt(row: row.number, column: column, text: text, question: question))
        }
        keep(column, text)
    }

    private mutating func keep(_ column: Table.Column, _ text: String) {
        kept.append(KeptCell(column: column.number, header: column.header, text: text))
    }

    /// What the register makes of the value of a cell.
    private enum Settled {
        case value(JSON)
        case question(String)
    }

    private func settle(_ value: CellValue, for field: DeclaredField) -> Settled {
        switch value {
        case .text(let text), .number(let text), .choice(let text): return .value(.string(text))
        case .flag(let flag): return .value(.bool(flag))
        case .day(let day): return settle(day.description, for: field)
        case .moment(let moment): return settle(moment.description, for: field)
        case .dayOfMoment(let moment):
            guard let day = clock.otherDay(of: moment) else { return settle(moment.day.description, for: field) }
            return .question("Which day is it? As written it is \(moment.day), and here it was \(day).")
        case .reference(let text):
            guard let id = finder.record(named: text, for: field) else {
                return .question(finder.question(about: field, text))
            }
            return .value(.string(id.text))
        }
    }

    private func settle(_ time: String, for field: DeclaredField) -> Settled {
        guard field.specification.tells != nil, let stated = BusinessTime(time), clock.isAhead(stated) else {
            return .value(.string(time))
        }
        return .question(
            "Is that planned? “\(field.label)” tells of what has happened, and \(stated) lies ahead.")
    }
}

/// When an import takes place, in an organization's time zone.
struct ImportClock {
    let now: Moment
    let zone: TimeZoneRules

    var today: Day { zone.day(of: now) }

    func isAhead(_ time: BusinessTime) -> Bool { !time.isInOrder(before: .moment(now), in: zone) }

    /// The day on which it was here; `nil` when that is the day that is written.
    func otherDay(of moment: CalendarMoment) -> Day? {
        guard let instant = Moment(moment.description) else { return nil }
        let day = zone.day(of: instant)
        return day.description == moment.day.description ? nil : day
    }
}
