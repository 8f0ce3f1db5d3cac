import Ledger

/// An amount of money with its currency: `1200.50 EUR`.
package func money(
    _ label: String, help: String = "", required: Bool = false, content: Bool = true, aliases: [String] = []
) -> Field<Money> {
    Field(
        FieldSpecification(
            label, MoneyType(), FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

extension Money: FieldValue {
    /// `nil` unless the currency is three capitals.
    package init?(_ amount: Number, _ currency: String) {
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
        self.init(amount: amount, currency: currency)
    }

    package init?(_ value: Value) {
        guard case .money(let money) = value else { return nil }
        self = money
    }
    package var value: Value { .money(self) }
}

struct MoneyType: FieldType {
    var name: String { "money" }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        if let text = json.string { return try parse(text) }
        guard let object = json.object, object.count == 2, let currency = object["currency"]?.string,
            let amount = object["amount"]
        else { throw MoneyType.problem }
        return try parse("\(amount.string ?? amount.text) \(currency)")
    }

    func json(_ value: Value) -> JSON {
        guard case .money(let money) = value else { return .null }
        return ["amount": .string(money.amount.text), "currency": .string(money.currency)]
    }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, let amount = Number(parts[0]), let money = Money(amount, String(parts[1])) else {
            throw MoneyType.problem
        }
        return .money(money)
    }

    func text(_ value: Value) -> String {
        guard case .money(let money) = value else { return "" }
        return "\(money.amount) \(money.currency)"
    }

    var schema: JSON {
        [
            "type": "object", "required": ["amount", "currency"], "additionalProperties": false,
            "properties": [
                "amount": ["type": "string", "format": "decimal"],
                "currency": ["type": "string", "pattern": "^[A-Z]{3}$"],
            ],
        ]
    }

    func sample(_ number: Int) -> Value { .money(Money(amount: Number(1_000 + number), currency: "EUR")) }

    private static let problem = FieldProblem(
        "type", "Write an amount and the three capitals of its currency, like 1200.50 EUR.")
}
