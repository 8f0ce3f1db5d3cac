package import Ledger
package import Records
package import Storage

/// What `verify` finds in an organization's folder, from its bytes alone. Nothing is written.
package struct Examination: Sendable {
    /// Entries, tree, checkpoints.
    package let ledger: VerificationReport
    /// What is wrong with the container of the bytes, one line each.
    package private(set) var container: [String]
    /// What the entries amount to; `nil` when one of them could not be taken in.
    package let register: Register?
    /// The first entry that is whole but that this release cannot take in.
    package let unreadable: UnreadableEntry?
    /// Whether there was a key with which signatures could be checked.
    package let areSignaturesChecked: Bool
    /// Whether the saved state, from which a start goes on, shows something else than the entries it was made from.
    package let isSavedStateWrong: Bool
    /// Files that records speak of and that are missing or altered, one line each.
    package internal(set) var files: [String] = []
    package internal(set) var filesVerified = 0
    /// What lies in the folder and no record speaks of. No failure: it is reported and left alone.
    package internal(set) var strangers: [String] = []

    package var isSound: Bool {
        ledger.isSound && container.isEmpty && unreadable == nil && files.isEmpty && !isSavedStateWrong
            && areSignaturesChecked
    }

    /// Everything that is wrong, in the order in which a person should look at it.
    package var failures: [String] {
        ledger.damages.map(\.description) + beside
    }

    /// What is wrong beside entries, tree and checkpoints, one line each.
    package var beside: [String] {
        container + (unreadable.map { [$0.description] } ?? []) + files
            + (isSavedStateWrong ? ["the saved state in state/ shows something else than the entries"] : [])
            + (areSignaturesChecked ? [] : ["the signatures of the checkpoints were not checked: the key is not known"])
    }

    /// Reads every byte of a ledger. What cannot be read is a finding like any other; it throws where nobody can say what is
    /// stored.
    ///
    /// - Parameters:
    ///   - key: the text of the verifier key. Without one the signatures are not checked, and that is said.
    ///   - published: a checkpoint from outside that the ledger must extend.
    ///   - publisher: the text of the key that signed it. When nil, it is the ledger's, or the one under which the ledger was
    ///     signed before it came here.
    ///   - place: where a state was saved for starts; it is compared with what the entries give.
    ///   - progress: told how many entries are done.
    package init(
        of store: any LedgerStore, key: String?, published: [UInt8]? = nil, publisher: String? = nil,
        declarations: Declarations, zone: TimeZoneRules, saved place: SavedState? = nil,
        progress: @Sendable (LedgerSize) -> Void = { _ in }
    ) async throws(Failure) {
        var reader = LedgerReader(store: store, register: Register(declarations, zone: zone))
        reader.saved = await SavedRegister.forStart(in: place, of: store, signedBy: key, declarations, zone: zone)
        let checkpoints = try await reader.checkpoints()
        var earlier: EarlierKey?
        if let published, publisher == nil { earlier = try await reader.earlierKey(whichSigned: published) }
        var verification = Verification(
            key: key, checkpoints: checkpoints, published: published, publisher: publisher ?? earlier?.verifier.text)
        var ahead = BlocksAhead<ReadBlock>()
        reading: while true {
            let part = try await reader.next()
            if case .block(let block) = part { ahead.begin { ReadBlock(block, declarations) } }
            // What cannot be read comes behind everything that could.
            let isAllWanted = if case .block = part { false } else { true }
            while isAllWanted || ahead.isFull, let block = await ahead.next() {
                try await reader.take(block, into: &verification)
                progress(verification.size)
            }
            switch part {
            case .block: break
            case .unreadable(let next, let explanation):
                reader.endReplay()
                verification.skipUnreadable(upTo: next, because: explanation)
                progress(verification.size)
            case .end: break reading
            }
        }
        if let size = verification.sizeOfTree { verification.takeSurplus(try await reader.surplusNodes(over: size)) }
        self.init(verification.finish(), reader, areSignaturesChecked: key != nil)
        try await examineContainer(of: store, checkpoints)
    }

    /// Of a ledger that is too damaged to be opened.
    init(unopened detail: String, key: String?) {
        ledger = Verification(key: key, checkpoints: []).finish()
        container = ["it cannot be opened: \(detail)"]
        register = nil
        unreadable = nil
        isSavedStateWrong = false
        areSignaturesChecked = key != nil
    }

    private init(_ report: VerificationReport, _ reader: LedgerReader, areSignaturesChecked: Bool) {
        self.areSignaturesChecked = areSignaturesChecked
        ledger = report
        container = reader.losses
        unreadable = reader.unreadable
        register = reader.isReplayed ? reader.register : nil
        isSavedStateWrong = reader.isSavedRight == false
        // Every commit brings its checkpoint, so none is without one. Where entries are damaged, that is what to look at.
        if report.isSound, report.signedSize < report.size {
            let count = report.size.value - report.signedSize.value
            container.append("the last \(count) entries are under no checkpoint")
        }
    }

    private mutating func examineContainer(
        of store: any LedgerStore, _ checkpoints: [StoredCheckpoint]
    ) async throws(Failure) {
        let found = try await Failure.fromStore { () throws(StoreFailure) in try await store.structuralDamage() }
        container += found.filter { !container.contains($0) }
        let settings = try await settings(of: store, checkpoints)
        container += settings.wrong
        strangers += settings.strangers
    }
}
