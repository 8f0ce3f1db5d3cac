/// A header read from its canonical bytes without making a value for each member.
///
/// Takes exactly the headers that `Header(parsing:)` takes, but for those with an escape or a character outside of ASCII
/// in a text; those are left to it.
struct HeaderScan {
    let sequence: Int
    let time: Int64
    let version: Int
    let bodyDigest: Digest
    /// Where the texts lie.
    let act: Range<Int>
    let actor: Range<Int>
    let subject: Range<Int>

    init?(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var scan = Scanner(text: text, cursor: range.lowerBound, end: range.upperBound)
        guard scan.take("{\"act\":\""), let act = scan.plainText(),
            scan.take(",\"actor\":\""), let actor = scan.plainText(),
            scan.take(",\"body\":\""), let body = scan.plainText(),
            scan.take(",\"sequence\":"), let sequence = scan.natural(),
            scan.take(",\"subject\":\""), let subject = scan.plainText(),
            scan.take(",\"time\":\""), let time = scan.plainText(),
            scan.take(",\"version\":"), let version = scan.natural(),
            scan.take("}"), scan.cursor == range.upperBound
        else { return nil }
        guard let milliseconds = Timestamp.milliseconds(text[time]),
            let digest = Digest(base64: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[body]))
        else { return nil }
        self.sequence = sequence
        self.time = milliseconds
        self.version = version
        bodyDigest = digest
        self.act = act
        self.actor = actor
        self.subject = subject
    }

    private struct Scanner {
        let text: UnsafeBufferPointer<UInt8>
        var cursor: Int
        let end: Int

        mutating func take(_ literal: StaticString) -> Bool {
            let count = literal.utf8CodeUnitCount
            guard cursor + count <= end else { return false }
            for offset in 0..<count where text[cursor + offset] != literal.utf8Start[offset] { return false }
            cursor += count
            return true
        }

        /// Takes printable ASCII without escapes up to the closing quote, and the quote.
        mutating func plainText() -> Range<Int>? {
            let start = cursor
            while cursor < end {
                let byte = text[cursor]
                cursor += 1
                if byte == UInt8(ascii: "\"") { return start..<cursor - 1 }
                guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") else { return nil }
            }
            return nil
        }

        /// Takes a natural number of at most 18 digits without leading zeros.
        mutating func natural() -> Int? {
            let start = cursor
            var value = 0
            while cursor < end, cursor - start < 18, text[cursor] &- UInt8(ascii: "0") <= 9 {
                value = value * 10 + Int(text[cursor] - UInt8(ascii: "0"))
                cursor += 1
            }
            guard cursor > start, text[start] != UInt8(ascii: "0") || cursor == start + 1 else { return nil }
            return value
        }
    }
}

/// Whether an entry accounts for things that are gone.
enum AccountKind {
    case erasure, disposal, neither

    /// From the act in a header.
    init(act: some Collection<UInt8>) {
        if act.elementsEqual(Entry.eraseAct.utf8) {
            self = .erasure
        } else if act.elementsEqual(Entry.disposeAct.utf8) {
            self = .disposal
        } else {
            self = .neither
        }
    }
}
