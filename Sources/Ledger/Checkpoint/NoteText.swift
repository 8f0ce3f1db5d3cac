/// The rules that signed notes have for texts. Source: c2sp.org/signed-note, "Format".
enum NoteText {
    /// Not empty, no Unicode space, no plus, no control character.
    static func isKeyName(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace }
    }

    /// Byte for byte: Swift's own comparison takes different normalizations of a text for the same.
    static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }
}
