import Ledger

extension ByteWriter {
    /// Everything about a change, its outline first. The name of its kind is left out where it is that of `kind`.
    mutating func change(_ change: Change, _ outline: ChangeOutline, of kind: Kind) {
        self.outline(outline)
        id(change.record)
        id(change.enteredBy)
        optional(change.kind == kind.name ? nil : change.kind) { $0.text($1) }
        natural(change.kindVersion)
        list(change.assignments) { $0.assignment($1) }
        list(change.strangers.sorted { $0.key < $1.key }) { writer, stranger in
            writer.text(stranger.key)
            writer.text(stranger.value.text)
        }
        list(change.sealedElsewhere.sorted { $0.key < $1.key }) { writer, sealed in
            writer.text(sealed.key)
            writer.text(sealed.value)
        }
        if let step = change.step { self.step(step) }
        optional(change.by == change.enteredBy ? nil : change.by) { $0.id($1) }
        optional(change.role) { $0.text($1.code) }
        optional(change.onBehalfOf) { $0.id($1) }
        known(change.known)
        if let recorded = change.recorded { optional(recorded.source) { $0.text($1) } }
        optional(change.reason) { $0.text($1) }
        optional(change.speaksOf) { $0.digest($1) }
        list(change.exceptions) { writer, exception in
            writer.text(exception.code)
            writer.text(exception.explanation)
        }
        optional(change.removes) { $0.removal($1) }
    }

    private mutating func optional<Wrapped>(_ value: Wrapped?, _ write: (inout ByteWriter, Wrapped) -> Void) {
        byte(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }

    private mutating func assignment(_ assignment: Assignment) {
        natural(assignment.slot << 1 | (assignment.isSealed ? 1 : 0))
        value(assignment.value)
    }

    private mutating func step(_ step: Step) {
        optional(step.verb) { $0.text($1) }
        optional(step.from) { $0.text($1) }
        text(step.to)
    }

    private mutating func known(_ known: KnownBy) {
        switch known {
        case .signedIn: byte(0)
        case .token: byte(1)
        case .machine(let account):
            byte(2)
            text(account)
        }
    }

    private mutating func removal(_ removal: Removal) {
        switch removal {
        case .value(let entry, let key):
            byte(0)
            natural(entry.value)
            text(key)
        case .bodies(let entries):
            byte(1)
            list(entries) { $0.natural($1.value) }
        }
    }
}

extension ByteReader {
    /// From the start of a change: looks at those assignments that are wanted, and passes over the others.
    mutating func eachAssignment(
        of kind: Kind, where isWanted: (_ slot: Int) -> Bool, _ look: (_ slot: Int, Value?) -> Void
    ) throws(Malformed) {
        _ = try passToAssignments()
        for _ in 0..<(try natural()) {
            let slot = try natural() >> 1
            if isWanted(slot) { look(slot, try value()) } else { _ = try passValue() }
        }
    }

    /// From the start of a change to the number of its assignments; the record it is about.
    mutating func passToAssignments() throws(Malformed) -> RecordID {
        try passOutline()
        let record = try id()
        try passID()
        try passOptionalText()
        _ = try natural()
        return record
    }

    /// From behind the assignments to the name of the state that a step leads to.
    mutating func passToState() throws(Malformed) {
        // Strangers, and what is sealed elsewhere.
        for _ in 0..<2 {
            for _ in 0..<(try natural()) { _ = (try piece(), try piece()) }
        }
        // Its verb, and where it comes from.
        for _ in 0..<2 { try passOptionalText() }
    }

    /// From behind the step: whether the change speaks of some content.
    mutating func speaks(_ outline: ChangeOutline) throws(Malformed) -> Bool {
        // Whose act it was, in which role, and for whom.
        if try byte() == 1 { try passID() }
        try passOptionalText()
        if try byte() == 1 { try passID() }
        _ = try known()
        if outline.isRecorded { try passOptionalText() }
        // The reason.
        try passOptionalText()
        return try byte() == 1
    }

