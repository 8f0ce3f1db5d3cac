import Ledger
import Records
import Storage

/// Takes entries from a store into a register, in order.
enum Replay {
    /// Reads from the register's size on. Every digest on the way is checked; what does not fit ends the replay, and so does what is
    /// missing at its end without a later entry that accounts for it.
    static func run(
        _ store: any LedgerStore, into register: inout Register, tree: inout MerkleTree
    ) async throws(Failure) {
        var missing = MissingParts()
        var next = register.size.nextIndex
        var ahead = BlocksAhead<ReadBlock>()
        let declarations = register.declarations
        while true {
            let block: EntryBlock
            do throws(StoreFailure) {
                block = try await store.entries(from: next, limit: EntryBlock.countUsual)
            } catch {
                throw .storage(error)
            }
            if let last = block.indices.last {
                next = EntryIndex(block.index(at: last).value + 1)
                ahead.begin { ReadBlock(block, declarations) }
            }
            while block.isEmpty || ahead.isFull, let read = await ahead.next() {
                try take(read, into: &register, tree: &tree, &missing)
            }
            if block.isEmpty { break }
        }
        // An entry that accounts for something is written together with the loss, so it has been read by now.
        if let unaccounted = missing.first { throw .damaged(unaccounted) }
    }

    private static func take(
        _ block: ReadBlock, into register: inout Register, tree: inout MerkleTree, _ missing: inout MissingParts
    ) throws(Failure) {
        for position in block.entries.indices {
            try take(block, at: position, into: &register, tree: &tree, &missing)
        }
    }

    private static func take(
        _ block: ReadBlock, at position: Int, into register: inout Register, tree: inout MerkleTree,
        _ missing: inout MissingParts
    ) throws(Failure) {
        let expected = register.size.nextIndex
        guard block.hashed.block.index(at: position) == expected else { throw .damaged("entry \(expected) is missing") }
        let entry: ReadEntry
        do throws(LedgerProblem) {
            entry = try block.entries[position].get()
        } catch {
            throw .damaged("entry \(expected): \(error)")
        }
        // Else the register would never move past it, and read it again for ever.
        guard entry.sequence == expected else {
            throw .damaged("entry \(expected) says in its header that it is entry \(entry.sequence)")
        }
        guard block.hashed.isHeaderSure(at: position) else {
            throw .damaged("the header of entry \(expected) was changed")
        }
        missing.note(entry.missing, of: expected)
        do throws(UnreadableEntry) {
            let change = try entry.change.get()
            if let removal = change.removes { missing.account(for: removal) }
            register.evolve(change)
        } catch {
            throw .unreadable(error)
        }
        _ = tree.append(block.hashed.leaf(at: position))
    }

    /// Reads header, body and values; a disposed entry has only its header left.
    static func open(_ entry: Entry) throws(LedgerProblem) -> OpenEntry {
        guard entry.body != nil else { return OpenEntry(header: try entry.header(), body: nil, values: [:]) }
        let opened = try entry.opened()
        return OpenEntry(header: opened.header, body: opened.body, values: opened.values)
    }
}

/// What is missing of the entries that were read, as long as no later one accounts for it.
private struct MissingParts {
    private var bodies: Set<EntryIndex> = []
    private var values: [EntryIndex: Set<String>] = [:]

    mutating func note(_ missing: ReadEntry.Missing, of index: EntryIndex) {
        switch missing {
        case .nothing: break
        case .body: bodies.insert(index)
        case .values(let keys): values[index] = keys
        }
    }

    mutating func account(for removal: Removal) {
        switch removal {
        case .value(let entry, let key):
            values[entry]?.remove(key)
            if values[entry]?.isEmpty == true { values[entry] = nil }
        case .bodies(let entries):
            bodies.subtract(entries)
            for entry in entries { values[entry] = nil }
        }
    }

    /// The first of them, in words.
    var first: String? {
        guard let entry = bodies.union(values.keys).min() else { return nil }
        let key = values[entry]?.min()
        return
            "entry \(entry): its \(key.map { "value \"\($0)\"" } ?? "body") is missing, and no later entry accounts for it"
    }
}
