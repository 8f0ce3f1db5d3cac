/// A point in time, in milliseconds since 1970-01-01T00:00:00Z; what is read from a text lies in the years 1 to 9999 of UTC.
package struct Moment: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Reads `2026-11-23T09:00:00Z`, with or without fraction (milliseconds are kept, what is finer is cut off), with `Z`
    /// or an offset like `+01:00`. There are no leap seconds and no hour 24.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let day = Day(String(decoding: bytes[..<10], as: UTF8.self)),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Day.digits(bytes[11..<13]), hour < 24,
            let minute = Day.digits(bytes[14..<16]), minute < 60,
            let second = Day.digits(bytes[17..<19]), second < 60,
            let (fraction, rest) = Moment.fraction(bytes[19...]),
            let offset = Moment.offsetSeconds(rest)
        else { return nil }
        let seconds = Int64(day.number) * 86_400 + Int64(hour * 3_600 + minute * 60 + second - offset)
        // An offset can lead out of the years that can be written again.
        guard (Day.first.number...Day.last.number).contains(Int(Moment.floorDivide(seconds, by: 86_400))) else {
            return nil
        }
        milliseconds = seconds * 1_000 + Int64(fraction)
    }

    package var description: String {
        let seconds = Moment.floorDivide(milliseconds, by: 1_000)
        let days = Moment.floorDivide(seconds, by: 86_400)
        let inDay = Int(seconds - days * 86_400)
        let fraction = Int(milliseconds - seconds * 1_000)
        return "\(Day(number: Int(days)))T\(padded(inDay / 3_600, to: 2)):\(padded(inDay / 60 % 60, to: 2)):"
            + "\(padded(inDay % 60, to: 2)).\(padded(fraction, to: 3))Z"
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package func adding(seconds: Int) -> Moment {
        Moment(milliseconds: milliseconds + Int64(seconds) * 1_000)
    }

    static func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }

    private static func fraction(_ bytes: ArraySlice<UInt8>) -> (milliseconds: Int, rest: ArraySlice<UInt8>)? {
        guard bytes.first == UInt8(ascii: ".") else { return (0, bytes) }
        let digits = bytes.dropFirst().prefix { (0x30...0x39).contains($0) }
        guard (1...9).contains(digits.count), let kept = Day.digits(digits.prefix(3)) else { return nil }
        let scale = [100, 10, 1][min(digits.count, 3) - 1]
        return (kept * scale, bytes.dropFirst(1 + digits.count))
    }

    private static func offsetSeconds(_ bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.elementsEqual("Z".utf8) { return 0 }
        let parts = Array(bytes)
        guard parts.count == 6, parts[0] == UInt8(ascii: "+") || parts[0] == UInt8(ascii: "-"),
            parts[3] == UInt8(ascii: ":"), let hours = Day.digits(parts[1...2]), hours <= 14,
            let minutes = Day.digits(parts[4...5]), minutes < 60
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (parts[0] == UInt8(ascii: "-") ? -1 : 1)
    }
}
