import Ledger

/// Taking away what the ledger holds beside its entries. Done here and now, never told.
extension Decision {
    mutating func erase(_ id: RecordID, _ entry: EntryIndex, _ name: String) throws(Refusal) {
        // What the entry that disposed of it says of why may name somebody too.
        let (kind, history, before) = try current(id, nil, isTombstoneMeant: true)
        try authorizeRemoval(before, "Erasing")
        guard let key = history.change(in: entry)?.sealedKey(of: name, kind) else {
            throw Refusal(
                .unknown, subject: id.text, field: name.shortened, reason: "erase",
                "Entry \(entry) holds no erasable \(name.shortened) of \(id). "
                    + "`hallmark history \(id)` lists what each entry holds.")
        }
        append(before.id, kind, .erase, [], removes: .value(entry: entry, key: key))
    }

    /// Only after a retention that was set and has ended, and only what nobody needs any more; a tombstone stays (rule 4).
    mutating func dispose(_ id: RecordID) throws(Refusal) {
        let (kind, history, before) = try current(id, nil)
        try authorizeRemoval(before, "Disposing")
        try checkRetentionEnded(before)
        try checkRetentionStood(history, before)
        try checkUnneeded(before)
        append(before.id, kind, .dispose, [], removes: .bodies(history.outlines.map(\.sequence).sorted()))
    }

    private mutating func authorizeRemoval(_ content: RecordContent, _ what: String) throws(Refusal) {
        guard command.recording == nil else {
            throw Refusal(
                .invalid, subject: content.id.text, reason: "recorded",
                "\(what) happens here and now and cannot be told of an earlier day. Do it as an act of today.")
        }
        let allowed = rules.disposers.sorted { $0.code < $1.code }.map(Who.role)
        try authorize(allowed, content, what: "erase or dispose of \(content.id)")
        guard command.reason?.nilIfBlank != nil else {
            throw Refusal(
                .invalid, subject: content.id.text, reason: "reason",
                "\(what) needs a reason and an authority. Give them with --reason.")
        }
    }
}
