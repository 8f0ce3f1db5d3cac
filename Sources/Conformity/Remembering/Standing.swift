import Records

/// Where a record stands: its kind, by ordinal, and its number.
struct RecordPlace: Hashable, Sendable {
    let kind: Int32
    let number: Int32

    init(_ kind: Kind, _ number: Int) {
        self.kind = Int32(kind.ordinal)
        self.number = Int32(number)
    }

    init(kind: Int32, number: Int32) {
        self.kind = kind
        self.number = number
    }

    init(_ content: RecordContent) { self.init(content.kind, content.id.number) }

    func isOf(_ subject: (kind: Int, number: Int)) -> Bool { kind == subject.kind && number == subject.number }
}

/// Something that was worked out and is remembered. It stands until something is touched that was read for it.
///
/// What is worked out record by record falls record by record.
class Standing {
    /// Its place among all of one session.
    let number: Int
    /// The place of the check it belongs to; nothing where checks share it.
    let check: Int?
    /// Nothing of it stands.
    var isStale = true
    /// What was worked out for these does not stand.
    var stale: Set<RecordPlace> = []
    /// What was read for it as a whole; each is noted once. The first few are those that are read again and again.
    private var firstReads: ContiguousArray<Read> = []
    private var reads: Set<Read> = []
    private static let firstReadsMax = 6

    init(number: Int, check: Int? = nil) {
        self.number = number
        self.check = check
    }

    var needsWork: Bool { isStale || !stale.isEmpty }

    /// Whether it is the first time that this is noted for it as a whole.
    func isNew(_ read: Read) -> Bool {
        if firstReads.contains(read) { return false }
        if firstReads.count < Standing.firstReadsMax {
            firstReads.append(read)
            return true
        } else {
            return reads.insert(read).inserted
        }
    }

    func fall(_ place: RecordPlace?) {
        if let place {
            if !isStale { stale.insert(place) }
        } else {
            isStale = true
            stale = []
        }
    }
}

/// By what is read: who has to be worked out again when it is touched.
///
/// Grows with every thing that is worked out anew, for nothing is taken out; whoever owns it begins anew in time.
final class Dependents {
    private struct Entry {
        let standing: Int32
        /// By ordinal; less than nothing for a standing as a whole.
        let kind: Int32
        let number: Int32
        /// The entry before this one for the same thing; less than nothing for the first.
        let next: Int32
    }

    /// How many entries back it is looked whether one is there already.
    private static let lookBack = 4

    private var heads = WordMap()
    private var entries: [Entry] = []

    var count: Int { entries.count }

    func hasAny(of read: Read) -> Bool { heads[read.bits] >= 0 }

    func add(_ standing: Standing, _ place: RecordPlace?, of read: Read) {
        let head = heads[read.bits]
        let (number, kind) = (Int32(standing.number), place?.kind ?? -1)
        var back = head
        for _ in 0..<Dependents.lookBack where back >= 0 {
            let entry = entries[Int(back)]
            if entry.standing == number, entry.kind == kind, entry.number == place?.number ?? 0 { return }
            back = entry.next
        }
        _ = heads.put(Int32(entries.count), for: read.bits)
        entries.append(Entry(standing: number, kind: kind, number: place?.number ?? 0, next: head))
    }

    func each(of read: Read, _ look: (_ standing: Int, RecordPlace?) -> Void) {
        var next = heads[read.bits]
        while next >= 0 {
            let entry = entries[Int(next)]
            look(
                Int(entry.standing), entry.kind < 0 ? nil : RecordPlace(kind: entry.kind, number: entry.number))
            next = entry.next
        }
    }
}

/// Something for each record of a kind, by number; `nothing` where there is nothing.
struct Table<Value> {
    let nothing: Value
    private var near: [Value] = []
    /// Numbers far beyond all others, which only a ledger from elsewhere can hold.
    private var far: [Int32: Value] = [:]

    init(nothing: Value) { self.nothing = nothing }

    subscript(number: Int32) -> Value {
        get {
            if !far.isEmpty, let value = far[number] { return value }
            return number < near.count ? near[Int(number)] : nothing
        }
        set {
            let place = Int(number)
            if !far.isEmpty, far[number] != nil {
                far[number] = newValue
            } else if place < near.count {
                near[place] = newValue
            } else if place <= 2 * near.count + 1_024 {
                near.append(contentsOf: repeatElement(nothing, count: place - near.count))
                near.append(newValue)
            } else {
                far[number] = newValue
            }
        }
    }

    /// Beyond all numbers but those far beyond.
    var count: Int { near.count }

    /// The numbers for which something holds, in no order.
    func numbers(where holds: (Value) -> Bool) -> [Int32] {
        near.indices.filter { holds(near[$0]) }.map(Int32.init) + far.filter { holds($0.value) }.map(\.key)
    }
}
