/// Numbers that can be read in one way only.
enum NumberText {
    /// Digits, perhaps a minus before them, perhaps a point and more digits behind.
    ///
    /// Refuses what another country reads differently: `1,234` and `1.234` may each be either of two numbers.
    static func isPlain(_ text: String) -> Bool {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let parts = rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else {
            return false
        }
        let startsWithZero = parts[0].first == UInt8(ascii: "0")
        if startsWithZero && parts[0].count > 1 { return false }
        return parts.count == 1 || parts[1].count != 3 || startsWithZero || parts[0].count > 3
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
