/// A short text cut into runs of digits, runs of letters and single signs. Runs of white space are one space.
struct DateTokens {
    enum Token: Hashable {
        /// Digits as written: `07` is two of them.
        case number(String)
        /// Letters in lower case.
        case word(String)
        case sign(Unicode.Scalar)
    }

    private(set) var tokens: [Token] = []

    init(_ text: String) {
        var run = ""
        var isNumber = false
        func flushed() -> [Token] { run.isEmpty ? [] : [isNumber ? .number(run) : .word(run.lowercased())] }
        for scalar in text.unicodeScalars {
            let isDigit = ("0"..."9").contains(scalar)
            if isDigit || scalar.properties.isAlphabetic {
                if isDigit != isNumber {
                    tokens += flushed()
                    run = ""
                }
                isNumber = isDigit
                run.unicodeScalars.append(scalar)
            } else {
                tokens += flushed()
                run = ""
                let sign = scalar.properties.isWhitespace ? " " : scalar
                if sign != " " || tokens.last != .sign(" ") { tokens.append(.sign(sign)) }
            }
        }
        tokens += flushed()
    }
}

/// Names of months in English, Dutch, German and French, in full and as they are cut.
enum MonthName {
    static func number(_ word: String) -> Int? {
        numbers[word]
    }

    private static let numbers: [String: Int] = {
        let names: [[String]] = [
            ["january", "jan", "januari", "januar", "jänner", "janvier", "janv"],
            ["february", "feb", "februari", "februar", "février", "fevrier", "févr", "fev"],
            ["march", "mar", "maart", "mrt", "märz", "maerz", "mär", "mars"],
            ["april", "apr", "avril", "avr"],
            ["may", "mei", "mai"],
            ["june", "jun", "juni", "juin"],
            ["july", "jul", "juli", "juillet", "juil"],
            ["august", "aug", "augustus", "août", "aout"],
            ["september", "sep", "sept", "septembre"],
            ["october", "oct", "oktober", "okt", "octobre"],
            ["november", "nov", "novembre"],
            ["december", "dec", "dezember", "dez", "décembre", "déc", "decembre"],
        ]
        var numbers: [String: Int] = [:]
        for (place, words) in names.enumerated() {
            for word in words { numbers[word] = place + 1 }
        }
        return numbers
    }()
}
