/// A Swift source taken apart into what is code and what is comment.
///
/// Both parts have the bytes of the source where they stand and blanks everywhere else, so positions and lines are those
/// of the source. The content of string and regex literals is in neither part; code inside `\( )` is code. This is no
/// parser: a regex literal is recognized by what stands before it.
struct SwiftText {
    let code: [UInt8]
    let comments: [UInt8]

    init(_ text: String) {
        var scanner = SwiftScanner(source: Array(text.utf8))
        scanner.scanCode(insideParentheses: false)
        code = scanner.code
        comments = scanner.comments
    }
}

private struct SwiftScanner {
    let source: [UInt8]
    var code: [UInt8]
    var comments: [UInt8]
    private var position = 0

    init(source: [UInt8]) {
        self.source = source
        code = source.map { $0 == newline ? newline : UInt8(ascii: " ") }
        comments = code
    }

    /// Reads code to the end of the source, or to the parenthesis that closes an interpolation.
    mutating func scanCode(insideParentheses: Bool) {
        var depth = 0
        while position < source.count {
            if !mayBeginSomething(source[position]) {
                keepAsCode()
            } else if starts(with: "//") {
                scanLineComment()
            } else if starts(with: "/*") {
                scanBlockComment()
            } else if let pounds = poundsBeforeLiteral() {
                scanLiteral(pounds: pounds)
            } else if beginsPlainRegex() {
                scanPlainRegex()
            } else if source[position] == UInt8(ascii: "`") {
                scanQuotedIdentifier()
            } else {
                if source[position] == UInt8(ascii: "(") { depth += 1 }
                if source[position] == UInt8(ascii: ")") { depth -= 1 }
                keepAsCode()
                if insideParentheses && depth < 0 { return }
            }
        }
    }

    // MARK: Comments

    private mutating func scanLineComment() {
        while position < source.count && source[position] != newline { keepAsComment(1) }
    }

    private mutating func scanBlockComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                keepAsComment(2)
            } else if starts(with: "*/") {
                depth -= 1
                keepAsComment(2)
            } else {
                keepAsComment(1)
            }
        } while depth > 0 && position < source.count
    }

    // MARK: Literals

    /// How many `#` stand before the quote or slash that begins a literal here; nil when none begins here.
    private func poundsBeforeLiteral() -> Int? {
        var count = 0
        while position + count < source.count && source[position + count] == UInt8(ascii: "#") { count += 1 }
        guard position + count < source.count else { return nil }
        let next = source[position + count]
        return next == UInt8(ascii: "\"") || (count > 0 && next == UInt8(ascii: "/")) ? count : nil
    }

    private mutating func scanLiteral(pounds: Int) {
        position += pounds
        let fence = [UInt8](repeating: UInt8(ascii: "#"), count: pounds)
        if starts(with: "/") {
            position += 1
            skipText(until: [UInt8(ascii: "/")] + fence, escape: nil, mayBreakLines: true)
        } else {
            let quotes = starts(with: "\"\"\"") ? 3 : 1
            for _ in 0..<quotes { keepAsCode() }
            let end = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + fence
            skipText(until: end, escape: [UInt8(ascii: "\\")] + fence, mayBreakLines: quotes == 3)
        }
    }

    /// Skips the inside of a literal and its end. With an escape, code in an interpolation is read as code.
    private mutating func skipText(until end: [UInt8], escape: [UInt8]?, mayBreakLines: Bool) {
        while position < source.count {
            if starts(with: end) {
                position += end.count
                return
            } else if let escape, starts(with: escape) {
                position += escape.count
                skipEscaped()
            } else if source[position] == newline && !mayBreakLines {
                return
            } else {
                position += 1
            }
        }
    }

    private mutating func skipEscaped() {
        if starts(with: "(") {
            position += 1
            scanCode(insideParentheses: true)
        } else {
            position += 1
        }
    }

    /// A slash is division unless something stands before it that a value cannot end with.
    private func beginsPlainRegex() -> Bool {
        guard source[position] == UInt8(ascii: "/"), position + 1 < source.count, !source[position + 1].isBlank else {
            return false
        }
        var before = position - 1
        while before >= 0 && source[before] == UInt8(ascii: " ") { before -= 1 }
        let introducers = Array("(,=:[{!&|?;\n".utf8)
        return (before < 0 || introducers.contains(source[before])) && endOfPlainRegex() != nil
    }

    private func endOfPlainRegex() -> Int? {
        var end = position + 1
        while end < source.count && source[end] != newline {
            if source[end] == UInt8(ascii: "/") { return end }
            end += source[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private mutating func scanPlainRegex() {
        position = (endOfPlainRegex() ?? position) + 1
    }

    /// A name in backticks may be a whole sentence. It becomes a word of the same length.
    private mutating func scanQuotedIdentifier() {
        repeat {
            if source[position] == newline { return }
            code[position] = UInt8(ascii: "_")
            position += 1
        } while position < source.count && source[position] != UInt8(ascii: "`")
        if position < source.count {
            code[position] = UInt8(ascii: "_")
            position += 1
        }
    }

    // MARK: Steps

    /// Most bytes begin nothing; asking this first keeps the scan of a whole repository short.
    private func mayBeginSomething(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "("),
            UInt8(ascii: ")"):
            true
        default:
            false
        }
    }

    private mutating func keepAsCode() {
        code[position] = source[position]
        position += 1
    }

    private mutating func keepAsComment(_ count: Int) {
        for _ in 0..<count where position < source.count {
            comments[position] = source[position]
            position += 1
        }
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { starts(with: Array($0)) }
    }

    private func starts(with bytes: [UInt8]) -> Bool {
        position + bytes.count <= source.count && source[position] == bytes[0]
            && source[position..<position + bytes.count].elementsEqual(bytes)
    }
}