    private mutating func passOptionalText() throws(Malformed) {
        if try byte() == 1 { _ = try piece() }
    }

    mutating func change(of kind: Kind) throws(Malformed) -> Change {
        let outline = try outline()
        let record = try id()
        let enteredBy = try id()
        return Change(
            sequence: outline.sequence, enteredAt: outline.enteredAt, at: outline.at, record: record,
            kind: try optional { reader throws(Malformed) in try reader.text() } ?? kind.name,
            kindVersion: try natural(), version: outline.version, act: outline.act,
            assignments: try list { reader throws(Malformed) in try reader.assignment(of: kind) },
            strangers: try members { reader throws(Malformed) in try reader.json() },
            sealedElsewhere: try members { reader throws(Malformed) in try reader.text() },
            step: outline.hasStep ? try step(of: kind) : nil,
            by: try optional { reader throws(Malformed) in try reader.id() } ?? enteredBy,
            role: try optional { reader throws(Malformed) in RoleCode(try reader.text()) },
            onBehalfOf: try optional { reader throws(Malformed) in try reader.id() }, enteredBy: enteredBy,
            known: try known(),
            recorded: outline.isRecorded
                ? Recorded(source: try optional { reader throws(Malformed) in try reader.text() }) : nil,
            reason: try optional { reader throws(Malformed) in try reader.text() },
            speaksOf: try optional { reader throws(Malformed) in try reader.digest() },
            exceptions: try list { reader throws(Malformed) in
                RuleException(code: try reader.text(), explanation: try reader.text())
            },
            removes: try optional { reader throws(Malformed) in try reader.removal() })
    }

    private mutating func optional<Wrapped>(
        _ read: (inout ByteReader) throws(Malformed) -> Wrapped
    ) throws(Malformed) -> Wrapped? {
        switch try byte() {
        case 0: nil
        case 1: try read(&self)
        default: throw Malformed()
        }
    }

    private mutating func assignment(of kind: Kind) throws(Malformed) -> Assignment {
        let head = try natural()
        guard head >> 1 < kind.fields.count else { throw Malformed() }
        return Assignment(slot: head >> 1, value: try value(), isSealed: head & 1 == 1)
    }

    /// Texts in order, each with what belongs to it.
    private mutating func members<Member>(
        _ read: (inout ByteReader) throws(Malformed) -> Member
    ) throws(Malformed) -> [String: Member] {
        var members: [String: Member] = [:]
        let pairs = try list { reader throws(Malformed) in (try reader.text(), try read(&reader)) }
        for (key, member) in pairs { members[key] = member }
        return members
    }

    /// Read in a trial too: what is no JSON must be noticed then.
    private mutating func json() throws(Malformed) -> JSON {
        let bytes = try piece()
        do { return try JSON(parsing: bytes) } catch { throw Malformed() }
    }

    /// Takes the names from the life cycle where they are the same, so that all records share them.
    private mutating func step(of kind: Kind) throws(Malformed) -> Step {
        let verb = try optional { reader throws(Malformed) in try reader.text() }
        let from = try optional { reader throws(Malformed) in try reader.text() }
        let to = try text()
        return Step(
            verb: verb, from: from.map { kind.lifecycle.state($0)?.name ?? $0 },
            to: kind.lifecycle.state(to)?.name ?? to)
    }

    private mutating func known() throws(Malformed) -> KnownBy {
        switch try byte() {
        case 0: .signedIn
        case 1: .token
        case 2: .machine(account: try text())
        default: throw Malformed()
        }
    }

    private mutating func removal() throws(Malformed) -> Removal {
        switch try byte() {
        case 0: .value(entry: EntryIndex(try natural()), key: try text())
        case 1: .bodies(try list { reader throws(Malformed) in EntryIndex(try reader.natural()) })
        default: throw Malformed()
        }
    }
}
