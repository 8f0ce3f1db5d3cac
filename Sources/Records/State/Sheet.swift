/// What a view knows of one kind: the records there are, and who points to whom.
///
/// A copy shares everything; taking in a record that changed costs little, however many there are.
struct Sheet: Sendable {
    private let kind: Kind
    private var contents = Numbered<RecordContent>()
    /// By slot; as far as somebody asked.
    private var pointers: [PointerIndex?]
    /// All contents in their order, once somebody asked for them.
    private(set) var list: [RecordContent]?

    init(_ kind: Kind, _ contents: some Sequence<RecordContent>) {
        self.kind = kind
        pointers = Array(repeating: nil, count: kind.fields.count)
        for content in contents where !content.isDisposed { self.contents[content.id.number] = content }
    }

    subscript(number: Int) -> RecordContent? { contents[number] }

    mutating func listed() -> [RecordContent] {
        if let list { return list }
        let all = contents.elements
        list = all
        return all
    }

    /// A record as it is now; nothing when the view no longer has it.
    mutating func take(_ content: RecordContent?, number: Int) {
        let kept = content.flatMap { $0.isDisposed ? nil : $0 }
        let before = contents[number]
        contents[number] = kept
        list = nil
        for slot in pointers.indices where pointers[slot] != nil {
            let (old, new) = (targets(of: before, slot), targets(of: kept, slot))
            pointers[slot]?.move(number, from: old, to: new)
        }
    }

    /// The records that point to `id` through a field, in their order; `nil` before `index` was called.
    func contents(pointingTo id: RecordID, through slot: Int) -> [RecordContent]? {
        pointers[slot].map { index in index[id].compactMap { contents[Int($0)] } }
    }

    mutating func index(_ slot: Int) {
        guard pointers[slot] == nil else { return }
        var index = PointerIndex()
        let isPlain = kind.fields[slot].type is ReferenceType
        for content in listed() {
            if isPlain {
                // Nearly all fields that point are of this type, and then there is no list to be made.
                if case .reference(let target)? = content[slot] { index.add(content.id.number, to: target) }
            } else {
                for target in targets(of: content, slot) { index.add(content.id.number, to: target) }
            }
        }
        pointers[slot] = index
    }

    private func targets(of content: RecordContent?, _ slot: Int) -> Set<RecordID> {
        guard let value = content?[slot] else { return [] }
        return Set(kind.fields[slot].type.references(value))
    }
}

/// By the record pointed to: the numbers of those that point to it, in order.
struct PointerIndex: Sendable {
    /// By the prefix of the target.
    private var numbers: [UInt64: Numbered<[Int32]>] = [:]

    subscript(id: RecordID) -> [Int32] { numbers[id.letters]?[id.number] ?? [] }

    mutating func add(_ number: Int, to id: RecordID) {
        change(id) { numbers in
            let place = numbers.place(of: Int32(number))
            if place == numbers.count || numbers[place] != Int32(number) { numbers.insert(Int32(number), at: place) }
        }
    }

    private mutating func remove(_ number: Int, from id: RecordID) {
        change(id) { numbers in
            let place = numbers.place(of: Int32(number))
            if place < numbers.count, numbers[place] == Int32(number) { numbers.remove(at: place) }
        }
    }

    mutating func move(_ number: Int, from old: Set<RecordID>, to new: Set<RecordID>) {
        for id in old where !new.contains(id) { remove(number, from: id) }
        for id in new where !old.contains(id) { add(number, to: id) }
    }

    private mutating func change(_ id: RecordID, _ change: (inout [Int32]) -> Void) {
        numbers[id.letters, default: Numbered()].update(id.number, from: [], change)
    }
}

extension [Int32] {
    /// Where a number is, or would be.
    fileprivate func place(of number: Int32) -> Int {
        if let last, last < number { return count }
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
