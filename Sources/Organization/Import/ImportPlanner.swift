import Exchange
import Ledger
import Records

/// Works through the rows of a table. Remembers what it has seen, so that twins stay apart.
struct ImportPlanner {
    let table: Table
    let source: String
    let kind: Kind
    let mapping: BoundMapping
    private let clock: ImportClock
    private let view: View
    private let finder: ReferenceFinder
    private let secret: RowSecret
    private let memory: RowMemory
    private let groups: RowGroups
    /// Where nothing tells the rows apart for certain, what nearly does.
    private let nearly: RepeatedIdentifier?
    private let namesInRegister: [String: RecordID]
    private var seenRows: [RowName: (count: Int, firstRow: Int)] = [:]
    private var seenNames: [String: Int] = [:]

    init(
        _ table: Table, _ source: String, _ kind: Kind, _ mapping: BoundMapping, _ view: View, _ secret: RowSecret,
        _ now: Moment
    ) {
        self.table = table
        self.source = source
        self.kind = kind
        self.mapping = mapping
        clock = ImportClock(now: now, zone: view.zone)
        self.view = view
        finder = ReferenceFinder(view, for: kind)
        let contents = view.records(of: kind)
        self.secret = secret
        memory = RowMemory(contents, secret)
        groups = RowGroups(table, mapping)
        nearly = mapping.key.isEmpty ? RepeatedIdentifier(in: table, mapping: mapping) : nil
        namesInRegister = Dictionary(contents.map { (kind.title(of: $0), $0.id) }) { first, _ in first }
    }

    mutating func plan(_ row: Table.Row) -> ImportPlan.Row {
        var reading = RowReading(row, kind, mapping, table, finder, clock)
        let (name, twin) = name(of: row)
        let title = reading.title
        var remarks = reading.remarks + (twin.map { [.twin(ofRow: $0)] } ?? []) + repetitions(row)
        let fate: ImportPlan.Fate
        if let counted = recordOfItsOwn(row) {
            fate = meet(counted, reading, &remarks)
        } else if let place = groups.place(of: row), !place.isOneText {
            fate = .refuse(.repeatedKey(place.key, rows: place.others))
        } else if let place = groups.place(of: row), place.number > 1 {
            fate = .same(asRow: place.rows[0])
        } else if let there = memory.record(name) {
            fate = meet(there, reading, &remarks)
        } else if let there = recordNamed(byKeyOf: row) {
            fate = meet(there, reading, &remarks)
        } else {
            remarks += nameRemarks(title, row, isTwin: twin != nil)
            reading.askWhetherKnown(mapping)
            reading.addOrigin(source: source, row: row.number, key: name.text)
            fate = obstacle(to: reading.assignments).map { .refuse(.untold($0)) } ?? .create(reading.assignments)
        }
        return ImportPlan.Row(
            number: row.number, line: row.line, title: title, fate: fate,
            doubts: mapping.doubts(of: row) + reading.doubts, remarks: remarks, keptCells: reading.keptCount)
    }

    /// The record that was made here, where the key is what names one record alone: an e-mail, a code.
    private func recordNamed(byKeyOf row: Table.Row) -> RecordContent? {
        guard let key = mapping.key.first, mapping.key.count == 1,
            let bound = mapping.columns.first(where: { $0.column == key && finder.identifies($0.field.key) })
        else { return nil }
        return finder.record(where: bound.field.key, says: row.text(inColumn: key.number)).flatMap(view.record)
    }

    private func meet(
        _ there: RecordContent, _ reading: RowReading, _ remarks: inout [ImportPlan.Remark]
    ) -> ImportPlan.Fate {
        let meeting = RowMeeting(there, view.changes(of: there.id), source: source)
        remarks += meeting.remarks(on: reading.assignments)
        return meeting.fate(of: reading.assignments)
    }

    /// Of several rows with one key, the record that an earlier release made of this one.
    private func recordOfItsOwn(_ row: Table.Row) -> RecordContent? {
        guard let place = groups.place(of: row), memory.record(RowName.earlier(ofKey: place.key, number: 2)) != nil
        else { return nil }
        return memory.record(RowName.earlier(ofKey: place.key, number: place.number))
    }

    private func repetitions(_ row: Table.Row) -> [ImportPlan.Remark] {
        guard let nearly else { return [] }
        let text = CellText.trimmed(row.text(inColumn: nearly.column.number))
        let others = (nearly.rows[text] ?? []).filter { $0 != row.number }
        return others.isEmpty ? [] : [.sameIdentifier(text, header: nearly.column.header, rows: others)]
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
    private mutating func name(of row: Table.Row) -> (name: RowName, twinOf: Int?) {
        if let key = mapping.key(of: row) {
            return (RowName(ofKey: key, headers: mapping.key.map(\.header), secret), nil)
        }
        let name = RowName(ofAll: row, in: table, number: 1, secret)
        let seen = seenRows[name]
        seenRows[name] = ((seen?.count ?? 0) + 1, seen?.firstRow ?? row.number)
        guard let seen else { return (name, nil) }
        return (RowName(ofAll: row, in: table, number: seen.count + 1, secret), seen.firstRow)
    }
}
