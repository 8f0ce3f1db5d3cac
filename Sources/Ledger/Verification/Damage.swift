/// Something in a ledger that is not as it was written.
package struct Damage: Hashable, Sendable, CustomStringConvertible {
    /// What was hit.
    package enum Place: Hashable, Sendable {
        case entry(EntryIndex, EntryPart)
        /// Entries that are missing, or one of which was rewritten with everything that hangs on it.
        case entries(Range<Int>)
        /// A stored hash of the tree; those of level 0 lie with their entries.
        case node(NodeAddress)
        /// The checkpoint that is filed under this size.
        case checkpoint(LedgerSize)
        /// The checkpoint from outside that the ledger was compared with.
        case publishedCheckpoint
        case verifierKey
    }

    package let place: Place
    /// For people: what is wrong, without the place.
    package let explanation: String

    package init(_ place: Place, _ explanation: String) {
        self.place = place
        self.explanation = explanation
    }

    package var description: String { "\(place): \(explanation)" }
}

/// The parts of an entry that can be damaged by themselves.
package enum EntryPart: Hashable, Sendable {
    case header
    /// The number in the header, where the header itself is as it was written.
    case sequence
    /// The time in the header, where the header itself is as it was written.
    case time
    /// The body or its salt.
    case body
    /// One value beside the entry, or its salt.
    case value(String)
    /// The text that holds the values beside the entry.
    case values
}

extension Damage.Place: CustomStringConvertible {
    package var description: String {
        switch self {
        case .entry(let index, let part): "entry \(index)\(part.suffix)"
        case .entries(let range):
            range.count == 1 ? "entry \(range.lowerBound)" : "entries \(range.lowerBound) to \(range.upperBound - 1)"
        case .node(let address):
            address.level == 0 ? "leaf of entry \(address.index)" : "tree node \(address)"
        case .checkpoint(let size): "checkpoint of \(size) entries"
        case .publishedCheckpoint: "published checkpoint"
        case .verifierKey: "verifier key"
        }
    }

    /// The first entry that this is about.
    var firstEntry: Int? {
        switch self {
        case .entry(let index, _): index.value
        case .entries(let range): range.lowerBound
        case .node, .checkpoint, .publishedCheckpoint, .verifierKey: nil
        }
    }
}

extension EntryPart {
    fileprivate var suffix: String {
        switch self {
        case .header: ", header"
        case .sequence: ", number"
        case .time: ", time"
        case .body: ", body"
        case .value(let key): ", value \"\(key)\""
        case .values: ", values"
        }
    }
}

/// Damages as they are found: the first thousand are kept, the others counted.
struct DamageList: Sendable {
    static let keptMax = 1_000

    private(set) var kept: [Damage] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func append(_ damage: Damage) {
        count += 1
        if kept.count < DamageList.keptMax { kept.append(damage) }
    }

    mutating func append(_ list: DamageList) {
        kept += list.kept.prefix(DamageList.keptMax - kept.count)
        count += list.count
    }

    mutating func append(contentsOf damages: some Sequence<Damage>) {
        for damage in damages { append(damage) }
    }
}
