extension EntryProof {
    /// Longest file that is read.
    package static let byteCountMax = 64 << 20

    /// The proof as a file: JSON over several lines, with a newline at its end. Throws when a value in the entry is no JSON.
    package func file() throws(LedgerProblem) -> [UInt8] {
        var members: [String: JSON] = [
            "format": .string(EntryProof.format),
            "header": .string(EntryProof.text(entry.headerBytes)),
            "index": .integer(Int64(inclusion.index.value)),
            "size": .integer(Int64(inclusion.size.value)),
            "path": .array(inclusion.path.map { .string($0.base64) }),
            "checkpoint": .string(EntryProof.text(checkpoint)),
            "key": .string(key),
        ]
        members["salt"] = entry.salt.map { .string(Base64.encode($0)) }
        members["body"] = entry.body.map { .string(EntryProof.text($0)) }
        if !entry.beside.isEmpty {
            do { members["beside"] = try JSON(parsing: SealedValue.stored(entry.beside)) } catch {
                throw .beside(error.description)
            }
        }
        return Array((JSON.object(members).pretty() + "\n").utf8)
    }

    /// Reads a file that `file()` made. Says what is wrong with it, and where, but checks nothing yet.
    package init(parsing bytes: [UInt8]) throws(LedgerProblem) {
        let json: JSON
        do { json = try JSON(parsing: bytes, limits: JSON.Limits(depth: 64, bytes: EntryProof.byteCountMax)) } catch {
            throw .text("the proof is not JSON: \(error)")
        }
        guard json["format"]?.string == EntryProof.format else {
            throw .text("this is no entry proof: \"format\" is not \"\(EntryProof.format)\"")
        }
        let known = [
            "beside", "body", "checkpoint", "format", "header", "index", "key", "path", "salt", "size",
        ]
        if let stranger = json.object?.keys.filter({ !known.contains($0) }).min() {
            throw .text("the proof has a member \"\(stranger)\" that does not belong there")
        }
        let entry = Entry(
            headerBytes: Array(try EntryProof.string("header", json).utf8),
            salt: json["salt"] == nil ? nil : try EntryProof.salt(json),
            body: json["body"] == nil ? nil : Array(try EntryProof.string("body", json).utf8),
            beside: try json["beside"].map { json throws(LedgerProblem) in try SealedValue.values(stored: json.bytes) }
                ?? [:])
        let inclusion = InclusionProof(
            index: EntryIndex(try EntryProof.natural("index", json)),
            size: LedgerSize(try EntryProof.natural("size", json)), path: try EntryProof.path(json))
        self.init(
            entry: entry, inclusion: inclusion, checkpoint: Array(try EntryProof.string("checkpoint", json).utf8),
            key: try EntryProof.string("key", json))
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func string(_ key: String, _ json: JSON) throws(LedgerProblem) -> String {
        guard let value = json[key]?.string else { throw .text("\"\(key)\" is missing in the proof, or no text") }
        return value
    }

    private static func natural(_ key: String, _ json: JSON) throws(LedgerProblem) -> Int {
        guard let value = json[key]?.integer, value >= 0 else {
            throw .text("\"\(key)\" is missing in the proof, or no natural number")
        }
        return Int(value)
    }

    private static func salt(_ json: JSON) throws(LedgerProblem) -> [UInt8] {
        guard let salt = Base64.decode(try string("salt", json)), salt.count == SealedValue.saltLength else {
            throw .text("\"salt\" in the proof is not 32 bytes in base64")
        }
        return salt
    }

    private static func path(_ json: JSON) throws(LedgerProblem) -> [Digest] {
        guard let list = json["path"]?.array, list.count <= 64 else {
            throw .text("\"path\" is missing in the proof, or no list of at most 64 digests")
        }
        var path: [Digest] = []
        for (position, item) in list.enumerated() {
            guard let digest = item.string.flatMap(Digest.init(base64:)) else {
                throw .text("number \(position + 1) in \"path\" is not a digest of 32 bytes in base64")
            }
            path.append(digest)
        }
        return path
    }
}
