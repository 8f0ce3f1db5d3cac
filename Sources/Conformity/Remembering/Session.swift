import AIMS
import Ledger
import Records

/// Everything that was worked out for one point of view: sets and values that checks share, and the checks themselves.
///
/// When the register goes on, only what can have changed is worked out again. Everything notes what was really read for it:
/// records, who points to whom, registers, and other things worked out here. What is worked out record by record is remembered
/// so. That everything is read through `view`, and that nothing else goes into it, is what makes this right.
final class Session: Asking {
    /// Notes what is read through it.
    private(set) var view: View
    /// The same view, noting nothing: for what is read on behalf of the memory itself.
    private(set) var plain: View
    let checkpointVerifies: Bool
    let declarations: Declarations
    /// The checks of which something fell and was worked out again in this evaluation, in the order in which they began.
    private(set) var ran: [CheckID] = []
    let checks: [CheckStanding]
    private let places: [CheckID: Int]
    private let log = ReadLog()
    private let dependents = Dependents()
    private var standings: [Standing] = []
    /// By ordinal of the kind: what is worked out record by record for records of the kind.
    private var byKind: [[Standing]]
    private var sets: [Name: SharedSet] = [:]
    private var values: [Name: SharedValue] = [:]
    private var waiting: [Standing] = []
    private var otherViews: [Day: View] = [:]
    /// Asked for every record there is.
    private(set) lazy var demonstration = shared(Name("is demonstration")) { $0.view.isDemonstration }
    /// The last day that any view of this session shows.
    private var horizon: Day
    /// What there was to note when everything had been worked out once.
    private var firstWeight: Int?

    /// Views of other days that are kept; beyond it they are made again when asked for.
    private static let otherViewsMax = 64

    var session: Session { self }

    init(_ view: View, _ list: [Check], checkpointVerifies: Bool) {
        plain = view
        self.view = view.noting(in: log)
        self.checkpointVerifies = checkpointVerifies
        declarations = view.register.declarations
        horizon = view.day
        byKind = Array(repeating: [], count: view.register.declarations.kinds.count)
        checks = list.enumerated().map { CheckStanding($1, place: $0) }
        places = Dictionary(list.enumerated().map { ($1.id, $0) }) { first, _ in first }
        standings = checks.flatMap { [$0.premise, $0.assembly] }
    }

    var size: LedgerSize { plain.register.size }

    /// About how much is held, in things remembered.
    var weight: Int { dependents.count + standings.count }

    /// More was noted since the beginning than there was to note then: it is time to begin anew.
    var isWorn: Bool { firstWeight.map { weight > 2 * $0 + 100_000 } ?? false }

    /// Whether a later register can be told apart from this one, record by record.
    func canGoOn(to register: Register) -> Bool {
        !isWorn && register.touches(since: plain.register.size) != nil
    }

    /// What all checks say about a register that goes on from the one before.
    func evaluate(_ later: View) -> [CheckResult] {
        ran = []
        advance(to: later)
        repeat {
            settle()
            for check in checks { check.renew(in: self) }
        } while checks.contains(where: \.needsWork) || !waiting.isEmpty
        firstWeight = firstWeight ?? weight
        return checks.compactMap(\.result)
    }

    func note(_ ran: CheckID) {
        if !self.ran.contains(ran) { self.ran.append(ran) }
    }
}

// MARK: What is asked for

extension Session {
    /// The result of another check; `nil` when there is no such check.
    func result(of id: CheckID) -> CheckResult? {
        guard let place = places[id] else { return nil }
        checks[place].renew(in: self)
        log.note(checks[place].asRead)
        return checks[place].result
    }

    /// The same register on another day, as known in this view.
    func view(on day: Day) -> View {
        if day == plain.day { return view }
        horizon = max(horizon, day)
        let known = otherViews[day]
        if let known, known.register.size == plain.register.size { return known.noting(in: log) }
        // The day after as today: then the state is folded for the day and not taken from the latest contents.
        let other = View(
            plain.register, asOf: day, knownAt: plain.knownAt, today: day.adding(days: 1), after: known ?? plain)
        if otherViews.count >= Session.otherViewsMax { otherViews = [:] }
        otherViews[day] = other
        return other.noting(in: log)
    }

    /// A value that checks share, worked out once. It is read by whoever asks.
    func value<Value: Equatable & Sendable>(
        _ name: Name, _ compute: @escaping @Sendable (Session) -> Value
    ) -> Value {
        read(shared(name, compute))
    }

