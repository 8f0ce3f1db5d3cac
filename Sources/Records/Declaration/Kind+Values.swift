package import Ledger

/// Values from outside become assignments here, once: after this, shapes are right.
extension Kind {
    /// Reads named values. Every problem is reported, not only the first. What says nothing (`null`, white space, an empty
    /// list) clears a field.
    package func assignments(from values: [String: JSON]) throws(Refusal) -> [Assignment] {
        try collect(values.sorted { $0.key < $1.key }) { field, json throws(FieldProblem) in
            json.isEmpty ? nil : try field.type.read(json)
        }
    }

    /// Reads values in the form they have in one cell, as the command line and a CSV give them.
    package func assignments(fromText values: [(key: String, value: String)]) throws(Refusal) -> [Assignment] {
        try collect(values) { field, text throws(FieldProblem) in
            text.trimmingOuterSpace().isEmpty ? nil : try field.type.parse(text)
        }
    }

    private func collect<Raw>(
        _ values: [(key: String, value: Raw)], _ read: (DeclaredField, Raw) throws(FieldProblem) -> Value?
    ) throws(Refusal) -> [Assignment] {
        var assignments: [Assignment] = []
        var problems: [Refusal.Problem] = []
        var givenAs: [Int: String] = [:]
        for (key, raw) in values {
            guard let field = field(key) else {
                problems.append(
                    problem("field", key, "\(name) has no field “\(key.shortened)”. \(suggestion(for: key))"))
                continue
            }
            if let before = givenAs.updateValue(key, forKey: field.slot) {
                problems.append(
                    problem("twice", field.key, "\(field.label) is given twice, as \(before) and as \(key)."))
                continue
            }
            guard field.isStored else {
                problems.append(problem("computed", key, "\(field.label) is computed; it cannot be set."))
                continue
            }
            do {
                let value = try read(field, raw)
                let kept = value?.isBlank == true ? nil : value
                assignments.append(
                    Assignment(
                        slot: field.slot, value: kept, isSealed: kept != nil && field.specification.isPersonal))
            } catch {
                problems.append(problem(error.code, field.key, "\(field.label): \(error.message)"))
            }
        }
        if problems.isEmpty { return assignments } else { throw Refusal(.invalid, problems) }
    }

    private func problem(_ code: String, _ key: String, _ message: String) -> Refusal.Problem {
        Refusal.Problem(code: code, subject: name, field: key.shortened, message: message)
    }

    private func suggestion(for key: String) -> String {
        let stored = fields.filter(\.isStored)
        let near =
            stored.first { $0.label.lowercased() == key.lowercased() }?.key
            ?? Spelling.nearest(to: key, among: stored.map(\.key))
        return near.map { "Did you mean \($0)?" } ?? "`hallmark kinds \(about.address)` lists its fields."
    }

    /// A record's values as JSON by key, stored fields only.
    package func json(of content: RecordContent) -> [String: JSON] {
        Dictionary(
            fields.compactMap { field in content[field.slot].map { (field.key, field.type.json($0)) } }
        ) { first, _ in first }
    }
}
