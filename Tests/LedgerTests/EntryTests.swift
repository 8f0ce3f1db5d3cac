import Ledger
import Testing

@Suite("An entry")
struct EntryTests {
    @Test("opens to what it was made from")
    func opens() throws {
        let entry = Entry(
            sequence: EntryIndex(7), time: 1_795_510_800_123, actor: "PER-1", act: "change", subject: "SYS-1",
            version: 1,
            salt: [UInt8](repeating: 1, count: 32), body: ["fields": ["level": 3]],
            sealing: ["name": (salt: [UInt8](repeating: 2, count: 32), value: "Ada")])
        let opened = try entry.opened()
        #expect(opened.header.sequence == EntryIndex(7))
        #expect(opened.body["fields"] == ["level": 3])
        #expect(opened.values == ["name": "Ada"])
        #expect(String(decoding: entry.headerBytes, as: UTF8.self).contains("\"time\":\"2026-11-24T09:00:00.123Z\""))
        #expect(try SealedValue.values(stored: SealedValue.stored(entry.beside)) == entry.beside)
    }
}
