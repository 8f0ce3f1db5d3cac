import Exchange
import Records

/// Finds the record that a cell names: by its id, by its name, or by what else names one record of its kind alone, such as an
/// e-mail or a code. What names none or more than one is not found: nothing is guessed.
struct ReferenceFinder {
    private let view: View
    private let ids: [String: [String: [RecordID]]]
    /// Records of the kind that is brought in, by the field that names one alone.
    private let taken: [String: [String: [RecordID]]]

    init(_ view: View, for kind: Kind) {
        self.view = view
        let targets = Set(kind.fields.flatMap(\.type.targets))
        let kinds = view.register.declarations.kinds.filter { targets.contains(.kind($0.name)) }
        ids = Dictionary(
            uniqueKeysWithValues: kinds.map { kind in
                (kind.name, ReferenceFinder.records(of: kind, by: [kind.about.naming] + kind.about.identifying, view))
            })
        taken = Dictionary(
            uniqueKeysWithValues: kind.about.identifying.map {
                ($0, ReferenceFinder.records(of: kind, by: [$0], view))
            })
    }

    /// The record, if the field may point to it.
    func record(named text: String, for field: DeclaredField) -> RecordID? {
        guard let target = field.type.target else { return nil }
        if let id = RecordID(text.uppercased()) {
            guard let content = view.record(id), !content.isDisposed else { return nil }
            return target == .anyRecord || target == .kind(content.kind.name) ? content.id : nil
        }
        let found = candidates(text, target)
        return found.count == 1 ? found[0] : nil
    }

    /// The one record of the kind that is brought in of which a field that names one alone says this.
    func record(where key: String, says text: String) -> RecordID? {
        guard let found = taken[key]?[ReferenceFinder.plain(text)], found.count == 1 else { return nil }
        return found[0]
    }

    /// Whether a field of the kind that is brought in names one record alone.
    func identifies(_ key: String) -> Bool { taken[key] != nil }

    /// What has to be said instead of a text that names no record.
    func question(about field: DeclaredField, _ text: String) -> String {
        guard case .kind(let name)? = field.type.target else {
            return "Which record is it? It is named by its id, like SYS-1."
        }
        let question = name == "Person" ? "Who is it?" : "Which \(name) is it?"
        let found = candidates(text, field.type.target).prefix(5).map(\.text)
        let particular =
            RecordID(text.uppercased()) != nil
            ? "No \(name) has this id."
            : found.isEmpty ? "This is no id." : "This may be \(found.joined(separator: " or "))."
        let kind = view.register.declarations.kinds.first { $0.name == name }
        let others = (kind?.about.identifying ?? []).compactMap { kind?.field($0)?.label.inSentence }
        let names = (others + ["name"]).joined(separator: " or ")
        return "\(question) \(particular) It is named by its id, or by its \(names) where no other one has the same."
    }

    private func candidates(_ text: String, _ target: ReferenceTarget?) -> [RecordID] {
        guard case .kind(let name)? = target else { return [] }
        return ids[name]?[ReferenceFinder.plain(text)] ?? []
    }

    private static func records(of kind: Kind, by keys: [String], _ view: View) -> [String: [RecordID]] {
        let fields = keys.compactMap { kind.field($0) }
        var found: [String: [RecordID]] = [:]
        for content in view.records(of: kind) {
            let names = fields.compactMap { field in content[field.slot].map { plain(field.type.show($0)) } }
            for name in Set(names) where !name.isEmpty { found[name, default: []].append(content.id) }
        }
        return found
    }

    private static func plain(_ text: String) -> String { CellText.trimmed(text).lowercased() }
}
