package import Exchange
package import Records

/// The records of a register that came from files, by what is remembered of their rows.
struct RowMemory {
    private let records: [String: RecordContent]
    /// How often the columns of a key are headed so.
    private let headers: [[String]: Int]
    private let secret: RowSecret

    private static let origin = Kind.slot(base: \.origin)

    init(_ contents: [RecordContent], _ secret: RowSecret) {
        self.secret = secret
        let names = contents.compactMap { content in
            content[RowMemory.origin].flatMap(Records.Row<Origin>.init)?.key.map { (RowName.parts(of: $0), content) }
        }
        records = Dictionary(names.map { ($0.0.known, $0.1) }) { first, _ in first }
        headers = Dictionary(names.map { ($0.0.headers, 1) }, uniquingKeysWith: +).filter { !$0.key.isEmpty }
    }

    /// The record that came from a row of this name.
    func record(_ name: RowName) -> RecordContent? { name.known.lazy.compactMap { records[$0] }.first }

    func record(_ known: String) -> RecordContent? { records[known] }

    /// The columns by which rows came in before, if the table has them and a row of it is known by them; empty otherwise.
    func key(of table: Table) -> [Table.Column] {
        let usual = headers.sorted { ($1.value, $0.key.count) < ($0.value, $1.key.count) }.map(\.key)
        for headers in usual {
            let found = headers.map { header in table.columns.filter { CellText.trimmed($0.header) == header } }
            guard found.allSatisfy({ $0.count == 1 }) else { continue }
            let columns = found.flatMap(\.self)
            let isKnown = table.rows.contains { row in
                let texts = columns.map { CellText.trimmed(row.text(inColumn: $0.number)) }
                return record(RowName(ofKey: texts, headers: headers, secret)) != nil
            }
            if isKnown { return columns }
        }
        return []
    }
}

extension ImportPlan {
    /// The columns by which rows of this kind came in before, if the table has them and a row of it is known by them; empty
    /// otherwise. So an edition in which they do not tell every row apart is still known by them.
    package static func earlierKey(
        of table: Table, as kind: Kind, view: View, secret: RowSecret
    ) -> [Table.Column] {
        RowMemory(view.records(of: kind), secret).key(of: table)
    }
}
