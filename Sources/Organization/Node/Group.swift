import Ledger
package import Records
import Storage

/// Makes a command from the register on which it is to be decided; `nil` when there is nothing to do. Pure: it may be asked again.
package typealias Planning = @Sendable (View) throws(Failure) -> Command?

/// Commands decided one after the other, and the batch that would make them durable.
///
/// A command that is refused leaves no trace; the ones after it are decided as if it had not been asked.
struct Group {
    /// What somebody asks for.
    struct Asked {
        let plan: Planning
        /// What the records are to name, by digest.
        let files: [Digest: [UInt8]]
    }

    let expected: LedgerSize
    private(set) var register: Register
    private(set) var tree: MerkleTree
    private(set) var results: [Result<[Change], Failure>] = []
    private(set) var changes: [Change] = []
    private(set) var batch = Batch()
    /// Files that are named for the first time.
    private var arriving: Set<Digest> = []
    /// Files that some record does not name any more.
    private(set) var leaving: Set<Digest> = []
    /// The register as the last of the commands found it. Who acts and what they may is asked by every one of them, and worked out
    /// once.
    private(set) var view: View?

    /// - Parameters:
    ///   - view: of this ledger, as an earlier group left it.
    ///   - filing: where files are kept; `nil` for an organization in memory, which has none.
    init(
        _ commands: [Asked], _ register: Register, _ rules: Rulebook, after view: View?, tree: MerkleTree,
        filing: inout Filing?, capabilities: Capabilities, key: SigningKey
    ) async throws(Failure) {
        expected = register.size
        self.register = register
        self.view = view
        self.tree = tree
        for asked in commands { await decideNext(asked, rules, &filing, now: capabilities.now()) }
        try encode(rules.declarations, salts: Salts(capabilities.randomBytes), key: key)
    }

    private mutating func decideNext(_ asked: Asked, _ rules: Rulebook, _ filing: inout Filing?, now: Moment) async {
        do throws(Failure) {
            let today = register.zone.day(of: now)
            let view = View(register, asOf: today, today: today, after: view)
            self.view = view
            let command = try asked.plan(view)
            let decided = if let command { try agreed(command, rules, view, now: now) } else { [Change]() }
            if filing != nil {
                let files = NamedFiles(decided, asked.files, register)
                try await filing?.keep(files)
                arriving.formUnion(files.digests)
            }
            for change in decided { evolve(change) }
            changes += decided
            results.append(.success(decided))
        } catch {
            results.append(.failure(error))
        }
    }

    private mutating func evolve(_ change: Change) {
        let before = change.removes == nil ? [:] : register.history(change.record)?.files ?? [:]
        register.evolve(change)
        guard !before.isEmpty else { return }
        leaving.formUnion(Set(before.keys).subtracting((register.history(change.record)?.files ?? [:]).keys))
    }

    private func agreed(
        _ command: Command, _ rules: Rulebook, _ view: View, now: Moment
    ) throws(Failure) -> [Change] {
        do throws(Refusal) {
            return try decide(command, register, rules, now: now, after: view)
        } catch {
            throw .refused(error)
        }
    }

    private mutating func encode(
        _ declarations: Declarations, salts: Salts, key: SigningKey
    ) throws(Failure) {
        guard !changes.isEmpty else { return }
        for change in changes {
            let entry = change.entry(declarations, salt: salts.next)
            batch.entries.append(entry)
            batch.nodes += tree.append(entry.leaf)
            switch change.removes {
            case .value(let entry, let key)?: batch.erasures.values.append(.init(entry: entry, key: key))
            case .bodies(let entries)?: batch.erasures.bodies += entries
            case nil: break
            }
        }
        batch.settings = Setting.filesInQuestion(arriving.subtracting(leaving), areSo: false)
            .merging(Setting.filesInQuestion(leaving, areSo: true)) { $1 }
        do throws(LedgerProblem) {
            batch.checkpoint = try key.sign(Checkpoint(origin: key.name, size: tree.size, root: tree.root)).bytes
        } catch {
            throw .damaged("the checkpoint could not be signed: \(error)")
        }
    }
}

/// Salts of 32 random bytes, drawn many at a time.
final class Salts {
    private let draw: (Int) -> [UInt8]
    private var stock: ArraySlice<UInt8> = []

    init(_ draw: @escaping (Int) -> [UInt8]) {
        self.draw = draw
    }

    func next() -> [UInt8] {
        if stock.count < 32 { stock = draw(32 * 128)[...] }
        defer { stock = stock.dropFirst(32) }
        return Array(stock.prefix(32))
    }
}
