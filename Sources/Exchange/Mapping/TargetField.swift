/// A field of a register, as far as reading tables concerns it.
package struct TargetField: Hashable, Sendable {
    package let key: String
    package let label: String
    package let content: CellContent
    package let isList: Bool
    /// A table can fill it at all. Rows, files and computed fields it cannot.
    package let isFillable: Bool
    package let words: FieldWords
    /// Every record has it, whatever the register is about: only a header that is its very name proposes it.
    package let isBase: Bool

    package init(
        key: String, label: String, content: CellContent, isList: Bool = false, isFillable: Bool = true,
        words: FieldWords = .init(), isBase: Bool = false
    ) {
        self.key = key
        self.label = label
        self.content = content
        self.isList = isList
        self.isFillable = isFillable
        self.words = words
        self.isBase = isBase
    }
}

/// How people call a field in tables of their own.
package struct FieldWords: Hashable, Sendable {
    /// Names that mean this field and no other.
    package var names: [String]
    /// Names that may mean it when no column fits better.
    package var hints: [String]

    package init(_ names: [String] = [], hints: [String] = []) {
        self.names = names
        self.hints = hints
    }
}
