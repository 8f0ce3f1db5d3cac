extension ColumnMapping {
    /// Reads a mapping file, strictly: unknown members, wrong types and patterns that mean nothing are refused, all
    /// of them at once, each with its place.
    package init(parsing bytes: [UInt8], limits: TableLimits = .standard) throws(MappingRefused) {
        let document = try Self.document(bytes, limits)
        var reader = MappingReader()
        let mapping = reader.mapping(document)
        guard let mapping, reader.problems.isEmpty else { throw MappingRefused(problems: reader.problems) }
        self = mapping
    }

    private static func document(_ bytes: [UInt8], _ limits: TableLimits) throws(MappingRefused) -> JSONNode {
        do throws(TableProblem) {
            let values = try JSONNode.values(in: DecodedText(bytes, limits: limits).utf8, limits: limits)
            if values.count == 1 { return values[0] }
            throw TableProblem(.malformedJSON, "A mapping file holds one JSON object.")
        } catch {
            let column = error.column.map { "column \($0)" } ?? ""
            throw MappingRefused(problems: [MappingProblem(column, line: error.line, error.message)])
        }
    }

    /// The file, one column a line, ended by a line feed.
    package var text: String {
        let document = JSONNode(
            .object(
                [
                    .init(key: "format", value: JSONNode(.string(Self.format))),
                    .init(key: "register", value: JSONNode(.string(register))),
                ] + (headerLine.map { [.init(key: "header", value: JSONNode(.number(String($0))))] } ?? [])
                    + (key.map { [.init(key: "key", value: JSONNode(.array($0.map(\.node))))] } ?? []) + [
                        .init(key: "columns", value: JSONNode(.array(columns.map(\.node))))
                    ]))
        return document.pretty(width: 120) + "\n"
    }
}

extension ColumnMapping.Reference {
    /// In a key: the header where there is one, otherwise the number.
    fileprivate var node: JSONNode {
        JSONNode(number.map { .number(String($0)) } ?? .string(header ?? ""))
    }
}

extension ColumnMapping.Column {
    fileprivate var node: JSONNode {
        var members: [JSONNode.Member] = []
        func add(_ key: String, _ content: JSONNode.Content?) {
            if let content { members.append(.init(key: key, value: JSONNode(content))) }
        }
        add("column", reference.number.map { .number(String($0)) })
        add("header", reference.header.map { .string($0) })
        add("field", field.map { .string($0) } ?? .null)
        add("date", rules.date.map { .string($0.description) })
        add("list", rules.list.map { .string($0.rawValue) })
        if !rules.choices.isEmpty {
            let choices = rules.choices.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            let members = choices.map { choice in
                JSONNode.Member(key: choice.key, value: JSONNode(choice.value.map { .string($0) } ?? .null))
            }
            add("choices", .object(members))
        }
        return JSONNode(.object(members))
    }
}

/// Collects what is wrong with a mapping file while reading it.
private struct MappingReader {
    private(set) var problems: [MappingProblem] = []

    private mutating func complain(_ place: String, _ node: JSONNode?, _ message: String) {
        problems.append(MappingProblem(place, line: node?.line, message))
    }

    mutating func mapping(_ document: JSONNode) -> ColumnMapping? {
        guard document.members != nil else {
            complain("", document, "A mapping file holds an object, not \(document.kind).")
            return nil
        }
        refuseUnknown(in: document, at: "", known: ["format", "register", "header", "key", "columns"])
        let format = document["format"]
        if format?.string != ColumnMapping.format {
            complain("format", format ?? document, "\"format\" must be \"\(ColumnMapping.format)\".")
        }
        let register = document["register"]
        if register?.string?.isEmpty ?? true {
            complain("register", register ?? document, "\"register\" must name the register, such as \"systems\".")
        }
        let columns = self.columns(document["columns"], in: document)
        let key = document["key"].map { self.key($0) }
        let header = document["header"]
        if let header, header.integer ?? 0 < 1 {
            complain("header", header, "\"header\" must be the line of the header, counted from 1.")
        }
        return ColumnMapping(
            register: register?.string ?? "", header: header?.integer, key: key, columns: columns)
    }

