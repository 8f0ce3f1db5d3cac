package import Ledger
package import Records
package import Storage

extension Node {
    /// Names the ledger for ever: `hallmark/example-agency-9f3a21c07d5e4b68`. The end keeps two of one name apart.
    static func origin(of name: String, random: [UInt8]) -> String {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let slug = words.joined(separator: "-").prefix(40)
        let unique = random.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
        return "hallmark/" + (slug.isEmpty ? "" : slug + "-") + unique
    }

    /// Opens an organization over a store, reading from the saved state on where the folder has one.
    ///
    /// An ordinary start checks who signed the saved state and over which entries, every entry that follows, and the head of the tree
    /// with its signature.
    package static func open(
        _ store: any LedgerStore, key: SigningKey, rules: Rulebook, capabilities: Capabilities, zone: TimeZoneRules,
        folder: OrganizationFolder? = nil, saving rule: SavingRule = .usual
    ) async throws(Failure) -> Node {
        let place = folder?.savedState
        let saved = await start(from: place, in: store, key: key, rules, zone)
        var register = saved?.register ?? Register(rules.declarations, zone: zone)
        var tree = saved?.tree ?? MerkleTree()
        try await Replay.run(store, into: &register, tree: &tree)
        try await checkHead(tree, store, key.verifier)
        let node = Node(
            rules: rules, store: store, capabilities: capabilities, key: key, tree: tree, register: register,
            folder: folder)
        if let place { await node.keepState(in: place, rule, saved: saved?.register.size ?? .empty) }
        if let folder {
            // What a process left that was killed. Whoever holds the files now looks after it when done.
            try? folder.attachments.removeAbandoned()
            await node.removeUnnamedFiles(attempts: 1)
        }
        return node
    }

    /// The saved state, if it may be gone on from.
    private static func start(
        from place: SavedState?, in store: any LedgerStore, key: SigningKey, _ rules: Rulebook, _ zone: TimeZoneRules
    ) async -> (register: Register, tree: MerkleTree)? {
        guard let place else { return nil }
        do throws(SavedRegister.Flaw) {
            let saved = try SavedRegister(in: place, signedBy: key.verifier, rules.declarations, zone: zone)
            if let tree = await saved.tree(in: store) { return (saved.register, tree) }
            try? place.remove()
        } catch {
            switch error {
            case .absent, .ofOtherRelease: break
            // Of no use to anybody. What cannot be removed is left, and passed over again.
            case .broken: try? place.remove()
            }
        }
        return nil
    }

    /// The latest checkpoint must be ours and speak of the tree that the entries make.
    private static func checkHead(
        _ tree: MerkleTree, _ store: any LedgerStore, _ verifier: VerifierKey
    ) async throws(Failure) {
        let stored = try await Failure.fromStore { () throws(StoreFailure) in try await store.latestCheckpoint() }
        guard let stored else {
            if tree.size == .empty { return }
            throw .damaged("there is no checkpoint over its \(tree.size) entries")
        }
        let checkpoint: Checkpoint
        do throws(LedgerProblem) {
            checkpoint = try Checkpoint(note: stored.note, signedBy: verifier)
        } catch {
            throw .damaged("its latest checkpoint: \(error)")
        }
        // Another node may have appended since the entries were read; then its checkpoint is ahead, and read with its entries.
        if checkpoint.size > tree.size {
            let size = try await Failure.fromStore { () throws(StoreFailure) in try await store.size() }
            if size < checkpoint.size {
                throw .damaged("a checkpoint speaks of \(checkpoint.size) entries, but there are only \(size)")
            }
        } else if checkpoint.size < tree.size {
            throw .damaged("the last \(tree.size.value - checkpoint.size.value) entries are under no checkpoint")
        } else if checkpoint.root != tree.root {
            throw .damaged("its entries do not give the root that was signed")
        }
    }
}

extension MerkleTree {
    /// The growing edge of the stored tree at a size.
    static func stored(in store: any LedgerStore, size: LedgerSize) async throws(Failure) -> MerkleTree {
        let addresses = MerkleTree.edge(of: size)
        let nodes = try await Failure.fromStore { () throws(StoreFailure) in try await store.nodes(at: addresses) }
        guard let tree = MerkleTree(size: size, edge: nodes.compactMap(\.self)) else {
            throw .damaged("nodes of the tree are missing")
        }
        return tree
    }
}
