/// An entry as one line of JSON, so that a ledger can be carried as a text file that a person can read.
///
///     {"beside":{…},"body":{…},"header":{…},"leaf":"…","salt":"…"}
///
/// Header, body and values stand there byte for byte as they were hashed. What was disposed of or never there is absent. The
/// number of the line, from 0, is the number of the entry.
package enum EntryLine {
    /// Longest line that is read, without its newline.
    package static let byteCountMax = 64 << 20
    /// Arrays and objects within each other, the line itself included.
    package static let depthMax = 66

    /// The line of `entry`, with its newline. Its parts must be JSON, as in every sound ledger.
    package static func bytes(_ entry: StoredEntry) -> [UInt8] {
        var writer = JSONWriter(isPretty: false)
        var separator: [UInt8] = Array("{".utf8)
        func member(_ key: String, _ value: some Collection<UInt8>) {
            writer.raw(separator)
            writer.quote(key)
            writer.raw(Array(":".utf8) + value)
            separator = Array(",".utf8)
        }
        func quoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] { Array("\"\(Base64.encode(Array(bytes)))\"".utf8) }
        if let beside = entry.beside { member("beside", beside) }
        if let body = entry.body { member("body", body) }
        member("header", entry.header)
        member("leaf", quoted(entry.leaf))
        if let salt = entry.salt { member("salt", quoted(salt)) }
        writer.raw(Array("}\n".utf8))
        return writer.bytes
    }

    /// Reads a line without its newline; `index` is its number from 0.
    package static func entry(_ line: ArraySlice<UInt8>, at index: EntryIndex) throws(PortableProblem) -> StoredEntry {
        let number = index.value + 1
        let bytes = Array(line)
        do {
            let json = try JSON(parsing: bytes, limits: JSON.Limits(depth: depthMax, bytes: byteCountMax))
            guard json.object != nil else { throw PortableProblem(.entries, line: number, "it is no JSON object") }
        } catch let problem as JSON.Problem {
            throw PortableProblem(.entries, line: number, "column \(problem.column): \(problem.explanation)")
        } catch let problem as PortableProblem {
            throw problem
        } catch {
            throw PortableProblem(.entries, line: number, "\(error)")
        }
        return try parts(bytes, at: index)
    }

    private static let keys = ["beside", "body", "header", "leaf", "salt"]

    private static func parts(_ bytes: [UInt8], at index: EntryIndex) throws(PortableProblem) -> StoredEntry {
        let number = index.value + 1
        var found: [String: ArraySlice<UInt8>] = [:]
        let problem: String? = bytes.withUnsafeBufferPointer { text in
            var members = RawMembers(text, 0..<text.count)
            var last = ""
            while let member = members.next() {
                let key = String(decoding: text[member.key], as: UTF8.self)
                guard keys.contains(key), key > last else { return "\"\(key)\" is unknown or out of order" }
                found[key] = bytes[member.value]
                last = key
            }
            return members.isWhole ? nil : "there is space where there should be none"
        }
        if let problem { throw PortableProblem(.entries, line: number, problem) }
        guard let header = found["header"], let leaf = digest(found["leaf"]) else {
            throw PortableProblem(.entries, line: number, "\"header\" or \"leaf\" is missing, or no digest")
        }
        let salt = found["salt"].flatMap(digest)
        guard found["salt"] == nil || salt != nil else {
            throw PortableProblem(.entries, line: number, "\"salt\" is not 32 bytes in base64")
        }
        return StoredEntry(
            index: index, header: header, leaf: leaf, salt: salt, body: found["body"], beside: found["beside"])
    }

    /// 32 bytes from a text in quotes.
    private static func digest(_ value: ArraySlice<UInt8>?) -> ArraySlice<UInt8>? {
        guard let value, value.count == 46, value.first == UInt8(ascii: "\"") else { return nil }
        let text = String(decoding: value.dropFirst().dropLast(), as: UTF8.self)
        return Base64.decode(text).map { $0[...] }
    }
}

/// Why the portable form of a ledger cannot be read, and where.
package struct PortableProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which of the texts of a portable ledger a line belongs to.
    package enum Part: Hashable, Sendable {
        case entries, checkpoints
    }

    package let part: Part
    /// From 1.
    package let line: Int
    package let explanation: String

    init(_ part: Part, line: Int, _ explanation: String) {
        self.part = part
        self.line = line
        self.explanation = explanation
    }

    package var description: String {
        let name =
            switch part {
            case .entries: "entries"
            case .checkpoints: "checkpoints"
            }
        return "\(name), line \(line): \(explanation)"
    }
}