    /// The same, for whoever asks for it very often.
    func shared<Value: Equatable & Sendable>(
        _ name: Name, _ compute: @escaping @Sendable (Session) -> Value
    ) -> SharedValueOf<Value> {
        if let known = values[name] as? SharedValueOf<Value> { return known }
        let shared = SharedValueOf(number: standings.count, compute)
        values[name] = shared
        standings.append(shared)
        return shared
    }

    func read<Value: Equatable & Sendable>(_ shared: SharedValueOf<Value>) -> Value {
        renew(shared)
        log.note(shared.asRead)
        guard let value = shared.value else { preconditionFailure("what was renewed has a value") }
        return value
    }

    /// A set of records of some kinds that checks share; `member` gives the content with which a record is in it.
    func set(
        _ name: Name, of kinds: (Session) -> [Kind],
        _ member: @escaping @Sendable (Session, RecordContent) -> RecordContent?
    ) -> SharedSet {
        sets[name] ?? begin(SharedSet(number: standings.count, kinds: kinds(self), base: nil, member: member), name)
    }

    /// A part of such a set.
    func set(
        _ name: Name, within base: () -> SharedSet,
        _ member: @escaping @Sendable (Session, RecordContent) -> RecordContent?
    ) -> SharedSet {
        if let known = sets[name] { return known }
        let base = base()
        return begin(SharedSet(number: standings.count, kinds: base.kinds, base: base, member: member), name)
    }

    private func begin(_ set: SharedSet, _ name: Name) -> SharedSet {
        sets[name] = set
        begin(set, following: set.base, set.kinds)
        return set
    }

    /// Takes in something that is worked out record by record, for the records of a set or of whole kinds.
    private func begin(_ standing: Standing, following base: SharedSet?, _ kinds: [Kind]) {
        standings.append(standing)
        base?.followers.append(standing)
        for kind in kinds { byKind[kind.ordinal].append(standing) }
    }

    /// A sentence of a check that is asked for the first time.
    func standing(for sentence: Sentence, of check: Int) -> SentenceStanding {
        let standing = SentenceStanding(number: standings.count, check: check, sentence, self)
        begin(standing, following: standing.base, standing.kinds)
        return standing
    }
}

// MARK: What is read

extension Session {
    /// Works something out and notes what is read for it.
    func noting<Answer>(for standing: Standing, _ place: RecordPlace? = nil, _ work: () -> Answer) -> Answer {
        // That the record itself is touched is noticed without a note.
        let mark = log.begin(besides: place.map { .record(ordinal: Int($0.kind), number: Int($0.number)) })
        let answer = work()
        log.take(since: mark) { note($0, standing, place) }
        return answer
    }

    /// Works something out of which it is known what is read for it.
    func notingNothing<Answer>(_ work: () -> Answer) -> Answer {
        let mark = log.begin()
        defer { log.take(since: mark) { _ in } }
        return work()
    }

    private func note(_ read: Read, _ standing: Standing, _ place: RecordPlace?) {
        if let place, read.isAboutOne {
            // Who points to a record, and what was worked out for it, is mostly asked about the very record that is judged,
            // and of every one of them: then one note does for all.
            if let subject = read.subject, let general = read.ofAnyone, place.isOf(subject) {
                if standing.isNew(general) { dependents.add(standing, nil, of: general) }
            } else {
                dependents.add(standing, place, of: read)
            }
        } else if standing.isNew(read) {
            dependents.add(standing, nil, of: read)
        }
    }

    /// Reads whether a record is in a set.
    func contains(_ set: SharedSet, _ id: RecordID) -> Bool {
        renew(set)
        guard let kind = declarations.kind(of: id), set.isOf(kind) else { return false }
        log.note(.derived(set.number, kind: kind, number: id.number))
        return set.contains(RecordPlace(kind, id.number))
    }

    /// Reads every record of a set, in order of kinds and numbers.
    func contents(of set: SharedSet) -> [RecordContent] {
        renew(set)
        log.note(set.everything)
        return members(of: set)
    }

    func count(of set: SharedSet) -> Int {
        renew(set)
        log.note(set.size)
        return set.count
    }

    /// The records of a set, without reading it.
    func members(of set: SharedSet) -> [RecordContent] {
        if set.count * 8 < set.reach {
            set.places.compactMap { set.content($0, else: content($0)) }
        } else {
            set.kinds.flatMap { kind in
                plain.records(of: kind).compactMap { own in set.content(RecordPlace(own), else: own) }
            }
        }
    }

    /// Where every record of a kind stands that ever was, in order of their numbers.
    func places(of kind: Kind) -> [RecordPlace] {
        plain.register.histories(of: kind).map { RecordPlace(kind, $0.id.number) }
    }

