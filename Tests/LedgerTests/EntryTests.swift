import Ledger
import Testing

@Suite("An entry")
struct EntryTests {
    let salt = [UInt8](repeating: 1, count: 32)
    let entry: Entry

    init() {
        entry = Entry(
            sequence: EntryIndex(7), time: 1_795_510_800_123, actor: "PER-1", act: "change", subject: "SYS-1",
            version: 1, salt: salt, body: ["fields": ["level": 3]],
            sealing: [
                "name": (salt: [UInt8](repeating: 2, count: 32), value: "Ada"),
                "mail": (salt: [UInt8](repeating: 3, count: 32), value: "a@b.c"),
            ])
    }

    private func problem(_ change: (inout Entry) -> Void) -> LedgerProblem? {
        var changed = entry
        change(&changed)
        do throws(LedgerProblem) {
            _ = try changed.opened()
            return nil
        } catch {
            return error
        }
    }

    @Test("opens to what it was made from")
    func opens() throws {
        let opened = try entry.opened()
        #expect(opened.header.sequence == EntryIndex(7))
        #expect(opened.header.actor == "PER-1")
        #expect(opened.body["fields"] == ["level": 3])
        #expect(opened.values == ["name": "Ada", "mail": "a@b.c"])
    }

    @Test("has a header that a person can read, in one canonical form")
    func header() throws {
        let digest = Digest.of(salt, entry.body ?? []).base64
        #expect(
            String(decoding: entry.headerBytes, as: UTF8.self) == """
                {"act":"change","actor":"PER-1","body":"\(digest)","sequence":7,"subject":"SYS-1",\
                "time":"2026-11-24T09:00:00.123Z","version":1}
                """)
        #expect(try Header(parsing: entry.headerBytes).bytes == entry.headerBytes)
        #expect(entry.leaf == Digest(of: [0] + entry.headerBytes))
    }

    @Test("shows nothing of a sealed value in its header or body")
    func sealed() throws {
        let text = String(decoding: entry.headerBytes + (entry.body ?? []), as: UTF8.self)
        #expect(!text.contains("Ada"))
        let name = try #require(entry.beside["name"])
        #expect(name.digest == Digest(of: [UInt8](repeating: 2, count: 32) + Array("\"Ada\"".utf8)))
        #expect(text.contains(name.digest.base64))
    }

    @Test("without sealed values has a body of just what it was given")
    func plain() {
        let entry = Entry(
            sequence: EntryIndex(0), time: 0, actor: "", act: "", subject: "", version: 0, salt: salt, body: [:])
        #expect(entry.body == Array("{}".utf8))
        #expect(entry.beside.isEmpty)
    }

    @Test("still opens when a value was erased")
    func erased() throws {
        var erased = entry
        erased.beside["name"] = nil
        #expect(try erased.opened().values == ["mail": "a@b.c"])
    }

    @Test("says what is wrong with it")
    func problems() {
        #expect(problem { $0.body = nil } == .bodyGone)
        #expect(problem { $0.salt = nil } == .bodyGone)
        #expect(problem { $0.body?[2] ^= 1 } == .bodyDigest)
        #expect(problem { $0.salt?[31] ^= 1 } == .bodyDigest)
        #expect(
            problem {
                $0.salt = ($0.salt ?? []) + ($0.body?.prefix(1) ?? [])
                $0.body?.removeFirst()
            } == .bodyDigest)
        #expect(
            problem { $0.beside["name"] = SealedValue(salt: [UInt8](repeating: 2, count: 32), sealing: "Bda") }
                == .valueDigest(key: "name"))
        #expect(
            problem { $0.beside["name"] = SealedValue(salt: [UInt8](repeating: 4, count: 32), sealing: "Ada") }
                == .valueDigest(key: "name"))
        #expect(problem { $0.beside["other"] = $0.beside["name"] } == .unknownValue(key: "other"))
        #expect(problem { $0.headerBytes[1] ^= 1 } != nil)
    }

    @Test("whose body is no JSON object cannot be read, although its digest is right")
    func badBody() {
        for body in ["[1]", "{", "1"] {
            let header = Header(
                sequence: EntryIndex(0), time: 0, actor: "", act: "", subject: "", version: 1,
                bodyDigest: Digest.of(salt, Array(body.utf8)))
            let entry = Entry(headerBytes: header.bytes, salt: salt, body: Array(body.utf8), beside: [:])
            let problem = #expect(throws: LedgerProblem.self) { try entry.opened() }
            #expect(problem?.description.contains("body cannot be read") == true)
        }
    }
}

