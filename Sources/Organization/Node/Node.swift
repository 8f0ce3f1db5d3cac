package import Ledger
package import Records
package import Storage
import Synchronization

/// One node of one organization's ledger: the only way in. Authorize, decide, append, evolve.
///
/// Commands are decided in the order in which they arrive and written together (group commit). Several nodes, in one process
/// or many, may share a folder: who comes second reads on and decides again. Readers take `register`, which never waits.
package actor Node {
    package nonisolated let rules: Rulebook
    /// `nil` for a node that lives in memory.
    package nonisolated let folder: OrganizationFolder?
    nonisolated let store: any LedgerStore
    nonisolated let capabilities: Capabilities
    /// What it signs with; or why it only reads.
    package nonisolated let signing: Signing
    private(set) var tree: MerkleTree
    /// What the last commands looked at; the next ones go on from it.
    private var view: View?
    private var dataVersion: DataVersion?
    private nonisolated let snapshot: Mutex<Register>
    private var waiting: [Waiting] = []
    private var isCommitting = false
    private var listeners: [Int: AsyncStream<LedgerSize>.Continuation] = [:]
    /// `nil` where there is no place for it.
    var saving: Saving?
    /// The time zone in which the organization was founded, where the folder remembers another one: what is written next puts it right.
    var zoneToRemember: String?
    /// Whether files that nobody names any more could not be removed yet.
    package internal(set) var isRemovalPending = false

    /// What is asked for, and whoever waits for its answer.
    private struct Waiting {
        let asked: Group.Asked
        let answer: CheckedContinuation<Result<[Change], Failure>, Never>
    }

    package init(
        rules: Rulebook, store: any LedgerStore, capabilities: Capabilities, signing: Signing, tree: MerkleTree,
        register: Register, folder: OrganizationFolder? = nil
    ) {
        self.rules = rules
        self.store = store
        self.folder = folder
        self.capabilities = capabilities
        self.signing = signing
        self.tree = tree
        snapshot = Mutex(register)
    }

    /// The latest state this node knows. Complete, immutable, without waiting.
    package nonisolated var register: Register { snapshot.withLock { $0 } }

    package nonisolated var today: Day { register.zone.day(of: capabilities.now()) }

    /// The register as of a day; today when nothing is asked.
    package nonisolated func view(asOf day: Day? = nil, knownAt: EntryIndex? = nil) -> View {
        let register = register
        let today = register.zone.day(of: capabilities.now())
        return View(register, asOf: day ?? today, knownAt: knownAt, today: today)
    }

    /// Does what a command asks, or refuses. When it answers, every change is durable.
    package func submit(_ command: Command) async throws(Failure) -> [Change] {
        try await submit { _ in command }
    }

    /// The same for a command that follows from what stands in the register: it is made from the very register on which it
    /// is decided and written, and made again when somebody else was first. Without a command nothing is done.
    ///
    /// - Parameter files: what the records are to name, by digest; kept in the folder only when the command is agreed to.
    package func submit(
        keeping files: [Digest: [UInt8]] = [:], _ plan: @escaping Planning
    ) async throws(Failure) -> [Change] {
        let result = await withCheckedContinuation { answer in
            waiting.append(Waiting(asked: Group.Asked(plan: plan, files: files), answer: answer))
            if !isCommitting {
                isCommitting = true
                // The turn outlives the caller who happened to start it: others wait for it too.
                Task { await self.commitAllThatWait() }
            }
        }
        return try result.get()
    }

    private func commitAllThatWait() async {
        while !waiting.isEmpty {
            let turn = waiting
            waiting = []
            let results = await commit(turn.map(\.asked))
            for (waiting, result) in zip(turn, results) { waiting.answer.resume(returning: result) }
        }
        isCommitting = false
    }

    /// Decides and writes a group of commands. Each gets an answer of its own; what is written is written together.
    private func commit(_ commands: [Group.Asked]) async -> [Result<[Change], Failure>] {
        do throws(Failure) {
            try await catchUp()
            return try await decideAndWrite(commands)
        } catch {
            return commands.map { _ in .failure(error) }
        }
    }

    private func decideAndWrite(_ commands: [Group.Asked]) async throws(Failure) -> [Result<[Change], Failure>] {
        let group = try await writtenGroup(commands)
        if !group.leaving.isEmpty { await removeUnnamedFiles() }
        return group.results
    }

    private func writtenGroup(_ commands: [Group.Asked]) async throws(Failure) -> Group {
        let key = try signing.signingKey()
        var filing = folder.map { Filing($0.attachments, of: store) }
        defer { filing?.letGo() }
        while true {
            let group = try await Group(
                commands, register, rules, after: view, tree: tree, filing: &filing, capabilities: capabilities,
                key: key)
            if group.changes.isEmpty { return group }
            if !group.batch.erasures.isEmpty { try await removeSaved() }
            switch await write(group) {
            case nil:
                publish(group.register, group.tree)
                // Only now: what was not written, nobody has seen.
                view = group.view
                return group
            case .movedOn?:
                // Somebody else was first; what they wrote may change every decision.
                try await readOn()
            case .outcomeUnknown(let detail)?:
                try await settle(group, detail)
                return group
            case .some(let failure):
                throw .storage(failure)
            }
        }
    }

    private func write(_ group: Group) async -> StoreFailure? {
        var batch = group.batch
        if let zoneToRemember { batch.settings[Setting.timeZone] = zoneToRemember }
        do throws(StoreFailure) {
            try await store.append(batch, at: group.expected)
            zoneToRemember = nil
            return nil
        } catch {
            return error
        }
    }

    /// After a commit whose answer was lost: looks whether the entries are there. Returns when they are.
    private func settle(_ group: Group, _ detail: String) async throws(Failure) {
        let there: StoredEntry?
        do throws(Failure) {
            try await readOn()
            there = try await Failure.fromStore { () throws(StoreFailure) in
                try await store.entry(at: group.expected.nextIndex)
            }
        } catch {
            throw .storage(.outcomeUnknown(detail: detail))
        }
        guard there.map({ Array($0.leaf) == group.batch.entries[0].leaf.bytes }) ?? false else {
            throw .storage(.unavailable(detail: detail))
        }
    }

    /// Goes on to a later state. Somebody who read on meanwhile may have come further.
    private func publish(_ register: Register, _ tree: MerkleTree) {
        let before = self.register
        guard register.size > before.size else { return }
        self.tree = tree
        snapshot.withLock { $0 = register }
        for listener in listeners.values { listener.yield(register.size) }
        if register.latestRemoval != before.latestRemoval { forgetSaved() }
        saveIfDue()
    }

    /// Takes in what other nodes wrote. Cheap when they wrote nothing.
    package func catchUp() async throws(Failure) {
        let version = try await Failure.fromStore { () throws(StoreFailure) in try await store.dataVersion() }
        guard version != dataVersion else { return }
        try await readOn()
        dataVersion = version
    }

    func readOn() async throws(Failure) {
        var register = register
        var tree = tree
        try await Replay.run(store, into: &register, tree: &tree)
        publish(register, tree)
    }

    /// The size of the ledger after each change, from now on.
    package func sizes() -> AsyncStream<LedgerSize> {
        let (stream, continuation) = AsyncStream.makeStream(of: LedgerSize.self, bufferingPolicy: .bufferingNewest(1))
        let number = (listeners.keys.max() ?? 0) + 1
        listeners[number] = continuation
        continuation.onTermination = { _ in Task { await self.forget(listener: number) } }
        return stream
    }

    private func forget(listener number: Int) {
        listeners[number] = nil
    }
}
