import AIMS
import ArgumentParser
import Conformity
import Exchange
import Records

/// What a shell can offer while somebody types: words that hold in every organization, so that none has to be opened for them.
extension CompletionKind {
    /// Kinds of record, by both of their names.
    static let kinds = custom { _, _, _ in Declarations.aims.kinds.flatMap { [$0.about.address, $0.name] }.sorted() }

    /// Checks and requirements.
    static let checks = custom { _, _, _ in
        Set(Check.all.flatMap { [$0.id.text, $0.requirement.text] }).sorted()
    }

    /// States of the kind that was named before.
    static let states = custom { words, _, _ in kind(in: words)?.lifecycle.states.map(\.name) ?? [] }

    /// Steps of the record that was named before, whatever its state is; that would need its ledger.
    static let steps = custom { words, _, _ in
        let kind = words.lazy.compactMap { RecordID($0.uppercased()) }.compactMap { Declarations.aims.kind(of: $0) }
            .first
        return Set((kind?.lifecycle.transitions ?? []).map(\.code)).sorted()
    }

    /// Tables, and the archive of an organization.
    static let tables = file(extensions: ["csv", "json", "jsonl", "txt", "tsv", "zip"])

    static let encodings = list(TextEncoding.allCases.map(\.rawValue))

    private static func kind(in words: [String]) -> Kind? {
        words.lazy.compactMap { Declarations.aims.kind(named: $0) }.first
    }
}
