/// Yes and no in English, Dutch, German and French.
package enum FlagWord {
    /// Nil for everything else: a sentence that begins with "Yes" is no yes.
    package static func reading(_ text: String) -> Bool? {
        let word = CellText.trimmed(text).lowercased()
        if yes.contains(word) {
            return true
        } else if no.contains(word) {
            return false
        } else {
            return nil
        }
    }

    private static let yes: Set<String> = ["yes", "y", "true", "1", "ja", "j", "oui", "vrai", "wahr", "waar"]
    private static let no: Set<String> = ["no", "n", "false", "0", "nee", "nein", "non", "faux", "falsch", "onwaar"]
}
