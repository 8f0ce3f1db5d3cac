/// A signed note over the first `size` entries, byte for byte as it was signed.
package struct StoredCheckpoint: Hashable, Sendable {
    package let size: LedgerSize
    package let note: [UInt8]

    package init(size: LedgerSize, note: [UInt8]) {
        self.size = size
        self.note = note
    }
}
