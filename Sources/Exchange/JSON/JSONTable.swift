/// Reads decoded JSON as a table: a list of objects, an object that holds exactly one such list, or one object a line.
///
/// Members become columns in the order in which they first appear, members of members by path (`contact.mail`). A text
/// is the cell as it is, null is empty, true, false and numbers as written; lists and empty objects stay JSON text.
package enum JSONTable {
    package static func table(_ text: DecodedText, _ reading: TableReading = .init()) throws(TableProblem) -> Table {
        let values = try JSONNode.values(in: text.utf8, limits: reading.limits)
        let (source, objects, notice) = try rows(values, named: reading.list)
        if objects.count > reading.limits.rows {
            throw TableProblem(
                .tooManyRows, "More than \(reading.limits.rows) rows. Split the file and import the parts.")
        }
        var layout = JSONLayout()
        for object in objects { try layout.add(object, limits: reading.limits) }
        let content = ContentSurvey(layout.columns, layout.rows)
        return Table(
            source: source, encoding: text.encoding, encodingReason: text.reason, headerLine: nil,
            columns: layout.columns, rows: layout.rows,
            notices: text.notices + [notice, layout.notice].compactMap(\.self) + content.notices)
    }

    private static func rows(
        _ values: [JSONNode], named name: String?
    ) throws(TableProblem) -> (Table.Source, [JSONNode], Notice?) {
        guard let first = values.first else {
            throw TableProblem(.empty, "There is no JSON in the file. Choose the file that holds the table.")
        }
        if values.count > 1 {
            return (.jsonLines, try objects(values, "The file"), nil)
        } else if let elements = first.array {
            return (.json(list: nil), try objects(elements, "The list"), nil)
        } else if first.members != nil {
            return try list(in: first, named: name)
        } else {
            throw TableProblem(.noList, "The file holds \(first.kind), not a list of objects.")
        }
    }

    private static func objects(_ values: [JSONNode], _ what: String) throws(TableProblem) -> [JSONNode] {
        if let other = values.first(where: { $0.members == nil }) {
            throw TableProblem(
                .noList, line: other.line, "\(what) holds \(other.kind) here; each row must be an object.")
        }
        if values.isEmpty {
            throw TableProblem(.noList, "\(what) is empty: there are no rows.")
        }
        return values
    }

    /// So many lists are named when one has to be chosen.
    private static let pathsMax = 8

    private static func list(
        in document: JSONNode, named name: String?
    ) throws(TableProblem) -> (Table.Source, [JSONNode], Notice?) {
        let lists = listsOfObjects(in: document, path: [])
        let named = lists.prefix(pathsMax).map { "\"\($0.path.joined(separator: "."))\"" }.joined(separator: ", ")
        let paths = lists.count > pathsMax ? "\(named) and \(lists.count - pathsMax) more" : named
        if let name {
            guard let chosen = lists.first(where: { $0.path.joined(separator: ".") == name }) else {
                let known = lists.isEmpty ? "There is none." : "There are: \(paths)."
                throw TableProblem(.noList, "No list of objects is called \"\(name)\". \(known)")
            }
            return (source(of: chosen.path, in: document), chosen.rows, notice(chosen.path, beside: document))
        }
        if lists.count > 1 {
            throw TableProblem(.severalLists, "The file holds several lists: \(paths). One of them holds the rows.")
        }
        if let only = lists.first {
            return (source(of: only.path, in: document), only.rows, notice(only.path, beside: document))
        }
        // Nested objects without any list are somebody's settings, not a row.
        if (document.members ?? []).contains(where: { $0.value.members != nil }) || document.members == [] {
            throw TableProblem(.noList, "There is no list of objects in the file, so there are no rows.")
        }
        return (.json(list: nil), [document], Notice(.list, "The file holds one object; it was read as one row."))
    }

    private static func source(of path: [String], in document: JSONNode) -> Table.Source {
        OwnRecords.isOne(document, list: path) ? .records : .json(list: path.joined(separator: "."))
    }

    /// Looks into objects only: a list inside a row is a cell.
    private static func listsOfObjects(
        in node: JSONNode, path: [String]
    ) -> [(path: [String], rows: [JSONNode])] {
        (node.members ?? []).flatMap { member in
            let inner = path + [member.key]
            if let elements = member.value.array {
                let isTable = !elements.isEmpty && elements.allSatisfy { $0.members != nil }
                return isTable ? [(inner, elements)] : []
            } else {
                return listsOfObjects(in: member.value, path: inner)
            }
        }
    }

    private static func notice(_ path: [String], beside document: JSONNode) -> Notice {
        let rest = (document.members ?? []).filter { $0.key != path[0] }.map { member in
            member.value.array == nil && member.value.members == nil
                ? "\(member.key) = \(member.value.text)" : member.key
        }
        let beside = rest.isEmpty ? "" : " Beside it stands what is no row: \(rest.joined(separator: ", "))."
        return Notice(.list, "The rows are the objects of \"\(path.joined(separator: "."))\".\(beside)")
    }
}

/// Columns in the order of first appearance, and the rows under them.
private struct JSONLayout {
    private(set) var columns: [Table.Column] = []
    private(set) var rows: [Table.Row] = []
    /// Where objects stand in which nothing stands.
    private var emptyLines: [Int] = []
    private var numbers: [[String]: Int] = [:]

    mutating func add(_ object: JSONNode, limits: TableLimits) throws(TableProblem) {
        var cells: [String] = []
        for (path, text) in Self.cells(of: object, path: []) {
            let number = number(of: path)
            if number > limits.columns {
                throw TableProblem(
                    .tooManyColumns, line: object.line, "More than \(limits.columns) different members in the rows.")
            }
            while cells.count < number { cells.append("") }
            cells[number - 1] = text
        }
        if cells.allSatisfy(CellText.isEmpty) {
            emptyLines.append(object.line)
        } else {
            rows.append(Table.Row(number: rows.count + 1, line: object.line, cells: cells))
        }
    }

    /// Says how many objects are no rows.
    var notice: Notice? {
        guard !emptyLines.isEmpty else { return nil }
        let what = emptyLines.count == 1 ? "1 row without any text is" : "\(emptyLines.count) rows without any text are"
        return Notice(.emptyRows, "\(what) left out.", lines: emptyLines)
    }

    private mutating func number(of path: [String]) -> Int {
        if let known = numbers[path] { return known }
        columns.append(Table.Column(number: columns.count + 1, header: path.joined(separator: ".")))
        numbers[path] = columns.count
        return columns.count
    }

    private static func cells(of node: JSONNode, path: [String]) -> [(path: [String], text: String)] {
        switch node.content {
        case .object(let members) where !members.isEmpty || path.isEmpty:
            members.flatMap { cells(of: $0.value, path: path + [$0.key]) }
        case .string(let text): [(path, text)]
        case .null: [(path, "")]
        case .bool, .number, .array, .object: [(path, node.text)]
        }
    }
}
