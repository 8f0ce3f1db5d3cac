import Ledger

/// What stands before a packed value.
private enum Mark: UInt8 {
    case nothing, text, number, integer, money, no, yes, day, timeDay, timeMoment, period, reference, attachment
    case list, row
}

extension ByteWriter {
    mutating func value(_ value: Value?) {
        switch value {
        case nil: mark(.nothing)
        case .text(let text): mark(.text) { $0.text(text) }
        case .number(let number): mark(.number) { $0.text(number.text) }
        case .integer(let integer): mark(.integer) { $0.integer(Int64(integer)) }
        case .money(let money):
            mark(.money) {
                $0.text(money.amount.text)
                $0.text(money.currency)
            }
        case .flag(let flag): mark(flag ? .yes : .no)
        case .day(let day): mark(.day) { $0.integer(Int64(day.number)) }
        case .time(.day(let day)): mark(.timeDay) { $0.integer(Int64(day.number)) }
        case .time(.moment(let moment)): mark(.timeMoment) { $0.integer(moment.milliseconds) }
        case .period(let period):
            mark(.period) { writer in
                for part in [period.months, period.days, period.seconds] { writer.integer(Int64(part)) }
            }
        case .reference(let id): mark(.reference) { $0.id(id) }
        case .attachment(let file): mark(.attachment) { $0.attachment(file) }
        case .list(let values): mark(.list) { $0.list(values) { $0.value($1) } }
        case .row(let values): mark(.row) { $0.list(values) { $0.value($1) } }
        }
    }

    private mutating func attachment(_ file: Attachment) {
        text(file.name)
        digest(file.digest)
        integer(Int64(file.size))
        text(file.mediaType)
    }

    private mutating func mark(_ mark: Mark, _ write: (inout ByteWriter) -> Void = { _ in }) {
        byte(mark.rawValue)
        write(&self)
    }
}

extension ByteReader {
    mutating func value() throws(Malformed) -> Value? {
        guard let mark = Mark(rawValue: try byte()) else { throw Malformed() }
        return switch mark {
        case .nothing: nil
        case .text: .text(try text())
        case .number: .number(Number(packed: try text()))
        case .integer: .integer(Int(try integer()))
        case .money: .money(Money(amount: Number(packed: try text()), currency: try text()))
        case .no: .flag(false)
        case .yes: .flag(true)
        case .day: .day(try day())
        case .timeDay: .time(.day(try day()))
        case .timeMoment: .time(.moment(try moment()))
        case .period: .period(try period())
        case .reference: .reference(try id())
        case .attachment: .attachment(try attachment())
        case .list:
            .list(
                try nested { reader throws(Malformed) in
                    try reader.list { reader throws(Malformed) in
                        guard let value = try reader.value() else { throw Malformed() }
                        return value
                    }
                })
        case .row:
            .row(
                try nested { reader throws(Malformed) in
                    try reader.list { reader throws(Malformed) in try reader.value() }
                })
        }
    }

    /// Whether a value says something: it is neither empty nor an empty list.
    mutating func valueSaysSomething() throws(Malformed) -> Bool {
        var ahead = self
        switch Mark(rawValue: try ahead.byte()) {
        case .nothing: return false
        case .text: return try ahead.natural() > 0
        case .list, .row: return try value()?.saysSomething ?? false
        default: return true
        }
    }

    /// Passes over a value without making it. Whether it is nothing.
    mutating func passValue() throws(Malformed) -> Bool {
        guard let mark = Mark(rawValue: try byte()) else { throw Malformed() }
        switch mark {
        case .nothing, .no, .yes: break
        case .text, .number: _ = try piece()
        case .integer, .day, .timeDay, .timeMoment: _ = try integer()
        case .money: _ = (try piece(), try piece())
        case .period: _ = (try integer(), try integer(), try integer())
        case .reference: try passID()
        case .attachment:
            _ = (try piece(), try digest())
            _ = (try integer(), try piece())
        case .list, .row:
            try nested { reader throws(Malformed) in
                for _ in 0..<(try reader.natural()) { _ = try reader.passValue() }
            }
        }
        return mark == .nothing
    }

    private mutating func period() throws(Malformed) -> Period {
        let (months, days, seconds) = (try integer(), try integer(), try integer())
        let parts = Period(months: Int(months), days: Int(days), seconds: Int(seconds))
        guard parts.isWithinLimits else { throw Malformed() }
        return parts
    }

    private mutating func attachment() throws(Malformed) -> Attachment {
        Attachment(
            name: try text(), digest: try digest(), size: Int(try integer()), mediaType: try text())
    }
}
