/// A piece of text for a person. Words in the program stand as written; whatever is put into them is made harmless first.
///
///     let answer: Phrase = "\(record.id) is now \(strong: state)."
struct Phrase: ExpressibleByStringInterpolation, Hashable, Sendable {
    /// How much ink a word gets. What is fine is thin, what fails is solid.
    enum Ink: Hashable, Sendable {
        case plain, faint, strong, major, minor
    }

    struct Run: Hashable, Sendable {
        var text: String
        let ink: Ink
    }

    private(set) var runs: [Run]

    init(stringLiteral text: String) {
        runs = text.isEmpty ? [] : [Run(text: text, ink: .plain)]
    }

    init(stringInterpolation interpolation: Interpolation) {
        runs = interpolation.runs
    }

    /// Text from outside.
    init(_ text: String, _ ink: Ink = .plain) {
        let line = Harmless.line(text)
        runs = line.isEmpty ? [] : [Run(text: line, ink: ink)]
    }

    private init(runs: [Run]) { self.runs = runs }

    var text: String { runs.map(\.text).joined() }
    var isEmpty: Bool { runs.isEmpty }
    var width: Int { runs.reduce(0) { $0 + DisplayWidth.of($1.text) } }

    /// The same words, all in one ink.
    func inked(_ ink: Ink) -> Phrase { Phrase(runs: runs.map { Run(text: $0.text, ink: ink) }) }

    static func + (left: Phrase, right: Phrase) -> Phrase { Phrase(runs: left.runs + right.runs) }

    /// Sentences one after the other; those that are not there are left out.
    static func sentences(_ parts: Phrase?...) -> Phrase { parts.compactMap(\.self).joined(separator: " ") }

    /// Text from outside, a phrase for each of its lines.
    static func lines(_ text: String) -> [Phrase] { Harmless.lines(text).map { Phrase($0) } }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var runs: [Run] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { runs.append(Run(text: literal, ink: .plain)) }
        }

        mutating func appendInterpolation(_ phrase: Phrase) { runs += phrase.runs }
        mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            runs += Phrase(value.description).runs
        }
        mutating func appendInterpolation(strong value: some CustomStringConvertible) {
            runs += Phrase(value.description, .strong).runs
        }
        mutating func appendInterpolation(faint value: some CustomStringConvertible) {
            runs += Phrase(value.description, .faint).runs
        }
        /// A number with its thing: `3 rows`, `1 row`.
        mutating func appendInterpolation(_ count: Int, _ one: String, _ many: String? = nil) {
            runs += Phrase(Amount.of(count, one, many)).runs
        }
    }
}

extension Sequence<Phrase> {
    func joined(separator: Phrase) -> Phrase {
        reduce(nil as Phrase?) { sum, next in sum.map { $0 + separator + next } ?? next } ?? ""
    }
}
