/// The position of an entry in the ledger. 0-based, contiguous, never reused.
package struct EntryIndex: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let value: Int

    package init(_ value: Int) {
        precondition(value >= 0, "an entry's index is not negative")
        self.value = value
    }

    package var description: String { String(value) }

    package static func < (left: EntryIndex, right: EntryIndex) -> Bool { left.value < right.value }
}

/// How many entries the ledger holds. An index is valid when it is less than the size.
package struct LedgerSize: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let value: Int

    package static let empty = LedgerSize(0)

    package init(_ value: Int) {
        precondition(value >= 0, "a ledger's size is not negative")
        self.value = value
    }

    /// Where the next entry will land.
    package var nextIndex: EntryIndex { EntryIndex(value) }

    package func adding(_ count: Int) -> LedgerSize { LedgerSize(value + count) }

    package func contains(_ index: EntryIndex) -> Bool { index.value < value }

    package var description: String { String(value) }

    package static func < (left: LedgerSize, right: LedgerSize) -> Bool { left.value < right.value }
}
