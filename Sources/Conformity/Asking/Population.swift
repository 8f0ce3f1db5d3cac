import Records

/// Records of one kind that a check asks about: a set that checks share, and what one check asks for beside.
struct Population<K: RecordKind>: Sequence {
    let set: SharedSet
    let session: Session
    private(set) var conditions: [(Record<K>) -> Bool] = []

    init(_ set: SharedSet, _ session: Session) {
        self.set = set
        self.session = session
    }

    /// Those of which something is true.
    func filter(_ isMeant: @escaping (Record<K>) -> Bool) -> Population {
        var part = self
        part.conditions.append(isMeant)
        return part
    }

    func makeIterator() -> IndexingIterator<[Record<K>]> { records.makeIterator() }

    /// All of them, in order of their numbers.
    var records: [Record<K>] {
        session.contents(of: set).map { Record(content: $0, view: session.view) }.filter(holds(of:))
    }

    var last: Record<K>? { records.last }

    var count: Int { conditions.isEmpty ? session.count(of: set) : records.count }

    var isEmpty: Bool { count == 0 }

    func contains(_ id: RecordID) -> Bool {
        guard session.contains(set, id) else { return false }
        return conditions.isEmpty || session.view.record(id, as: K.self).map(holds(of:)) ?? false
    }

    func holds(of record: Record<K>) -> Bool { conditions.allSatisfy { $0(record) } }
}
