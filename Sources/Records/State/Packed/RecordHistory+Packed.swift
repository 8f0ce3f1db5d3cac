extension ByteWriter {
    /// A history that has not changed since it was read is copied as it is.
    mutating func history(_ history: RecordHistory) {
        id(history.id)
        natural(history.firstActPlace.map { $0 + 1 } ?? 0)
        list(history.packed) { writer, change in
            change.withBytes { bytes in
                writer.natural(bytes.count)
                writer.append(bytes)
            }
        }
    }
}

extension RecordHistory {
    /// Where the first act stands among the changes.
    fileprivate var firstActPlace: Int? {
        firstAct.flatMap { act in packed.firstIndex { $0.outline.sequence == act.sequence } }
    }
}

extension ByteReader {
    /// `buffer` is the array whose bytes these are; the history goes on sharing it.
    mutating func history(
        of kind: Kind, _ zone: TimeZoneRules, in buffer: [UInt8]
    ) throws(Malformed) -> RecordHistory {
        let id = try id()
        let first = try natural()
        var packed = try list { reader throws(Malformed) in try reader.packedChange(of: kind, in: buffer) }
        guard !packed.isEmpty, first <= packed.count else { throw Malformed() }
        let firstAct = first == 0 ? nil : RecordHistory.FirstAct(packed[first - 1].outline)
        guard first == 0 || firstAct != nil else { throw Malformed() }
        if let firstAct {
            for place in packed.indices where firstAct.hides(packed[place].outline, zone: zone) {
                packed[place].isHidden = true
            }
        }
        let version = packed.reduce(0) { max($0, $1.outline.version) }
        return RecordHistory(kind: kind, id: id, packed: packed, version: version, firstAct: firstAct)
    }

    private mutating func packedChange(of kind: Kind, in buffer: [UInt8]) throws(Malformed) -> PackedChange {
        let range = try range(count: try natural())
        return try PackedChange(at: range, of: buffer, bytes, kind: kind)
    }
}
