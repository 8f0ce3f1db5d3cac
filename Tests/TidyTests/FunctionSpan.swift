/// Where a function, initializer, subscript or computed property stands: its lines from the declaration to the brace
/// that closes it, both 1-based and counted in.
struct FunctionSpan: Equatable {
    let name: String
    let firstLine: Int
    let lastLine: Int

    var lineCount: Int { lastLine - firstLine + 1 }
}

extension SwiftText {
    /// Every function of the source that has a body, in order of their declarations; functions inside others too.
    var functions: [FunctionSpan] {
        var found: [FunctionSpan] = []
        var position = 0
        var line = 1
        while position < code.count {
            if code[position] == newline { line += 1 }
            guard code[position].isWordByte else {
                position += 1
                continue
            }
            let word = wordEnd(from: position)
            if let name = declaredName(keyword: position..<word), let body = bodyStart(after: word) {
                let last = line + lines(in: position..<endOfBlock(from: body))
                found.append(FunctionSpan(name: name, firstLine: line, lastLine: last))
            }
            position = word
        }
        return found
    }

    /// The name of what a keyword declares, when it is a keyword that declares something with a body.
    private func declaredName(keyword: Range<Int>) -> String? {
        let word = String(decoding: code[keyword], as: UTF8.self)
        let isMember = previousByte(before: keyword.lowerBound) == UInt8(ascii: ".")
        switch word {
        case "func", "var":
            let start = skippingBlanks(from: keyword.upperBound)
            let name = code[start...].prefix { !$0.isBlank && !Array("(<:{".utf8).contains($0) }
            return isMember || name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
        case "init", "deinit", "subscript":
            return isMember ? nil : word
        default:
            return nil
        }
    }

    /// The brace that opens the body, or nil for a requirement of a protocol, a stored property, a mere mention.
    private func bodyStart(after start: Int) -> Int? {
        var depth = 0
        var position = start
        while position < code.count {
            switch code[position] {
            case UInt8(ascii: "("), UInt8(ascii: "["):
                depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                depth -= 1
                if depth < 0 { return nil }
            case UInt8(ascii: "{") where depth == 0:
                return position
            case UInt8(ascii: "}") where depth == 0, UInt8(ascii: ";") where depth == 0:
                return nil
            case UInt8(ascii: "=") where depth == 0 && !isOperator(at: position):
                return nil
            case newline where depth == 0 && !signatureGoesOn(after: position):
                return nil
            default:
                break
            }
            position += 1
        }
        return nil
    }

    /// `==` in a name or in a `where` clause is an operator; a lone `=` gives a stored property its value.
    private func isOperator(at position: Int) -> Bool {
        let symbols = Array("=<>!+-*/&|^~%".utf8)
        let before = position > 0 && symbols.contains(code[position - 1])
        let after = position + 1 < code.count && symbols.contains(code[position + 1])
        return before || after
    }

    /// Whether a signature that breaks its line here goes on in the next one.
    private func signatureGoesOn(after position: Int) -> Bool {
        let next = skippingBlanks(from: position)
        guard next < code.count else { return false }
        let word = String(decoding: code[next..<wordEnd(from: next)], as: UTF8.self)
        if ["throws", "rethrows", "async", "where"].contains(word) || code[next] == UInt8(ascii: "{") { return true }
        if code[next...].starts(with: "->".utf8) { return true }
        let before = previousByte(before: position)
        let arrow = previousPosition(before: position).map { $0 > 0 && code[$0 - 1] == UInt8(ascii: "-") } ?? false
        return before == UInt8(ascii: ",") || before == UInt8(ascii: ":") || before == UInt8(ascii: "&")
            || (before == UInt8(ascii: ">") && arrow)
    }

    /// The position after the brace that closes the block which opens at `start`.
    private func endOfBlock(from start: Int) -> Int {
        var depth = 0
        for position in start..<code.count {
            if code[position] == UInt8(ascii: "{") { depth += 1 }
            if code[position] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return position + 1 }
            }
        }
        return code.count
    }

    // MARK: Moving about

    private func lines(in range: Range<Int>) -> Int {
        code[range].reduce(0) { $1 == newline ? $0 + 1 : $0 }
    }

    private func wordEnd(from start: Int) -> Int {
        var end = start
        while end < code.count && code[end].isWordByte { end += 1 }
        return end
    }

    private func skippingBlanks(from start: Int) -> Int {
        var position = start
        while position < code.count && code[position].isBlank { position += 1 }
        return position
    }

    private func previousPosition(before start: Int) -> Int? {
        var position = start - 1
        while position >= 0 && code[position].isBlank { position -= 1 }
        return position >= 0 ? position : nil
    }

    private func previousByte(before start: Int) -> UInt8? {
        previousPosition(before: start).map { code[$0] }
    }
}
