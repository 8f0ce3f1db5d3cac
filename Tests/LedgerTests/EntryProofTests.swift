import Ledger
import Testing

@Suite("The proof of an entry")
struct EntryProofTests {
    let ledger: StoredLedger
    let proofs: [EntryProof]

    init() throws {
        ledger = try StoredLedger.small()
        let nodes = StoredTree(ledger.stored.compactMap { Digest(bytes: $0.leaf) })
        let note = ledger.checkpoints[1].note
        let key = ledger.key
        proofs = try ledger.stored.enumerated().map { index, stored in
            EntryProof(entry: try stored.entry(), inclusion: try nodes.inclusion(index, 7), checkpoint: note, key: key)
        }
    }

    private func refusal(
        _ proof: EntryProof, against note: [UInt8]? = nil, key: VerifierKey? = nil
    ) -> EntryProof.Refusal? {
        do throws(EntryProof.Refusal) {
            _ = try proof.check(against: note, key: key)
            return nil
        } catch {
            return error
        }
    }

    @Test("shows the entry without the ledger, with a key that is known", arguments: 0..<7)
    func checks(index: Int) throws {
        let finding = try proofs[index].check(against: ledger.checkpoints[1].note, key: ledger.signer.verifier)
        #expect(finding.header.sequence == EntryIndex(index))
        #expect(finding.checkpoint.size == LedgerSize(7))
        #expect(finding.key == ledger.signer.verifier)
        #expect(!finding.isKeyTakenOnTrust)
        #expect((finding.body == nil) == (index == 4))
    }

    @Test("says so when the key was taken on trust")
    func onTrust() throws {
        #expect(try proofs[0].check().isKeyTakenOnTrust)
        #expect(try proofs[0].check(against: ledger.checkpoints[1].note).isKeyTakenOnTrust)
    }

    @Test("shows which values were erased, and the others")
    func erased() throws {
        let finding = try proofs[1].check()
        #expect(finding.values == ["name": "Ada"])
        #expect(finding.erasedKeys == ["mail"])
        #expect(finding.body?["a"] == 1)
    }

    @Test("is a file that gives it back", arguments: 0..<7)
    func roundTrip(index: Int) throws {
        let file = try proofs[index].file()
        #expect(file.last == UInt8(ascii: "\n"))
        let read = try EntryProof(parsing: file)
        #expect(read == proofs[index])
        #expect(refusal(read) == nil)
    }

    @Test(
        "with any bit of the file changed is no file any more, or shows nothing, or shows the very same",
        arguments: [1, 4])
    func bits(index: Int) throws {
        let file = try proofs[index].file()
        let key = ledger.signer.verifier
        let expected = try proofs[index].check(key: key)
        var harmless = 0
        for bit in 0..<file.count * 8 {
            guard let read = try? EntryProof(parsing: file.flipped(bit)), let finding = try? read.check(key: key)
            else { continue }
            // White space and the key that is not asked for can change without changing what is shown.
            #expect(finding == expected, "bit \(bit)")
            harmless += 1
        }
        #expect(harmless < 8 * (200 + ledger.key.utf8.count))
    }

