package import Exchange
package import Records

extension Kind {
    /// What names a thing is called the one or the other.
    private static let usualWords = ["name": FieldWords(["title"]), "title": FieldWords(["name"])]

    /// The fields of the register as far as tables are concerned, and after them those that every record has and a person may
    /// state. Words by which people know them come from the caller.
    package func targetFields(words: [String: FieldWords] = [:]) -> [TargetField] {
        let usual = Kind.usualWords
        let own = ownFields.filter(\.isStored).map { field in
            field.target(words[field.key] ?? usual[field.key] ?? FieldWords(), isBase: false)
        }
        let notStated = [Kind.slot(base: \.origin), Kind.slot(base: \.unmapped)]
        let base = fields.prefix(BaseFields.count).filter { !notStated.contains($0.slot) }
        return own + base.map { $0.target(Kind.baseWords[$0.key] ?? FieldWords(), isBase: true) }
    }

    private static let baseWords = ["unit": FieldWords(["department"])]
}

extension DeclaredField {
    fileprivate func target(_ words: FieldWords, isBase: Bool) -> TargetField {
        let (content, isList) = CellContent.of(type.shape)
        return TargetField(
            key: key, label: label, content: content ?? .text, isList: isList, isFillable: content != nil,
            words: words, isBase: isBase)
    }
}

extension CellContent {
    /// What a cell must hold for a field of this shape; `nil` where no cell can say it.
    fileprivate static func of(_ shape: FieldShape) -> (content: CellContent?, isList: Bool) {
        switch shape {
        case .text, .prose: (.text, false)
        case .number: (.number, false)
        case .flag: (.flag, false)
        case .day: (.day, false)
        case .moment: (.moment, false)
        case .choice(let codes): (.choice(Set(codes)), false)
        case .list(let element): (of(element).content, true)
        case .reference: (.reference, false)
        case .file, .structure: (nil, false)
        }
    }
}
