import Ledger
import Synchronization

/// Who ever pointed to whom, on whatever day: where to look for those that did so on one of them.
///
/// Views of many days share it, so that none has to fold every record to find a few.
final class Trails: Sendable {
    private let declarations: Declarations
    private let indexes = Mutex<[Place: (size: LedgerSize, index: PointerIndex)]>([:])

    private struct Place: Hashable {
        let kind: Int
        let slot: Int
    }

    init(_ declarations: Declarations) {
        self.declarations = declarations
    }

    func serves(_ register: Register) -> Bool { register.declarations === declarations }

    /// The numbers of records of which some change says that they point to `id`, in their order.
    func numbers(pointingTo id: RecordID, from kind: Kind, through slot: Int, in register: Register) -> [Int32] {
        indexes.withLock { indexes in
            let place = Place(kind: kind.ordinal, slot: slot)
            if let known = indexes[place], known.size >= register.size { return known.index[id] }
            let fresh = Trails.index(kind, slot, register, after: indexes[place])
            indexes[place] = (register.size, fresh)
            return fresh[id]
        }
    }

    private static func index(
        _ kind: Kind, _ slot: Int, _ register: Register, after earlier: (size: LedgerSize, index: PointerIndex)?
    ) -> PointerIndex {
        guard let earlier, let touches = register.touches(since: earlier.size) else {
            var index = PointerIndex()
            for history in register.histories(of: kind) { index.add(history, slot) }
            return index
        }
        var index = earlier.index
        for touch in touches where register.declarations.kind(of: touch.record) == kind {
            if let history = register.history(touch.record) { index.add(history, slot) }
        }
        return index
    }
}

extension PointerIndex {
    fileprivate mutating func add(_ history: RecordHistory, _ slot: Int) {
        let type = history.kind.fields[slot].type
        history.eachValue(at: slot) { value in
            for target in type.references(value) { add(history.id.number, to: target) }
        }
    }
}
