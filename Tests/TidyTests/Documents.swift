/// The most lines a document may have, so that somebody reads it to the end.
let documentLineMax = ["README.md": 120, "ARCHITECTURE.md": 250, "STYLE.md": 200]

func documentLength(of file: TextFile) -> [Complaint] {
    guard let most = documentLineMax[file.path], file.lineCount > most else { return [] }
    return [
        Complaint(
            path: file.path, line: nil,
            message: "\(file.lineCount) lines; \(most) is the most, move detail to docs/ and link to it")
    ]
}

/// The two commands somebody needs stand in the README.
func missingCommands(in readme: TextFile) -> [Complaint] {
    ["make run", "make test"].filter { !readme.text.contains($0) }.map {
        Complaint(
            path: readme.path, line: nil, message: "does not show \"\($0)\"; these two commands are all that is needed")
    }
}

/// Complains about links of a Markdown file that lead nowhere inside the repository. `exists` answers for a path from
/// its root. Links to other sites are not followed.
func deadLinks(in file: TextFile, exists: (String) -> Bool) -> [Complaint] {
    guard file.isMarkdown else { return [] }
    let bytes = Array(file.text.utf8)
    return bytes.positions(of: "](").compactMap { start in
        let target = bytes[(start + 2)...].prefix { $0 != UInt8(ascii: ")") && !$0.isBlank && $0 != UInt8(ascii: "#") }
        let link = String(decoding: target, as: UTF8.self)
        if link.isEmpty || link.contains("://") || link.hasPrefix("mailto:") { return nil }
        if exists(resolved(link, from: file.path)) { return nil }
        return Complaint(
            path: file.path, line: bytes.line(at: start), message: "the link to \(link) leads nowhere; mend it")
    }
}

/// Complains about a path below docs/ that Markdown or a comment names and that is not there.
func deadDocumentPaths(in file: TextFile, exists: (String) -> Bool) -> [Complaint] {
    guard file.isMarkdown || file.isSwift else { return [] }
    let bytes = file.isMarkdown ? Array(file.text.utf8) : SwiftText(file.text).comments
    return bytes.positions(of: "docs/").compactMap { start in
        if start > 0, bytes[start - 1].isWordByte || bytes[start - 1] == UInt8(ascii: "/") { return nil }
        let path = pathText(bytes[start...])
        if exists(path) { return nil }
        return Complaint(
            path: file.path, line: bytes.line(at: start), message: "\(path) is not there; write it or name another")
    }
}

private func pathText(_ bytes: ArraySlice<UInt8>) -> String {
    var path = String(decoding: bytes.prefix { $0.isWordByte || Array("/.-".utf8).contains($0) }, as: UTF8.self)
    while path.hasSuffix(".") || path.hasSuffix("/") { path.removeLast() }
    return path
}

/// The path from the root that a link in a file means.
private func resolved(_ link: String, from path: String) -> String {
    var parts = link.hasPrefix("/") ? [] : path.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/") where part != "." {
        if part == ".." {
            guard !parts.isEmpty else { return "../" }
            parts.removeLast()
        } else {
            parts.append(String(part))
        }
    }
    return parts.joined(separator: "/")
}

/// Decisions are numbered 001, 002, … in the order they were taken; none is missing and none stands twice.
func misnumberedDecisions(paths: [String]) -> [Complaint] {
    let folder = "docs/decisions/"
    let names = paths.filter { $0.hasPrefix(folder) && $0.hasSuffix(".md") }.sorted()
    return zip(names, 1...).compactMap { path, number in
        let wanted = String(repeating: "0", count: max(0, 3 - String(number).count)) + String(number) + "-"
        if path.dropFirst(folder.count).hasPrefix(wanted) { return nil }
        return Complaint(
            path: path, line: nil,
            message: "decision number \(wanted.dropLast()) is expected here; number them without gaps")
    }
}

/// Every target of the product is explained where the architecture is.
func unexplainedTargets(_ targets: [String], in architecture: TextFile) -> [Complaint] {
    targets.filter { !architecture.text.contains("`\($0)`") }.map {
        Complaint(path: architecture.path, line: nil, message: "says nothing of the target `\($0)`; say what it is for")
    }
}

/// Complains about `make WORD` in a document where the Makefile has no such target.
func unknownMakeTargets(in file: TextFile, targets: Set<String>) -> [Complaint] {
    guard file.isMarkdown else { return [] }
    let bytes = Array(file.text.utf8)
    return ["`make ", "\nmake "].flatMap { opening in
        bytes.positions(of: opening).compactMap { start in
            let rest = bytes[(start + opening.utf8.count)...].prefix { $0.isWordByte || $0 == UInt8(ascii: "-") }
            let target = String(decoding: rest, as: UTF8.self)
            if target.isEmpty || targets.contains(target) { return nil }
            return Complaint(
                path: file.path, line: bytes.line(at: start + 1),
                message: "make \(target): the Makefile has no such target")
        }
    }
}

/// The targets a Makefile declares to be no files.
func makeTargets(of makefile: TextFile) -> Set<String> {
    let declarations = makefile.text.split(separator: "\n").filter { $0.hasPrefix(".PHONY:") }
    return Set(declarations.flatMap { $0.dropFirst(".PHONY:".count).split(separator: " ").map(String.init) })
}

/// Words that promise what no software can promise, each with what to say. The glossary alone may name them.
let bannedWords = [
    ("compliant", "say which checks the records satisfy, and on which date"),
    ("certified by hallmark", "only a certification body certifies; say what it may find"),
]

func bannedWords(in file: TextFile) -> [Complaint] {
    let isRead = file.isSource || file.path == "README.md" || (file.path.hasPrefix("docs/") && file.isMarkdown)
    guard isRead, file.path != "docs/glossary.md" else { return [] }
    let bytes = Array(file.text.lowercased().utf8)
    return bannedWords.flatMap { word, instead in
        bytes.positions(of: word).map {
            Complaint(path: file.path, line: bytes.line(at: $0), message: "\"\(word)\": \(instead)")
        }
    }
}
