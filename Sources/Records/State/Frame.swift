import Ledger
import Synchronization

/// What the copies of a view share: the register, the bounds, and what was worked out so far by whoever asked first.
final class Frame: Sendable {
    let register: Register
    let day: Day
    let knownAt: EntryIndex?
    /// Whether nothing is left out, so that the latest contents are the answer.
    let isLatest: Bool
    /// By ordinal of the kind, as far as somebody asked.
    private let sheets: Mutex<[Sheet?]>
    private let trails: Trails

    init(register: Register, day: Day, knownAt: EntryIndex?, isLatest: Bool, after earlier: Frame?) {
        self.register = register
        self.day = day
        self.knownAt = knownAt
        self.isLatest = isLatest
        let shared = earlier.flatMap { $0.trails.serves(register) ? $0.trails : nil }
        trails = shared ?? Trails(register.declarations)
        sheets = Mutex([])
        let known = earlier.flatMap(sheets(carriedOnFrom:))
        sheets.withLock { $0 = known ?? Array(repeating: nil, count: register.declarations.kinds.count) }
    }

    /// What an earlier frame with the same bounds worked out, with what changed since; `nil` when that cannot be told.
    private func sheets(carriedOnFrom earlier: Frame) -> [Sheet?]? {
        guard earlier.register.declarations === register.declarations, earlier.register.zone == register.zone,
            earlier.day == day, earlier.knownAt == knownAt, earlier.isLatest == isLatest,
            let touches = register.touches(since: earlier.register.size)
        else { return nil }
        var carried = earlier.sheets.withLock(\.self)
        for id in Set(touches.map(\.record)) {
            guard let kind = register.declarations.kind(of: id) else { continue }
            carried[kind.ordinal]?.take(register.history(id).flatMap(content), number: id.number)
        }
        return carried
    }

    private func content(_ history: RecordHistory) -> RecordContent? {
        isLatest ? history.latest : history.content(asOf: day, knownAt: knownAt, zone: register.zone)
    }

    func content(_ id: RecordID, of kind: Kind) -> RecordContent? {
        // A tombstone stands on no sheet.
        sheets.withLock { $0[kind.ordinal]?[id.number] } ?? register.history(id).flatMap(content)
    }

    func content(of kind: Kind, number: Int) -> RecordContent? {
        let sheet = sheets.withLock { sheets in sheets[kind.ordinal].map { $0[number] } }
        if let sheet { return sheet }
        return register.history(kind.id(number)).flatMap(content).flatMap { $0.isDisposed ? nil : $0 }
    }

    func contents(of kind: Kind) -> [RecordContent] {
        withSheet(of: kind) { $0.listed() }
    }

    /// Records of `kind` that point through a field to `id`.
    func contents(pointingTo id: RecordID, from kind: Kind, through slot: Int) -> [RecordContent] {
        let (isOnSheet, known) = sheets.withLock { sheets in
            (isLatest || sheets[kind.ordinal] != nil, sheets[kind.ordinal]?.contents(pointingTo: id, through: slot))
        }
        if let known { return known }
        guard isOnSheet else { return folded(pointingTo: id, from: kind, through: slot) }
        return withSheet(of: kind) { sheet in
            sheet.index(slot)
            return sheet.contents(pointingTo: id, through: slot) ?? []
        }
    }

    private func folded(pointingTo id: RecordID, from kind: Kind, through slot: Int) -> [RecordContent] {
        let type = kind.fields[slot].type
        return trails.numbers(pointingTo: id, from: kind, through: slot, in: register).compactMap { number in
            let source = RecordID(prefix: kind.about.prefix, number: Int(number), digits: kind.about.digits)
            guard let content = content(source, of: kind), !content.isDisposed,
                let value = content[slot], type.references(value).contains(id)
            else { return nil }
            return content
        }
    }

    private func withSheet<Answer: Sendable>(of kind: Kind, _ ask: (inout Sheet) -> Answer) -> Answer {
        let fresh =
            sheets.withLock { $0[kind.ordinal] == nil }
            // Outside the lock: whoever else asks meanwhile works it out too, and both find the same.
            ? Sheet(kind, register.histories(of: kind).lazy.compactMap(content)) : nil
        return sheets.withLock { sheets in
            var sheet = sheets[kind.ordinal] ?? fresh ?? Sheet(kind, [])
            // Taken out while it is worked on: then nobody else holds it, and it is changed in its place.
            sheets[kind.ordinal] = nil
            defer { sheets[kind.ordinal] = sheet }
            return ask(&sheet)
        }
    }
}
