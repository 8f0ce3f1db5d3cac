package import Ledger

/// What is written to a ledger in one step.
package struct Batch: Sendable {
    package var entries: [Entry]
    /// The nodes above the leaves that these entries complete.
    package var nodes: [StoredNode]
    /// The signed note over the ledger with these entries. The first one of a size stays; `KeptCheckpoints` says which of
    /// the earlier ones go.
    package var checkpoint: [UInt8]?
    package var erasures: Erasures
    /// Settings that change together with the entries; nil removes one.
    package var settings: [String: String?]

    package init(
        entries: [Entry] = [], nodes: [StoredNode] = [], checkpoint: [UInt8]? = nil, erasures: Erasures = .none,
        settings: [String: String?] = [:]
    ) {
        self.entries = entries
        self.nodes = nodes
        self.checkpoint = checkpoint
        self.erasures = erasures
        self.settings = settings
    }

    /// Stops on what only a mistake in the program can cause.
    func check(at expected: LedgerSize) {
        let after = expected.adding(entries.count)
        precondition(nodes.allSatisfy { $0.address.level > 0 }, "leaves are stored with their entries, not as nodes")
        precondition(
            erasures.values.allSatisfy { after.contains($0.entry) } && erasures.bodies.allSatisfy(after.contains),
            "only what is in the ledger can be erased")
    }
}

/// What is to be gone for good. Erasing what is gone already changes nothing.
package struct Erasures: Hashable, Sendable {
    /// A value beside an entry.
    package struct Value: Hashable, Sendable {
        package let entry: EntryIndex
        package let key: String

        package init(entry: EntryIndex, key: String) {
            self.entry = entry
            self.key = key
        }
    }

    package static let none = Erasures()

    package var values: [Value]
    /// Entries that lose body, salt and all values.
    package var bodies: [EntryIndex]

    package init(values: [Value] = [], bodies: [EntryIndex] = []) {
        self.values = values
        self.bodies = bodies
    }

    package var isEmpty: Bool { values.isEmpty && bodies.isEmpty }

    /// The keys to erase, by entry.
    var keysByEntry: [EntryIndex: Set<String>] {
        values.reduce(into: [:]) { $0[$1.entry, default: []].insert($1.key) }
    }
}
