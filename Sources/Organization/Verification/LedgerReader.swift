import Ledger
import Records
import Storage

/// Reads a ledger from its beginning, behind what is damaged too, and replays what can be read.
struct LedgerReader {
    /// What comes next.
    enum Part {
        case block(EntryBlock)
        /// Entries that cannot be read, before `next`, and why.
        case unreadable(upTo: EntryIndex, String)
        case end
    }

    let store: any LedgerStore
    private(set) var register: Register
    /// The first entry that is whole but that this release cannot take in.
    private(set) var unreadable: UnreadableEntry?
    /// False as soon as an entry could not be taken in: what follows would be built on sand.
    private(set) var isReplayed = true
    /// The state that a start would go on from, until the replay has come as far.
    var saved: SavedRegister?
    /// Whether the saved state is the one that its entries give; `nil` where nobody can say.
    private(set) var isSavedRight: Bool?
    /// What could not be read beside entries, one line each.
    private(set) var losses: [String] = []
    private var position = EntryIndex(0)
    /// Nothing that can be read was found behind what cannot.
    private var isAtEnd = false

    /// A damaged page can hide thousands of entries. Behind so many nobody looks for more.
    private static let searchMax = 5_000
    private static let pageSize = 10_000

    init(store: any LedgerStore, register: Register) {
        self.store = store
        self.register = register
    }

    mutating func checkpoints() async throws(Failure) -> [StoredCheckpoint] {
        var all: [StoredCheckpoint] = []
        while true {
            let more: [StoredCheckpoint]
            do throws(StoreFailure) {
                let from = all.last.map { $0.size.adding(1) } ?? .empty
                more = try await store.checkpoints(from: from, limit: LedgerReader.pageSize)
            } catch {
                try note(error, "the checkpoints cannot be read")
                return all
            }
            if more.isEmpty { return all }
            all += more
        }
    }

    /// The key that the folder remembers, if it signed this note.
    mutating func earlierKey(whichSigned note: [UInt8]) async throws(Failure) -> EarlierKey? {
        do throws(Failure) {
            return try await EarlierKey(of: store, whichSigned: note)
        } catch {
            guard case .storage(let failure) = error else { throw error }
            try self.note(failure, "the settings cannot be read")
            return nil
        }
    }

    mutating func next() async throws(Failure) -> Part {
        if isAtEnd { return .end }
        do throws(StoreFailure) {
            let block = try await store.entries(from: position, limit: EntryBlock.countUsual)
            guard !block.isEmpty else { return .end }
            position = EntryIndex(block.index(at: block.count - 1).value + 1)
            return .block(block)
        } catch {
            guard case .damaged(let detail) = error else { throw .storage(error) }
            let explanation = LedgerReader.explanation(detail, of: position)
            try await search()
            return .unreadable(upTo: position, explanation)
        }
    }

    /// Which entry it is, the damage says itself.
    private static func explanation(_ detail: String, of entry: EntryIndex) -> String {
        let place = "entry \(entry) "
        return detail.hasPrefix(place) ? String(detail.dropFirst(place.count)) : "cannot be read: \(detail)"
    }

    /// Goes to the next entry that can be read, or the end of the ledger.
    private mutating func search() async throws(Failure) {
        let size = (try? await store.size()) ?? .empty
        let end = max(size.value, position.value + 1)
        for next in position.value + 1..<min(end, position.value + LedgerReader.searchMax) {
            do throws(StoreFailure) {
                _ = try await store.entries(from: EntryIndex(next), limit: 1)
                position = EntryIndex(next)
                return
            } catch {
                guard case .damaged = error else { throw .storage(error) }
            }
        }
        position = EntryIndex(end)
        isAtEnd = true
    }

    private mutating func nodes(_ runs: [NodeRun]) async throws(Failure) -> [StoredNode]? {
        var nodes: [StoredNode] = []
        for run in runs {
            do throws(StoreFailure) {
                let found = try await store.nodes(from: run.first, limit: run.indexes.count)
                nodes += found.filter { $0.address.level == run.level && run.indexes.contains($0.address.index) }
            } catch {
                try note(error, "tree nodes cannot be read")
                return nil
            }
        }
        return nodes
    }

    /// Nodes that are stored and belong to no tree of this size; of each level a few are enough to say so.
    mutating func surplusNodes(over size: LedgerSize) async throws(Failure) -> [StoredNode] {
        var surplus: [StoredNode] = []
        var from = NodeAddress(level: 1, index: size.value >> 1)
        do throws(StoreFailure) {
            while let next = try await store.nodes(from: from, limit: 1).first {
                let count = next.address.level < Int.bitWidth ? size.value >> next.address.level : 0
                let isSurplus = next.address.index >= count
                if isSurplus { surplus.append(next) }
                // The first node of a level that is beyond the tree: behind the tree's own, or behind this one's level.
                from = NodeAddress(level: next.address.level + (isSurplus ? 1 : 0), index: isSurplus ? 0 : count)
            }
        } catch {
            try note(error, "tree nodes cannot be read")
        }
        return surplus
    }

    private mutating func note(_ failure: StoreFailure, _ what: String) throws(Failure) {
        guard case .damaged(let detail) = failure else { throw .storage(failure) }
        let loss = "\(what): \(detail)"
        if !losses.contains(loss) { losses.append(loss) }
    }

    /// Goes on behind what could not be read: what follows would be built on sand.
    mutating func endReplay() { isReplayed = false }

    /// Takes a block into the verification and, as far as nothing stands against it, into the register.
    mutating func take(_ block: ReadBlock, into verification: inout Verification) async throws(Failure) {
        let nodes = try await nodes(verification.nodes(of: block.hashed.block))
        verification.take(block.hashed, nodes: nodes)
        replay(block)
    }

    private mutating func replay(_ block: ReadBlock) {
        for (position, read) in block.entries.enumerated() where isReplayed {
            // What is missing or cannot be opened is damage, which the verification names better than a replay could.
            guard block.hashed.block.index(at: position) == register.size.nextIndex,
                block.hashed.isHeaderSure(at: position), case .success(let entry) = read
            else {
                isReplayed = false
                return
            }
            do throws(UnreadableEntry) {
                register.evolve(try entry.change.get())
            } catch {
                unreadable = error
                isReplayed = false
            }
            compareSaved()
        }
    }

    private mutating func compareSaved() {
        guard let saved, saved.register.size == register.size else { return }
        var digest = RunningDigest()
        register.save { digest.update($0) }
        isSavedRight = digest.digest == saved.content.digest
        self.saved = nil
    }
}
