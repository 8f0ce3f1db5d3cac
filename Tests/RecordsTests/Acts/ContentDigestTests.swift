import Ledger
import Records
import Testing

@Suite("The digest of what was approved")
struct ContentDigestTests {
    /// A book that was approved, and the digest that the approval speaks of. Entry 3 holds its values.
    private func approved(summary: String = "About Ada.") throws -> (library: Library, id: RecordID, digest: Digest) {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "Salt Roads"), ("summary", summary), ("pages", "90")], by: Library.otto, on: "2026-02-01")
        try library.step(id, "send-to-review", by: Library.otto, on: "2026-02-02")
        let step = try library.step(id, "put-in-force", on: "2026-02-03")[0]
        return (library, id, try #require(step.speaksOf))
    }

    private func content(_ library: Library, _ id: RecordID) throws -> RecordContent {
        try #require(library.register.history(id)?.latest)
    }

    @Test("stays when values are erased, on every day and whatever was known")
    func erased() throws {
        var (library, id, digest) = try approved()
        #expect(try content(library, id).contentDigest == digest)
        for key in ["summary", "title"] {
            try library.erase(id, 3, key, on: "2026-02-10")
            #expect(try content(library, id)[Kind.slot(\Book.summary)] == nil)
            #expect(try content(library, id).contentDigests == [digest])
            #expect(library.book(id, asOf: "2026-02-03")?.content.contentDigest == digest)
            #expect(library.book(id, asOf: "2026-02-10", knownAt: 5)?.content.contentDigest == digest)
        }
    }

    @Test("is the same when the entries are read again, before and after values are erased")
    func replayed() throws {
        var library = try Library.founded()
        var stored = StoredLedger(.library)
        for id in [Library.lena, Library.otto, Library.mia] {
            for change in library.register.history(id)?.changes ?? [] { stored.append(change) }
        }
        let values = [("title", "Salt Roads"), ("summary", "About Ada."), ("pages", "90")]
        let id = try library.create(values, on: "2026-02-01")
        try library.change(id, [("summary", "About Ada and Ben.")], on: "2026-02-02")
        for change in library.register.history(id)?.changes ?? [] { stored.append(change) }
        let digest = try content(library, id).contentDigest
        #expect(try stored.replayed(zone: .utc).history(id)?.latest.contentDigest == digest)
        stored.append(try library.erase(id, 4, "summary", on: "2026-02-03")[0])
        let again = try stored.replayed(zone: .utc)
        #expect(again.history(id)?.latest.contentDigest == digest)
        #expect(again.history(id)?.latest == (try content(library, id)))
        #expect(again.saved() == library.register.saved())
    }

    @Test(
        "is another one when the content is, and stays so whatever is erased then",
        arguments: [("summary", "About Ben."), ("summary", ""), ("pages", "91"), ("genre", "atlas")])
    func changed(key: String, value: String) throws {
        var (library, id, digest) = try approved()
        try library.step(id, "take-back", on: "2026-02-04")
        #expect(try content(library, id).hasContent(of: digest.hex))
        try library.change(id, [(key, value)], on: "2026-02-05")
        #expect(try !content(library, id).hasContent(of: digest.hex))
        try library.erase(id, 3, "summary", on: "2026-02-06")
        #expect(try !content(library, id).hasContent(of: digest.hex))
    }

    @Test("is another one when something else is said where something was erased")
    func saidAgain() throws {
        var (library, id, digest) = try approved()
        try library.step(id, "take-back", on: "2026-02-04")
        try library.erase(id, 3, "summary", on: "2026-02-05")
        #expect(try content(library, id).hasContent(of: digest.hex))
        try library.change(id, [("summary", "About nobody.")], on: "2026-02-06")
        #expect(try !content(library, id).hasContent(of: digest.hex))
    }

    @Test("tells nothing of a value that can be erased")
    func silent() throws {
        #expect(try approved(summary: "About Ada.").digest == approved(summary: "About Ben.").digest)
    }

    @Test("that an earlier release took over the values holds as long as none of them is erased")
    func earlier() throws {
        var (library, id, _) = try approved()
        let values = #"{"pages":90,"summary":"About Ada.","title":"Salt Roads"}"#
        let digest = Digest(of: Array(values.utf8))
        #expect(try content(library, id).hasContent(of: digest.hex))
        // What is left is no content that anybody approved.
        let left = Digest(of: Array(#"{"pages":90,"title":"Salt Roads"}"#.utf8))
        try library.erase(id, 3, "summary", on: "2026-02-10")
        #expect(try !content(library, id).hasContent(of: digest.hex))
        #expect(try !content(library, id).hasContent(of: left.hex))
    }
}
