import Ledger
import Testing

@Suite("An entry that is read where it lies")
struct OpeningTests {
    private func block(_ ledger: StoredLedger) -> HashedBlock { HashedBlock(EntryBlock(ledger.stored)) }

    /// What both ways of reading say; `nil` for nothing.
    private func isSame(_ block: HashedBlock, at position: Int) throws -> Bool? {
        guard let found = block.opened(at: position) else { return nil }
        let expected = try block.block[position].entry().opened()
        return found.header == expected.header && found.body == expected.body && found.values == expected.values
    }

    @Test("says what one says that is copied and hashed, where all of it is there")
    func same() throws {
        let block = block(try StoredLedger.small())
        // 1 lacks a value, 2 has an actor that is not plain, 3 and 5 account for others, 4 is disposed of.
        #expect(try (0..<7).map { try isSame(block, at: $0) } == [true, nil, nil, nil, nil, nil, true])
    }

    @Test("says nothing else after any bit was flipped", arguments: [0, 1, 6])
    func flipped(entry: Int) throws {
        let sound = try StoredLedger.small()
        let parts: [WritableKeyPath<StoredLedger.StoredParts, [UInt8]>] = [
            \.header, \.leaf, \.there.salt, \.there.body, \.there.beside,
        ]
        for part in parts {
            for bit in 0..<sound.entries[entry][keyPath: part].count * 8 {
                var changed = sound
                changed.entries[entry][keyPath: part][bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(block(changed).opened(at: entry) == nil, "bit \(bit)")
            }
        }
    }

    private static let salt = [UInt8](repeating: 9, count: 32)
    private static let saltText = Base64.encode(salt)

    private static func digest(_ value: String) -> String { Digest.of(salt, Array(value.utf8)).base64 }

    /// Bodies and values that somebody with the key could have written, whose digests all fit.
    private static let strange: [(body: String, beside: String?)] = [
        (#"{"\u0073ealed":{"x":"\#(digest("1"))"}}"#, nil),
        (
            #"{"sealed":{"y":"\#(digest("1"))","x":"\#(digest("1"))"}}"#,
            #"{"y":{"salt":"\#(saltText)","value":1},"x":{"salt":"\#(saltText)","value":1}}"#
        ),
        (
            #"{"sealed":{"x":"\#(digest(#"1,"y":2"#))"}}"#,
            #"{"x":{"salt":"\#(saltText)","value":1,"y":2}}"#
        ),
        (
            #"{"sealed":{"\u0078":"\#(digest("1"))"}}"#,
            #"{"\u0078":{"salt":"\#(saltText)","value":1}}"#
        ),
        (#"{"a":1,"a":2}"#, nil),
        (#"{"a":}"#, nil),
    ]

    @Test("is left to a closer look when its form is not the usual one", arguments: 0..<6)
    func strange(place: Int) throws {
        let (body, beside) = OpeningTests.strange[place]
        let salt = OpeningTests.salt
        let header = Header(
            sequence: EntryIndex(0), time: 0, actor: "PER-1", act: "change", subject: "SYS-1", version: 1,
            bodyDigest: Digest.of(salt, Array(body.utf8)))
        let leaf = Entry(headerBytes: header.bytes, salt: nil, body: nil, beside: [:]).leaf
        let stored = StoredEntry(
            index: EntryIndex(0), header: header.bytes[...], leaf: leaf.bytes[...], salt: salt[...],
            body: Array(body.utf8)[...], beside: beside.map { Array($0.utf8)[...] })
        let block = HashedBlock(EntryBlock([stored]))
        #expect(block.isHeaderSure(at: 0))
        #expect(block.opened(at: 0) == nil)
    }
}
