import AIMS
import Exchange
import Records

/// Finds the record that a cell names: by its id, a person also by e-mail, anything else also by its name. What names none or
/// more than one is not found: nothing is guessed.
struct ReferenceFinder {
    private let view: View
    private let ids: [String: [String: [RecordID]]]

    init(_ view: View, for kind: Kind) {
        self.view = view
        let declarations = view.register.declarations
        let targets = Set(kind.ownFields.flatMap(\.type.targets))
        let kinds = declarations.kinds.filter { targets.contains(.kind($0.name)) }
        ids = Dictionary(
            uniqueKeysWithValues: kinds.map { kind in
                let named = view.records(of: kind).map { content in
                    (ReferenceFinder.plain(ReferenceFinder.name(of: content, kind)), [content.id])
                }
                return (kind.name, Dictionary(named.filter { !$0.0.isEmpty }) { $0 + $1 })
            })
    }

    /// The record, if the field may point to it.
    func record(named text: String, for field: DeclaredField) -> RecordID? {
        guard let target = field.type.target else { return nil }
        if let id = RecordID(text.uppercased()) {
            guard let content = view.record(id), !content.isDisposed else { return nil }
            return target == .anyRecord || target == .kind(content.kind.name) ? content.id : nil
        }
        guard case .kind(let name) = target, let found = ids[name]?[ReferenceFinder.plain(text)] else { return nil }
        return found.count == 1 ? found[0] : nil
    }

    /// What has to be said instead of what was not found.
    static func question(about field: DeclaredField) -> String {
        switch field.type.target {
        case .kind("Person"):
            "Who is it? A person is named by an id, like PER-005, or by an e-mail that nobody else has."
        case .kind(let name): "Which \(name) is it? It is named by its id, or by a name that no other one has."
        default: "Which record is it? It is named by its id, like SYS-1."
        }
    }

    private static func name(of content: RecordContent, _ kind: Kind) -> String {
        guard kind.name == "Person" else { return kind.title(of: content) }
        guard case .text(let mail)? = content[Kind.slot(\Person.email)] else { return "" }
        return mail
    }

    private static func plain(_ text: String) -> String { CellText.trimmed(text).lowercased() }
}
