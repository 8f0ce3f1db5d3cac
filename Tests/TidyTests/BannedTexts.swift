import Foundation

/// A text that Swift code of ours does not hold, what to write instead, and where it may stand all the same.
struct BannedText: Sendable {
    let text: String
    let instead: String
    /// Paths, or folders with "/" at the end, where the text is in its place.
    var allowedIn: [String] = []
    /// Whether to look in comments, where the rule is about what people write to each other, rather than in code.
    var inComments = false

    func mayStand(in path: String) -> Bool {
        allowedIn.contains { $0.hasSuffix("/") ? path.hasPrefix($0) : path == $0 }
    }
}

extension BannedText {
    /// The files that take from outside what everything else is given: clock, random numbers, environment.
    static let edges = ["Sources/hallmark/Capabilities.swift", "Sources/hallmark-bench/", "Sources/hallmark-crash/"]

    static let all: [BannedText] = [
        BannedText(text: "@unchecked Sendable", instead: "use a value type, an actor or a Mutex"),
        BannedText(
            text: "nonisolated(unsafe)",
            instead: "use an actor or a Mutex; only a driver in Storage may hold a C pointer so",
            allowedIn: ["Sources/Storage/"]),
        BannedText(text: "try!", instead: "throw a typed error, or make the value so that it cannot fail"),
        BannedText(text: "fatalError(", instead: "use a precondition with a sentence for a bug, an error for all else"),
        BannedText(text: "static let shared", instead: "make it in main and pass it on"),
        BannedText(text: "static var shared", instead: "make it in main and pass it on"),
        BannedText(text: "Date()", instead: "use the clock that was passed in", allowedIn: edges),
        BannedText(text: "Date.now", instead: "use the clock that was passed in", allowedIn: edges),
        BannedText(text: "UUID()", instead: "use the identifiers that were passed in", allowedIn: edges),
        BannedText(text: ".random(", instead: "use the random bytes that were passed in", allowedIn: edges),
        BannedText(
            text: "SystemRandomNumberGenerator", instead: "use the random bytes that were passed in", allowedIn: edges),
        BannedText(text: "ProcessInfo", instead: "read it in Capabilities.swift and pass it on", allowedIn: edges),
        BannedText(text: "URLSession.shared", instead: "pass the connection in", allowedIn: edges),
        BannedText(
            text: "print(", instead: "return the text; only the command line prints",
            allowedIn: ["Sources/hallmark/", "Sources/hallmark-bench/", "Sources/hallmark-crash/"]),
        BannedText(text: "TODO", instead: "do it, or leave it out", inComments: true),
        BannedText(text: "FIXME", instead: "mend it", inComments: true),
    ]
}

/// Complains about each banned text in a file of Sources. A text counts only where no word goes on across its ends.
func bannedTexts(in file: TextFile, banned: [BannedText] = BannedText.all) -> [Complaint] {
    guard file.isSource else { return [] }
    let swift = SwiftText(file.text)
    return banned.filter { !$0.mayStand(in: file.path) }.flatMap { ban in
        let bytes = ban.inComments ? swift.comments : swift.code
        return bytes.positions(of: ban.text).filter { bytes.holdsWholeWords(at: $0, of: ban.text) }.map {
            Complaint(path: file.path, line: bytes.line(at: $0), message: "\"\(ban.text)\": \(ban.instead)")
        }
    }
}

/// Targets whose values mean the same on every machine and in every year: no Date, no locale, no JSONSerialization.
let targetsWithoutFoundation = ["Sources/Ledger/", "Sources/Records/"]

func foundationImports(in file: TextFile) -> [Complaint] {
    guard file.isSource, targetsWithoutFoundation.contains(where: file.path.hasPrefix) else { return [] }
    let code = SwiftText(file.text).code
    return ["import Foundation", "import FoundationEssentials"].flatMap { text in
        code.positions(of: text).filter { code.holdsWholeWords(at: $0, of: text) }.map {
            Complaint(
                path: file.path, line: code.line(at: $0),
                message: "\"\(text)\": this target does without Foundation; use bytes, JSON and the values of Ledger")
        }
    }
}

extension [UInt8] {
    /// Whether a text found at a position is not the inside of longer words: "print(" is not in "fingerprint(".
    func holdsWholeWords(at position: Int, of text: String) -> Bool {
        let utf8 = Array(text.utf8)
        let end = position + utf8.count
        let before = position > 0 && self[position - 1].isWordByte && (utf8.first?.isWordByte ?? false)
        let after = end < count && self[end].isWordByte && (utf8.last?.isWordByte ?? false)
        return !before && !after
    }
}
