/// The quick look at an entry: is everything about it as it should be?
///
/// It only ever says yes. Where it cannot, `EntryInspection` looks closer and names what is wrong, if anything is.
struct EntryCheck {
    let text: UnsafeBufferPointer<UInt8>

    /// All is well with the entry itself.
    struct Answer: Sendable {
        let time: Int64
        /// Body and values are gone, as after disposal.
        let isBodyGone: Bool
    }

    /// Looks at an entry whose header is the one that was hashed.
    func answer(_ block: EntryBlock, at position: Int) -> Answer? {
        guard let headerRange = block.range(.header, at: position), let header = HeaderScan(text, headerRange),
            header.sequence == block.index(at: position).value,
            AccountKind(act: text[header.act]) == .neither
        else { return nil }
        let beside = block.range(.beside, at: position)
        switch (block.range(.salt, at: position), block.range(.body, at: position)) {
        case (let salt?, let body?):
            guard salt.count == SealedValue.saltLength, salt.upperBound == body.lowerBound,
                digest(salt.lowerBound..<body.upperBound) == header.bodyDigest, valuesFit(body: body, beside: beside)
            else { return nil }
            return Answer(time: header.time, isBodyGone: false)
        case (nil, nil):
            return beside == nil ? Answer(time: header.time, isBodyGone: true) : nil
        case (nil, _?), (_?, nil):
            return nil
        }
    }

    private func digest(_ range: Range<Int>) -> Digest {
        Digest(ofPiece: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[range]))
    }

    private func digest(base64 range: Range<Int>) -> Digest? {
        Digest(base64: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[range]))
    }

    /// True when the digests in the body and the values beside it go together, key by key. Both are in order of their keys.
    private func valuesFit(body: Range<Int>, beside: Range<Int>?) -> Bool {
        var members = RawMembers(text, body)
        var sealed: Range<Int>?
        while sealed == nil, let member = members.next() {
            if text[member.key].elementsEqual(Entry.sealedKey.utf8) { sealed = member.value }
        }
        switch (sealed, beside) {
        case (nil, nil): return members.isWhole
        case (let sealed?, let beside?): return allFit(sealed: sealed, beside: beside)
        case (nil, _?), (_?, nil): return false
        }
    }

    private func allFit(sealed: Range<Int>, beside: Range<Int>) -> Bool {
        var digests = RawMembers(text, sealed)
        var values = RawMembers(text, beside)
        while let expected = digests.next() {
            guard let found = values.next(), text[expected.key].elementsEqual(text[found.key]),
                expected.value.count == 46, let digest = digest(base64: expected.value.dropFirst().dropLast()),
                sealedDigest(found.value) == digest
            else { return false }
        }
        return digests.isWhole && values.next() == nil && values.isWhole
    }

    /// The digest of a value as it lies beside its entry.
    private func sealedDigest(_ range: Range<Int>) -> Digest? {
        parts(of: range).flatMap { saltedDigest(salt: $0.salt, value: $0.value) }
    }

    /// Where salt and value are in what lies beside an entry for one key: `{"salt":"…44…","value":…}`.
    func parts(of range: Range<Int>) -> (salt: Range<Int>, value: Range<Int>)? {
        let saltStart = range.lowerBound + EntryCheck.beforeSalt.utf8CodeUnitCount
        let saltEnd = saltStart + 44
        let valueStart = saltEnd + EntryCheck.beforeValue.utf8CodeUnitCount
        guard valueStart < range.upperBound, stands(EntryCheck.beforeSalt, at: range.lowerBound),
            stands(EntryCheck.beforeValue, at: saltEnd), text[range.upperBound - 1] == UInt8(ascii: "}")
        else { return nil }
        return (saltStart..<saltEnd, valueStart..<range.upperBound - 1)
    }

    private static let beforeSalt: StaticString = "{\"salt\":\""
    private static let beforeValue: StaticString = "\",\"value\":"

    private func stands(_ literal: StaticString, at start: Int) -> Bool {
        for offset in 0..<literal.utf8CodeUnitCount where text[start + offset] != literal.utf8Start[offset] {
            return false
        }
        return true
    }

    private func saltedDigest(salt: Range<Int>, value: Range<Int>) -> Digest? {
        let raw = UnsafeRawBufferPointer(text)
        // Room for the salt's 32 bytes, and one more that decoding may touch.
        return withUnsafeTemporaryAllocation(byteCount: 33 + value.count, alignment: 8) { buffer in
            guard Base64.decode(UnsafeRawBufferPointer(rebasing: raw[salt]), into: buffer) == SealedValue.saltLength
            else { return nil }
            let place = UnsafeMutableRawBufferPointer(rebasing: buffer[SealedValue.saltLength...])
            place.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[value]))
            return Digest(
                ofPiece: UnsafeRawBufferPointer(rebasing: buffer[..<(SealedValue.saltLength + value.count)]))
        }
    }
}
