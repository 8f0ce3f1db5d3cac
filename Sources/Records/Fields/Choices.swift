import Ledger

/// One code of a closed list.
package func choice<C: Choice>(
    _ label: String, _ codes: C.Type, help: String = "", required: Bool = false, content: Bool = true,
    aliases: [String] = []
) -> Field<C> {
    Field(
        FieldSpecification(
            label, ChoiceType(codes), FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

/// Several codes of a closed list, each once.
package func choices<C: Choice>(
    _ label: String, _ codes: C.Type, help: String = "", required: Bool = false, content: Bool = true,
    aliases: [String] = []
) -> Field<[C]> {
    Field(
        FieldSpecification(
            label, ListType(ChoiceType(codes), isSet: true),
            FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

struct ChoiceType: FieldType {
    let codes: [(code: String, label: String)]

    init<C: Choice>(_ type: C.Type) {
        codes = type.allCases.map { ($0.rawValue, $0.label) }
    }

    var name: String { "choice" }
    var shape: FieldShape { .choice(codes.map(\.code)) }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        guard let text = json.string else {
            throw FieldProblem("type", "This is one of: \(list).")
        }
        return try parse(text)
    }

    func replay(_ json: JSON) -> Value? { json.string.map { .text($0) } }
    func json(_ value: Value) -> JSON { .string(text(value)) }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        let wanted = text.trimmingOuterSpace()
        if codes.contains(where: { $0.code == wanted }) { return .text(wanted) }
        // People type what they read: the label, in any case. A code is preferred, so nothing can be two things.
        let lowered = wanted.lowercased()
        guard let match = codes.first(where: { $0.code.lowercased() == lowered || $0.label.lowercased() == lowered })
        else {
            throw FieldProblem("choice", "“\(wanted.shortened)” is not in the list. Choose one of: \(list).")
        }
        return .text(match.code)
    }

    func text(_ value: Value) -> String {
        guard case .text(let code) = value else { return "" }
        return code
    }

    func show(_ value: Value) -> String {
        let code = text(value)
        return codes.first { $0.code == code }?.label ?? code
    }

    var schema: JSON { ["type": "string", "enum": .array(codes.map { .string($0.code) })] }
    func sample(_ number: Int) -> Value { .text(codes.isEmpty ? "" : codes[number % codes.count].code) }

    var declarationProblems: [DeclarationProblem] {
        if codes.isEmpty {
            [DeclarationProblem(.choices, "a choice needs at least one code")]
        } else if let odd = codes.first(where: { $0.code.isEmpty || $0.code.trimmingOuterSpace() != $0.code }) {
            [DeclarationProblem(.choices, "the code “\(odd.code)” is empty or has white space at an end")]
        } else if Set(codes.map { $0.code.lowercased() }).count < codes.count {
            [DeclarationProblem(.choices, "two codes of a choice are the same")]
        } else {
            []
        }
    }

    private var list: String { codes.map(\.code).joined(separator: ", ") }
}