@Suite("A header")
struct HeaderTests {
    static let digest = Digest(of: []).base64
    static let sound = """
        {"act":"a","actor":"b","body":"\(digest)","sequence":0,"subject":"c","time":"2026-11-24T09:00:00.123Z","version":1}
        """

    @Test("is read from its canonical form")
    func sound() throws {
        let header = try Header(parsing: Array(HeaderTests.sound.utf8))
        #expect(header.act == "a" && header.actor == "b" && header.subject == "c" && header.version == 1)
        #expect(header.time == 1_795_510_800_123)
    }

    /// Headers that differ from a sound one in a single thing, and whether they are headers too.
    static let variants: [(replace: String, by: String, isHeader: Bool)] = [
        ("\"a\"", "\"\"", true), ("\"a\"", "\"Zoë\"", true), ("\"a\"", "\"x\\\"y\\n\"", true),
        ("\"a\"", "\"\\u0001\"", true),
        ("\"sequence\":0", "\"sequence\":12", true), ("\"version\":1", "\"version\":0", true),
        ("\"a\"", "\"\u{7f}\"", true),
        ("\"a\"", "\"\\u0061\"", false), ("\"a\"", "\"\\/\"", false), ("\"a\"", "1", false), ("\"a\"", "null", false),
        ("\"act\":\"a\",", "", false), ("\"a\"", "\"a\",\"aa\":1", false), ("{", "{ ", false), ("}", "}\n", false),
        ("\"act\":\"a\",\"actor\":\"b\"", "\"actor\":\"b\",\"act\":\"a\"", false), ("\"a\"", "\"\t\"", false),
        ("\"sequence\":0", "\"sequence\":-1", false), ("\"sequence\":0", "\"sequence\":00", false),
        ("\"sequence\":0", "\"sequence\":0.0", false), ("\"sequence\":0", "\"sequence\":1e1", false),
        ("\"sequence\":0", "\"sequence\":\"0\"", false), ("\"sequence\":0", "\"sequence\":99999999999999999999", false),
        ("\"version\":1", "\"version\":1.5", false), ("09:00", "9:000", false), ("2026", "+026", false),
        ("Z\"", "z\"", false),
        (digest, String(digest.dropLast()), false), (digest, "", false),
        (digest, digest.replacing("=", with: "A"), false),
        ("\"body\":\"", "\"body\":\"\\u0034", false), ("\"version\":1", "\"version\":1,\"version\":1", false),
        ("}", "", false), ("}", "}}", false), ("\"subject\"", "\"Subject\"", false),
    ]

    @Test("is refused in every other form", arguments: variants)
    func otherForms(replace: String, by: String, isHeader: Bool) {
        let text = HeaderTests.sound.replacing(replace, with: by, maxReplacements: 1)
        #expect(text != HeaderTests.sound)
        let bytes = Array(text.utf8)
        #expect((try? Header(parsing: bytes))?.bytes == (isHeader ? bytes : nil))
    }

    @Test("written into a ledger in another form is found by verification, signed or not", arguments: variants)
    func verified(replace: String, by: String, isHeader: Bool) throws {
        var ledger = try StoredLedger()
        let salt = [UInt8](repeating: 0, count: 32)
        let body = Array("{}".utf8)
        let sound = HeaderTests.sound.replacing(HeaderTests.digest, with: Digest.of(salt, body).base64)
        let digestAsWell = replace == HeaderTests.digest ? Digest.of(salt, body).base64 : replace
        let header = sound.replacing(digestAsWell, with: by, maxReplacements: 1)
        ledger.append(Entry(headerBytes: Array(header.utf8), salt: salt, body: body, beside: [:]))
        try ledger.sign()
        let parts = ledger.places().map {
            if case .entry(EntryIndex(0), let part) = $0 { part } else { EntryPart?.none }
        }
        if isHeader {
            #expect(parts == (by.contains("12") ? [.sequence] : []))
        } else {
            #expect(parts == [.header])
        }
    }
}

