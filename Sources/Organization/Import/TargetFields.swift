package import Exchange
package import Records

extension Kind {
    /// What names a thing is called the one or the other.
    private static let usualWords = ["name": FieldWords(["title"]), "title": FieldWords(["name"])]

    /// The fields of the register as far as tables are concerned. Words by which people know them come from the caller.
    package func targetFields(words: [String: FieldWords] = [:]) -> [TargetField] {
        ownFields.filter(\.isStored).map { field in
            let (content, isList) = CellContent.of(field.type.shape)
            return TargetField(
                key: field.key, label: field.label, content: content ?? .text, isList: isList,
                isFillable: content != nil,
                words: words[field.key] ?? Kind.usualWords[field.key] ?? FieldWords())
        }
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
