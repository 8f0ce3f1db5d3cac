import Synchronization

/// One thing that was read, in one word.
///
/// A record with everything the view knows of it; the records of a kind that point to one through a field; a whole register.
/// Whoever remembers what was worked out from these gives it a number and notes it like them.
package struct Read: Hashable, Sendable {
    package let bits: UInt64

    /// What one word holds. More kinds, or more fields of one, are a mistake in the program; ids have at most nine digits.
    static let kindsMax = 1_023
    static let fieldsMax = 512

    private init(_ sort: UInt64, kind: Int = 0, slot: Int = 0, target: Int = 0, number: Int = 0) {
        bits = sort << 61 | UInt64(kind) << 49 | UInt64(slot) << 40 | UInt64(target) << 30 | UInt64(number)
    }

    /// Also of a record that is not there: it may come.
    package static func record(_ kind: Kind, number: Int) -> Read {
        Read(0, kind: kind.ordinal, number: number)
    }

    /// Which records of `kind` point through the field at `slot` to a record. `target` is the kind of that one, if it has one.
    package static func pointers(_ kind: Kind, slot: Int, target: Kind?, number: Int) -> Read {
        Read(1, kind: kind.ordinal, slot: slot, target: target?.ordinal ?? kindsMax, number: number)
    }

    /// Every record of a kind, and which there are.
    package static func register(_ kind: Kind) -> Read { Read(2, kind: kind.ordinal) }

    /// Something worked out from what was read; `number` is the reader's own and has at most nine digits.
    package static func derived(_ number: Int) -> Read { Read(3, number: number) }

    /// The kind that was read from, by ordinal; nothing for what is derived.
    package var kind: Int? { bits >> 61 == 3 ? nil : Int((bits << 3) >> 52) }
}

/// What a computation really read; what came of it holds as long as none of it is touched.
package final class ReadLog: Sendable {
    private let noted = Mutex<[Read]>([])

    package init() {}

    package func note(_ read: Read) {
        noted.withLock { reads in
            // A record is often asked for several times in a row.
            if reads.last != read { reads.append(read) }
        }
    }

    /// How much is noted; what comes after it is what `take` gives for this.
    package var mark: Int { noted.withLock(\.count) }

    /// What was noted since a mark; the log forgets it.
    package func take(since mark: Int) -> [Read] {
        noted.withLock { reads in
            guard mark < reads.count else { return [] }
            defer { reads.removeSubrange(mark...) }
            return Array(reads[mark...])
        }
    }

    /// The kinds read from, by ordinal.
    package var kinds: Set<Int> { noted.withLock { Set($0.compactMap(\.kind)) } }
}
