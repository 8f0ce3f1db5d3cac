package import Ledger

/// Which checkpoints a store keeps: the latest, and of each run of 1,024 sizes the first.
///
/// Every commit brings one, and verification checks every signature. A million small commits leave about a thousand of
/// them, at most 1,023 entries apart where commits are small. Source: docs/decisions/015-checkpoints.md.
package enum KeptCheckpoints {
    /// How many sizes have one checkpoint between them.
    package static let runLength = 1_024

    /// Whether the checkpoint of `size` stays when a later one comes; `before` is the size of the one that lies before it.
    static func isKept(_ size: LedgerSize, behind before: LedgerSize?) -> Bool {
        before.map { $0.value / runLength != size.value / runLength } ?? true
    }
}
