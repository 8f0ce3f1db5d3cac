/// What verification of a whole ledger found.
package struct VerificationReport: Hashable, Sendable {
    /// How many entries were read.
    package let size: LedgerSize
    /// The root over them; nil when one of them is missing.
    package let root: Digest?
    /// How many checkpoints were found signed and right.
    package let checkpointCount: Int
    /// The size of the largest of them: for entries behind it nobody has signed yet.
    package let signedSize: LedgerSize
    /// Values that are gone and accounted for.
    package let erasedCount: Int
    /// Entries whose bodies are gone and accounted for.
    package let disposedCount: Int
    /// Those of entries first, in order; at most a thousand.
    package let damages: [Damage]
    /// How many were found.
    package let damageCount: Int

    package var isSound: Bool { damageCount == 0 }

    package var firstDamagedEntry: EntryIndex? {
        damages.compactMap(\.place.firstEntry).min().map { EntryIndex($0) }
    }
}
