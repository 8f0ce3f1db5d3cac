import HashTreeCollections
package import Ledger
import Synchronization

/// The register as of a day, as known at an entry. Past states are folded on demand and kept for the life of the view.
package struct View: Sendable {
    package let register: Register
    /// The day in question; nothing later counts.
    package let day: Day
    /// Only entries up to this one count; `nil` is all.
    package let knownAt: EntryIndex?
    /// Whether `day` is today or later and nothing is left out, so that the latest contents are the answer.
    private let isLatest: Bool
    private let shelf: Shelf
    private let reads: ReadLog?

    /// - Parameter today: the day on which the question is asked; from then on the present store answers.
    package init(_ register: Register, asOf day: Day, knownAt: EntryIndex? = nil, today: Day) {
        self.init(
            register: register, day: day, knownAt: knownAt,
            isLatest: day >= today && (knownAt.map { $0.value + 1 >= register.size.value } ?? true), shelf: Shelf(),
            reads: nil)
    }

    private init(register: Register, day: Day, knownAt: EntryIndex?, isLatest: Bool, shelf: Shelf, reads: ReadLog?) {
        self.register = register
        self.day = day
        self.knownAt = knownAt
        self.isLatest = isLatest
        self.shelf = shelf
        self.reads = reads
    }

    /// The same view, noting in `log` which kinds are read through it.
    package func noting(in log: ReadLog) -> View {
        View(register: register, day: day, knownAt: knownAt, isLatest: isLatest, shelf: shelf, reads: log)
    }

    package var zone: TimeZoneRules { register.zone }

    /// The last entry this view knows.
    package var lastEntry: EntryIndex? {
        register.size.value == 0 ? nil : knownAt ?? EntryIndex(register.size.value - 1)
    }

    package func record(_ id: RecordID) -> RecordContent? {
        guard let kind = register.declarations.kind(of: id) else { return nil }
        reads?.note(kind)
        guard let history = register.history(id) else { return nil }
        return isLatest ? history.latest : history.content(asOf: day, knownAt: knownAt, zone: zone)
    }

    /// All records of a kind in order of their numbers, disposed ones left out.
    package func records(of kind: Kind) -> [RecordContent] {
        reads?.note(kind)
        return shelf.contents(of: kind) {
            register.histories(of: kind).values.compactMap { history in
                isLatest ? history.latest : history.content(asOf: day, knownAt: knownAt, zone: zone)
            }
            .filter { !$0.isDisposed }
            .sorted { $0.id.number < $1.id.number }
        }
    }

    package func all<K: RecordKind>(_ type: K.Type) -> [Record<K>] {
        records(of: register.declarations.kind(type)).map { Record(content: $0, view: self) }
    }

    package func record<K: RecordKind>(_ id: RecordID, as type: K.Type) -> Record<K>? {
        register.declarations.kind(of: id) == register.declarations.kind(type)
            ? record(id).map { Record(content: $0, view: self) } : nil
    }

    /// The changes of a record that this view knows, in order of business time.
    package func changes(of id: RecordID) -> [Change] {
        register.declarations.kind(of: id).map { reads?.note($0) }
        return (register.history(id)?.changes ?? []).filter { change in
            change.at.day(in: zone) <= day && (knownAt.map { change.sequence <= $0 } ?? true)
        }
    }

    /// Records of `kind` whose field at `slot` points to `id`.
    package func records(of kind: Kind, pointingTo id: RecordID, through slot: Int) -> [RecordContent] {
        let contents = records(of: kind)
        let index = shelf.pointers(from: kind, slot: slot) {
            let type = kind.fields[slot].type
            var index: [RecordID: [Int]] = [:]
            for (place, content) in contents.enumerated() {
                for target in content.values[slot].map(type.references) ?? [] {
                    index[target, default: []].append(place)
                }
            }
            return index
        }
        return (index[id] ?? []).map { contents[$0] }
    }

    /// Records of `K` that point to `id` through the field: `view.all(RoleAssignment.self, \.person, pointingTo: id)`.
    package func all<K: RecordKind>(_ type: K.Type, _ path: PartialKeyPath<K>, pointingTo id: RecordID) -> [Record<K>] {
        records(of: register.declarations.kind(type), pointingTo: id, through: Kind.slot(path))
            .map { Record(content: $0, view: self) }
    }
}

/// Which kinds a computation really read; a cached result holds as long as none of them is touched.
package final class ReadLog: Sendable {
    private let ordinals = Mutex<Set<Int>>([])

    package init() {}

    package func note(_ kind: Kind) {
        _ = ordinals.withLock { $0.insert(kind.ordinal) }
    }

    package var kinds: Set<Int> { ordinals.withLock { $0 } }
}

/// What a view has worked out so far. Shared by the copies of a view; filled by whoever asks first.
private final class Shelf: Sendable {
    private let contents = Mutex<[Int: [RecordContent]]>([:])
    private let pointers = Mutex<[Int: [Int: [RecordID: [Int]]]]>([:])

    // Computed outside the lock: a computed field may ask the same view again.
    func contents(of kind: Kind, _ compute: () -> [RecordContent]) -> [RecordContent] {
        if let known = contents.withLock({ $0[kind.ordinal] }) { return known }
        let fresh = compute()
        contents.withLock { $0[kind.ordinal] = fresh }
        return fresh
    }

    func pointers(from kind: Kind, slot: Int, _ compute: () -> [RecordID: [Int]]) -> [RecordID: [Int]] {
        if let known = pointers.withLock({ $0[kind.ordinal]?[slot] }) { return known }
        let fresh = compute()
        pointers.withLock { $0[kind.ordinal, default: [:]][slot] = fresh }
        return fresh
    }
}
