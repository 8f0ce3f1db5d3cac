import Ledger

/// What the changes of a record amount to, as places in their bytes: a value is made when somebody asks for it, and not kept.
///
/// Most values of most records are hardly ever asked for. Made, they take several times the memory, and very much longer.
final class FoldedChanges: Sendable {
    /// Of more changes, or of more bytes, the values are made and held.
    static let changesMax = 64
    static let byteCountMax = Int(UInt32.max) - 1

    let kind: Kind
    let id: RecordID
    let state: String
    /// The place of the state in its life cycle; `nil` for one that is not declared.
    let stateOrdinal: Int?
    let version: Int
    let isDisposed: Bool
    /// The changes that left a mark.
    let marks: Marks
    private let changes: [PackedChange]
    /// A bit for each of the changes: whether it is shown.
    private let shown: UInt64
    /// By slot: where its value begins, counted over all changes as if they lay one behind the other, plus one; 0 is nothing.
    private let places: [UInt32]

    /// Places among the changes.
    struct Marks: Sendable {
        var created: Int8
        var updated: Int8
        var entered: Int8
        var edited: Int8
        var entry: Int8
    }

    /// `nil` when none of the changes is shown.
    init?(_ changes: [PackedChange], of kind: Kind, where isShown: (PackedChange) -> Bool) {
        guard let first = changes.firstIndex(where: isShown) else { return nil }
        var folding = Folding(kind, from: first, changes[first].outline.sequence)
        var begin = 0
        var shown: UInt64 = 0
        for (number, change) in changes.enumerated() {
            if isShown(change) {
                folding.add(change, Int8(number), begin: begin)
                shown |= 1 << UInt64(number)
            }
            begin += change.byteCount
        }
        self.kind = kind
        self.changes = changes
        self.shown = shown
        id = changes[first].record
        version = folding.version
        isDisposed = folding.isDisposed
        marks = folding.marks
        places = folding.places
        let named = folding.state.flatMap { place in
            FoldedChanges.find(place, in: changes) { $0.text(at: $1) }
        }
        let name = named ?? kind.lifecycle.initial
        stateOrdinal = kind.lifecycle.states.firstIndex { $0.name == name }
        // All records share the names that the life cycle has.
        state = stateOrdinal.map { kind.lifecycle.states[$0].name } ?? name
    }

    static func canHold(_ changes: [PackedChange]) -> Bool {
        changes.count <= changesMax && changes.reduce(0) { $0 + $1.byteCount } <= byteCountMax
    }

    subscript(slot: Int) -> Value? {
        let place = places[slot]
        return place == 0 ? nil : FoldedChanges.find(Int(place) - 1, in: changes) { $0.value(at: $1) }
    }

    /// Whether the value says something: it is neither empty nor an empty list.
    func says(_ slot: Int) -> Bool {
        let place = places[slot]
        return place > 0 && FoldedChanges.find(Int(place) - 1, in: changes) { $0.says(at: $1) }
    }

    var values: [Value?] { places.indices.map { self[$0] } }

    /// Of what an approval would speak of: what lies beside its entry, or lay there until it was erased. Found anew at each call.
    var sealed: [SealedPlace] {
        var sealed: [SealedPlace] = []
        for number in changes.indices where shown & 1 << UInt64(number) != 0 {
            let outline = changes[number].outline
            changes[number].eachSeal { slot, isSealed in
                guard slot < kind.fields.count, kind.isContent[slot] else { return }
                sealed.seal(slot, isSealed: isSealed, in: outline.sequence, kind)
            }
            if outline.act == .dispose { sealed = [] }
        }
        return sealed
    }

    func change(_ number: Int8) -> PackedChange { changes[Int(number)] }

    private static func find<Found>(
        _ place: Int, in changes: [PackedChange], _ read: (PackedChange, _ offset: Int) -> Found
    ) -> Found {
        var (number, offset) = (0, place)
        while offset >= changes[number].byteCount {
            offset -= changes[number].byteCount
            number += 1
        }
        return read(changes[number], offset)
    }
}

extension FoldedChanges {
    /// Goes over the bytes of one change after the other.
    private struct Folding {
        let kind: Kind
        /// Where the name of the latest state begins.
        var state: Int?
        var version = 0
        var isDisposed = false
        var places: [UInt32]
        var marks: Marks
        private var latest: EntryIndex

        init(_ kind: Kind, from first: Int, _ sequence: EntryIndex) {
            self.kind = kind
            let first = Int8(first)
            marks = Marks(created: first, updated: first, entered: first, edited: first, entry: first)
            latest = sequence
            places = Array(repeating: 0, count: kind.fields.count)
        }

        mutating func add(_ change: PackedChange, _ number: Int8, begin: Int) {
            let outline = change.outline
            change.skim { reader throws(Malformed) in try read(&reader, outline, number, begin) }
            if outline.act == .create { marks.created = number }
            if outline.hasStep { marks.entry = number }
            marks.updated = number
            if outline.sequence >= latest { (marks.entered, latest) = (number, outline.sequence) }
            version = max(version, outline.version)
            if outline.act == .dispose {
                isDisposed = true
                for slot in places.indices { places[slot] = 0 }
            }
        }

        private mutating func read(
            _ reader: inout ByteReader, _ outline: ChangeOutline, _ number: Int8, _ begin: Int
        ) throws(Malformed) {
            let start = reader.place
            _ = try reader.passToAssignments()
            for _ in 0..<(try reader.natural()) {
                let slot = try reader.natural() >> 1
                let place = begin + reader.place - start
                let isNothing = try reader.passValue()
                guard slot < places.count else { continue }
                places[slot] = isNothing ? 0 : UInt32(place + 1)
                if kind.isContent[slot] { marks.edited = number }
            }
            guard outline.hasStep else { return }
            try reader.passToState()
            state = begin + reader.place - start
        }
    }
}
