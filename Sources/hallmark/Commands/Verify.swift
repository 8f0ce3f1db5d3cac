import AIMS
import ArgumentParser
import Ledger
import Organization
import Records
import Storage

/// `hallmark verify`: whether anything in the ledger was rewritten; or whether one entry, in a file, was ever in it.
struct Verify: HallmarkCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Find out whether anything in the ledger was rewritten.",
        discussion: """
            Every byte is hashed again, the tree and its signatures are computed anew, the register is replayed and compared.
            Nothing is written, unless --record asks for it. The answer is 1 when something is damaged.
            With --entry, one entry in a file is checked without any ledger: hallmark verify --entry entry-27.json
            """)

    @Option(
        help: ArgumentHelp(
            "A checkpoint that was published earlier: the ledger must still extend it.", valueName: "file"),
        completion: .file())
    var checkpoint: String?
    @Option(
        help: ArgumentHelp("Check one entry, as `hallmark proof` wrote it, without the ledger.", valueName: "file"),
        completion: .file())
    var entry: String?
    @Option(
        help: ArgumentHelp(
            "The verifier key to expect, instead of the one in the folder or in the file of --entry; @FILE reads it from a file.",
            valueName: "key"))
    var key: String?
    @Flag(help: "Enter the result into the ledger as a record of kind IntegrityRun.")
    var record = false
    @OptionGroup var acting: ActingOption
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func validate() throws {
        if entry != nil, record {
            throw ValidationError("--record is about a whole ledger; leave it out, or leave out --entry.")
        }
    }

    func run(on machine: Machine) async throws -> ExitCode {
        if let entry { return try verifyEntry(at: entry, on: machine) }
        return try await verifyLedger(on: machine)
    }

    private func verifyEntry(at path: String, on machine: Machine) throws -> ExitCode {
        let bytes = try machine.files.read(path, limit: EntryProof.byteCountMax)
        let proof: EntryProof
        do { proof = try EntryProof(parsing: bytes) } catch {
            throw Complaint(
                .badInput, "“\(path)” holds no proof: \(error).", "A proof is made with: hallmark proof ENTRY")
        }
        let note = try checkpoint.map { try machine.files.read($0, limit: SignedNote.byteCountMax) }
        let expected = try expectedKey(machine.files)
        let finding: EntryProof.Finding
        do { finding = try proof.check(against: note, key: expected) } catch {
            switch output.format {
            case .text:
                try machine.output.write(Page("\(strong: "The proof does not hold:") \(error)."))
            case .json: try machine.output.write(["isProved": false, "reason": .string(error.description)])
            }
            return .answerIsNo
        }
        let page = ProvedEntryPage(finding: finding, isCheckpointGiven: note != nil)
        switch output.format {
        case .text: try machine.output.write(page.page)
        case .json: try machine.output.write(page.json)
        }
        return .done
    }

    private func expectedKey(_ files: Files) throws -> VerifierKey? {
        guard let key else { return nil }
        let text =
            key.hasPrefix("@")
            ? String(decoding: try files.read(String(key.dropFirst()), limit: 4_096), as: UTF8.self) : key
        do {
            return try VerifierKey(parsing: text.trimmingOuterSpace())
        } catch {
            throw Complaint(
                .badInput, "--key is no verifier key: \(error).", "It looks like name+c74f20a3+AbCd…; init prints it.")
        }
    }

    private func verifyLedger(on machine: Machine) async throws -> ExitCode {
        let published = try checkpoint.map { try publishedNote(at: $0, machine.files) }
        let place = try OrganizationFolder(opening: folder.filePath(on: machine))
        let signing = Signing(in: place)
        let examination = try await examine(place, signing.verifier, published, on: machine)
        let page = DamagePage(
            examination: examination, folder: folder, path: folder.path(on: machine), hasPublished: published != nil,
            keyTrouble: signing.obstacle?.message)
        let changes = record ? try await enter(examination, on: machine) : []
        switch output.format {
        case .json: try machine.output.write(page.json(entered: changes))
        case .text:
            var text = page.page
            if let run = changes.first {
                text.gap()
                text.say("Entered as \(run.record), entry \(run.sequence).")
            }
            try machine.output.write(text)
        }
        return examination.isSound ? .done : .answerIsNo
    }

    /// A checkpoint that can be read as one. Whether the ledger extends it is another question.
    private func publishedNote(at path: String, _ files: Files) throws -> [UInt8] {
        let bytes = try files.read(path, limit: SignedNote.byteCountMax)
        do {
            _ = try Checkpoint(parsing: SignedNote(parsing: bytes).text)
            return bytes
        } catch {
            throw Complaint(
                .badInput, "“\(path)” is no checkpoint: \(error).", "One is written by:",
                command: folder.command("checkpoint", "--to", "checkpoint.txt"))
        }
    }

    /// From the bytes in the folder, without opening the organization, which would refuse a damaged one.
    private func examine(
        _ place: OrganizationFolder, _ verifier: VerifierKey?, _ published: [UInt8]?, on machine: Machine
    ) async throws -> Examination {
        let progress = machine.progress
        defer { progress.end() }
        let expected = try expectedKey(machine.files)?.text
        // With a checkpoint it is the key under which that one was published, which may be an earlier one of the ledger.
        let own = published == nil ? expected ?? verifier?.text : verifier?.text ?? expected
        var examination = try await Examination.ofLedger(
            in: place, key: own, published: published, publisher: published == nil ? nil : expected,
            capabilities: machine.capabilities,
            progress: { progress.show("Hashing entries", $0.value, of: $1.value) })
        try await examination.verifyFiles(of: place, progress: { progress.show("Hashing files", $0) })
        return examination
    }

    private func enter(_ examination: Examination, on machine: Machine) async throws -> [Change] {
        try await Desk.with(folder, on: machine) { desk in
            let note = String(decoding: try await desk.node.checkpoint(), as: UTF8.self)
            let command = try examination.integrityRun(
                at: machine.now, checkpoint: note, by: try await desk.actingPerson(acting),
                declarations: desk.node.register.declarations)
            return try await desk.submit(command)
        }
    }
}
