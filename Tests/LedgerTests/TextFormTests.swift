import Ledger
import Testing

@Suite("Base64")
struct Base64Tests {
    @Test(
        "is that of RFC 4648, section 10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func published(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
    }

    @Test("gives every byte back", arguments: 0...48)
    func roundTrip(count: Int) {
        var chance = Chance(seed: UInt64(count))
        let bytes = chance.bytes(count)
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        let all = [UInt8](0...255)
        #expect(Base64.decode(Base64.encode(all)) == all)
    }

    @Test(
        "refuses everything but the one canonical form",
        arguments: [
            "Zg", "Zg=", "Zg===", "Zm8", "Zh==", "Zm9=", "Zm8=\n", " Zm8=", "Zm 8", "Zm9vYg==Zm9v", "Z===", "====",
            "=m8=", "Zm-_",
            "Zm8=====", "Zmé", "Z=8=", "A=A=",
        ])
    func refused(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}

@Suite("A digest")
struct DigestTests {
    // FIPS 180-2, appendix B.1.
    static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test("is SHA-256, of one piece or several")
    func published() {
        #expect(Digest(of: Array("abc".utf8)).hex == DigestTests.abc)
        #expect(Digest(of: "abc".utf8).hex == DigestTests.abc)
        #expect(Digest(of: Array("xabcx".utf8)[1...3]).hex == DigestTests.abc)
        #expect(Digest.of(Array("a".utf8), [], Array("bc".utf8)).description == DigestTests.abc)
        #expect(Digest(of: Array("abc".utf8).lazy.filter { _ in true }).hex == DigestTests.abc)
    }

    @Test("has three forms that give it back")
    func forms() throws {
        let digest = try #require(Digest(hex: DigestTests.abc))
        #expect(Digest(bytes: digest.bytes) == digest)
        #expect(Digest(base64: digest.base64) == digest)
        #expect(digest.bytes.prefix(2) == [0xba, 0x78])
        #expect(digest.base64 == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    }

    @Test("is refused when its text is not the canonical one of 32 bytes")
    func refused() {
        #expect(Digest(bytes: [UInt8](repeating: 0, count: 31)) == nil)
        #expect(Digest(base64: Base64.encode([UInt8](repeating: 0, count: 33))) == nil)
        #expect(Digest(base64: "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa1=") == nil)
        #expect(Digest(hex: DigestTests.abc.uppercased()) == nil)
        #expect(Digest(hex: String(DigestTests.abc.dropLast())) == nil)
        #expect(Digest(hex: String(DigestTests.abc.dropLast()) + "g") == nil)
    }

    @Test("is in order of its bytes")
    func order() {
        var chance = Chance(seed: 5)
        let digests = (0..<50).map { _ in Digest(of: chance.bytes(4)) }
        let inOrder = digests.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        #expect(digests.sorted() == inOrder)
    }
}

@Suite("A timestamp")
struct TimestampTests {
    @Test(
        "is UTC to the millisecond",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_795_510_800_123, "2026-11-24T09:00:00.123Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (Timestamp.earliest, "0000-01-01T00:00:00.000Z"), (Timestamp.latest, "9999-12-31T23:59:59.999Z"),
            (-62_162_035_200_001, "0000-02-29T23:59:59.999Z"),
        ] as [(Int64, String)])
    func text(milliseconds: Int64, text: String) {
        #expect(Timestamp.text(milliseconds) == text)
        #expect(Timestamp.milliseconds(text) == milliseconds)
    }

    @Test("counts every day of 400 years and more", arguments: [0, 1600, 1900, 2000, 9590])
    func everyDay(firstYear: Int) throws {
        let first = "\(String(repeating: "0", count: firstYear == 0 ? 3 : 0))\(firstYear)-01-01T12:34:56.789Z"
        let start = try #require(Timestamp.milliseconds(first))
        var before = ""
        for day in 0..<Int64(409 * 365) {
            let text = Timestamp.text(start + day * 86_400_000)
            guard text > before, Timestamp.milliseconds(text) == start + day * 86_400_000 else {
                Issue.record("\(text) after \(before)")
                return
            }
            before = text
        }
    }

    @Test(
        "is refused in every other form",
        arguments: [
            "", "2026-11-24T09:00:00Z", "2026-11-24T09:00:00.123", "2026-11-24 09:00:00.123Z",
            "2026-11-24T09:00:00.123z",
            "2026-11-24T09:00:00.123+", "2026-13-01T00:00:00.000Z", "2026-00-01T00:00:00.000Z",
            "2026-02-29T00:00:00.000Z",
            "2026-04-31T00:00:00.000Z", "2026-01-00T00:00:00.000Z", "2026-01-01T24:00:00.000Z",
            "2026-01-01T00:60:00.000Z",
            "2026-01-01T00:00:60.000Z", "2026-1-01T00:00:00.0000Z", "+026-01-01T00:00:00.000Z",
            "1900-02-29T00:00:00.000Z",
            "2026-01-01T00:00:00,000Z", "2026-01-01T00:00:00.0000Z",
        ])
    func refused(text: String) {
        #expect(Timestamp.milliseconds(text) == nil)
    }
}

@Suite("A position in the ledger")
struct PositionTests {
    @Test("is counted from 0, and inside when it is less than the size")
    func counts() {
        let size = LedgerSize.empty.adding(3)
        #expect(size.nextIndex == EntryIndex(3))
        #expect(size.contains(EntryIndex(2)))
        #expect(!size.contains(EntryIndex(3)))
        #expect(EntryIndex(2) < EntryIndex(3) && LedgerSize(2) < size)
        #expect("\(EntryIndex(2)) of \(size)" == "2 of 3")
    }
}
