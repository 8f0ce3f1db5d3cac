/// `9:30`, `09:30:15.250Z`, `9:30 pm`, `09:30+02:00`.
struct TimeOfDay {
    private var secondOfDay = 0
    private var millisecond = 0
    private var offsetMinutes: Int?

    init?(_ tokens: ArraySlice<DateTokens.Token>) {
        var rest = tokens.filter { $0 != .sign(" ") }[...]
        guard let hour = Self.number(&rest, upTo: 24), Self.take(.sign(":"), &rest),
            let minute = Self.number(&rest, upTo: 59)
        else { return nil }
        var second = 0
        if Self.take(.sign(":"), &rest) {
            guard let written = Self.number(&rest, upTo: 59) else { return nil }
            second = written
            if Self.take(.sign("."), &rest) || Self.take(.sign(","), &rest) {
                guard case .number(let digits)? = rest.popFirst(), digits.count <= 9 else { return nil }
                millisecond = Int((digits + "00").prefix(3)) ?? 0
            }
        }
        guard let hour = Self.hour(hour, &rest) else { return nil }
        secondOfDay = hour * 3600 + minute * 60 + second
        if !rest.isEmpty {
            guard let offset = Self.offset(&rest) else { return nil }
            offsetMinutes = offset
        }
        guard rest.isEmpty, secondOfDay < 86_400 else { return nil }
    }

    func moment(on day: CalendarDay) -> CalendarMoment {
        CalendarMoment(day: day, secondOfDay: secondOfDay, millisecond: millisecond, offsetMinutes: offsetMinutes)
    }

    private static func take(_ token: DateTokens.Token, _ rest: inout ArraySlice<DateTokens.Token>) -> Bool {
        guard rest.first == token else { return false }
        rest.removeFirst()
        return true
    }

    private static func number(_ rest: inout ArraySlice<DateTokens.Token>, upTo most: Int) -> Int? {
        guard case .number(let digits)? = rest.first, digits.count <= 2, let number = Int(digits), number <= most else {
            return nil
        }
        rest.removeFirst()
        return number
    }

    private static func hour(_ hour: Int, _ rest: inout ArraySlice<DateTokens.Token>) -> Int? {
        if take(.word("am"), &rest) {
            (1...12).contains(hour) ? hour % 12 : nil
        } else if take(.word("pm"), &rest) {
            (1...12).contains(hour) ? hour % 12 + 12 : nil
        } else {
            hour
        }
    }

    /// Minutes east of UTC.
    private static func offset(_ rest: inout ArraySlice<DateTokens.Token>) -> Int? {
        if take(.word("z"), &rest) || take(.word("utc"), &rest) || take(.word("gmt"), &rest) { return 0 }
        let sign = take(.sign("+"), &rest) ? 1 : take(.sign("-"), &rest) ? -1 : 0
        guard sign != 0, case .number(let digits)? = rest.popFirst(), let number = Int(digits) else { return nil }
        if digits.count == 4 {
            return number / 100 <= 14 && number % 100 <= 59 ? sign * (number / 100 * 60 + number % 100) : nil
        }
        guard digits.count == 2, number <= 14 else { return nil }
        if !take(.sign(":"), &rest) { return sign * number * 60 }
        return Self.number(&rest, upTo: 59).map { sign * (number * 60 + $0) }
    }
}
