import Ledger
import Testing

/// The key and note of the reference implementation's own tests. Source: golang.org/x/mod/sumdb/note.
enum PublishedNote {
    static let verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let signer = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    static let signature =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    static let note = text + "\n" + signature
}

@Suite("A signed note")
struct SignedNoteTests {
    let key: VerifierKey

    init() throws {
        key = try VerifierKey(parsing: PublishedNote.verifier)
    }

    private func reason(_ note: String, by key: VerifierKey? = nil) -> String? {
        do throws(LedgerProblem) {
            try SignedNote(parsing: Array(note.utf8)).verify(key ?? self.key)
            return nil
        } catch {
            return error.description
        }
    }

    @Test("of the reference implementation is read, verified and written as it was")
    func published() throws {
        let note = try SignedNote(parsing: Array(PublishedNote.note.utf8))
        try note.verify(key)
        #expect(note.text == PublishedNote.text)
        #expect(note.bytes == Array(PublishedNote.note.utf8))
    }

    @Test("signed with the reference implementation's key is the reference implementation's note")
    func signsAlike() throws {
        let signer = try SigningKey(parsing: PublishedNote.signer)
        #expect(signer.verifier == key)
        #expect(signer.text == PublishedNote.signer)
        #expect(try signer.sign(text: PublishedNote.text).bytes == Array(PublishedNote.note.utf8))
    }

    @Test("with any bit changed is refused")
    func everyBit() {
        let bytes = Array(PublishedNote.note.utf8)
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: LedgerProblem.self, "bit \(bit)") { try SignedNote(parsing: changed).verify(key) }
        }
    }

    @Test(
        "that is malformed says how",
        arguments: [
            ("", "does not end with a newline"),
            ("hello\n", "no empty line"),
            ("hello\n\n", "no signature"),
            ("\n\n", "no signature"),
            ("hello\n\n— PeterNeumann x08g", "does not end with a newline"),
            ("hello\n\n- PeterNeumann x08go/ZJkuBS\n", "not of the form"),
            ("hello\n\n—  PeterNeumann x08go/ZJkuBS\n", "not of the form"),
            ("hello\n\n— Peter Neumann x08go/ZJkuBS\n", "not of the form"),
            ("hello\n\n— Peter+Neumann x08go/ZJkuBS\n", "not of the form"),
            ("hello\n\n— PeterNeumann x08go/ZJkuBS \n", "not of the form"),
            ("hello\n\n— PeterNeumann x08go/ZJkuB\n", "in base64"),
            ("hello\n\n— PeterNeumann x08goA==\n", "in base64"),
            ("hello\n\n— PeterNeumann x08go/ZJkuBT=\n", "in base64"),
            ("hel\u{7}lo\n\n— PeterNeumann x08go/ZJkuBS\n", "control characters"),
            ("hello\r\n\n— PeterNeumann x08go/ZJkuBS\n", "control characters"),
        ])
    func malformed(note: String, expected: String) throws {
        let refusal = try #require(reason(note))
        #expect(refusal.contains(expected), "\(refusal)")
    }

    @Test("that is not UTF-8 is refused")
    func notUTF8() {
        #expect(throws: LedgerProblem.text("the note is not UTF-8")) {
            try SignedNote(parsing: [0x68, 0xff] + Array("\n\n\(PublishedNote.signature)".utf8))
        }
    }

    @Test("with more than 100 signatures, or longer than 1 MiB, is refused; with 100 it is read")
    func limits() throws {
        func note(_ count: Int) -> String {
            PublishedNote.note + String(repeating: "— witness.example/w x08go/ZJkuBS\n", count: count - 1)
        }
        #expect(reason(note(100)) == nil)
        #expect(try #require(reason(note(101))).contains("more than 100 signatures"))
        #expect(try #require(reason(String(repeating: "a", count: 1 << 20) + "\n")).contains("longer than"))
    }

    @Test("may carry signatures of keys that nobody here knows, also under the same name")
    func unknownSignatures() {
        let others = "— PeterNeumann AAAAAPZJkuBS\n— elsewhere.example/log x08go/ZJkuBS\n"
        #expect(reason(PublishedNote.text + "\n" + others + PublishedNote.signature) == nil)
    }

    @Test("with one right and one wrong signature of the same key is refused")
    func rightAndWrong() throws {
        let wrong = "— PeterNeumann x08go/ZJkuBS\n"
        #expect(try #require(reason(PublishedNote.note + wrong)).contains("not over this text"))
    }

    @Test("of somebody else names who signed")
    func somebodyElse() throws {
        let other = try SigningKey(name: "other.example", seed: [UInt8](repeating: 3, count: 32))
        let refusal = try #require(reason(PublishedNote.note, by: other.verifier))
        #expect(refusal.contains("not signed by other.example"))
        #expect(refusal.contains("PeterNeumann"))
    }

    @Test("may have empty lines in its text")
    func emptyLines() throws {
        let signer = try SigningKey(parsing: PublishedNote.signer)
        let note = try signer.sign(text: "one\n\n\nfour\n")
        let read = try SignedNote(parsing: note.bytes)
        #expect(read == note)
        try read.verify(key)
    }

    @Test(
        "is not made of a text without a newline at its end, or with control characters",
        arguments: ["", "a", "a\u{1}\n"])
    func unsignable(text: String) throws {
        let signer = try SigningKey(parsing: PublishedNote.signer)
        #expect(throws: LedgerProblem.self) { try signer.sign(text: text) }
    }
}

