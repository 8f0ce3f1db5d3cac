/// What is wrong with the words of a command, in the order in which somebody would want to know: a word nobody knows, one said
/// twice, one without its value, one too many, one that is missing.
///
/// The parser knows the same and says it in its own words, of which the first it meets may be about another word.
struct Misuse {
    private let shape: CommandShape
    private let words: [String]
    private var given: [String: [String?]] = [:]
    private var standing: [String] = []
    private var unknown: String?
    private var valueless: CommandShape.Argument?

    /// - Parameter words: those after the name of the command.
    init(_ words: [String], of shape: CommandShape) {
        self.shape = shape
        self.words = words
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                standing += rest
                break
            } else if word.hasPrefix("-"), word.count > 1 {
                take(option: word, &rest)
            } else {
                standing.append(word)
            }
        }
    }

    /// `nil` when nothing is wrong that could be seen from the words alone.
    var complaint: Complaint? {
        if let unknown { return complaint(aboutUnknown: unknown) }
        if let twice = complaintAboutRepetition { return twice }
        if let valueless { return complaint("\(valueless.option ?? "") needs a value. \(valueless.help)") }
        if let choice = wrongChoice { return choice }
        if standing.count > shape.positionals.count, shape.positionals.last?.isRepeating != true { return tooMany }
        return missing
    }

    /// An option that is said several times and holds one value: the parser would take the last and say nothing.
    var complaintAboutRepetition: Complaint? {
        let twice = shape.options.first { !$0.isRepeating && given[$0.option ?? ""].map { $0.count > 1 } ?? false }
        guard let twice, let option = twice.option, let values = given[option] else { return nil }
        let said = values.compactMap(\.self)
        let which = said.isEmpty ? "" : ": \(Amount.list(said.map { "“\($0)”" }))"
        return complaint(
            "\(option) is said \(values.count == 2 ? "twice" : "\(values.count) times")\(which). Say it once.")
    }

    private mutating func take(option word: String, _ rest: inout ArraySlice<String>) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let option = shape.option(parts[0]) else {
            if word != "-h" { unknown = unknown ?? word }
            return
        }
        var value = parts.count > 1 ? parts[1] : nil
        if option.takesValue, value == nil {
            if let next = rest.first, !next.hasPrefix("-") || next == "-" {
                value = rest.removeFirst()
            } else {
                valueless = valueless ?? option
            }
        }
        given[parts[0], default: []].append(value)
    }

    private func complaint(aboutUnknown word: String) -> Complaint {
        let name = word.split(separator: "=").first.map(String.init) ?? word
        if Int(word) != nil { return complaint("“\(word)”: no number here is below 0.") }
        let known = shape.options.compactMap(\.option)
        return complaint(
            Phrase.sentences(
                "\(shape.name) has no option \(name).", Suggestion.sentence(for: name, among: known) ?? all(known)))
    }

    private func all(_ options: [String]) -> Phrase? { options.isEmpty ? nil : "It has \(Amount.list(options))." }

    private var wrongChoice: Complaint? {
        for option in shape.options where !option.choices.isEmpty {
            let values = given[option.option ?? ""]?.compactMap(\.self) ?? []
            if let wrong = values.first(where: { !option.choices.contains($0) }) {
                let known = Amount.list(option.choices, last: "or")
                return complaint("\(option.option ?? ""): “\(wrong)” is not known. Say \(known).")
            }
        }
        return nil
    }

    private var tooMany: Complaint {
        let word = standing[shape.positionals.count]
        let takes = shape.positionals.map(\.usage)
        let what = takes.isEmpty ? "\(shape.name) takes options only" : "\(shape.name) takes \(Amount.list(takes))"
        return complaint("“\(word)” is one word too many: \(what). A value of several words goes in quotes.")
    }

    private var missing: Complaint? {
        let absent =
            shape.positionals.dropFirst(standing.count).filter { !$0.isOptional }
            + shape.options.filter { !$0.isOptional && given[$0.option ?? ""] == nil }
        guard !absent.isEmpty else { return nil }
        return complaint(
            absent.map { "\(shape.name) needs \(strong: $0.usage): \($0.help)" })
    }

    private func complaint(_ problem: Phrase) -> Complaint { complaint([problem]) }

    private func complaint(_ problems: [Phrase]) -> Complaint {
        Complaint(
            .wrongUse, problems, advice: ["How it is used:"], command: "hallmark \(shape.name) --help")
    }
}
