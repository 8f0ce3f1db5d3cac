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

    /// - Parameter store: where files are kept; `nil` for an organization in memory, which has none.
    init(
        _ commands: [Asked], _ register: Register, _ rules: Rulebook, tree: MerkleTree, files store: AttachmentStore?,
        capabilities: Capabilities, key: SigningKey
    ) throws(Failure) {
        expected = register.size
        self.register = register
        self.tree = tree
        for asked in commands { decideNext(asked, rules, store, now: capabilities.now()) }
        try encode(rules.declarations, salts: Salts(capabilities.randomBytes), key: key)
    }

    private mutating func decideNext(_ asked: Asked, _ rules: Rulebook, _ store: AttachmentStore?, now: Moment) {
        do throws(Failure) {
            let today = register.zone.day(of: now)
            let command = try asked.plan(View(register, asOf: today, today: today))
            let decided = if let command { try agreed(command, rules, now: now) } else { [Change]() }
            if let store { try NamedFiles(decided, asked.files, register).keep(in: store) }
            for change in decided { register.evolve(change) }
            changes += decided
            results.append(.success(decided))
        } catch {
            results.append(.failure(error))
        }
    }

    private func agreed(_ command: Command, _ rules: Rulebook, now: Moment) throws(Failure) -> [Change] {
        do throws(Refusal) {
            return try decide(command, register, rules, now: now)
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
