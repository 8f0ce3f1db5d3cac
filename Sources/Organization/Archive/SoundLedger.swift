import Ledger
import Records
import Storage

/// A ledger that was read byte by byte and found to be what was signed, all of it.
struct SoundLedger {
    let size: LedgerSize
    let root: Digest
    let register: Register
    let checkpointCount: Int
    /// The note over the whole ledger.
    let checkpoint: [UInt8]

    /// Examines a ledger; `blame` makes a failure of what is wrong with it.
    static func examine(
        _ store: any LedgerStore, key: VerifierKey, declarations: Declarations, zone: TimeZoneRules, work: ArchiveWork,
        blame: (Unsoundness) -> Failure
    ) async throws(Failure) -> SoundLedger {
        let (total, latest) = try await Failure.fromStore { () throws(StoreFailure) in
            (try await store.size(), try await store.latestCheckpoint())
        }
        let examination = try await Examination(
            of: store, key: key.text, declarations: declarations, zone: zone,
            progress: { work.report(ArchiveProgress(step: .verifying, done: $0.value, total: max(total.value, 1))) })
        try work.checkCancellation()
        if let unsoundness = Unsoundness(examination) { throw blame(unsoundness) }
        guard let register = examination.register, let root = examination.ledger.root, let latest else {
            throw blame(.damaged("there is nothing in it"))
        }
        return SoundLedger(
            size: examination.ledger.size, root: root, register: register,
            checkpointCount: examination.ledger.checkpointCount, checkpoint: latest.note)
    }
}

extension Register {
    /// The files that records speak of, in any version that is still there.
    var files: [Digest] { Examination.attachments(in: self).keys.sorted() }
}

/// What is wrong with a ledger.
enum Unsoundness {
    /// A clause that names the first damages.
    case damaged(String)
    case unreadable(UnreadableEntry)

    init?(_ examination: Examination) {
        if let found = Unsoundness(examination.ledger, more: examination.container) {
            self = found
        } else if let entry = examination.unreadable {
            self = .unreadable(entry)
        } else {
            return nil
        }
    }

    init?(_ report: VerificationReport, more: [String] = []) {
        let damages = report.damages.map(\.description) + more
        let count = report.damageCount + more.count
        if count > 0 {
            let rest = count > 3 ? [" and \(count - 3) more"] : []
            self = .damaged(damages.prefix(3).joined(separator: "; ") + rest.joined())
        } else if report.signedSize < report.size {
            let unsigned = report.size.value - report.signedSize.value
            self = .damaged("the last \(unsigned) entries are under no checkpoint")
        } else {
            return nil
        }
    }

    /// Of the ledger that is at work here.
    var asFailure: Failure {
        switch self {
        case .damaged(let clause): .damaged(clause)
        case .unreadable(let entry): .unreadable(entry)
        }
    }

    /// Of the ledger in an archive.
    func failure(of path: FilePath) -> Failure {
        switch self {
        case .damaged(let clause):
            .archive(
                ArchiveFailure(
                    .damaged,
                    "\(path) was not taken in: the ledger in it is not what was signed (\(clause)). "
                        + "Get the archive again from where it came from, or use an older one."))
        case .unreadable(let entry):
            .archive(
                ArchiveFailure(
                    .entry,
                    "\(path) was not taken in: \(entry). A newer Hallmark has written it; update the one on this machine."
                ))
        }
    }
}
