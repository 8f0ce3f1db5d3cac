import Ledger

/// Yes or no. Not stated is a third answer: the field is empty.
package func flag(
    _ label: String, help: String = "", required: Bool = false, content: Bool = true, aliases: [String] = []
) -> Field<Bool> {
    Field(
        FieldSpecification(
            label, FlagType(), FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

struct FlagType: FieldType {
    var name: String { "yes or no" }
    var shape: FieldShape { .flag }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        if let flag = json.bool { return .flag(flag) }
        guard let text = json.string else { throw FlagType.problem }
        return try parse(text)
    }

    func json(_ value: Value) -> JSON {
        guard case .flag(let flag) = value else { return .null }
        return .bool(flag)
    }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        switch text.trimmingOuterSpace().lowercased() {
        case "yes", "true": .flag(true)
        case "no", "false": .flag(false)
        default: throw FlagType.problem
        }
    }

    func text(_ value: Value) -> String { value == .flag(true) ? "yes" : "no" }
    var schema: JSON { ["type": "boolean"] }
    func sample(_ number: Int) -> Value { .flag(number.isMultiple(of: 2)) }

    private static let problem = FieldProblem("type", "Answer yes or no.")
}
