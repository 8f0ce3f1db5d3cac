import AIMS
import Ledger
import Records
import Storage

/// Entries of an archive on their way in: verified, replayed, and written into a new ledger, block by block.
///
/// What comes out of it may be believed only when `finish` has found it sound.
struct Intake {
    private var verification: Verification
    private var reader = EntryLineReader()
    private var block = EntryBlock()
    private var tree = MerkleTree()
    private var register: Register
    private var unreadable: UnreadableEntry?
    /// False as soon as an entry could not be taken in; from then on entries are only verified.
    private var isWhole = true
    /// Nil when nobody wants the entries, only to know whether they are sound.
    private let store: SQLiteStore?

    init(
        key: VerifierKey, checkpoints: [StoredCheckpoint], expecting expectation: LedgerArchive.Expectation,
        into store: SQLiteStore?
    ) {
        verification = Verification(
            key: key.text, checkpoints: checkpoints, published: expectation.checkpoint,
            publisher: expectation.publisher)
        register = Register(.aims, zone: .utc)
        self.store = store
    }

    /// How many entries were taken.
    var size: LedgerSize { verification.size }

    /// Takes the next bytes of the text. The text's own form is refused at once, with its place.
    mutating func take(_ piece: [UInt8]) async throws(Failure) {
        do throws(PortableProblem) {
            var found = block
            block = EntryBlock()
            defer { block = found }
            try reader.add(piece[...]) { found.append($0) }
        } catch {
            throw .archive(ArchiveFailure(.damaged, "\(error)"))
        }
        if block.isFull || block.count >= EntryBlock.countUsual { try await flush() }
    }

    /// What was found in all of it, and what the entries amount to.
    mutating func finish() async throws(Failure) -> (
        report: VerificationReport, unsound: Unsoundness?, register: Register
    ) {
        do throws(PortableProblem) { try reader.finish() } catch {
            throw .archive(ArchiveFailure(.damaged, "\(error)"))
        }
        try await flush()
        let report = verification.finish()
        let unsound = Unsoundness(report) ?? unreadable.map(Unsoundness.unreadable)
        return (report, unsound, register)
    }

    private mutating func flush() async throws(Failure) {
        guard !block.isEmpty else { return }
        verification.take(block, nodes: nil)
        var batch = Batch()
        let expected = tree.size
        for stored in block where isWhole { take(stored, into: &batch) }
        block.removeAll()
        guard let store, isWhole, !batch.entries.isEmpty else { return }
        let written = batch
        try await Failure.fromStore { () throws(StoreFailure) in try await store.append(written, at: expected) }
    }

    private mutating func take(_ stored: StoredEntry, into batch: inout Batch) {
        // What cannot be opened is damage, which the verification names.
        guard let entry = try? stored.entry(), let opened = try? Replay.open(entry),
            opened.header.sequence == tree.size.nextIndex
        else {
            isWhole = false
            return
        }
        do throws(UnreadableEntry) {
            register.evolve(try Change(opened, register.declarations))
        } catch {
            unreadable = error
            isWhole = false
            return
        }
        batch.entries.append(entry)
        batch.nodes += tree.append(entry.leaf)
    }
}
