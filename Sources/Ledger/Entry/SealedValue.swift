/// A value that lies beside its entry, so that it can be erased alone. The entry's body holds SHA-256(salt ‖ value).
package struct SealedValue: Hashable, Sendable {
    package static let saltLength = 32

    package let salt: [UInt8]
    /// Canonical JSON.
    package let value: [UInt8]

    /// What was sealed before.
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

    /// Reads the stored form, strictly. The values themselves are taken as they stand: their digests say whether they are right.
    package static func values(stored bytes: [UInt8]) throws(LedgerProblem) -> [String: SealedValue] {
        guard let members = members(stored: bytes) else { throw .beside("they are no JSON object in canonical form") }
        let values = members.compactMapValues { $0 }
        if let broken = members.keys.filter({ values[$0] == nil }).min() {
            throw .beside("\"\(broken)\" is not a salt of 32 bytes and a value, in canonical form")
        }
        return values
    }

    /// Reads the stored form member by member: nil for one that cannot be read, and for all when the text falls apart.
    static func members(stored bytes: [UInt8]) -> [String: SealedValue?]? {
        bytes.withUnsafeBufferPointer { text in
            var members = RawMembers(text, 0..<text.count)
            var values: [String: SealedValue?] = [:]
            var last: Slice<UnsafeBufferPointer<UInt8>>?
            while let member = members.next() {
                let isInOrder = last.map { $0.lexicographicallyPrecedes(text[member.key]) } ?? true
                guard isInOrder, let key = key(text, member.key), values[key] == nil else { return nil }
                values[key] = .some(SealedValue(text, member.value))
                last = text[member.key]
            }
            return members.isWhole ? values : nil
        }
    }

    /// A key from between its quotes; nil unless it stands there in its canonical form.
    private static func key(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String? {
        if text[range].allSatisfy({ $0 >= 0x20 && $0 < 0x80 && $0 != UInt8(ascii: "\\") }) {
            return String(decoding: text[range], as: UTF8.self)
        }
        let quoted = Array(text[range.lowerBound - 1...range.upperBound])
        guard let key = try? JSON(parsing: quoted), key.bytes == quoted else { return nil }
        return key.string
    }

    /// `{"salt":"…","value":…}`
    private init?(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var members = RawMembers(text, range)
        guard let salt = members.next(), text[salt.key].elementsEqual("salt".utf8), salt.value.count == 46,
            let value = members.next(), text[value.key].elementsEqual("value".utf8), members.next() == nil,
            members.isWhole
        else { return nil }
        let quote = UInt8(ascii: "\"")
        guard text[salt.value.lowerBound] == quote, text[salt.value.upperBound - 1] == quote else { return nil }
        let base64 = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[salt.value].dropFirst().dropLast())
        guard let bytes = Base64.decode(base64), bytes.count == SealedValue.saltLength else { return nil }
        self.init(salt: bytes, value: Array(text[value.value]))
    }
}
