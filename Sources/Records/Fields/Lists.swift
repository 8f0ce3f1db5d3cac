import Ledger

/// Several values of one type.
///
/// In a cell it is written as `a; b` where that can be read back, otherwise as a JSON array. Empty entries are left out.
struct ListType: FieldType {
    let element: any FieldType
    /// Each value at most once.
    let isSet: Bool
    static let countMax = 10_000

    init(_ element: any FieldType, isSet: Bool = false) {
        self.element = element
        self.isSet = isSet
    }

    var name: String { "list of \(element.name)" }
    var shape: FieldShape { .list(element.shape) }
    var mayBePersonal: Bool { element.mayBePersonal }
    var target: ReferenceTarget? { element.target }
    var targets: [ReferenceTarget] { element.targets }
    var layout: RowLayout? { element.layout }
    var declarationProblems: [DeclarationProblem] { element.declarationProblems }

    func pointers(_ value: Value) -> [Pointer] {
        items(value).flatMap(element.pointers)
    }

    func replay(_ json: JSON) -> Value? {
        guard let array = json.array else { return element.replay(json).map { .list([$0]) } }
        let values = array.compactMap(element.replay)
        return values.count == array.count ? .list(values) : nil
    }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        guard let array = json.array else {
            return try list(of: [element.read(json)])
        }
        var values: [Value] = []
        for (index, item) in array.enumerated() where !item.isEmpty {
            do {
                values.append(try element.read(item))
            } catch {
                throw FieldProblem(error.code, "Entry \(index + 1): \(error.message)")
            }
        }
        return try list(of: values)
    }

    func json(_ value: Value) -> JSON { .array(items(value).map(element.json)) }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        let kept = text.trimmingOuterSpace()
        if kept.hasPrefix("[") {
            guard let json = try? JSON(parsing: Array(kept.utf8)) else {
                throw FieldProblem(
                    "type", "This begins like a JSON list but is none. Write [\"one\", \"two\"], or one; two.")
            }
            return try read(json)
        }
        var values: [Value] = []
        for part in kept.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            let item = String(part).trimmingOuterSpace()
            if !item.isEmpty { values.append(try element.parse(item)) }
        }
        return try list(of: values)
    }

    func text(_ value: Value) -> String {
        let texts = items(value).map(element.text)
        let isPlain = texts.allSatisfy { text in
            !text.isEmpty && !text.hasPrefix("[") && !text.hasPrefix("{")
                && !text.contains { $0 == ";" || $0.isNewline }
        }
        return isPlain ? texts.joined(separator: "; ") : json(value).text
    }

    func show(_ value: Value) -> String {
        items(value).map(element.show).joined(separator: "; ")
    }

    var schema: JSON {
        var schema: [String: JSON] = ["type": "array", "items": element.schema]
        if isSet { schema["uniqueItems"] = true }
        return .object(schema)
    }

    func sample(_ number: Int) -> Value { .list([element.sample(number)]) }

    private func items(_ value: Value) -> [Value] {
        guard case .list(let items) = value else { return [] }
        return items
    }

    private func list(of values: [Value]) throws(FieldProblem) -> Value {
        guard values.count <= ListType.countMax else {
            throw FieldProblem(
                "length", "A list has at most \(ListType.countMax) entries; this one has \(values.count).")
        }
        guard isSet else { return .list(values) }
        var seen: Set<Value> = []
        return .list(values.filter { seen.insert($0).inserted })
    }
}
