import Foundation

/// One text file of the repository.
struct TextFile: Sendable {
    /// From the root of the repository, with "/" between folders.
    let path: String
    let text: String

    var lineCount: Int {
        text.utf8.reduce(0) { $1 == newline ? $0 + 1 : $0 } + (text.isEmpty || text.hasSuffix("\n") ? 0 : 1)
    }
    var isSwift: Bool { path.hasSuffix(".swift") }
    var isMarkdown: Bool { path.hasSuffix(".md") }
    /// What the product is made of, as opposed to its tests and scripts.
    var isSource: Bool { path.hasPrefix("Sources/") && isSwift }
}

/// What a house rule has to say about one place in the repository. Says what to do instead.
struct Complaint: Equatable, CustomStringConvertible {
    let path: String
    /// 1-based; nil when the complaint is about the file as a whole.
    let line: Int?
    let message: String

    var description: String {
        if let line { "\(path):\(line): \(message)" } else { "\(path): \(message)" }
    }
}

let newline = UInt8(ascii: "\n")

extension [UInt8] {
    /// Where `needle` begins, each time it occurs. Libc does the search: unoptimized Swift would take seconds over a repository.
    func positions(of needle: String) -> [Int] {
        let wanted = Array(needle.utf8)
        return withUnsafeBytes { all in
            guard let base = all.baseAddress, let first = wanted.first else { return [] }
            let end = all.count - wanted.count
            var found: [Int] = []
            var start = 0
            while start <= end, let hit = memchr(base + start, Int32(first), end - start + 1) {
                start = UnsafeRawPointer(hit) - base
                if memcmp(base + start, wanted, wanted.count) == 0 { found.append(start) }
                start += 1
            }
            return found
        }
    }

    /// The 1-based line of a position.
    func line(at position: Int) -> Int {
        self[..<position].reduce(1) { $1 == newline ? $0 + 1 : $0 }
    }
}

extension UInt8 {
    /// Whether a Swift identifier may go on with this byte. Bytes outside ASCII count as letters.
    var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
            true
        default:
            false
        }
    }

    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == newline }
}
