/// All registers of the program, checked.
///
/// Built once at start; the program refuses to run on declarations that are wrong.
package struct Declarations: Sendable {
    package let kinds: [Kind]
    /// Kinds that references may name although they are declared in a later release.
    package let later: Set<String>
    private let byName: [String: Kind]
    private let byPrefix: [Substring: Kind]
    private let byType: [ObjectIdentifier: Kind]

    package init(_ types: [any RecordKind.Type], later: Set<String> = []) {
        func kind<K: RecordKind>(_ type: K.Type, _ ordinal: Int) -> Kind { Kind(type, ordinal: ordinal) }
        let kinds = types.enumerated().map { kind($1, $0) }
        self.kinds = kinds
        self.later = later
        byName = Dictionary(
            kinds.flatMap { [($0.name, $0), ($0.name.lowercased(), $0), ($0.about.address, $0)] }
        ) { first, _ in first }
        byPrefix = Dictionary(kinds.map { (Substring($0.about.prefix), $0) }) { first, _ in first }
        byType = Dictionary(zip(types.map { ObjectIdentifier($0) }, kinds)) { first, _ in first }
    }

    /// By name (`AISystem`) or by address (`systems`).
    package func kind(named name: String) -> Kind? {
        byName[name] ?? byName[name.lowercased()]
    }

    package func kind(of id: RecordID) -> Kind? {
        byPrefix[id.prefix]
    }

    /// The kind declared by a Swift type; asking for an undeclared one is a mistake in the program.
    package func kind<K: RecordKind>(_ type: K.Type) -> Kind {
        guard let kind = byType[ObjectIdentifier(type)] else {
            preconditionFailure("\(type) is not among the declared registers")
        }
        return kind
    }
}