    func id(_ place: RecordPlace) -> RecordID {
        declarations.kinds[Int(place.kind)].id(Int(place.number))
    }

    /// The content that a record has in the view; nothing when it was disposed of.
    func content(_ place: RecordPlace) -> RecordContent? {
        plain.content(of: declarations.kinds[Int(place.kind)], number: Int(place.number))
    }
}

// MARK: What falls, and is worked out again

extension Session {
    /// Takes over a later register: what read something that is touched falls.
    private func advance(to later: View) {
        let earlier = plain
        plain = later
        view = later.noting(in: log)
        guard earlier.register.size != later.register.size else { return }
        let touches = later.register.touches(since: earlier.register.size) ?? []
        let touched = Set(touches.lazy.filter { self.shows($0, later) }.map(\.record))
        for kind in Set(touched.compactMap(later.register.declarations.kind(of:))) { touch(.register(kind)) }
        for id in touched { touch(id, earlier.register, later.register) }
    }

    /// Whether any view of this session can show an entry.
    private func shows(_ touch: Touch, _ view: View) -> Bool {
        if view.isLatest || touch.isRemoval { return true }
        return touch.at.day(in: view.zone) <= horizon && (view.knownAt.map { touch.sequence <= $0 } ?? true)
    }

    private func touch(_ id: RecordID, _ earlier: Register, _ later: Register) {
        guard let kind = later.declarations.kind(of: id) else { return }
        let place = RecordPlace(kind, id.number)
        touch(.record(kind, number: id.number))
        for standing in byKind[kind.ordinal] { fall(standing, place) }
        for register in [earlier, later] {
            guard let history = register.history(id) else { continue }
            for (slot, target) in history.pointers {
                touch(
                    .pointers(
                        kind, slot: slot, target: later.declarations.kind(of: target), number: target.number))
            }
        }
    }

    /// Whether anybody would have to be asked again if it were touched.
    func isRead(_ read: Read) -> Bool { dependents.hasAny(of: read) }

    func touch(_ read: Read) {
        dependents.each(of: read) { number, place in fall(standings[number], place) }
        guard let general = read.ofAnyone, let subject = read.subject else { return }
        let place = RecordPlace(kind: Int32(subject.kind), number: Int32(subject.number))
        dependents.each(of: general) { number, _ in fall(standings[number], place) }
    }

    func fall(_ standing: Standing, _ place: RecordPlace?) {
        let waited = standing.needsWork
        standing.fall(place)
        if let check = standing.check {
            checks[check].needsWork = true
        } else if !waited {
            waiting.append(standing)
        }
    }

    private func settle() {
        while let standing = waiting.popLast() {
            if let set = standing as? SharedSet { renew(set) }
            if let value = standing as? SharedValue { renew(value) }
        }
    }

    private func renew(_ value: SharedValue) {
        guard value.isStale else { return }
        value.isStale = false
        let isDifferent = noting(for: value) { value.renew(self) }
        if isDifferent { touch(value.asRead) }
    }

    func renew(_ set: SharedSet) {
        set.base.map(renew)
        guard set.needsWork else { return }
        let (places, wasBegun) = (Array(set.stale), set.isBegun)
        let before = set.count
        if set.isStale {
            let left = wasBegun ? set.places : []
            set.isStale = false
            for content in set.base.map(members) ?? set.kinds.flatMap(plain.records) {
                ask(set, RecordPlace(content), content)
            }
            for place in left where own(place, for: set) == nil { ask(set, place, nil) }
            set.isBegun = true
        } else {
            set.stale = []
            for place in places { ask(set, place, own(place, for: set)) }
        }
        if wasBegun, before != set.count { touch(set.size) }
    }

    /// What a set is asked about: the content in the set it is a part of, else that in the view.
    private func own(_ place: RecordPlace, for set: SharedSet) -> RecordContent? {
        guard let base = set.base else { return content(place) }
        return base.content(place, else: content(place))
    }

    private func ask(_ set: SharedSet, _ place: RecordPlace, _ own: RecordContent?) {
        let was = set.contains(place)
        let now = own.flatMap { own in noting(for: set, place) { set.member(self, own) } }
        set.put(place, now, isOwn: now == own && set.base?.hasOther(place) != true)
        // While it is worked out for the first time, nobody has read it.
        guard set.isBegun, was || now != nil else { return }
        for follower in set.followers { fall(follower, place) }
        touch(set.everything)
        if was != (now != nil) {
            let kind = declarations.kinds[Int(place.kind)]
            touch(.derived(set.number, kind: kind, number: Int(place.number)))
        }
    }
}
