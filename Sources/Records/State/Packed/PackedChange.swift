/// A change as bytes, in an array of its own or in one that many share, and what is known of it without reading it.
///
/// A register holds every change of every record for ever, and most are hardly ever looked at. Packed, one takes a fraction of
/// the memory, and it comes out of a saved state without being read.
struct PackedChange: Sendable {
    let outline: ChangeOutline
    /// Told of a time before the first act made in the product, and after that act: it shows only on the days before it.
    var isHidden: Bool
    private let buffer: [UInt8]
    private let start: UInt32
    private let count: UInt32

    init(_ change: Change, _ outline: ChangeOutline, of kind: Kind, isHidden: Bool) {
        var writer = ByteWriter()
        writer.change(change, outline, of: kind)
        self.outline = outline
        self.isHidden = isHidden
        // A copy of its own, without the room to grow that the writer has.
        buffer = Array(writer.bytes[...])
        start = 0
        count = UInt32(buffer.count)
    }

    /// What lies at `range` of `buffer`, whose bytes these are. Behind the outline it is only tried whether it can be read.
    init(
        at range: Range<Int>, of buffer: [UInt8], _ bytes: UnsafeRawBufferPointer, kind: Kind
    ) throws(Malformed) {
        var reader = ByteReader(bytes, range)
        var trial = ByteReader(bytes, range, isTrial: true)
        outline = try reader.outline()
        _ = try trial.change(of: kind)
        guard trial.isAtEnd, let start = UInt32(exactly: range.lowerBound), let count = UInt32(exactly: range.count)
        else { throw Malformed() }
        isHidden = false
        self.buffer = buffer
        self.start = start
        self.count = count
    }

    /// The same change with other values.
    func replaced(by change: Change, _ kind: Kind) -> PackedChange {
        PackedChange(change, ChangeOutline(change), of: kind, isHidden: isHidden)
    }

    /// The change, read anew at each call.
    func change(of kind: Kind) -> Change {
        reading { reader throws(Malformed) in try reader.change(of: kind) }
    }

    /// Looks at what it puts into a field. A change sets a field once; one that was made to say otherwise is taken as it is.
    func eachValue(at slot: Int, of kind: Kind, _ look: (Value) -> Void) {
        reading { reader throws(Malformed) in
            try reader.eachAssignment(of: kind, where: { $0 == slot }) { _, value in value.map(look) }
        }
    }

    /// How many bytes it takes.
    var byteCount: Int { Int(count) }

    /// The record it is about.
    var record: RecordID { reading { reader throws(Malformed) in try reader.passToAssignments() } }

    /// Of a change that is a step.
    var step: StepOutline {
        reading { reader throws(Malformed) in
            _ = try reader.passToAssignments()
            for _ in 0..<(try reader.natural()) {
                _ = try reader.natural()
                _ = try reader.passValue()
            }
            try reader.passToState()
            let to = try reader.text()
            return StepOutline(change: outline, to: to, speaks: try reader.speaks(outline))
        }
    }

    /// Looks at every field that it sets: whether the value is sealed, or was.
    func eachSeal(_ look: (_ slot: Int, _ isSealed: Bool) -> Void) {
        skim { reader throws(Malformed) in
            _ = try reader.passToAssignments()
            for _ in 0..<(try reader.natural()) {
                let head = try reader.natural()
                _ = try reader.passValue()
                look(head >> 1, head & 1 == 1)
            }
        }
    }

    /// Goes over the bytes from their start.
    func skim(_ read: (inout ByteReader) throws(Malformed) -> Void) { reading(read) }

    /// The value that begins behind so many bytes.
    func value(at offset: Int) -> Value? {
        reading(from: offset) { reader throws(Malformed) in try reader.value() }
    }

    /// Whether the value that begins there says something.
    func says(at offset: Int) -> Bool {
        reading(from: offset) { reader throws(Malformed) in try reader.valueSaysSomething() }
    }

    /// The text that begins there.
    func text(at offset: Int) -> String {
        reading(from: offset) { reader throws(Malformed) in try reader.text() }
    }

    private func reading<Answer>(
        from offset: Int = 0, _ read: (inout ByteReader) throws(Malformed) -> Answer
    ) -> Answer {
        buffer.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes, Int(start) + offset..<Int(start) + Int(count))
            do throws(Malformed) {
                return try read(&reader)
            } catch {
                preconditionFailure("what was packed, or tried before it was taken over, can be read")
            }
        }
    }

    func withBytes<Answer>(_ body: (UnsafeRawBufferPointer) -> Answer) -> Answer {
        buffer.withUnsafeBytes { bytes in
            body(UnsafeRawBufferPointer(rebasing: bytes[Int(start)..<Int(start) + Int(count)]))
        }
    }
}
