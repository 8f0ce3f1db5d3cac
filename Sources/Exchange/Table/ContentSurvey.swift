/// Goes once through every text of a table and notes what a person should look at.
struct ContentSurvey {
    private(set) var notices: [Notice] = []

    init(_ columns: [Table.Column], _ rows: [Table.Row]) {
        noteHeaders(columns)
        noteRows(rows)
        noteCharacters(columns, rows)
    }

    private mutating func note(_ code: Notice.Code, _ message: String, rows: [Int]) {
        if !rows.isEmpty { notices.append(Notice(code, message, rows: rows)) }
    }

    private mutating func noteHeaders(_ columns: [Table.Column]) {
        let named = columns.filter { !CellText.isEmpty($0.header) }
        let equal = Dictionary(grouping: named) { CellText.trimmed($0.header) }.values.filter { $0.count > 1 }
        for group in equal.sorted(by: { $0[0].number < $1[0].number }) {
            let numbers = group.map { String($0.number) }.joined(separator: ", ")
            let header = CellText.trimmed(group[0].header)
            let message = "Columns \(numbers) have the same header \"\(header)\"; they are told apart by number."
            notices.append(Notice(.duplicateHeaders, message))
        }
        let unnamed = columns.filter { CellText.isEmpty($0.header) }.map(\.number)
        if !unnamed.isEmpty {
            let message = "Columns without a header are known by number: \(Notice.listed(unnamed))."
            notices.append(Notice(.emptyHeaders, message))
        }
    }

    private mutating func noteRows(_ rows: [Table.Row]) {
        // Compared by their bytes: texts that only look the same are not the same.
        func bytes(_ cells: [String]) -> [UInt8] { Array(cells.map(\.utf8).joined(separator: [0xFF])) }
        let texts = rows.map { bytes($0.cells) }
        note(
            .totalRows,
            "Rows that begin like a total. If they are none of the things listed, take them out of the file.",
            rows: rows.filter(Self.isTotal).map(\.number))
        var first: [[UInt8]: Int] = [:]
        var identical: Set<Int> = []
        for (row, text) in zip(rows, texts) {
            if let earlier = first[text] {
                identical.formUnion([earlier, row.number])
            } else {
                first[text] = row.number
            }
        }
        note(.identicalRows, "Rows that are equal to another row in every cell.", rows: identical.sorted())
    }

    /// The word for a sum, where a row begins, and a number or nothing in the cells behind it.
    private static func isTotal(_ row: Table.Row) -> Bool {
        let texts = row.cells.map(CellText.trimmed).filter { !$0.isEmpty }
        guard let first = texts.first, totals.contains(HeaderWords.joined(first)) else { return false }
        return texts.dropFirst().allSatisfy { text in text.contains(where: \.isNumber) }
    }

    private static let totals: Set<String> = [
        "total", "totals", "totaal", "grandtotal", "subtotal", "subtotaal", "sum", "summe", "gesamt", "gesamtsumme",
        "insgesamt", "zwischensumme", "somme", "soustotal", "totalgeneral", "som",
    ]

    private mutating func noteCharacters(_ columns: [Table.Column], _ rows: [Table.Row]) {
        var marks = CharacterMarks()
        marks.look(at: columns.map(\.header), row: 0)
        for row in rows { marks.look(at: row.cells, row: row.number) }
        note(
            .lostCharacters,
            "Characters were lost before this file was written (U+FFFD stands in their place); only its source has them.",
            rows: marks.lost)
        note(
            .garbledCharacters,
            "Characters look as if UTF-8 had once been read as Windows-1252 (â€™ for ’); they are kept as they are.",
            rows: marks.garbled)
        note(.controlCharacters, "Control characters inside cells; they are kept.", rows: marks.control)
    }
}

/// Rows that hold U+FFFD, the traces of a wrong decoding, and control characters.
private struct CharacterMarks {
    private(set) var lost: [Int] = []
    private(set) var garbled: [Int] = []
    private(set) var control: [Int] = []

    mutating func look(at cells: [String], row: Int) {
        var found = (lost: false, garbled: false, control: false)
        for cell in cells {
            // The last eight bytes, newest lowest.
            var window: UInt64 = 0
            for byte in cell.utf8 {
                window = window << 8 | UInt64(byte)
                if byte < 0x20 {
                    if byte != .tab && byte != .lineFeed && byte != .carriageReturn { found.control = true }
                } else if byte >= 0x7F {
                    if window & 0xFF_FFFF == 0xEF_BFBD { found.lost = true }
                    if Self.endsGarbled(window) { found.garbled = true }
                    if byte == 0x7F { found.control = true }
                }
            }
        }
        if found.lost { lost.append(row) }
        if found.garbled { garbled.append(row) }
        if found.control { control.append(row) }
    }

    /// `â€` begins every curly quote and dash that was decoded wrongly, `Ã` with a sign every accented letter.
    private static func endsGarbled(_ window: UInt64) -> Bool {
        window & 0xFF_FFFF_FFFF == 0xC3_A2E2_82AC
            || (window & 0xFFFF_FF00 == 0xC383_C200 && (0xA1...0xBF).contains(window & 0xFF))
    }
}
