/// A cell that a person has to look at, with the question.
package struct Doubt: Hashable, Sendable, CustomStringConvertible {
    /// Data row, counted from 1.
    package let row: Int
    package let column: Table.Column
    /// The cell as it is.
    package let text: String
    /// A sentence with a question mark, or one that says what to state.
    package let question: String

    package init(row: Int, column: Table.Column, text: String, question: String) {
        self.row = row
        self.column = column
        self.text = text
        self.question = question
    }

    package var description: String {
        "row \(row), column \(column.number): \"\(CellText.trimmed(text))\": \(question)"
    }
}
