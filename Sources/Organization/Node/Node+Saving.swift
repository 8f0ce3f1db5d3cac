import Ledger
import Records
import Storage

/// How the state of a node is kept for the next start. A convenience: nothing that is asked of a node fails because of it.
struct Saving: Sendable {
    let place: SavedState
    let rule: SavingRule
    /// How many entries the saved state has taken in, as far as this node knows, or was about to when it could not be saved.
    var size: LedgerSize
    /// Under way.
    var work: Task<Void, Never>?

    init(in place: SavedState, _ rule: SavingRule, saved size: LedgerSize) {
        self.place = place
        self.rule = rule
        self.size = size
    }
}

extension Node {
    /// From now on. The node has just read on from the saved state, if there was one.
    func keepState(in place: SavedState, _ rule: SavingRule, saved size: LedgerSize) {
        saving = Saving(in: place, rule, saved: size)
        if register.latestRemoval != nil { forgetSaved() }
        saveIfDue()
    }

    /// Begins to save the state when that is due. Nobody waits for it.
    func saveIfDue() {
        let (register, root) = (register, tree.root)
        guard case .writing(let key) = signing, let saving, saving.work == nil,
            saving.rule.isDue(register.size, saved: saving.size)
        else { return }
        self.saving?.size = register.size
        self.saving?.work = Task.detached(priority: .utility) {
            // A disk that is full or may not be written keeps its old state, or none. It is tried again when the ledger has grown by
            // as much again: until then a start takes longer, and that is all.
            try? SavedRegister.save(register, root: root, in: saving.place, key: key)
            await self.endSaving(register.size)
        }
    }

    /// What another node erased while this one was saving was still saved, perhaps after that node had removed what there was.
    private func endSaving(_ size: LedgerSize) async {
        // Who cannot be asked now is asked before the next command, or by the next start.
        try? await catchUp()
        saving?.work = nil
        if let removal = register.latestRemoval, !size.contains(removal) { forgetSaved() }
        saveIfDue()
    }

    /// Waits until nothing is being saved.
    func finishSaving() async {
        while let work = saving?.work { await work.value }
    }

    /// Removes what was saved, before something in it is erased. What cannot be removed stands against the erasure: it would be no
    /// erasure.
    func removeSaved() async throws(Failure) {
        await finishSaving()
        guard let place = saving?.place else { return }
        try Failure.ofStore { () throws(StoreFailure) in try place.remove() }
        saving?.size = .empty
    }

    /// Removes what was saved, after something in it was erased: another node may have saved it meanwhile.
    func forgetSaved() {
        // What stays is removed by the next start, which finds the erasure among the entries that follow it.
        try? saving?.place.remove()
        saving?.size = .empty
    }
}
