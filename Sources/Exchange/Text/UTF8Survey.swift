/// What one pass over bytes finds out about whether they are UTF-8.
struct UTF8Survey {
    /// Characters of more than one byte that are well formed.
    private(set) var sequences = 0
    /// Bytes that are no part of a well-formed character.
    private(set) var strays = 0
    private(set) var firstStray: (byte: UInt8, line: Int)?
    /// Physical lines with stray bytes, each once, ascending.
    private(set) var strayLines: [Int] = []

    init(of bytes: ArraySlice<UInt8>) {
        var lines = LineCounter()
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let length = Self.lengthOfCharacter(in: bytes, at: index)
            switch length {
            case 0: note(stray: byte, line: lines.line)
            case 1: lines.count(byte)
            default: sequences += 1
            }
            index += max(length, 1)
        }
    }

    private mutating func note(stray byte: UInt8, line: Int) {
        strays += 1
        if firstStray == nil { firstStray = (byte, line) }
        if strayLines.last != line { strayLines.append(line) }
    }

    /// How many bytes the well-formed character at `index` has; 0 when there is none.
    ///
    /// Refuses overlong forms, surrogates and anything above U+10FFFF. Source: Unicode 15, table 3-7.
    static func lengthOfCharacter(in bytes: ArraySlice<UInt8>, at index: Int) -> Int {
        let first = bytes[index]
        if first < 0x80 { return 1 }
        let second: ClosedRange<UInt8>
        let length: Int
        switch first {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        default: return 0
        }
        guard index + length <= bytes.endIndex, second.contains(bytes[index + 1]) else { return 0 }
        for place in (index + 2)..<max(index + length, index + 2) where bytes[place] & 0xC0 != 0x80 { return 0 }
        return length
    }
}

/// Counts physical lines: LF, CR LF and a CR alone each end one.
struct LineCounter {
    private(set) var line = 1
    private var previousWasReturn = false

    mutating func count(_ byte: UInt8) {
        switch byte {
        case 0x0D:
            line += 1
            previousWasReturn = true
        case 0x0A:
            if !previousWasReturn { line += 1 }
            previousWasReturn = false
        default:
            previousWasReturn = false
        }
    }
}
