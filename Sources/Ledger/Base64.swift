/// Standard base64 with padding (RFC 4648, section 4), strict in reading.
///
/// Decoding accepts exactly what encoding gives: no white space, no missing padding, no stray bits before it. So two texts
/// never mean the same bytes, and a changed bit in a text is always a change of meaning or an error.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// What each letter stands for in each of the four places of a group, already moved to where it belongs in the
    /// group's 24 bits: four tables of 256. Letters outside of the alphabet have `invalid` set.
    private static let places: [UInt32] = {
        var table = [UInt32](repeating: invalid, count: 4 * 256)
        for (value, letter) in alphabet.enumerated() {
            for place in 0..<4 { table[place * 256 + Int(letter)] = UInt32(value) << (18 - 6 * UInt32(place)) }
        }
        return table
    }()
    private static let invalid: UInt32 = 1 << 31

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
        return places.withUnsafeBufferPointer { places in
            var seen: UInt32 = 0
            var written = 0
            for start in stride(from: 0, to: text.count - 4, by: 4) {
                let group =
                    places[Int(text[start])] | places[256 + Int(text[start + 1])]
                    | places[512 + Int(text[start + 2])] | places[768 + Int(text[start + 3])]
                seen |= group
                target[written] = UInt8(truncatingIfNeeded: group >> 16)
                target[written + 1] = UInt8(truncatingIfNeeded: group >> 8)
                target[written + 2] = UInt8(truncatingIfNeeded: group)
                written += 3
            }
            let last = text.count - 4
            var group = places[Int(text[last])] | places[256 + Int(text[last + 1])]
            if padding < 2 { group |= places[512 + Int(text[last + 2])] }
            if padding < 1 { group |= places[768 + Int(text[last + 3])] }
            // Bits that stand for no byte must be zero, or two texts would mean the same.
            let stray: UInt32 = padding == 0 ? 0 : padding == 1 ? 0xff : 0xffff
            guard (seen | group) & invalid == 0, group & stray == 0 else { return nil }
            target[written] = UInt8(truncatingIfNeeded: group >> 16)
            if padding < 2 { target[written + 1] = UInt8(truncatingIfNeeded: group >> 8) }
            if padding < 1 { target[written + 2] = UInt8(truncatingIfNeeded: group) }
            return written + 3 - padding
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
