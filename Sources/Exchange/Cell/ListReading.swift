/// How one cell holds several values.
package enum ListStyle: String, CaseIterable, Hashable, Sendable {
    case json
    case lines
    case semicolons
    case commas
    /// The whole cell is one value, whatever is in it.
    case whole
}

/// The values of a cell that holds a list, in their order, each without outer white space and bullets.
package struct ListReading: Hashable, Sendable {
    package let items: [String]
    package let style: ListStyle

    /// Without a stated style a JSON list, lines and semicolons are recognised, in this order; commas never are,
    /// for a sentence has them too. Nil when JSON was stated and the text is no list of single values.
    package init?(_ text: String, as stated: ListStyle? = nil) {
        let text = CellText.trimmed(text)
        style = stated ?? Self.recognised(text)
        switch style {
        case .json:
            guard let items = text.isEmpty ? [] : Self.jsonItems(text) else { return nil }
            self.items = items
        case .lines: items = Self.split(text, at: ["\n", "\r", "\u{0B}", "\u{85}", "\u{2028}"]).map(Self.withoutBullet)
        case .semicolons: items = Self.split(text, at: [";"])
        case .commas: items = Self.split(text, at: [","])
        case .whole: items = text.isEmpty ? [] : [text]
        }
    }

    private static func recognised(_ text: String) -> ListStyle {
        if text.unicodeScalars.first == "[", jsonItems(text) != nil {
            .json
        } else if split(text, at: ["\n", "\r"]).count > 1 {
            .lines
        } else if split(text, at: [";"]).count > 1 {
            .semicolons
        } else {
            .whole
        }
    }

    /// Values that are lists or objects themselves make it no list of values.
    private static func jsonItems(_ text: String) -> [String]? {
        guard let values = try? JSONNode.values(in: Array(text.utf8)), values.count == 1,
            let elements = values[0].array
        else { return nil }
        let texts = elements.map { element in
            switch element.content {
            case .string(let text): CellText.trimmed(text)
            case .bool, .number: element.text
            case .null: ""
            case .array, .object: nil as String?
            }
        }
        return texts.contains(nil) ? nil : texts.compactMap(\.self).filter { !$0.isEmpty }
    }

    private static func split(_ text: String, at separators: Set<Unicode.Scalar>) -> [String] {
        text.unicodeScalars.split { separators.contains($0) }
            .map { CellText.trimmed(String($0)) }
            .filter { !$0.isEmpty }
    }

    private static func withoutBullet(_ line: String) -> String {
        guard let first = line.unicodeScalars.first, "•·‣▪●◦*-–—".unicodeScalars.contains(first) else { return line }
        let rest = String(line.unicodeScalars.dropFirst())
        return rest.unicodeScalars.first.map { $0.properties.isWhitespace } == true ? CellText.trimmed(rest) : line
    }
}
