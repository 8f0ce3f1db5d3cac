/// How well a header names a field.
struct NameMatch {
    /// 0...1.
    let strength: Double
    let reason: String
}

/// The names of a field, cut into words for comparing.
struct FieldNames {
    private let names: [[String]]
    private let hints: [[String]]

    init(_ field: TargetField) {
        names = (FieldNames.own(of: field) + field.words.names).map(HeaderWords.words)
        hints = field.words.hints.map(HeaderWords.words)
    }

    /// What the register itself calls a field. A label like “Test data” means much else in a table of somebody else's.
    static func own(of field: TargetField) -> [String] {
        field.isBase ? [field.key] : [field.key, field.label]
    }

    /// The best way in which the header names the field; `nil` when it does not.
    func match(_ header: [String]) -> NameMatch? {
        if header.isEmpty { return nil }
        return (names.map { Self.match($0, header) } + hints.map { Self.match(hint: $0, header) })
            .compactMap(\.self).max { $0.strength < $1.strength }
    }

    private static func match(_ name: [String], _ header: [String]) -> NameMatch? {
        let written = name.joined(separator: " ")
        if name.isEmpty {
            return nil
        } else if name.joined() == header.joined() {
            return NameMatch(strength: 1, reason: "the header is \"\(written)\"")
        } else if let rest = rest(of: header, without: name) {
            let strength = strength(of: name.count, besides: rest)
            return NameMatch(strength: strength, reason: "the header speaks of \"\(written)\"")
        } else {
            return overlap(name, header).map {
                NameMatch(strength: $0, reason: "the header shares words with \"\(written)\"")
            }
        }
    }

    private static func match(hint: [String], _ header: [String]) -> NameMatch? {
        guard let rest = rest(of: header, without: hint), neutral.isSuperset(of: rest) else { return nil }
        return NameMatch(
            strength: rest.isEmpty ? 0.8 : 0.7, reason: "the header is \"\(header.joined(separator: " "))\"")
    }

    /// The words of the header before and behind the name; nil when the name is not in it.
    private static func rest(of header: [String], without name: [String]) -> [String]? {
        guard !name.isEmpty, name.count <= header.count else { return nil }
        let start = (0...(header.count - name.count)).first { header[$0...].starts(with: name) }
        return start.map { Array(header[..<$0] + header[($0 + name.count)...]) }
    }

    /// One word among others says little, three words in a row hardly mean anything else. A header that goes on with
    /// `id`, `owner` or `date` is about something of the system, not about what the name stands for.
    private static func strength(of count: Int, besides rest: [String]) -> Double {
        let telling = rest.filter { !neutral.contains($0) }
        if telling.contains(where: attributes.contains) { return 0 }
        let share = Double(count) / Double(count + telling.count)
        switch count {
        case 1: return share == 1 ? 0.85 : 0
        case 2: return share >= 0.4 ? 0.4 + 0.5 * share : 0
        default: return 0.6 + 0.35 * share
        }
    }

    private static let neutral: Set<String> = [
        "ai", "ki", "ia", "system", "systems", "systeem", "systeme", "use", "case", "algorithm", "algoritme",
        "algorithmus",
        "algorithme", "application", "tool", "model", "project", "brief", "short", "main", "primary", "general",
        "kurze",
        "korte", "bref",
    ]
    private static let attributes: Set<String> = [
        "id", "identifier", "number", "count", "amount", "code", "date", "status", "owner", "contact", "email", "mail",
        "phone", "link", "url", "abbreviation", "category", "type", "notes", "comment", "comments", "aantal", "nummer",
        "datum", "eigenaar", "anzahl", "verantwortlich", "verantwortlicher", "nombre", "numero", "statut",
        "proprietaire",
        "responsable",
    ]

    /// For names whose words stand in another order or with others between them.
    private static func overlap(_ name: [String], _ header: [String]) -> Double? {
        let (one, other) = (Set(name), Set(header))
        let common = one.intersection(other).count
        guard common >= 2 else { return nil }
        let share = Double(common) / Double(one.union(other).count)
        return share >= 0.6 ? 0.75 * share : nil
    }
}
