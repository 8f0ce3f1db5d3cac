import AIMS
import Records

/// Registers as populations see them: without test records, and without demonstration records where the organization is real.
extension Inquiry {
    func all<K: RecordKind>(_ type: K.Type) -> [Record<K>] {
        population("all \(type)") { $0.counted(type) }
    }

    /// Versions in force on the day; several when there are several lines of them.
    func inForce<K: RecordKind>(_ type: K.Type) -> [Record<K>] {
        let counted = Set(all(type).map(\.id))
        return population("in force \(type)") { view in view.inForce(type).filter { counted.contains($0.id) } }
    }

    /// Whether a record of any kind counts: a test record nowhere, a demonstration record only in a demonstration.
    func counts(_ content: RecordContent) -> Bool {
        content[Kind.slot(base: \.isTest)] != .flag(true)
            && (isDemonstration || content[Kind.slot(base: \.isDemo)] != .flag(true))
    }

    var isDemonstration: Bool {
        once("is demonstration") { shared("is demonstration") { $0.isDemonstration } }
    }

    /// The day from which a version in force counts.
    func effect<K: RecordKind>(of version: Record<K>) -> Day {
        view.effect(of: version.content) ?? entryDay(of: version)
    }

    /// The register itself, to be cited where what counts is what is not in it.
    func register<K: RecordKind>(_ type: K.Type, _ filter: String = "") -> RecordRef {
        .register(kind: "\(type)", size: all(type).count, filter: filter)
    }

    /// The day on which a record came into its state.
    func entryDay<K: RecordKind>(of record: Record<K>) -> Day {
        record.content.entry.at.day(in: view.zone)
    }

    func createdDay<K: RecordKind>(of record: Record<K>) -> Day {
        record.content.created.at.day(in: view.zone)
    }

    /// A set of records that several checks ask for: found once in an evaluation, read through this inquiry's own view, so
    /// that whatever is read by way of its records is noted here.
    func population<K: RecordKind>(_ name: String, _ find: (View) -> [Record<K>]) -> [Record<K>] {
        once(name) {
            shared(name) { view in find(view).map(\.content) }.map { Record(content: $0, view: view) }
        }
    }
}
