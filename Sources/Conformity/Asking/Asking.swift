import AIMS
import Records

/// Whoever asks the register: a check, and what checks share.
protocol Asking: AnyObject {
    var session: Session { get }
}

/// Registers as populations see them: without test records, and without demonstration records where the organization is real.
extension Asking {
    var view: View { session.view }
    var day: Day { session.plain.day }

    /// The same register on another day, as known in this view.
    func view(on other: Day) -> View { session.view(on: other) }

    func all<K: RecordKind>(_ type: K.Type) -> Population<K> {
        population("all", of: type) { on, content in on.counts(content) ? content : nil }
    }

    /// Versions in force on the day; several when there are several lines of them.
    func inForce<K: RecordKind>(_ type: K.Type) -> Population<K> {
        population("in force", within: all(type)) { on, content in on.view.contentInForce(content) }
    }

    /// Every record that counts, of whatever kind.
    var everything: SharedSet {
        session.set(Name("everything"), of: \.declarations.kinds) { on, content in
            on.counts(content) ? content : nil
        }
    }

    /// Whether a record of any kind counts: a test record nowhere, a demonstration record only in a demonstration.
    func counts(_ content: RecordContent) -> Bool { content.counts(inDemonstration: isDemonstration) }

    func counted<K: RecordKind>(_ records: [Record<K>]) -> [Record<K>] {
        records.filter { counts($0.content) }
    }

    var isDemonstration: Bool { session.read(session.demonstration) }

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

    /// A record with its kind's own types, read through this view.
    func record<K: RecordKind>(_ id: RecordID?, as type: K.Type) -> Record<K>? {
        id.flatMap { view.record($0, as: type) }
    }
}

/// How sets are made.
extension Asking {
    /// A set of records of one kind that checks share. `member` gives the content with which a record is in it.
    func population<K: RecordKind>(
        _ name: String, of type: K.Type, _ member: @escaping @Sendable (Session, RecordContent) -> RecordContent?
    ) -> Population<K> {
        Population(
            session.set(Name(name, type), of: { [$0.declarations.kind(type)] }, member), session)
    }

    /// A part of such a set.
    func population<K: RecordKind>(
        _ name: String, within base: @autoclosure () -> Population<K>,
        _ member: @escaping @Sendable (Session, RecordContent) -> RecordContent?
    ) -> Population<K> {
        Population(session.set(Name(name, K.self), within: { base().set }, member), session)
    }

    /// A part of a set: the records of which something is true.
    func population<K: RecordKind>(
        _ name: String, within base: @autoclosure () -> Population<K>,
        where isMember: @escaping @Sendable (Session, Record<K>) -> Bool
    ) -> Population<K> {
        population(name, within: base()) { on, content in
            isMember(on, Record(content: content, view: on.view)) ? content : nil
        }
    }
}