@Suite("A key")
struct KeyTests {
    @Test("is refused when any part of its text is missing")
    func parts() {
        let text = Array(PublishedNote.verifier.utf8)
        for start in 0..<text.count {
            for end in start...text.count where start > 0 || end < text.count {
                let part = String(decoding: text[start..<end], as: UTF8.self)
                #expect(throws: LedgerProblem.self, "\(part)") { try VerifierKey(parsing: part) }
            }
        }
    }

    @Test("is refused when any bit of its text is changed", arguments: [PublishedNote.verifier, PublishedNote.signer])
    func bits(text: String) {
        let bytes = Array(text.utf8)
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let other = String(decoding: changed, as: UTF8.self)
            #expect(throws: LedgerProblem.self, "\(other)") { try VerifierKey(parsing: other) }
            #expect(throws: LedgerProblem.self, "\(other)") { try SigningKey(parsing: other) }
        }
    }

    @Test(
        "says what is wrong with it",
        arguments: [
            // With the key ID that belongs to each.
            ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", "Ed25519 key of 32 bytes"),
            ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "Ed25519 key of 32 bytes"),
            ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "8 lower-case"),
            ("PeterNeumann+c74f20a3", "not of the form"),
            ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "not of the form"),
            ("PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "do not belong together"),
        ])
    func explains(text: String, expected: String) {
        let problem = #expect(throws: LedgerProblem.self) { try VerifierKey(parsing: text) }
        #expect(problem?.description.contains(expected) == true)
    }

    @Test("is made from 32 bytes and a name without spaces and pluses")
    func made() throws {
        let seed = [UInt8](repeating: 9, count: 32)
        let key = try SigningKey(name: "aims.example/ledger", seed: seed)
        #expect(try SigningKey(parsing: key.text).verifier == key.verifier)
        #expect(try VerifierKey(parsing: key.verifier.text) == key.verifier)
        for name in ["", "a b", "a+b", "a\nb", "a\u{a0}b"] {
            #expect(throws: LedgerProblem.self) { try SigningKey(name: name, seed: seed) }
        }
        #expect(throws: LedgerProblem.self) { try SigningKey(name: "a", seed: [1, 2, 3]) }
    }
}

@Suite("A checkpoint")
struct CheckpointTests {
    let root = Digest(of: [1])
    let signer: SigningKey

    init() throws {
        signer = try SigningKey(name: "aims.example/ledger", seed: [UInt8](repeating: 5, count: 32))
    }

    @Test("is a note that gives the checkpoint back")
    func roundTrip() throws {
        let checkpoint = Checkpoint(origin: signer.name, size: LedgerSize(1042), root: root)
        let note = try signer.sign(checkpoint)
        #expect(note.text == "aims.example/ledger\n1042\n\(root.base64)\n")
        #expect(try Checkpoint(note: note.bytes, signedBy: signer.verifier) == checkpoint)
    }

    @Test("of a ledger with another origin than the key's name is refused")
    func otherOrigin() throws {
        let note = try signer.sign(Checkpoint(origin: "other.example", size: .empty, root: TreeHash.empty))
        let problem = #expect(throws: LedgerProblem.self) { try Checkpoint(in: note, signedBy: signer.verifier) }
        #expect(problem?.description.contains("other.example") == true)
    }

    @Test("may have further lines, which are kept")
    func extensions() throws {
        let text = "a.example\n0\n\(root.base64)\nmore\nand more\n"
        let checkpoint = try Checkpoint(parsing: text)
        #expect(checkpoint.extensions == ["more", "and more"])
        #expect(checkpoint.text == text)
    }

    @Test(
        "is refused when a line is not as it should be",
        arguments: [
            "", "a\n", "a\n1\n", "\n1\nROOT\n", "a\n01\nROOT\n", "a\n-1\nROOT\n", "a\n+1\nROOT\n", "a\n 1\nROOT\n",
            "a\n1\nROOT",
            "a\n1\nROOT\n\n", "a\n1\nROOT\n\nmore\n", "a\n1\n\nROOT\n", "a\n1x\nROOT\n", "a\n٣\nROOT\n", "a\n1\nAAAA\n",
            "a\n1\n \nROOT\n", "a\n9223372036854775808\nROOT\n", "a\n\nROOT\n", "a\n1\nROOT=\n",
        ])
    func refused(pattern: String) {
        let text = pattern.split(separator: "ROOT", omittingEmptySubsequences: false).joined(separator: root.base64)
        #expect(throws: LedgerProblem.self) { try Checkpoint(parsing: text) }
    }
}
