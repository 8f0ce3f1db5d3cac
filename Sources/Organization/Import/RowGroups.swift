import Exchange

/// The rows of one table that share what should tell them apart.
struct RowGroups {
    /// A row among those of one key.
    struct Place {
        let key: [String]
        /// All of them, ascending; at least two.
        let rows: [Int]
        /// Counted from 1.
        let number: Int
        /// Whether all of them say the same in every cell.
        let isOneText: Bool

        var others: [Int] { rows.enumerated().filter { $0.offset + 1 != number }.map(\.element) }
    }

    private var places: [Int: Place] = [:]

    init(_ table: Table, _ mapping: BoundMapping) {
        guard !mapping.key.isEmpty else { return }
        var groups: [[String]: [Table.Row]] = [:]
        for row in table.rows {
            if let key = mapping.key(of: row) { groups[key, default: []].append(row) }
        }
        for (key, rows) in groups where rows.count > 1 {
            let numbers = rows.map(\.number)
            let isOneText = rows.dropFirst().allSatisfy { RowGroups.texts($0) == RowGroups.texts(rows[0]) }
            for (place, number) in numbers.enumerated() {
                places[number] = Place(key: key, rows: numbers, number: place + 1, isOneText: isOneText)
            }
        }
    }

    /// Nil when nothing else has its key.
    func place(of row: Table.Row) -> Place? { places[row.number] }

    private static func texts(_ row: Table.Row) -> [String] {
        var texts = row.cells.map(CellText.trimmed)
        while texts.last?.isEmpty ?? false { texts.removeLast() }
        return texts
    }
}
