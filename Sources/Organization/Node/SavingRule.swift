package import Ledger

/// When the state is saved: as soon as the next start would have too much to read.
package struct SavingRule: Sendable {
    /// So many entries are read in no time, however few were saved.
    package let entryCountMin: Int
    /// So many take time, however many were saved.
    package let entryCountMax: Int
    /// Between these, one entry in so many may be unsaved: then all the saving that a growing ledger costs is a few times the last.
    package let shareMax: Int

    package init(entryCountMin: Int, entryCountMax: Int, shareMax: Int) {
        self.entryCountMin = entryCountMin
        self.entryCountMax = entryCountMax
        self.shareMax = shareMax
    }

    package static let usual = SavingRule(entryCountMin: 2_000, entryCountMax: 50_000, shareMax: 5)

    /// Whether a ledger of this size has grown enough beyond what was saved.
    package func isDue(_ size: LedgerSize, saved: LedgerSize) -> Bool {
        let unsaved = size.value - saved.value
        return unsaved >= entryCountMax || (unsaved >= entryCountMin && unsaved * shareMax >= size.value)
    }
}
