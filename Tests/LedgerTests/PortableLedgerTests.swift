import Ledger
import Testing

@Suite("A ledger written as text")
struct PortableLedgerTests {
    let ledger: StoredLedger

    init() throws {
        ledger = try StoredLedger.small()
    }

    private func refusal(entries: String) -> PortableProblem? {
        var portable = ledger.portable
        portable.entries = Array(entries.utf8)
        return refusal(portable)
    }

    private func refusal(_ portable: PortableLedger) -> PortableProblem? {
        do throws(PortableProblem) {
            _ = try portable.verify()
            return nil
        } catch {
            return error
        }
    }

    @Test("has a line for each entry that a person can read")
    func lines() throws {
        let lines = String(decoding: ledger.portable.entries, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines[1].hasPrefix("{\"beside\":{\"name\":{\"salt\":\""))
        #expect(lines[1].contains("\"body\":{\"a\":1,\"sealed\":{\"mail\":\""))
        #expect(lines[4].hasPrefix("{\"header\":{\"act\":\"change\""))
        let line = try JSON(parsing: String(lines[6]))
        #expect(line["header"]?["sequence"] == 6)
        #expect(line["leaf"]?.string == TreeHash.leaf(ledger.entries[6].header).base64)
    }

    @Test("gives every entry and checkpoint back, in pieces of any size", arguments: [1, 7, 100, 100_000])
    func roundTrip(pieceSize: Int) throws {
        let portable = ledger.portable
        var reader = EntryLineReader()
        var entries: [StoredEntry] = []
        for start in stride(from: 0, to: portable.entries.count, by: pieceSize) {
            let piece = portable.entries[start..<min(start + pieceSize, portable.entries.count)]
            try reader.add(piece) { entries.append($0) }
        }
        try reader.finish()
        #expect(entries == ledger.stored)
        #expect(reader.size == LedgerSize(7))
        #expect(try CheckpointLine.checkpoints(portable.checkpoints[...]) == ledger.checkpoints)
        #expect(try portable.verify() == ledger.verify())
    }

    @Test("is verified in more than one block")
    func blocks() throws {
        var ledger = try StoredLedger()
        for _ in 0..<EntryBlock.countUsual + 10 { ledger.append() }
        try ledger.sign()
        let report = try ledger.portable.verify()
        #expect(report.isSound)
        #expect(report.signedSize == LedgerSize(EntryBlock.countUsual + 10))
    }

    @Test("may be empty")
    func empty() throws {
        let portable = PortableLedger([StoredEntry](), checkpoints: [], key: ledger.signer.verifier)
        let report = try portable.verify()
        #expect(report.isSound)
        #expect(report.size == .empty)
        #expect(report.root == TreeHash.empty)
    }

    @Test("is compared with a published checkpoint as well")
    func published() throws {
        #expect(try ledger.portable.verify(published: ledger.checkpoints[0].note).isSound)
        #expect(try !ledger.portable.verify(published: [1]).isSound)
    }

    @Test(
        "says in which line something is wrong",
        arguments: [
            ("\n", 1, "there is no JSON here"), ("[]\n", 1, "no JSON object"), ("{\"header\":{}\n", 1, "column 13"),
            ("{}\n", 1, "is missing"), ("{\"header\":{},\"leaf\":\"AAAA\"}\n", 1, "no digest"),
            ("{\"header\":{},\"leaf\":1}\n", 1, "no digest"), ("{\"leaf\":\"L\"}\n", 1, "is missing"),
            ("{\"header\":{},\"leaf\":\"L\",\"salt\":1}\n", 1, "\"salt\" is not"),
            ("{\"header\":{},\"leaf\":\"L\",\"salt\":\"AAAA\"}\n", 1, "\"salt\" is not"),
            ("{\"leaf\":\"L\",\"header\":{}}\n", 1, "\"header\" is unknown or out of order"),
            ("{\"header\":{},\"leaf\":\"L\",\"x\":1}\n", 1, "\"x\" is unknown"),
            ("{\"header\":{},\"header\":{},\"leaf\":\"L\"}\n", 1, "there twice"),
            ("{\"header\":{}, \"leaf\":\"L\"}\n", 1, "space"), ("{\"header\":{},\"leaf\":\"L\"} \n", 1, "space"),
            ("{\"header\":{},\"leaf\":\"L\"}\n{\n", 2, "column 2"),
            ("{\"header\":{},\"leaf\":\"L\"}\n{}", 2, "cut off"),
            ("{\"header\":{},\"leaf\":\"L\"}\n\n", 2, "there is no JSON here"),
            ("{\"header\":{},\"leaf\":\"L\"}", 1, "cut off"),
        ])
    func malformed(pattern: String, line: Int, expected: String) throws {
        let problem = try #require(refusal(entries: pattern.replacing("\"L\"", with: "\"\(Digest(of: []).base64)\"")))
        #expect(problem.line == line)
        #expect(problem.part == .entries)
        #expect(problem.description.hasPrefix("entries, line \(line): "))
        #expect(problem.description.contains(expected), "\(problem)")
    }

    @Test("is refused when it is nested too deep or a line is too long")
    func limits() throws {
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(refusal(entries: "{\"body\":\(deep)}\n")?.explanation.contains("within each other") == true)
        let long = [UInt8](repeating: UInt8(ascii: " "), count: EntryLine.byteCountMax + 1)
        var reader = EntryLineReader()
        let problem = #expect(throws: PortableProblem.self) { try reader.add(long[...]) { _ in } }
        #expect(problem?.explanation.contains("longer than") == true)
    }

    @Test(
        "says which checkpoint cannot be read",
        arguments: [
            "\n", "{}\n", "[]\n", "{\"note\":\"x\"}\n", "{\"note\":1,\"size\":1}\n", "{\"note\":\"x\",\"size\":-1}\n",
            "{\"note\":\"x\",\"size\":\"1\"}\n", "{\"note\":\"x\",\"size\":1,\"x\":1}\n",
            "{\"note\":\"x\", \"size\":1}\n",
            "{\"size\":1,\"note\":\"x\"}\n", "{\"note\":\"x\",\"size\":1}", "{\"note\":\"\\u0078\",\"size\":1}\n",
        ])
    func checkpoints(text: String) throws {
        var portable = ledger.portable
        portable.checkpoints += Array(text.utf8)
        let problem = try #require(refusal(portable))
        #expect(problem.part == .checkpoints)
        #expect(problem.line == 3)
        #expect(problem.description.hasPrefix("checkpoints, line 3: "))
    }
}
