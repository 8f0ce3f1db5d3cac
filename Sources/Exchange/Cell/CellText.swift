/// The text of a cell without the white space around it.
package enum CellText {
    /// Without outer white space, no-break spaces and byte order marks; inner white space stays as it is.
    package static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isOuter($0) }) else { return "" }
        guard let last = scalars.lastIndex(where: { !isOuter($0) }) else { return "" }
        // Mostly there is nothing to leave out; then nothing is copied.
        let end = scalars.index(after: last)
        return first == scalars.startIndex && end == scalars.endIndex ? text : String(scalars[first..<end])
    }

    /// Nothing in it but white space: one space or one no-break space is how some tools write "empty".
    package static func isEmpty(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(isOuter)
    }

    private static func isOuter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 {
            return scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value)
        } else {
            return scalar.properties.isWhitespace || invisible.contains(scalar)
        }
    }

    /// Byte order mark, zero-width space, word joiner: nobody can see them, and none of them is a text.
    private static let invisible: Set<Unicode.Scalar> = ["\u{FEFF}", "\u{200B}", "\u{2060}"]
}