    private mutating func refuseUnknown(in node: JSONNode, at place: String, known: [String]) {
        for member in node.members ?? [] where !known.contains(member.key) {
            let path = place.isEmpty ? member.key : "\(place).\(member.key)"
            complain(
                path, member.value, "\"\(member.key)\" means nothing here; known are \(known.joined(separator: ", ")).")
        }
    }

    private mutating func key(_ node: JSONNode) -> [ColumnMapping.Reference] {
        guard let elements = node.array else {
            complain("key", node, "\"key\" must be a list of headers or column numbers.")
            return []
        }
        return elements.enumerated().compactMap { place, element in
            if let number = element.integer, number >= 1 { return .init(number: number) }
            if let header = element.string { return .init(header: header) }
            complain("key[\(place)]", element, "Name a column by its header or its number, counted from 1.")
            return nil
        }
    }

    private mutating func columns(_ node: JSONNode?, in document: JSONNode) -> [ColumnMapping.Column] {
        guard let elements = node?.array else {
            complain("columns", node ?? document, "\"columns\" must be a list with an object for each column.")
            return []
        }
        return elements.enumerated().compactMap { place, element in column(element, at: "columns[\(place)]") }
    }

    private mutating func column(_ node: JSONNode, at place: String) -> ColumnMapping.Column? {
        guard node.members != nil else {
            complain(place, node, "A column is an object, not \(node.kind).")
            return nil
        }
        refuseUnknown(in: node, at: place, known: ["column", "header", "field", "date", "list", "choices"])
        guard let reference = reference(node, at: place) else { return nil }
        let field = node["field"]
        if field == nil || !(field?.isNull ?? false) && field?.string == nil {
            complain(
                "\(place).field", field ?? node, "\"field\" must name a field, or be null to keep the text as it is.")
        }
        let rules = rules(node, at: place)
        if field?.string == nil, rules != CellRules() {
            complain(place, node, "Rules for reading need a field; without one the text is kept as it is.")
        }
        return ColumnMapping.Column(reference, field: field?.string, rules: rules, line: node.line)
    }

    private mutating func reference(_ node: JSONNode, at place: String) -> ColumnMapping.Reference? {
        let (number, header) = (node["column"], node["header"])
        if let number, number.integer ?? 0 < 1 {
            complain("\(place).column", number, "\"column\" must be a number, counted from 1.")
        }
        if let header, header.string == nil {
            complain("\(place).header", header, "\"header\" must be a text.")
        }
        if number == nil && header == nil {
            complain(place, node, "Say which column this is, with \"column\", \"header\" or both.")
        }
        guard number?.integer != nil || header?.string != nil else { return nil }
        return ColumnMapping.Reference(number: number?.integer, header: header?.string)
    }

    private mutating func rules(_ node: JSONNode, at place: String) -> CellRules {
        var rules = CellRules()
        if let date = node["date"] {
            rules.date = date.string.flatMap { DatePattern($0) }
            if rules.date == nil {
                let example = "such as \"M/d/yyyy\", \"dd.MM.yyyy\" or \"d MMM yyyy\""
                complain("\(place).date", date, "\"date\" must be a pattern with year, month and day, \(example).")
            }
        }
        if let list = node["list"] {
            rules.list = list.string.flatMap { ListStyle(rawValue: $0) }
            if rules.list == nil {
                let known = ListStyle.allCases.map(\.rawValue).joined(separator: ", ")
                complain("\(place).list", list, "\"list\" must be one of \(known).")
            }
        }
        if let choices = node["choices"] { rules.choices = self.choices(choices, at: "\(place).choices") }
        return rules
    }

    private mutating func choices(_ node: JSONNode, at place: String) -> [String: String?] {
        guard let members = node.members else {
            complain(place, node, "\"choices\" must be an object: the text in the file, and what it stands for.")
            return [:]
        }
        var choices: [String: String?] = [:]
        for member in members {
            if let meaning = member.value.string {
                choices[CellText.trimmed(member.key)] = .some(meaning)
            } else if member.value.isNull {
                choices[CellText.trimmed(member.key)] = .some(nil)
            } else {
                complain("\(place).\(member.key)", member.value, "Name what it stands for, or null for nothing.")
            }
        }
        return choices
    }
}
