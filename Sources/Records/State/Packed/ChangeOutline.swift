package import Ledger

/// What can be said of a change without reading it: enough to put it in order and to know whether it counts.
package struct ChangeOutline: Hashable, Sendable {
    /// Its place in the ledger.
    package let sequence: EntryIndex
    /// When the ledger took it.
    package let enteredAt: Moment
    /// When it was true in the world.
    package let at: BusinessTime
    /// Counts the changes of a record, from 1.
    package let version: Int
    package let act: ActName
    let traits: Traits

    /// What is there behind the outline of a packed change, as far as it is worth knowing beforehand.
    struct Traits: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        static let recorded = Traits(rawValue: 0x08)
        static let step = Traits(rawValue: 0x10)
        /// Not an empty one.
        static let reason = Traits(rawValue: 0x20)
    }

    /// Whether it tells of something done elsewhere or earlier.
    package var isRecorded: Bool { traits.contains(.recorded) }
    /// Whether it is an act made in the product on the record. That a value was erased changes nothing of what was done.
    package var isMade: Bool { !isRecorded && act != .erase }
    /// Whether it is a step of a life cycle.
    package var hasStep: Bool { traits.contains(.step) }
    /// Whether somebody said why.
    package var hasReason: Bool { traits.contains(.reason) }

    init(sequence: EntryIndex, enteredAt: Moment, at: BusinessTime, version: Int, act: ActName, traits: Traits) {
        self.sequence = sequence
        self.enteredAt = enteredAt
        self.at = at
        self.version = version
        self.act = act
        self.traits = traits
    }
}

/// A step of a life cycle, as far as it can be told without making the change.
package struct StepOutline: Hashable, Sendable {
    package let change: ChangeOutline
    /// The state it leads to.
    package let to: String
    /// Whether it speaks of the content, as an approval does.
    package let speaks: Bool

    package var at: BusinessTime { change.at }
}

extension ChangeOutline {
    init(_ change: Change) {
        var traits: Traits = []
        if change.recorded != nil { traits.insert(.recorded) }
        if change.step != nil { traits.insert(.step) }
        if change.reason?.isEmpty == false { traits.insert(.reason) }
        self.init(
            sequence: change.sequence, enteredAt: change.enteredAt, at: change.at, version: change.version,
            act: change.act, traits: traits)
    }
}

/// How `at` stands in a packed outline, in the two bits that the traits leave free.
private enum TimeForm {
    static let entryTime: UInt8 = 0x40
    static let day: UInt8 = 0x80
    static let traits: UInt8 = 0x38
    static let act: UInt8 = 0x07
}

extension ByteWriter {
    mutating func outline(_ outline: ChangeOutline) {
        natural(outline.sequence.value)
        integer(outline.enteredAt.milliseconds)
        let head = outline.traits.rawValue | outline.act.packed
        switch outline.at {
        case .moment(outline.enteredAt): byte(head | TimeForm.entryTime)
        case .moment(let moment):
            byte(head)
            integer(moment.milliseconds)
        case .day(let day):
            byte(head | TimeForm.day)
            integer(Int64(day.number))
        }
        natural(outline.version)
    }
}

extension ByteReader {
    mutating func passOutline() throws(Malformed) {
        try passNumber()
        try passNumber()
        if try byte() & TimeForm.entryTime == 0 { try passNumber() }
        try passNumber()
    }

    mutating func outline() throws(Malformed) -> ChangeOutline {
        let sequence = EntryIndex(try natural())
        let enteredAt = try moment()
        let head = try byte()
        let at: BusinessTime
        switch head & (TimeForm.entryTime | TimeForm.day) {
        case 0: at = .moment(try moment())
        case TimeForm.day: at = .day(try day())
        case TimeForm.entryTime: at = .moment(enteredAt)
        default: throw Malformed()
        }
        guard let act = ActName(packed: head & TimeForm.act) else { throw Malformed() }
        return ChangeOutline(
            sequence: sequence, enteredAt: enteredAt, at: at, version: try natural(), act: act,
            traits: ChangeOutline.Traits(rawValue: head & TimeForm.traits))
    }
}

extension ActName {
    fileprivate var packed: UInt8 {
        switch self {
        case .create: 0
        case .change: 1
        case .step: 2
        case .erase: 3
        case .dispose: 4
        }
    }

    fileprivate init?(packed: UInt8) {
        switch packed {
        case 0: self = .create
        case 1: self = .change
        case 2: self = .step
        case 3: self = .erase
        case 4: self = .dispose
        default: return nil
        }
    }
}
