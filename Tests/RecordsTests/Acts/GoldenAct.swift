import Ledger
import Records
import Testing

/// An act of each sort, whose entry is kept byte for byte.
struct GoldenAct: Sendable, CustomTestStringConvertible {
    let name: String
    /// Acts on a founded library that has one reviewed book by Otto, BOO-1.
    private let run: @Sendable (inout Library) throws -> [Change]

    var testDescription: String { name }

    func change() throws -> Change {
        var library = try Library.founded(.small)
        try library.create(
            [("title", "Salt Roads"), ("summary", "Roads."), ("pages", "90"), ("tags", "roads; salt")],
            by: Library.otto,
            on: "2026-02-01")
        try library.step("BOO-1", "InReview", by: Library.otto, on: "2026-02-02")
        return try #require(try run(&library).first)
    }

    static let all = [
        GoldenAct(name: "create") { library in
            try library.run(
                Command(
                    [
                        .create(
                            Declarations.library.kind(Book.self), state: "InForce",
                            values: try Library.read(everything, Declarations.library.kind(Book.self)))
                    ], by: ActingPerson(person: Library.lena, known: .machine(account: "ada")),
                    recording: .told("2026-01-20T08:30:00+01:00", of: Library.mia, accepting: true),
                    reason: "From the old catalogue"), on: "2026-02-03")
        },
        GoldenAct(name: "change") { library in
            try library.change(
                "BOO-1", [("title", "Salt “Roads”"), ("pages", ""), ("genre", "atlas")], on: "2026-02-03")
        },
        GoldenAct(name: "step") { library in
            try library.step("BOO-1", "put-in-force", by: Library.mia, on: "2026-02-03", reason: "Read and found good")
        },
        GoldenAct(name: "erase") { library in try library.erase("BOO-1", 3, "summary", on: "2026-02-03") },
        GoldenAct(name: "dispose") { library in
            try library.change("BOO-1", [("retentionUntil", "2026-02-02")], by: Library.mia, on: "2026-02-02")
            return try library.run(
                Command([.dispose("BOO-1")], by: Library.lena.signedIn, reason: "Retention is over"), on: "2026-02-03")
        },
    ]

    private static let everything = [
        ("title", "Ünder the “Salt”\tRoads 🧂"), ("summary", "One.\n\nTwo."), ("genre", "poetry and song"),
        ("pages", "12"), ("reader", "PER-2"), ("notes", #"[{"on":"2026-01-01","by":"PER-1"}]"#), ("tags", "a; b"),
        ("confidentiality", "internal"), ("isDemo", "no"), ("supersedes", "BOO-1"),
        ("attachments", #"[{"name":"a.pdf","sha256":"\#(Digest(of: [1]).hex)","size":1,"mime":"application/pdf"}]"#),
    ]
}
