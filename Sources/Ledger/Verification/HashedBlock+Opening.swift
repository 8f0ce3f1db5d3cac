extension HashedBlock {
    /// Reads the entry at a position where it lies, without hashing anything again.
    ///
    /// Only where everything about it was found to be as it should be, and all of it is there; elsewhere nil, and `Entry.opened()`
    /// says what is there. Where this answers, it answers the same.
    package func opened(at position: Int) -> (header: Header, body: JSON, values: [String: JSON])? {
        guard let answer = answers[position], !answer.isBodyGone, let header = block.range(.header, at: position),
            let body = block.range(.body, at: position)
        else { return nil }
        return block.bytes.withUnsafeBufferPointer { text in
            guard let header = Header(plain: UnsafeBufferPointer(rebasing: text[header])),
                let json = try? JSON(piece: UnsafeBufferPointer(rebasing: text[body])), json.object != nil,
                let values = HashedBlock.values(in: text, block.range(.beside, at: position)),
                (json[Entry.sealedKey]?.object ?? [:]).count == values.count
            else { return nil }
            return (header, json, values)
        }
    }

    /// The values beside an entry, whose digests fit; nil where a key is not plain, or not in its order.
    private static func values(in text: UnsafeBufferPointer<UInt8>, _ beside: Range<Int>?) -> [String: JSON]? {
        guard let beside else { return [:] }
        let check = EntryCheck(text: text)
        var members = RawMembers(text, beside)
        var values = [String: JSON](minimumCapacity: 8)
        var last: Range<Int>?
        while let member = members.next() {
            let isInOrder = last.map { text[$0].lexicographicallyPrecedes(text[member.key]) } ?? true
            guard isInOrder, text[member.key].allSatisfy({ $0 >= 0x20 && $0 < 0x80 && $0 != UInt8(ascii: "\\") }),
                let place = check.parts(of: member.value)?.value,
                let value = try? JSON(piece: UnsafeBufferPointer(rebasing: text[place]))
            else { return nil }
            values[String(decoding: text[member.key], as: UTF8.self)] = value
            last = member.key
        }
        return members.isWhole ? values : nil
    }
}
