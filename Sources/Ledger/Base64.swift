/// Standard base64 with padding (RFC 4648, section 4), strict in reading.
///
/// Decoding accepts exactly what encoding gives: no white space, no missing padding, no stray bits before it. So two texts
/// never mean the same bytes, and a changed bit in a text is always a change of meaning or an error.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let invalid: UInt8 = 255
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: invalid, count: 256)
        for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
        return table
    }()

    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: encoded(bytes), as: UTF8.self)
    }

    /// The text's ASCII bytes.
    static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let left = min(3, bytes.count - start)
            let group =
                UInt32(bytes[start]) << 16
                | (left > 1 ? UInt32(bytes[start + 1]) << 8 : 0)
                | (left > 2 ? UInt32(bytes[start + 2]) : 0)
            text.append(alphabet[Int(group >> 18)])
            text.append(alphabet[Int(group >> 12 & 63)])
            text.append(left > 1 ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "="))
            text.append(left > 2 ? alphabet[Int(group & 63)] : UInt8(ascii: "="))
        }
        return text
    }

    /// Nil when `text` is not the canonical base64 of any bytes.
    package static func decode(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { decode(UnsafeRawBufferPointer($0)) }
    }

    static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        let capacity = text.count / 4 * 3
        var valid = true
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            if let written = decode(text, into: UnsafeMutableRawBufferPointer(buffer)) {
                count = written
            } else {
                count = 0
                valid = false
            }
        }
        return valid ? bytes : nil
    }

    /// Decodes into `target`, which has room for three bytes per four characters; gives how many were written, or nil.
    static func decode(_ text: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Int? {
        guard text.count.isMultiple(of: 4) else { return nil }
        guard text.count > 0 else { return 0 }
        let equals = UInt8(ascii: "=")
        let padding = text[text.count - 1] != equals ? 0 : text[text.count - 2] != equals ? 1 : 2
        return values.withUnsafeBufferPointer { values in
            var written = 0
            for start in stride(from: 0, to: text.count, by: 4) {
                let drop = start + 4 == text.count ? padding : 0
                let a = values[Int(text[start])]
                let b = values[Int(text[start + 1])]
                let c = drop == 2 ? 0 : values[Int(text[start + 2])]
                let d = drop >= 1 ? 0 : values[Int(text[start + 3])]
                guard (a | b | c | d) < 64 else { return nil }
                let group = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                guard drop == 0 || group & (drop == 1 ? 0xff : 0xffff) == 0 else { return nil }
                target[written] = UInt8(truncatingIfNeeded: group >> 16)
                if drop < 2 { target[written + 1] = UInt8(truncatingIfNeeded: group >> 8) }
                if drop < 1 { target[written + 2] = UInt8(truncatingIfNeeded: group) }
                written += 3 - drop
            }
            return written
        }
    }
}

/// Lower-case hexadecimal, strict in reading.
package enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil unless `text` is an even number of lower-case hexadecimal digits.
    package static func decode(_ text: String) -> [UInt8]? {
        let letters = Array(text.utf8)
        guard letters.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count / 2)
        for start in stride(from: 0, to: letters.count, by: 2) {
            guard let high = value(letters[start]), let low = value(letters[start + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): letter - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
