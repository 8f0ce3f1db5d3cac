/// All registers of the program, checked.
///
/// Built once at start; the program refuses to run on declarations that are wrong. A class, so that everything that
/// must know the declarations holds them with one word.
package final class Declarations: Sendable {
    package let kinds: [Kind]
    /// Kinds that references may name although they are declared in a later release.
    package let later: Set<String>
    let byName: [String: Kind]
    /// By the letters before a number, and by type: ordinals.
    private let byPrefix: WordMap
    private let byType: WordMap

    package init(_ types: [any RecordKind.Type], later: Set<String> = []) {
        func kind<K: RecordKind>(_ type: K.Type, _ ordinal: Int) -> Kind { Kind(type, ordinal: ordinal) }
        precondition(types.count <= Read.kindsMax, "so many kinds are not told apart")
        let kinds = types.enumerated().map { kind($1, $0) }
        self.kinds = kinds
        self.later = later
        byName = Dictionary(
            kinds.flatMap { [($0.name, $0), ($0.name.lowercased(), $0), ($0.about.address, $0)] }
        ) { first, _ in first }
        var (byPrefix, byType) = (WordMap(), WordMap())
        for (type, kind) in zip(types, kinds).reversed() {
            _ = byType.put(Int32(kind.ordinal), for: Declarations.word(type))
            if let letters = RecordID.letters(kind.about.prefix.utf8) {
                _ = byPrefix.put(Int32(kind.ordinal), for: letters)
            }
        }
        (self.byPrefix, self.byType) = (byPrefix, byType)
    }

    private static func word(_ type: any RecordKind.Type) -> UInt64 {
        UInt64(UInt(bitPattern: ObjectIdentifier(type)))
    }

    /// By name (`AISystem`) or by address (`systems`), in any case.
    package func kind(named name: String) -> Kind? {
        byName[name] ?? byName[name.lowercased()]
    }

    package func kind(of id: RecordID) -> Kind? {
        let ordinal = Int(byPrefix[id.letters])
        return ordinal < 0 ? nil : kinds[ordinal]
    }

    /// The id as its kind writes it: PER-019 for PER-19. An id of no kind stays as it is.
    package func written(_ id: RecordID) -> RecordID {
        kind(of: id).map { id.written(withDigits: $0.about.digits) } ?? id
    }

    /// The kind declared by a Swift type; asking for an undeclared one is a mistake in the program.
    package func kind<K: RecordKind>(_ type: K.Type) -> Kind {
        let ordinal = Int(byType[Declarations.word(type)])
        guard ordinal >= 0 else { preconditionFailure("\(type) is not among the declared registers") }
        return kinds[ordinal]
    }
}
