package import Ledger
package import Records
package import Storage

/// What `verify` finds in an organization's folder, from its bytes alone. Nothing is written.
package struct Examination: Sendable {
    /// Entries, tree, checkpoints.
    package let ledger: VerificationReport
    /// What is wrong with the container of the bytes, one line each.
    package let container: [String]
    /// What the entries amount to; `nil` when one of them could not be taken in.
    package let register: Register?
    /// The first entry that is whole but that this release cannot take in.
    package let unreadable: UnreadableEntry?
    /// Files that records speak of and that are missing or altered, one line each.
    package internal(set) var files: [String] = []
    package internal(set) var filesVerified = 0
    /// What lies in the folder and no record speaks of. No failure: it is reported and left alone.
    package internal(set) var strangers: [String] = []

    package var isSound: Bool {
        ledger.isSound && container.isEmpty && unreadable == nil && files.isEmpty
    }

    /// Everything that is wrong, in the order in which a person should look at it.
    package var failures: [String] {
        ledger.damages.map(\.description) + container + (unreadable.map { [$0.description] } ?? []) + files
    }

    /// Reads every byte of a ledger.
    ///
    /// - Parameters:
    ///   - key: the text of the verifier key.
    ///   - published: a checkpoint from outside that the ledger must extend.
    ///   - publisher: the text of the key that signed it. When nil, it is the ledger's, or the one under which the ledger was
    ///     signed before it came here.
    ///   - progress: told how many entries are done.
    package init(
        of store: any LedgerStore, key: String, published: [UInt8]? = nil, publisher: String? = nil,
        declarations: Declarations,
        zone: TimeZoneRules, progress: @Sendable (LedgerSize) -> Void = { _ in }
    ) async throws(Failure) {
        var reader = LedgerReader(store: store, register: Register(declarations, zone: zone))
        let checkpoints = try await reader.checkpoints()
        var earlier: EarlierKey?
        if let published, publisher == nil { earlier = try await EarlierKey(of: store, whichSigned: published) }
        var verification = Verification(
            key: key, checkpoints: checkpoints, published: published, publisher: publisher ?? earlier?.verifier.text)
        while let block = try await reader.next() {
            let nodes = try await reader.nodes(verification.nodes(of: block))
            verification.take(block, nodes: nodes)
            reader.replay(block)
            progress(verification.size)
        }
        ledger = verification.finish()
        container = try await Failure.fromStore { () throws(StoreFailure) in try await store.structuralDamage() }
        unreadable = reader.unreadable
        register = reader.isReplayed ? reader.register : nil
    }
}

/// Reads a ledger from its beginning and replays what can be read.
private struct LedgerReader {
    let store: any LedgerStore
    private(set) var register: Register
    private(set) var unreadable: UnreadableEntry?
    /// False as soon as an entry could not be taken in: what follows would be built on sand.
    private(set) var isReplayed = true
    private var position = EntryIndex(0)

    init(store: any LedgerStore, register: Register) {
        self.store = store
        self.register = register
    }

    func checkpoints() async throws(Failure) -> [StoredCheckpoint] {
        var all: [StoredCheckpoint] = []
        while true {
            let from = all.last.map { $0.size.adding(1) } ?? .empty
            let more = try await Failure.fromStore { () throws(StoreFailure) in
                try await store.checkpoints(from: from, limit: 10_000)
            }
            if more.isEmpty { return all }
            all += more
        }
    }

    mutating func next() async throws(Failure) -> EntryBlock? {
        let from = position
        let store = store
        let block = try await Failure.fromStore { () throws(StoreFailure) in
            try await store.entries(from: from, limit: EntryBlock.countUsual)
        }
        guard !block.isEmpty else { return nil }
        position = EntryIndex(block.index(at: block.count - 1).value + 1)
        return block
    }

    func nodes(_ runs: [NodeRun]) async throws(Failure) -> [StoredNode] {
        var nodes: [StoredNode] = []
        for run in runs {
            let found = try await Failure.fromStore { () throws(StoreFailure) in
                try await store.nodes(from: run.first, limit: run.indexes.count)
            }
            nodes += found.filter { $0.address.level == run.level && run.indexes.contains($0.address.index) }
        }
        return nodes
    }

    mutating func replay(_ block: EntryBlock) {
        for stored in block where isReplayed {
            // What cannot be opened is damage, which the verification names better than a replay could.
            guard let entry = try? stored.entry(), let opened = try? Replay.open(entry) else {
                isReplayed = false
                return
            }
            do throws(UnreadableEntry) {
                register.evolve(try Change(opened, register.declarations))
            } catch {
                unreadable = error
                isReplayed = false
            }
        }
    }
}
