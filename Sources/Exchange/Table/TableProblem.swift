/// Why a file cannot be read as a table. Nothing was read.
///
/// `message` is a sentence for the person who has the file and says what to do; `line` and `column` count from 1.
package struct TableProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of problem it is. Stable: scripts and documentation refer to it.
    package enum Code: String, CaseIterable, Hashable, Sendable {
        case empty
        case notText = "not-text"
        case encoding
        case tooLarge = "too-large"
        case tooManyRows = "too-many-rows"
        case tooManyColumns = "too-many-columns"
        case cellTooLong = "cell-too-long"
        case tooDeep = "too-deep"
        case unterminatedQuote = "unterminated-quote"
        case noHeader = "no-header"
        case malformedJSON = "malformed-json"
        case noList = "no-list"
        case severalLists = "several-lists"
    }

    package let code: Code
    package let line: Int?
    package let column: Int?
    package let message: String

    package init(_ code: Code, line: Int? = nil, column: Int? = nil, _ message: String) {
        self.code = code
        self.line = line
        self.column = column
        self.message = message
    }

    package var description: String {
        switch (line, column) {
        case (let line?, let column?): "line \(line), column \(column): \(message)"
        case (let line?, nil): "line \(line): \(message)"
        case (nil, _): message
        }
    }
}
