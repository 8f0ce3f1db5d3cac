import Ledger

/// A decimal number, with its unit if it has one.
package func number(
    _ label: String, unit: String? = nil, help: String = "", required: Bool = false, content: Bool = true,
    aliases: [String] = []
) -> Field<Number> {
    Field(
        FieldSpecification(
            label, NumberType(unit: unit),
            FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

/// A whole number within bounds.
package func integer(
    _ label: String, in range: ClosedRange<Int> = 0...1_000_000_000, unit: String? = nil, help: String = "",
    required: Bool = false, content: Bool = true, aliases: [String] = []
) -> Field<Int> {
    Field(
        FieldSpecification(
            label, IntegerType(range: range, unit: unit),
            FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

/// A share in percent, 0 to 100, with decimals.
package func percent(
    _ label: String, help: String = "", required: Bool = false, content: Bool = true, aliases: [String] = []
) -> Field<Number> {
    Field(
        FieldSpecification(
            label, PercentType(), FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

extension Number: FieldValue {
    package init?(_ value: Value) {
        guard case .number(let number) = value else { return nil }
        self = number
    }
    package var value: Value { .number(self) }
}

struct NumberType: FieldType {
    let unit: String?
    var name: String { unit.map { "number in \($0)" } ?? "number" }
    var shape: FieldShape { .number }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        switch json {
        case .integer(let integer): .number(Number(Int(integer)))
        case .number(let text), .string(let text): try parse(text)
        default: throw FieldProblem("type", "This is a number, like 12 or 0.25.")
        }
    }

    func json(_ value: Value) -> JSON {
        // As text: JSON numbers lose digits in many readers.
        .string(text(value))
    }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        guard let number = Number(text.trimmingOuterSpace()) else {
            throw FieldProblem(
                "type",
                "“\(text.shortened)” is no number. Write digits with a point, like 0.25, or 1e25 when it is large.")
        }
        return .number(number)
    }

    func text(_ value: Value) -> String {
        guard case .number(let number) = value else { return "" }
        return number.text
    }

    func show(_ value: Value) -> String {
        unit.map { "\(text(value)) \($0)" } ?? text(value)
    }

    var schema: JSON { ["type": "string", "format": "decimal"] }
    func sample(_ number: Int) -> Value { .number(Number(number)) }
}

struct IntegerType: FieldType {
    let range: ClosedRange<Int>
    let unit: String?
    var name: String { unit.map { "whole number of \($0)" } ?? "whole number" }
    var shape: FieldShape { .number }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        if let integer = json.integer { return try checked(Int(integer)) }
        guard let text = json.string else {
            throw FieldProblem("type", "This is a whole number, like 12.")
        }
        return try parse(text)
    }

    func replay(_ json: JSON) -> Value? { json.integer.map { .integer(Int($0)) } }

    func json(_ value: Value) -> JSON {
        guard case .integer(let integer) = value else { return .null }
        return .integer(Int64(integer))
    }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        guard let integer = Int(text.trimmingOuterSpace()) else {
            throw FieldProblem("type", "“\(text.shortened)” is no whole number. Write digits only, like 12.")
        }
        return try checked(integer)
    }

    func text(_ value: Value) -> String {
        guard case .integer(let integer) = value else { return "" }
        return String(integer)
    }

    func show(_ value: Value) -> String {
        unit.map { "\(text(value)) \($0)" } ?? text(value)
    }

    private func checked(_ integer: Int) throws(FieldProblem) -> Value {
        guard range.contains(integer) else {
            throw FieldProblem("range", "\(integer) is outside \(range.lowerBound) to \(range.upperBound).")
        }
        return .integer(integer)
    }

    var schema: JSON {
        [
            "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
            "maximum": .integer(Int64(range.upperBound)),
        ]
    }

    func sample(_ number: Int) -> Value {
        .integer(min(range.upperBound, range.lowerBound.advanced(by: number % 10)))
    }
}

struct PercentType: FieldType {
    var name: String { "percent" }
    var shape: FieldShape { .number }
    private var number: NumberType { NumberType(unit: "%") }

    func read(_ json: JSON) throws(FieldProblem) -> Value { try checked(number.read(json)) }
    func replay(_ json: JSON) -> Value? { number.replay(json) }
    func json(_ value: Value) -> JSON { number.json(value) }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        let kept = text.trimmingOuterSpace()
        let bare = kept.hasSuffix("%") ? String(kept.dropLast()).trimmingOuterSpace() : kept
        return try checked(number.parse(bare))
    }

    func text(_ value: Value) -> String { number.text(value) }
    func show(_ value: Value) -> String { number.show(value) }

    private func checked(_ value: Value) throws(FieldProblem) -> Value {
        guard case .number(let number) = value, (0...100).contains(number.double) else {
            throw FieldProblem("range", "A percentage lies between 0 and 100.")
        }
        return value
    }

    var schema: JSON { number.schema }
    func sample(_ number: Int) -> Value { .number(Number(number % 101)) }
}

extension String {
    /// Short enough for a message.
    package var shortened: String {
        count <= 60 ? self : String(prefix(57)) + "…"
    }
}
