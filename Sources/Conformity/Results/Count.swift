/// Amounts in words people read. Spelling is that of the registers: one record, two records.
enum Count {
    /// `1 risk`, `12 risks`, `no risks`.
    static func of(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        switch count {
        case 0: "no \(many ?? one + "s")"
        case 1: "1 \(one)"
        default: "\(count) \(many ?? one + "s")"
        }
    }

    /// `a, b and c`; beyond `most`: `a, b and 7 more`.
    static func list(_ items: [String], most: Int = 3) -> String {
        if items.count > most {
            "\(items.prefix(most).joined(separator: ", ")) and \(items.count - most) more"
        } else if items.count > 1 {
            "\(items.dropLast().joined(separator: ", ")) and \(items[items.count - 1])"
        } else {
            items.first ?? ""
        }
    }

    /// The same of many things, of which only those that are named are put into words.
    static func list<Item>(_ items: [Item], most: Int = 3, _ text: (Item) -> String) -> String {
        if items.count > most {
            "\(items.prefix(most).map(text).joined(separator: ", ")) and \(items.count - most) more"
        } else {
            list(items.map(text), most: most)
        }
    }

    /// A share in percent with one decimal: 37 of 41 is `90.2 %`.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "0 %" }
        let tenths = (part * 1_000 + whole / 2) / whole
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}
