package import Ledger

/// A register as bytes, to be there again without a look at every entry.
///
/// The same state gives the same bytes, whether it grew entry by entry or was replayed. They are for the declarations and the
/// time zone under which they were made, and nothing under others.
extension Register {
    /// Raised with every change of these bytes, and with every change of what a replay makes of an entry: a state that was saved
    /// before is none any more. A test knows a digest and says when it is time.
    private static let form = "hallmark-register/2"
    private static let pieceByteCount = 1 << 20

    /// The state in one piece.
    package func saved() -> [UInt8] {
        var bytes: [UInt8] = []
        save { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Gives the state to `take` in pieces of about a megabyte, so that it does not lie in memory twice.
    package func save<Failure>(_ take: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
        var writer = ByteWriter()
        writer.digest(Register.fingerprint(declarations, zone))
        writer.natural(size.value)
        writer.integer(latestTime?.milliseconds ?? 0)
        for kind in declarations.kinds {
            let shelf = shelf(of: kind)
            writer.natural(shelf.highest)
            writer.natural(shelf.touched.map { $0.value + 1 } ?? 0)
            writer.natural(shelf.histories.count)
            for history in shelf.histories {
                writer.history(history)
                if writer.bytes.count >= Register.pieceByteCount { try writer.pass(to: take) }
            }
        }
        try writer.pass(to: take)
    }

    /// The register that was saved as these bytes, which it goes on sharing; `nil` when they were saved under other declarations, in
    /// another time zone or by another release, or are none.
    package init?(saved bytes: [UInt8], _ declarations: Declarations, zone: TimeZoneRules) {
        let register = bytes.withUnsafeBytes { raw -> Register? in
            var reader = ByteReader(raw, 0..<raw.count)
            let register = try? reader.register(declarations, zone, in: bytes)
            return reader.isAtEnd ? register : nil
        }
        guard let register else { return nil }
        self = register
    }

    /// The same for the same form, declarations and zone, and no others.
    fileprivate static func fingerprint(_ declarations: Declarations, _ zone: TimeZoneRules) -> Digest {
        var writer = ByteWriter()
        writer.text(form)
        writer.digest(declarations.fingerprint)
        writer.zone(zone)
        return Digest(of: writer.bytes)
    }
}

extension ByteReader {
    fileprivate mutating func register(
        _ declarations: Declarations, _ zone: TimeZoneRules, in buffer: [UInt8]
    ) throws(Malformed) -> Register {
        guard try digest() == Register.fingerprint(declarations, zone) else { throw Malformed() }
        let size = LedgerSize(try natural())
        let latestTime = try moment()
        var shelves: [Register.Shelf] = []
        for kind in declarations.kinds { shelves.append(try shelf(of: kind, zone, size, in: buffer)) }
        return Register(
            declarations, zone: zone, size: size, latestTime: size == .empty ? nil : latestTime, shelves: shelves)
    }

    private mutating func shelf(
        of kind: Kind, _ zone: TimeZoneRules, _ size: LedgerSize, in buffer: [UInt8]
    ) throws(Malformed) -> Register.Shelf {
        let highest = try natural()
        let touched = try natural()
        guard touched <= size.value, highest <= RecordID.numberMax else { throw Malformed() }
        let count = try natural()
        var histories: [RecordHistory] = []
        for _ in 0..<count {
            let history = try history(of: kind, zone, in: buffer)
            let isInOrder = history.id.number > histories.last?.id.number ?? 0
            guard isInOrder, history.id.number <= highest,
                history.packed.allSatisfy({ size.contains($0.outline.sequence) })
            else { throw Malformed() }
            histories.append(history)
        }
        return Register.Shelf(
            histories: histories, highest: highest, touched: touched == 0 ? nil : EntryIndex(touched - 1))
    }
}

extension ByteWriter {
    /// Hands over what there is, and begins anew.
    fileprivate mutating func pass<Failure>(
        to take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let taken = bytes.withUnsafeBytes { piece in Result { () throws(Failure) in try take(piece) } }
        removeAll()
        try taken.get()
    }

    fileprivate mutating func zone(_ zone: TimeZoneRules) {
        text(zone.identifier)
        integer(Int64(zone.first))
        list(zone.changes) { writer, change in
            writer.integer(change.since.milliseconds)
            writer.integer(Int64(change.seconds))
        }
    }
}