@Suite("Values beside an entry")
struct SealedValueTests {
    static let salt = Base64.encode([UInt8](repeating: 7, count: 32))

    @Test("are one text that gives them back")
    func roundTrip() throws {
        let values = [
            "name": SealedValue(salt: [UInt8](repeating: 7, count: 32), sealing: "Ada"),
            "é \"\\": SealedValue(salt: [UInt8](repeating: 8, count: 32), sealing: ["a": [1, nil]]),
        ]
        let stored = SealedValue.stored(values)
        #expect(
            String(decoding: stored, as: UTF8.self).hasPrefix(
                "{\"name\":{\"salt\":\"\(SealedValueTests.salt)\",\"value\":\"Ada\"}"))
        #expect(try SealedValue.values(stored: stored) == values)
        #expect(try SealedValue.values(stored: SealedValue.stored([:])) == [:])
    }

    @Test(
        "are refused in every other form",
        arguments: [
            "", "[]", "{", "{}}", " {}", "{\"a\":1}", "{\"a\":{\"salt\":\"S\"}}", "{\"a\":{\"value\":1}}",
            "{\"a\":{\"salt\":\"AAAA\",\"value\":1}}", "{\"a\":{\"salt\":\"S\",\"value\":1,\"x\":1}}",
            "{\"a\":{\"salt\":#S#,\"value\":1}}", "{\"a\":{\"salt\":[S],\"value\":1}}",
            "{\"a\":{\"value\":1,\"salt\":\"S\"}}",
            "{\"a\": {\"salt\":\"S\",\"value\":1}}",
            "{\"\\u0061\":{\"salt\":\"S\",\"value\":1}}",
            "{\"a\":{\"salt\":\"S\",\"value\":}}",
            "{\"b\":{\"salt\":\"S\",\"value\":1},\"a\":{\"salt\":\"S\",\"value\":1}}",
            "{\"a\":{\"salt\":\"S\",\"value\":1},\"a\":{\"salt\":\"S\",\"value\":1}}",
            "{\"a\":{\"salt\":\"S\",\"value\":1},}",
        ])
    func refused(pattern: String) {
        let text = pattern.replacing("S", with: SealedValueTests.salt)
        #expect(throws: LedgerProblem.self) { try SealedValue.values(stored: Array(text.utf8)) }
    }
}

@Suite("A block of entries")
struct EntryBlockTests {
    @Test("gives each entry back, and can be used again")
    func roundTrip() throws {
        let stored = try StoredLedger.small().stored
        var block = EntryBlock(stored)
        #expect(Array(block) == stored)
        #expect(block.map(\.index.value) == Array(0..<7))
        #expect(try block[1].entry().opened().values == ["name": "Ada"])
        #expect(!block.isFull)
        block.removeAll()
        #expect(block.isEmpty && block.bytes.isEmpty)
        block.append(stored[4])
        #expect(Array(block) == [stored[4]])
        #expect(block[0].body == nil && block[0].salt == nil && block[0].beside == nil)
    }

    @Test("has the bytes that are hashed in one piece")
    func pieces() throws {
        let stored = try StoredLedger.small().stored
        let block = EntryBlock(stored)
        let header = try #require(block.range(.header, at: 2))
        #expect(Digest(of: block.bytes[header.lowerBound - 1..<header.upperBound]).bytes == Array(stored[2].leaf))
        let salt = try #require(block.range(.salt, at: 2))
        let body = try #require(block.range(.body, at: 2))
        #expect(salt.upperBound == body.lowerBound)
    }
}
