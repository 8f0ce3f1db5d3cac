/// What there is to write on: how wide, and whether it shows ink.
struct Canvas: Hashable, Sendable {
    /// Columns of the terminal; `nil` for a file or a pipe, where a table takes the width it needs.
    let columns: Int?
    /// How long a line of a sentence may be. Terminals narrower than 20 columns are written on as if they had 20.
    let textColumns: Int
    let showsInk: Bool

    /// Longer lines are hard to read, however wide the terminal is.
    private static let lineMax = 100

    static func terminal(columns: Int, showsInk: Bool) -> Canvas {
        Canvas(columns: columns, textColumns: max(20, min(columns, lineMax)), showsInk: showsInk)
    }

    /// - Parameter columns: said by whoever runs the program; then it holds for sentences too.
    static func file(columns: Int?) -> Canvas {
        Canvas(columns: columns, textColumns: max(20, columns ?? lineMax), showsInk: false)
    }

    private init(columns: Int?, textColumns: Int, showsInk: Bool) {
        self.columns = columns
        self.textColumns = textColumns
        self.showsInk = showsInk
    }

    func text(_ line: Line) -> String {
        var text = ""
        var ink = Phrase.Ink.plain
        for run in line.runs {
            if showsInk, run.ink != ink {
                text += run.ink.code
                ink = run.ink
            }
            text += run.text
        }
        return ink == .plain ? text : text + Phrase.Ink.plain.code
    }
}

extension Phrase.Ink {
    /// Select Graphic Rendition, begun afresh each time. Source: ECMA-48.
    fileprivate var code: String {
        switch self {
        case .plain: "\u{1B}[0m"
        case .faint: "\u{1B}[0;2m"
        case .strong: "\u{1B}[0;1m"
        case .major: "\u{1B}[0;1;31m"
        case .minor: "\u{1B}[0;33m"
        }
    }
}
