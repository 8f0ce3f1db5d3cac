/// A table of phrases, fitted to what it is written on.
///
/// On a terminal the widest columns give way until the table fits, and their cells break between words, at most three lines
/// each; where even that is too wide, each row becomes a list. In a file or pipe a row is one line and nothing is cut.
struct TextTable: Sendable {
    struct Column: Sendable {
        enum Side: Sendable { case left, right }

        let title: Phrase
        let side: Side
        /// May become narrower than what stands in it.
        let gives: Bool

        init(_ title: Phrase, _ side: Side = .left, gives: Bool = false) {
            self.title = title
            self.side = side
            self.gives = gives
        }
    }

    private static let gap = 2
    private static let narrowest = 10
    private static let cellLinesMax = 3
    /// In a file, a longer cell pushes its own row only, not the whole column.
    private static let padMax = 48

    let columns: [Column]
    let rows: [[Phrase]]
    private let cellLinesMax: Int

    /// - Parameter isWhole: cells have as many lines as they need.
    init(_ columns: [Column], _ rows: [[Phrase]], isWhole: Bool = false) {
        cellLinesMax = isWhole ? .max : TextTable.cellLinesMax
        precondition(rows.allSatisfy { $0.count == columns.count }, "a row has a phrase for each column")
        self.columns = columns
        self.rows = rows
    }

    /// - Parameter indent: columns left free at the left.
    func lines(on canvas: Canvas, indent: Int) -> [String] {
        guard let width = canvas.columns else { return unbroken(on: canvas, indent) }
        return fitted(naturalWidths, into: width - indent).map { broken($0, on: canvas, indent) }
            ?? listed(on: canvas, indent)
    }

    private var hasHead: Bool { columns.contains { !$0.title.isEmpty } }
    private var head: [Phrase] { columns.map { $0.title.inked(.faint) } }
    private var allRows: [[Phrase]] { (hasHead ? [head] : []) + rows }

    private var naturalWidths: [Int] {
        columns.indices.map { place in allRows.reduce(1) { max($0, $1[place].width) } }
    }

    private func unbroken(on canvas: Canvas, _ indent: Int) -> [String] {
        let widths = columns.indices.map { place in
            allRows.reduce(1) { most, row in
                let width = row[place].width
                return width <= TextTable.padMax ? max(most, width) : most
            }
        }
        return allRows.map { row in line(row.map { Line($0) }, widths, on: canvas, indent) }
    }

    /// `nil` when the table cannot be that narrow.
    private func fitted(_ natural: [Int], into width: Int) -> [Int]? {
        var widths = natural
        var excess = widths.reduce(0, +) + TextTable.gap * (widths.count - 1) - width
        while excess > 0 {
            let giving = widths.indices.filter { columns[$0].gives && widths[$0] > TextTable.narrowest }
            guard let widest = giving.max(by: { widths[$0] < widths[$1] }) else { return nil }
            // Down to the next widest, all that are as wide alike, so that the wide ones end up equal.
            let most = widths[widest]
            let next = giving.map { widths[$0] }.filter { $0 < most }.max() ?? TextTable.narrowest
            let equals = giving.filter { widths[$0] == most }
            let step = min(most - max(next, TextTable.narrowest), max(1, excess / equals.count))
            for place in equals where excess > 0 {
                widths[place] -= step
                excess -= step
            }
        }
        return widths
    }

    private func broken(_ widths: [Int], on canvas: Canvas, _ indent: Int) -> [String] {
        allRows.flatMap { row in
            let cells = zip(row, widths).map { $0.wrapped(to: $1, most: cellLinesMax) }
            return (0..<(cells.map(\.count).max() ?? 0)).map { place in
                line(cells.map { place < $0.count ? $0[place] : Line() }, widths, on: canvas, indent)
            }
        }
    }

    private func line(_ cells: [Line], _ widths: [Int], on canvas: Canvas, _ indent: Int) -> String {
        var line = String(repeating: " ", count: indent)
        var pending = 0
        for (place, cell) in cells.enumerated() {
            let free = max(0, widths[place] - cell.columns)
            let isRight = columns[place].side == .right
            if !cell.isEmpty {
                line += String(repeating: " ", count: pending + (isRight ? free : 0)) + canvas.text(cell)
                pending = 0
            }
            pending += (cell.isEmpty ? widths[place] : isRight ? 0 : free) + TextTable.gap
        }
        return line
    }

    private func listed(on canvas: Canvas, _ indent: Int) -> [String] {
        rows.enumerated().flatMap { number, row in
            let pairs = zip(columns, row).filter { !$1.isEmpty }
            let lines = pairs.flatMap { column, cell in
                let text = column.title.isEmpty ? cell : "\(column.title.inked(.faint)): \(cell)"
                return text.wrapped(to: canvas.textColumns - indent).map {
                    String(repeating: " ", count: indent) + canvas.text($0)
                }
            }
            return (number > 0 ? [""] : []) + lines
        }
    }
}
