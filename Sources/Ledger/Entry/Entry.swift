/// One entry of the ledger: a header that stays, and a body and values that can be erased.
package struct Entry: Hashable, Sendable {
    /// Hashed into the tree exactly as they are.
    package var headerBytes: [UInt8]
    /// 32 random bytes; nil once the entry was disposed of.
    package var salt: [UInt8]?
    /// Canonical JSON, an object; nil once the entry was disposed of.
    package var body: [UInt8]?
    /// The values not in the body, by field key; those erased are absent.
    package var beside: [String: SealedValue]

    package init(headerBytes: [UInt8], salt: [UInt8]?, body: [UInt8]?, beside: [String: SealedValue]) {
        self.headerBytes = headerBytes
        self.salt = salt
        self.body = body
        self.beside = beside
    }

    /// Makes a new entry. Each value in `sealing` is left out of the body, which gets its salted digest instead.
    ///
    /// All salts are 32 random bytes, each used once.
    package init(
        sequence: EntryIndex, time: Int64, actor: String, act: String, subject: String, version: Int,
        salt: [UInt8], body: [String: JSON], sealing: [String: (salt: [UInt8], value: JSON)] = [:]
    ) {
        precondition(salt.count == SealedValue.saltLength, "a salt is 32 bytes")
        precondition(body[Entry.sealedKey] == nil, "the ledger itself writes \"sealed\" into a body")
        beside = sealing.mapValues { SealedValue(salt: $0.salt, sealing: $0.value) }
        var members = body
        if !beside.isEmpty {
            members[Entry.sealedKey] = .object(beside.mapValues { .string($0.digest.base64) })
        }
        let bodyBytes = JSON.object(members).bytes
        let header = Header(
            sequence: sequence, time: time, actor: actor, act: act, subject: subject, version: version,
            bodyDigest: Digest.of(salt, bodyBytes))
        self.headerBytes = header.bytes
        self.salt = salt
        self.body = bodyBytes
    }

    /// The member of a body that holds the digests of the values beside it.
    package static let sealedKey = "sealed"

    /// The act of an entry that accounts for erased values: `"erased": [{"entry": 3, "key": "name"}]` in its body.
    package static let eraseAct = "erase"
    package static let erasedKey = "erased"

    /// The act of an entry that accounts for bodies disposed of: `"disposed": [3, 4]` in its body.
    package static let disposeAct = "dispose"
    package static let disposedKey = "disposed"

    /// The leaf of the tree: SHA-256(0x00 ‖ header). Source: RFC 6962, section 2.1.
    package var leaf: Digest {
        TreeHash.leaf(headerBytes)
    }

    package func header() throws(LedgerProblem) -> Header {
        try Header(parsing: headerBytes)
    }

    /// Reads the entry and checks every digest in it. Values that were erased are absent; who erased them is not asked here.
    ///
    /// Throws `.bodyGone` for an entry that was disposed of.
    package func opened() throws(LedgerProblem) -> (header: Header, body: JSON, values: [String: JSON]) {
        let header = try header()
        guard let body, let salt else { throw .bodyGone }
        // Without the length, a byte could move from the salt to the body and back.
        guard salt.count == SealedValue.saltLength, Digest.of(salt, body) == header.bodyDigest else {
            throw .bodyDigest
        }
        let json: JSON
        do { json = try JSON(parsing: body) } catch { throw .body(error.description) }
        guard json.object != nil else { throw .body("it is no JSON object") }
        return (header, json, try openedValues(sealed: json[Entry.sealedKey]))
    }

    private func openedValues(sealed: JSON?) throws(LedgerProblem) -> [String: JSON] {
        var values: [String: JSON] = [:]
        for (key, value) in beside {
            guard let digest = sealed?[key]?.string.flatMap(Digest.init(base64:)) else {
                throw .unknownValue(key: key)
            }
            guard value.digest == digest else { throw .valueDigest(key: key) }
            do { values[key] = try JSON(parsing: value.value) } catch { throw .valueDigest(key: key) }
        }
        return values
    }
}