    @Test("does not hold against another checkpoint")
    func otherCheckpoint() throws {
        #expect(
            refusal(proofs[1], against: ledger.checkpoints[0].note)
                == .otherSize(proof: LedgerSize(7), checkpoint: LedgerSize(3)))
        var other = try StoredLedger()
        for _ in 0..<7 { other.append() }
        try other.sign()
        #expect(refusal(proofs[1], against: other.checkpoints[0].note) == .notIncluded)
        let damaged = try #require(refusal(proofs[1], against: ledger.checkpoints[1].note.flipped(0)))
        #expect(damaged.description.contains("not to be believed"))
    }

    @Test("does not hold with another key")
    func otherKey() throws {
        let other = try SigningKey(name: "aims.example", seed: [UInt8](repeating: 1, count: 32))
        #expect(try #require(refusal(proofs[1], key: other.verifier)).description.contains("not signed by"))
        let broken = EntryProof(
            entry: proofs[1].entry, inclusion: proofs[1].inclusion, checkpoint: proofs[1].checkpoint, key: "x")
        #expect(try #require(refusal(broken)).description.contains("key cannot be used"))
        #expect(refusal(broken, key: ledger.signer.verifier) == nil)
    }

    @Test("of another entry does not hold")
    func otherEntry() throws {
        let mixed = EntryProof(
            entry: proofs[2].entry, inclusion: proofs[1].inclusion, checkpoint: proofs[1].checkpoint, key: ledger.key)
        #expect(refusal(mixed) == .notIncluded)
    }

    @Test("of an entry that says it is another one does not hold")
    func otherNumber() throws {
        var ledger = try StoredLedger()
        ledger.append(sequence: 5)
        try ledger.sign()
        let proof = EntryProof(
            entry: try ledger.stored[0].entry(),
            inclusion: InclusionProof(index: EntryIndex(0), size: LedgerSize(1), path: []),
            checkpoint: ledger.checkpoints[0].note, key: ledger.key)
        #expect(refusal(proof) == .otherEntry(header: EntryIndex(5), proof: EntryIndex(0)))
    }

    @Test("does not hold when body or values are not those of the entry")
    func otherContent() throws {
        func changed(_ change: (inout Entry) -> Void) -> EntryProof.Refusal? {
            var entry = proofs[1].entry
            change(&entry)
            return refusal(
                EntryProof(
                    entry: entry, inclusion: proofs[1].inclusion, checkpoint: proofs[1].checkpoint, key: ledger.key))
        }
        #expect(changed { $0.body?[3] ^= 1 } == .entry(.bodyDigest))
        #expect(changed { $0.body = nil } == .entry(.bodyGone))
        #expect(
            changed {
                $0.salt = nil
                $0.body = nil
            } == .entry(.bodyGone))
        #expect(changed { $0.beside["mail"] = $0.beside["name"] } == .entry(.valueDigest(key: "mail")))
        #expect(changed { $0.beside["other"] = $0.beside["name"] } == .entry(.unknownValue(key: "other")))
        #expect(changed { $0 = Entry(headerBytes: $0.headerBytes, salt: nil, body: nil, beside: [:]) } == nil)
    }

    @Test(
        "says what is wrong with its file",
        arguments: [
            ("", "", "is not JSON: line 1, column 1"), ("\"format\"", "\"fromat\"", "no entry proof"),
            ("-proof/1", "-proof/2", "no entry proof"), ("\"index\": 1", "\"index\": -1", "\"index\" is missing"),
            ("\"index\": 1", "\"index\": \"1\"", "\"index\" is missing"),
            ("\"size\": 7", "\"siz\": 7", "\"siz\" that does not belong"),
            ("\"path\": [", "\"path\": [1,", "number 1 in \"path\""),
            ("\"path\": [", "\"paths\": [", "does not belong"),
            ("\"header\": \"", "\"header\": 1, \"x\": \"", "does not belong"),
            ("\"salt\": \"", "\"salt\": \"A", "32 bytes"),
            ("\"value\"", "\"valve\"", "values beside the entry cannot be read"),
            ("\"beside\": {", "\"beside\": [{", "is not JSON"),
            ("{\n", "[\n", "is not JSON"), ("\"checkpoint\": \"", "\"key\": \"", "there twice"),
        ])
    func malformed(replace: String, by: String, expected: String) throws {
        let text = String(decoding: try proofs[1].file(), as: UTF8.self)
        let changed = replace.isEmpty ? "" : text.replacing(replace, with: by, maxReplacements: 1)
        #expect(changed != text)
        let problem = #expect(throws: LedgerProblem.self) { try EntryProof(parsing: Array(changed.utf8)) }
        #expect(problem?.description.contains(expected) == true, "\(problem?.description ?? "")")
    }

    @Test(
        "is refused when a member is missing",
        arguments: ["checkpoint", "header", "index", "key", "path", "size", "format"])
    func missing(key: String) throws {
        var members = try #require(try JSON(parsing: proofs[1].file()).object)
        members[key] = nil
        #expect(throws: LedgerProblem.self) { try EntryProof(parsing: JSON.object(members).bytes) }
    }

    @Test("is refused when its path is longer than any tree is high")
    func longPath() throws {
        var members = try #require(try JSON(parsing: proofs[1].file()).object)
        members["path"] = .array(Array(repeating: .string(Digest(of: []).base64), count: 65))
        #expect(throws: LedgerProblem.self) { try EntryProof(parsing: JSON.object(members).bytes) }
    }
}
