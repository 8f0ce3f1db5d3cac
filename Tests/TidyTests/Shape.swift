/// The most lines a Swift file may have. 40 to 200 are usual.
let fileLineMax = 500
/// The most lines a function may have, from its declaration to its closing brace. Half of them have at most 8.
let functionLineMax = 70

func fileLength(of file: TextFile) -> [Complaint] {
    guard file.isSwift, file.lineCount > fileLineMax else { return [] }
    return [
        Complaint(
            path: file.path, line: nil,
            message: "\(file.lineCount) lines; split it by what it is about, \(fileLineMax) is the most")
    ]
}

func functionLengths(in file: TextFile) -> [Complaint] {
    guard file.isSwift else { return [] }
    return SwiftText(file.text).functions.filter { $0.lineCount > functionLineMax }.map {
        Complaint(
            path: file.path, line: $0.firstLine,
            message: "\($0.name) has \($0.lineCount) lines; give its parts names, \(functionLineMax) is the most")
    }
}

/// Every type that other targets see says in a sentence what it is.
///
/// A closed list of codes inside a declaration is explained by the field that holds it, and the states of a life cycle by it.
func unexplainedTypes(in file: TextFile) -> [Complaint] {
    guard file.isSource else { return [] }
    let swift = SwiftText(file.text)
    let code = String(decoding: swift.code, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let source = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    return code.indices.compactMap { index in
        guard let name = sharedTypeName(declaredBy: code[index]), !isClosedList(code[index]),
            !isExplained(index, source: source)
        else {
            return nil
        }
        return Complaint(
            path: file.path, line: index + 1,
            message: "\(name) is seen by other targets; say in a sentence (///) what it is")
    }
}

private let typeKeywords: Set<Substring> = ["struct", "class", "enum", "actor", "protocol"]

private func sharedTypeName(declaredBy line: Substring) -> Substring? {
    let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "@" }
    guard words.contains("package") || words.contains("public") else { return nil }
    guard let keyword = words.firstIndex(where: typeKeywords.contains), keyword + 1 < words.count else { return nil }
    let modifiers: Set<Substring> = ["package", "public", "final", "indirect", "nonisolated"]
    let isType = words[..<keyword].allSatisfy { modifiers.contains($0) || $0.hasPrefix("@") }
    let name = words[keyword + 1]
    return isType && name != "func" && name != "var" ? name : nil  // `class func` declares no type
}

/// Whether a doc comment ends right above a line, attributes in between left aside.
private func isExplained(_ index: Int, source: [Substring]) -> Bool {
    var above = index - 1
    while above >= 0 {
        let line = source[above].drop { $0 == " " }
        if line.hasPrefix("@") || line.hasPrefix("#if") {
            above -= 1
        } else {
            return line.hasPrefix("///") || line.hasSuffix("*/")
        }
    }
    return false
}

private func isClosedList(_ line: Substring) -> Bool {
    line.first == " " && (line.contains(": String, Choice") || line.contains(": String, Stage"))
}
