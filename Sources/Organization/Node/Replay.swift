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
        while true {
            let block: EntryBlock
            do throws(StoreFailure) {
                block = try await store.entries(from: register.size.nextIndex, limit: EntryBlock.countUsual)
            } catch {
                throw .storage(error)
            }
            if block.isEmpty { break }
            for stored in block { try take(stored, into: &register, tree: &tree, &missing) }
        }
        // An entry that accounts for something is written together with the loss, so it has been read by now.
        if let unaccounted = missing.first { throw .damaged(unaccounted) }
    }

    private static func take(
        _ stored: StoredEntry, into register: inout Register, tree: inout MerkleTree, _ missing: inout MissingParts
    ) throws(Failure) {
        let expected = register.size.nextIndex
        guard stored.index == expected else { throw .damaged("entry \(expected) is missing") }
        let entry: Entry
        let opened: OpenEntry
        do throws(LedgerProblem) {
            entry = try stored.entry()
            opened = try open(entry)
        } catch {
            throw .damaged("entry \(expected): \(error)")
        }
        // Else the register would never move past it, and read it again for ever.
        guard opened.header.sequence == expected else {
            throw .damaged("entry \(expected) says in its header that it is entry \(opened.header.sequence)")
        }
        let leaf = entry.leaf
        guard leaf.bytes.elementsEqual(stored.leaf) else {
            throw .damaged("the header of entry \(expected) was changed")
        }
        missing.note(opened)
        do throws(UnreadableEntry) {
            let change = try Change(opened, register.declarations)
            if let removal = change.removes { missing.account(for: removal) }
            register.evolve(change)
        } catch {
            throw .unreadable(error)
        }
        _ = tree.append(leaf)
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

    mutating func note(_ entry: OpenEntry) {
        let index = entry.header.sequence
        guard let body = entry.body else {
            bodies.insert(index)
            return
        }
        let sealed = body[Entry.sealedKey]?.object ?? [:]
        guard sealed.count != entry.values.count else { return }
        values[index] = Set(sealed.keys).subtracting(entry.values.keys)
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
