/// A word that stands where a value should be. What it means only the author knows, so it is asked about.
package enum Placeholder: Hashable, Sendable {
    /// `N/A`, `None`, `keine`: there is none, or it does not apply.
    case none
    /// `TBD`, `unknown`: there may be one.
    case notKnownYet
    /// `#REF!`: a formula failed in the spreadsheet.
    case failedFormula

    /// Nil for every other text, the empty one too.
    package init?(_ text: String) {
        let word = CellText.trimmed(text).lowercased()
        if Self.noneWords.contains(word) {
            self = .none
        } else if Self.notKnownWords.contains(word) {
            self = .notKnownYet
        } else if Self.formulaErrors.contains(word) {
            self = .failedFormula
        } else {
            return nil
        }
    }

    /// A question to the person who imports.
    package var question: String {
        switch self {
        case .none: "Does this mean that there is none, that it does not apply, or that nobody knows?"
        case .notKnownYet: "Somebody meant to fill this in. What belongs here?"
        case .failedFormula: "A formula failed in the spreadsheet. What belongs here?"
        }
    }

    private static let noneWords: Set<String> = [
        "n/a", "na", "n.a.", "n.a", "#n/a", "none", "nil", "null", "not applicable", "not available", "-", "--", "–",
        "—",
        "nvt", "n.v.t.", "n.v.t", "niet van toepassing", "geen", "keine", "keiner", "keines", "k.a.", "k. a.",
        "entfällt", "nicht zutreffend", "nicht anwendbar", "aucun", "aucune", "néant", "s.o.", "sans objet",
        "non applicable",
        "(blank)", "(none)", "[none]",
    ]
    private static let notKnownWords: Set<String> = [
        "todo", "to do", "to-do", "tbd", "tba", "tbc", "to be determined", "to be confirmed", "unknown", "?", "??",
        "???",
        "missing", "xxx", "onbekend", "nog in te vullen", "nntb", "unbekannt", "offen", "folgt", "inconnu",
        "inconnue", "à déterminer", "à compléter", "...", "…",
    ]
    private static let formulaErrors: Set<String> = [
        "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#bezug!", "#wert!", "#valeur!", "#nom?", "#verw!",
        "#waarde!", "#naam?", "#####", "########",
    ]
}
