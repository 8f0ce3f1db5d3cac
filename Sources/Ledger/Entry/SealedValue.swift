/// A value that lies beside its entry, so that it can be erased alone. The entry's body holds SHA-256(salt ‖ value).
package struct SealedValue: Hashable, Sendable {
    package static let saltLength = 32

    package let salt: [UInt8]
    /// Canonical JSON.
    package let value: [UInt8]

    package init(salt: [UInt8], value: [UInt8]) {
        self.salt = salt
        self.value = value
    }

    /// Seals `value` with 32 random bytes that are used for nothing else.
    package init(salt: [UInt8], sealing value: JSON) {
        precondition(salt.count == SealedValue.saltLength, "a salt is 32 bytes")
        self.init(salt: salt, value: value.bytes)
    }

    package var digest: Digest { Digest.of(salt, value) }
}

extension SealedValue {
    /// The form in which the values of one entry are stored, one object, so that erasing one value rewrites one text.
    ///
    ///     {"name":{"salt":"u8…Q=","value":"Ada"}}
    package static func stored(_ values: [String: SealedValue]) -> [UInt8] {
        var writer = JSONWriter(isPretty: false)
        writer.object(values) { writer, sealed in
            writer.raw("{\"salt\":\"")
            writer.raw(Base64.encoded(sealed.salt))
            writer.raw("\",\"value\":")
            writer.raw(sealed.value)
            writer.raw("}")
        }
        return writer.bytes
    }

    /// Reads the stored form; refuses everything that is not byte for byte what `stored(_:)` gives.
    package static func values(stored bytes: [UInt8]) throws(LedgerProblem) -> [String: SealedValue] {
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch { throw .beside(error.description) }
        guard let members = json.object else { throw .beside("they are no JSON object") }
        var values: [String: SealedValue] = [:]
        for (key, member) in members {
            guard let salt = member["salt"]?.string.flatMap(Base64.decode), salt.count == saltLength,
                let value = member["value"], member.object?.count == 2
            else { throw .beside("\"\(key)\" is not a salt of 32 bytes and a value") }
            values[key] = SealedValue(salt: salt, value: value.bytes)
        }
        guard stored(values) == bytes else { throw .beside("they are not in canonical form") }
        return values
    }
}
