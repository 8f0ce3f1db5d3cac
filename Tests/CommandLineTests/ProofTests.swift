import Foundation
import Ledger
import Testing

@Suite("Proof from the command line")
struct ProofTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.foundWithSystems()
    }

    private var key: String {
        get throws { try bench.hallmark("checkpoint", "--format", "json").json["key"]?.string ?? "" }
    }

    @Test("what lies in the folder and belongs to nothing is named, with what to do about it")
    func strangers() throws {
        #expect(try !bench.hallmark("verify").output.contains("belongs to nothing"))
        #expect(
            try bench.shell("mkdir -p data/files && echo x > data/files/left.txt && echo y > data/note.txt").code == 0)
        let answer = try bench.hallmark("verify")
        #expect(answer.code == 0, "\(answer)")
        for words in ["belongs to nothing", "files/left.txt", "note.txt", "remove what nobody needs"] {
            #expect(answer.output.contains(words), "\(words) in \(answer)")
        }
    }

    @Test("a ledger that was not touched verifies, and verifying writes nothing")
    func sound() throws {
        let before = try bench.digests()
        let answer = try bench.hallmark("verify")
        #expect(answer.code == 0)
        #expect(answer.output.hasPrefix("Nothing was rewritten"))
        #expect(try bench.digests() == before)
    }

    @Test("one changed byte of a stored entry is found, the entry is named, and the answer is 1")
    func tampering() throws {
        // A text of entry 27, the second system that was brought in.
        let file = "data/ledger.sqlite"
        var bytes = try bench.bytes(of: file)
        let text = Array("indoors.".utf8)
        let place = try #require(
            bytes.indices.dropLast(text.count).first { Array(bytes[$0..<($0 + text.count)]) == text })
        bytes[place] = UInt8(ascii: "I")
        try bench.write(bytes, to: file)
        let answer = try bench.hallmark("verify")
        #expect(answer.code == 1, "\(answer)")
        #expect(answer.output.contains("The first entry hit is 27."), "\(answer)")
        #expect(try bench.hallmark("verify", "--format", "json").json["firstDamagedEntry"] == 27)
        for words in [["list", "systems"], ["create", "scopes"], ["check"]] {
            let refused = try bench.hallmark(list: words)
            #expect(refused.code == 6, "\(words): \(refused)")
            #expect(refused.errors.contains("hallmark verify"))
        }
    }

    @Test("a ledger extends a checkpoint published earlier, and no other ledger does")
    func published() throws {
        let written = try bench.hallmark("checkpoint", "--to", "then.txt", "--format", "json")
        let note = try bench.text(of: "then.txt")
        #expect(try written.code == 0 && written.json["note"]?.string == note)
        #expect(try bench.hallmark("create", "scopes").code == 0)
        let extended = try bench.hallmark("verify", "--checkpoint", "then.txt")
        #expect(extended.code == 0, "\(extended)")
        try bench.found(in: "other")
        let foreign = try bench.hallmark("verify", "--data", "other", "--checkpoint", "then.txt")
        #expect(foreign.code == 1, "\(foreign)")
        #expect(foreign.output.hasPrefix("The published checkpoint and this ledger do not go together."), "\(foreign)")
        for file in ["systems.csv", "/dev/null"] {
            let none = try bench.hallmark("verify", "--checkpoint", file)
            #expect(none.code == 4, "\(none)")
            #expect(none.errors.contains("is no checkpoint"), "\(none)")
        }
    }

    @Test("a ledger is verified under the key that somebody got from elsewhere, and under no other")
    func expectedKey() throws {
        try bench.write(try key, to: "key.txt")
        #expect(try bench.hallmark("verify", "--key", "@key.txt").code == 0)
        #expect(try bench.hallmark("checkpoint", "--to", "then.txt").code == 0)
        #expect(try bench.hallmark("verify", "--key", "@key.txt", "--checkpoint", "then.txt").code == 0)
        try bench.found(in: "other")
        let foreign = try bench.hallmark("verify", "--data", "other", "--key", "@key.txt")
        #expect(foreign.code == 1, "\(foreign)")
        #expect(try bench.hallmark("verify", "--key", "nonsense").code == 4)
    }

    @Test("one entry is proved without the ledger, with the key given or taken on trust")
    func entry() throws {
        #expect(try bench.hallmark("proof", "27").code == 0)
        #expect(try bench.hallmark("checkpoint", "--to", "now.txt").code == 0)
        let key = try key
        let elsewhere = try Workbench()
        for name in ["entry-27.json", "now.txt"] { try elsewhere.write(bench.bytes(of: name), to: name) }
        let trusting = try elsewhere.hallmark("verify", "--entry", "entry-27.json", "--checkpoint", "now.txt")
        #expect(trusting.code == 0, "\(trusting)")
        #expect(trusting.output.contains("on trust"))
        let knowing = try elsewhere.hallmark(
            "verify", "--entry", "entry-27.json", "--checkpoint", "now.txt", "--key", key)
        #expect(knowing.code == 0)
        #expect(!knowing.output.contains("on trust"))
        let proof = try elsewhere.text(of: "entry-27.json")
        try elsewhere.write(proof.replacing("indoors", with: "outdoors"), to: "changed.json")
        let changed = try elsewhere.hallmark("verify", "--entry", "changed.json", "--format", "json")
        #expect(changed.code == 1)
        #expect(try changed.json["isProved"] == false)
        #expect(try elsewhere.hallmark("verify", "--entry", "now.txt").code == 4)
        #expect(try elsewhere.hallmark("verify", "--entry", "entry-27.json", "--key", "nonsense").code == 4)
    }

    @Test("a file that is there is not written over unless asked to")
    func replacing() throws {
        try bench.write("mine", to: "entry-1.json")
        #expect(try bench.hallmark("proof", "1").code == 4)
        #expect(try bench.text(of: "entry-1.json") == "mine")
        #expect(try bench.hallmark("proof", "1", "--replace").code == 0)
        #expect(try bench.text(of: "entry-1.json") != "mine")
        #expect(try bench.hallmark("proof", "1", "--to", "nowhere/e.json").code == 5)
        #expect(try bench.hallmark("proof", "99999").code == 7)
    }

    @Test("a verification is entered when that is asked for")
    func record() throws {
        let size = try bench.hallmark("verify", "--format", "json").json["entries"]?.integer ?? 0
        let answer = try bench.hallmark("verify", "--record", "--format", "json")
        #expect(try answer.json["recordedAs"] == "INT-1")
        #expect(try bench.hallmark("verify", "--format", "json").json["entries"]?.integer == size + 1)
        #expect(
            try bench.hallmark("show", "INT-1", "--format", "json").json["record"]?["entriesVerified"]?.integer == size)
    }
}
