import Ledger
import Records
import Testing

/// Entries as a store keeps them: what an entry takes away is gone from the bytes.
struct StoredLedger {
    private(set) var entries: [Entry] = []
    let declarations: Declarations

    init(_ declarations: Declarations) {
        self.declarations = declarations
    }

    mutating func append(_ change: Change) {
        var count: UInt8 = 0
        let entry = change.entry(declarations) {
            count += 1
            return [UInt8](repeating: UInt8(truncatingIfNeeded: entries.count), count: 31) + [count]
        }
        entries.append(entry)
        switch change.removes {
        case .value(let index, let key)?:
            #expect(entries[index.value].beside[key] != nil, "only what is sealed can be erased")
            entries[index.value].beside[key] = nil
        case .bodies(let indexes)?:
            for index in indexes {
                entries[index.value].body = nil
                entries[index.value].salt = nil
                entries[index.value].beside = [:]
            }
        case nil: break
        }
    }

    func opened(_ entry: Entry) throws -> OpenEntry {
        guard entry.body != nil else { return OpenEntry(header: try entry.header(), body: nil, values: [:]) }
        let opened = try entry.opened()
        return OpenEntry(header: opened.header, body: opened.body, values: opened.values)
    }

    func replayed(zone: TimeZoneRules) throws -> Register {
        var register = Register(declarations, zone: zone)
        for entry in entries { register.evolve(try Change(try opened(entry), declarations)) }
        return register
    }
}
