import Ledger

/// A day.
package func date(
    _ label: String, help: String = "", required: Bool = false, content: Bool = true, tells: Telling? = nil,
    aliases: [String] = []
) -> Field<Day> {
    Field(
        FieldSpecification(
            label, DateType(),
            FieldOptions(help: help, required: required, content: content, tells: tells, aliases: aliases)))
}

/// A moment where the hour counts; a day alone is taken too.
package func moment(
    _ label: String, help: String = "", required: Bool = false, content: Bool = true, tells: Telling? = nil,
    aliases: [String] = []
) -> Field<BusinessTime> {
    Field(
        FieldSpecification(
            label, MomentType(),
            FieldOptions(help: help, required: required, content: content, tells: tells, aliases: aliases)))
}

/// A length of time, ISO 8601: `P6M`.
package func period(
    _ label: String, help: String = "", required: Bool = false, content: Bool = true, aliases: [String] = []
) -> Field<Period> {
    Field(
        FieldSpecification(
            label, PeriodType(), FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

extension Day: FieldValue {
    package init?(_ value: Value) {
        guard case .day(let day) = value else { return nil }
        self = day
    }
    package var value: Value { .day(self) }
}

extension BusinessTime: FieldValue {
    package init?(_ value: Value) {
        guard case .time(let time) = value else { return nil }
        self = time
    }
    package var value: Value { .time(self) }
}

extension Period: FieldValue {
    package init?(_ value: Value) {
        guard case .period(let period) = value else { return nil }
        self = period
    }
    package var value: Value { .period(self) }
}

struct DateType: FieldType {
    var name: String { "date" }
    var shape: FieldShape { .day }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        guard let text = json.string else { throw FieldProblem("type", "Write a day like 2026-11-23, in quotes.") }
        return try parse(text)
    }

    func json(_ value: Value) -> JSON { .string(text(value)) }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        guard let day = Day(text.trimmingOuterSpace()) else {
            throw FieldProblem("date", "“\(text.shortened)” is no day. Write year, month and day, like 2026-11-23.")
        }
        return .day(day)
    }

    func text(_ value: Value) -> String {
        guard case .day(let day) = value else { return "" }
        return day.description
    }

    var schema: JSON { ["type": "string", "format": "date"] }
    func sample(_ number: Int) -> Value { .day(Day(number: 20_500 + number % 365)) }
}

struct MomentType: FieldType {
    var name: String { "date or moment" }
    var shape: FieldShape { .moment }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        guard let text = json.string else {
            throw FieldProblem("type", "Write a day like 2026-11-23 or a moment like 2026-11-23T09:00:00Z, in quotes.")
        }
        return try parse(text)
    }

    func json(_ value: Value) -> JSON { .string(text(value)) }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        guard let time = BusinessTime(text.trimmingOuterSpace()) else {
            throw FieldProblem(
                "date", "“\(text.shortened)” is neither a day like 2026-11-23 nor a moment like 2026-11-23T09:00:00Z.")
        }
        return .time(time)
    }

    func text(_ value: Value) -> String {
        guard case .time(let time) = value else { return "" }
        return time.description
    }

    var schema: JSON { ["type": "string", "anyOf": [["format": "date"], ["format": "date-time"]]] }
    func sample(_ number: Int) -> Value { .time(.day(Day(number: 20_500 + number % 365))) }
}

struct PeriodType: FieldType {
    var name: String { "period" }
    var shape: FieldShape { .text }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        guard let text = json.string else { throw FieldProblem("type", "Write a period like P6M, in quotes.") }
        return try parse(text)
    }

    func json(_ value: Value) -> JSON { .string(text(value)) }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        guard let period = Period(text.trimmingOuterSpace()) else {
            throw FieldProblem(
                "period",
                "“\(text.shortened)” is no period. Write P6M for six months, P2D for two days, PT4H for four hours.")
        }
        return .period(period)
    }

    func text(_ value: Value) -> String {
        guard case .period(let period) = value else { return "" }
        return period.description
    }

    var schema: JSON { ["type": "string", "format": "duration"] }
    func sample(_ number: Int) -> Value { .period(Period(months: 1 + number % 12)) }
}
