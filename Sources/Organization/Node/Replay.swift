import Ledger
import Records
import Storage

/// Takes entries from a store into a register, in order.
enum Replay {
    /// Reads from the register's size on. Every digest on the way is checked; what does not fit ends the replay.
    static func run(
        _ store: any LedgerStore, into register: inout Register, tree: inout MerkleTree
    ) async throws(Failure) {
        while true {
            let block: EntryBlock
            do throws(StoreFailure) {
                block = try await store.entries(from: register.size.nextIndex, limit: EntryBlock.countUsual)
            } catch {
                throw .storage(error)
            }
            if block.isEmpty { return }
            for stored in block { try take(stored, into: &register, tree: &tree) }
        }
    }

    private static func take(
        _ stored: StoredEntry, into register: inout Register, tree: inout MerkleTree
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
        do throws(UnreadableEntry) {
            register.evolve(try Change(opened, register.declarations))
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
