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
        try await open(
            store, .writing(key), rules: rules, capabilities: capabilities, zone: zone, folder: folder, saving: rule)
    }

    /// The same where it is not sure that anything can be written. A node that only reads writes nothing here either.
    static func open(
        _ store: any LedgerStore, _ signing: Signing, rules: Rulebook, capabilities: Capabilities, zone: TimeZoneRules,
        folder: OrganizationFolder?, saving rule: SavingRule
    ) async throws(Failure) -> Node {
        let place = folder?.savedState
        let saved = await start(from: place, in: store, signing, rules, zone)
        var register = saved?.register ?? Register(rules.declarations, zone: zone)
        var tree = saved?.tree ?? MerkleTree()
        try await Replay.run(store, into: &register, tree: &tree)
        try await checkHead(tree, store, signing.verifier)
        let node = Node(
            rules: rules, store: store, capabilities: capabilities, signing: signing, tree: tree,
            register: register, folder: folder)
        guard signing.obstacle == nil else { return node }
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
        from place: SavedState?, in store: any LedgerStore, _ signing: Signing, _ rules: Rulebook, _ zone: TimeZoneRules
    ) async -> (register: Register, tree: MerkleTree)? {
        guard let place, let verifier = signing.verifier else { return nil }
        func removeUseless() {
            // What cannot be removed is left, and passed over again.
            if signing.obstacle == nil { try? place.remove() }
        }
        do throws(SavedRegister.Flaw) {
            let saved = try SavedRegister(in: place, signedBy: verifier, rules.declarations, zone: zone)
            if let tree = await saved.tree(in: store) { return (saved.register, tree) }
            removeUseless()
        } catch {
            switch error {
            case .absent, .ofOtherRelease: break
            case .broken: removeUseless()
            }
        }
        return nil
    }

    /// The latest checkpoint must be ours and speak of the tree that the entries make. Without a key nobody can say whose it is.
    private static func checkHead(
        _ tree: MerkleTree, _ store: any LedgerStore, _ verifier: VerifierKey?
    ) async throws(Failure) {
        let stored = try await Failure.fromStore { () throws(StoreFailure) in try await store.latestCheckpoint() }
        guard let stored else {
            if tree.size == .empty { return }
            throw .damaged("there is no checkpoint over its \(tree.size) entries")
        }
        let checkpoint: Checkpoint
        do throws(LedgerProblem) {
            let note = try SignedNote(parsing: stored.note)
            checkpoint =
                if let verifier { try Checkpoint(in: note, signedBy: verifier) } else {
                    try Checkpoint(parsing: note.text)
                }
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
