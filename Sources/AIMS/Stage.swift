package import Records

/// The states of a register. People read them in words: `InReview` is "In review".
package protocol Stage: Choice {}

extension Stage {
    package var label: String {
        rawValue.enumerated().reduce(into: "") { words, letter in
            let isWord = letter.offset > 0 && letter.element.isUppercase
            words += isWord ? " " + letter.element.lowercased() : String(letter.element)
        }
    }
}
