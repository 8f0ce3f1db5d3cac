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

    private static let numberMask: UInt64 = (1 << 30) - 1

    private init(bits: UInt64) { self.bits = bits }

    private init(_ sort: UInt64, kind: Int = 0, slot: Int = 0, target: Int = 0, number: Int = 0) {
        bits = sort << 61 | UInt64(kind) << 49 | UInt64(slot) << 40 | UInt64(target) << 30 | UInt64(number)
    }

    /// Also of a record that is not there: it may come.
    package static func record(_ kind: Kind, number: Int) -> Read { .record(ordinal: kind.ordinal, number: number) }

    /// The same, of a kind that is known by its ordinal.
    package static func record(ordinal: Int, number: Int) -> Read { Read(0, kind: ordinal, number: number) }

    /// Which records of `kind` point through the field at `slot` to a record. `target` is the kind of that one, if it has one.
    package static func pointers(_ kind: Kind, slot: Int, target: Kind?, number: Int) -> Read {
        Read(1, kind: kind.ordinal, slot: slot, target: target?.ordinal ?? kindsMax, number: number)
    }

    /// Every record of a kind, and which there are.
    package static func register(_ kind: Kind) -> Read { Read(2, kind: kind.ordinal) }

    /// Something worked out from what was read, and remembered. `node` is the reader's own number of it, up to half a million;
    /// where a part of it belongs to one record, kind and number are that one's, else `number` is the reader's own too.
    package static func derived(_ node: Int, kind: Kind? = nil, number: Int = 0) -> Read {
        Read(3, kind: kind?.ordinal ?? kindsMax, slot: node >> 10, target: node & 1_023, number: number)
    }

    /// It is about one record, or about who points to one.
    package var isAboutOne: Bool {
        switch bits >> 61 {
        case 0, 1: true
        case 3: (bits << 3) >> 52 != Read.kindsMax
        default: false
        }
    }

    /// The same of whichever record is asked about, where it is about one: a note that serves all of a kind.
    package var ofAnyone: Read? {
        switch bits >> 61 {
        case 1: Read(bits: bits & ~Read.numberMask)
        case 3 where isAboutOne: Read(bits: bits & ~Read.numberMask)
        default: nil
        }
    }

    /// By ordinal and number: the record it is about, where others pointing to it or what was worked out for it was read.
    package var subject: (kind: Int, number: Int)? {
        let number = Int(bits & Read.numberMask)
        return switch bits >> 61 {
        case 1: (Int((bits << 24) >> 54), number)
        case 3 where isAboutOne: (Int((bits << 3) >> 52), number)
        default: nil
        }
    }

    /// The kind that was read from, by ordinal; nothing for what is derived.
    package var kind: Int? { bits >> 61 == 3 ? nil : Int((bits << 3) >> 52) }
}

/// What a computation really read; what came of it holds as long as none of it is touched.
package final class ReadLog: Sendable {
    private let noted = Mutex(Noted())

    private struct Noted {
        var reads: [Read] = []
        /// For whom it is noted now.
        var reader = Reader()
        /// For whom it was noted before, and will be again.
        var waiting: [Reader] = []
    }

    private struct Reader {
        /// What stands before this place was noted for somebody else.
        var begun = 0
        /// What goes without saying.
        var known: Read?
    }

    package init() {}

    package func note(_ read: Read) {
        noted.withLock { noted in
            // A record is often asked for several times in a row.
            if read == noted.reader.known || noted.reads.count > noted.reader.begun && noted.reads.last == read {
                return
            }
            noted.reads.append(read)
        }
    }

    /// Begins to note for somebody; what comes from here on is what `take` gives for this. Whoever began last takes first.
    ///
    /// - Parameter known: what need not be noted, because it goes without saying.
    package func begin(besides known: Read? = nil) -> Int {
        noted.withLock { noted in
            noted.waiting.append(noted.reader)
            noted.reader = Reader(begun: noted.reads.count, known: known)
            return noted.reader.begun
        }
    }

    /// What was noted since somebody began; the log forgets it. `look` notes nothing.
    package func take(since mark: Int, _ look: (Read) -> Void) {
        noted.withLock { noted in
            for read in noted.reads[mark...] { look(read) }
            noted.reads.removeSubrange(mark...)
            noted.reader = noted.waiting.popLast() ?? Reader()
        }
    }

    /// The kinds read from, by ordinal.
    package var kinds: Set<Int> { noted.withLock { Set($0.reads.compactMap(\.kind)) } }
}
