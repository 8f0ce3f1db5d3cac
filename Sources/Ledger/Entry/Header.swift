/// What is hashed into the tree: who did what to what, when, and the digest of the body. Personal values never stand here.
///
///     {"act":"change","actor":"PER-1","body":"u8…Q=","sequence":7,"subject":"SYS-1","time":"2026-11-24T09:00:00.123Z","version":1}
///
/// These bytes, canonical JSON, are stored and hashed as they are.
package struct Header: Hashable, Sendable {
    package let sequence: EntryIndex
    /// When the ledger took the entry: milliseconds since 1970-01-01T00:00:00Z. Never less than in the entry before.
    package let time: Int64
    package let actor: String
    package let act: String
    package let subject: String
    /// The version of the form of the body, chosen by whoever writes it.
    package let version: Int
    /// SHA-256(salt ‖ body).
    package let bodyDigest: Digest

    package init(
        sequence: EntryIndex, time: Int64, actor: String, act: String, subject: String, version: Int,
        bodyDigest: Digest
    ) {
        precondition(time >= Timestamp.earliest && time <= Timestamp.latest, "a time is in the years 0000 to 9999")
        self.sequence = sequence
        self.time = time
        self.actor = actor
        self.act = act
        self.subject = subject
        self.version = version
        self.bodyDigest = bodyDigest
    }

    package var bytes: [UInt8] {
        // Member by member, in the order of their keys: one of these is made for every entry.
        var writer = JSONWriter(isPretty: false)
        writer.raw("{\"act\":")
        writer.quote(act)
        writer.raw(",\"actor\":")
        writer.quote(actor)
        writer.raw(",\"body\":\"")
        writer.raw(Base64.encoded(bodyDigest.bytes))
        writer.raw("\",\"sequence\":")
        writer.write(.integer(Int64(sequence.value)))
        writer.raw(",\"subject\":")
        writer.quote(subject)
        writer.raw(",\"time\":\"")
        writer.raw(Timestamp.bytes(time))
        writer.raw("\",\"version\":")
        writer.write(.integer(Int64(version)))
        writer.raw("}")
        return writer.bytes
    }

    /// Reads a header; refuses everything that is not byte for byte what `bytes` gives.
    package init(parsing bytes: [UInt8]) throws(LedgerProblem) {
        if let header = bytes.withUnsafeBufferPointer({ Header(plain: $0) }) {
            self = header
        } else {
            try self.init(closelyParsing: bytes)
        }
    }

    /// The usual case, without a JSON value on the way. Nil for headers with escapes or letters outside of ASCII too.
    init?(plain text: UnsafeBufferPointer<UInt8>) {
        guard let scan = HeaderScan(text, 0..<text.count) else { return nil }
        self.init(
            sequence: EntryIndex(scan.sequence), time: scan.time,
            actor: String(decoding: text[scan.actor], as: UTF8.self),
            act: String(decoding: text[scan.act], as: UTF8.self),
            subject: String(decoding: text[scan.subject], as: UTF8.self), version: scan.version,
            bodyDigest: scan.bodyDigest)
    }

    private init(closelyParsing bytes: [UInt8]) throws(LedgerProblem) {
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch { throw .header(error.description) }
        self.sequence = EntryIndex(try Header.natural("sequence", json))
        self.version = try Header.natural("version", json)
        self.actor = try Header.string("actor", json)
        self.act = try Header.string("act", json)
        self.subject = try Header.string("subject", json)
        guard let time = Timestamp.milliseconds(try Header.string("time", json)) else {
            throw .header("\"time\" is not a time in UTC such as 2026-11-24T09:00:00.123Z")
        }
        self.time = time
        guard let digest = Digest(base64: try Header.string("body", json)) else {
            throw .header("\"body\" is not a digest of 32 bytes in base64")
        }
        self.bodyDigest = digest
        guard self.bytes == bytes else { throw .header("it is not in canonical form") }
    }

    private static func string(_ key: String, _ json: JSON) throws(LedgerProblem) -> String {
        guard let value = json[key]?.string else { throw .header("\"\(key)\" is missing or no text") }
        return value
    }

    private static func natural(_ key: String, _ json: JSON) throws(LedgerProblem) -> Int {
        guard let value = json[key]?.integer, value >= 0 else {
            throw .header("\"\(key)\" is missing or no natural number")
        }
        return Int(value)
    }
}
