/// Which version of a maintained thing counts on the day of the view. Source: versions of maintained records, 3.14.
///
/// The state decides, and the date of effect: a version that came into force ahead of its date leaves the earlier one in
/// force until then, although that one is already marked superseded.
extension View {
    /// All versions in force, one for each line of versions, in order of their numbers.
    package func inForce<K: RecordKind>(
        _ type: K.Type, where isMeant: (Record<K>) -> Bool = { _ in true }
    ) -> [Record<K>] {
        inForce(declarations.kind(type)).map { Record(content: $0, view: self) }.filter(isMeant)
    }

    /// Of a record that is revised in place, the content of the run that counts.
    package func inForce(_ kind: Kind) -> [RecordContent] {
        kind.lifecycle.versions == nil ? [] : records(of: kind).compactMap(contentInForce)
    }

    package func isInForce(_ content: RecordContent) -> Bool { contentInForce(content) != nil }

    /// The content with which a record is in force; `nil` when it is not. That of a record that is revised in place can be
    /// an earlier one than it has now.
    package func contentInForce(_ content: RecordContent) -> RecordContent? {
        guard let versions = content.kind.lifecycle.versions else { return nil }
        return versions.isRevised ? run(of: content, versions) : counts(content, versions) ? content : nil
    }

    /// The day from which a version counts; `nil` while it never came into force.
    package func effect(of content: RecordContent) -> Day? {
        guard let versions = content.kind.lifecycle.versions,
            let step = changesShown(of: content.id).first(where: { versions.inForce.contains($0.step?.to ?? "") })
        else { return nil }
        if case .day(let day)? = versions.effect.flatMap({ content[$0] }) { return day }
        return step.at.day(in: zone)
    }

    /// What a version is called: its label where it has one, else its place in the chain; for a thing without versions the
    /// number of its changes.
    package func versionLabel(of content: RecordContent) -> String {
        guard let versions = content.kind.lifecycle.versions else { return String(content.version) }
        guard let label = versions.label else { return String(place(of: content)) }
        return content[label].map(content.kind.fields[label].type.text) ?? ""
    }

    /// 1 for the first version of a line, 2 for the one that supersedes it, and so on.
    package func place(of content: RecordContent) -> Int {
        var seen: Set<RecordID> = [content.id]
        var current = content
        while let earlier = current.earlier, seen.insert(earlier).inserted, let content = record(earlier) {
            current = content
        }
        return seen.count
    }

    /// A version counts from its effect until the effect of the one that supersedes it; a withdrawn one not at all.
    private func counts(_ content: RecordContent, _ versions: LifecycleTable.VersionRow) -> Bool {
        let stands = versions.inForce.contains(content.state)
        guard stands || content.state == versions.superseded, let effect = effect(of: content), effect <= day else {
            return false
        }
        let later = laterEffects(of: content)
        return later.allSatisfy { $0 > day } && (stands || !later.isEmpty)
    }

    /// The days of effect of the versions that supersede this one, directly or through others that were replaced before
    /// they took effect; drafts have none.
    private func laterEffects(of content: RecordContent) -> [Day] {
        var waiting = successors(of: content)
        var seen: Set<RecordID> = [content.id]
        var effects: [Day] = []
        while let next = waiting.popLast() {
            guard seen.insert(next.id).inserted else { continue }
            if let effect = effect(of: next) { effects.append(effect) }
            waiting += successors(of: next)
        }
        return effects
    }

    /// The content with which a record that is revised in place last came into force, with an effect not after the day.
    private func run(of content: RecordContent, _ versions: LifecycleTable.VersionRow) -> RecordContent? {
        guard content.state != versions.superseded else { return nil }
        var folded: RecordContent?
        var counting: RecordContent?
        for change in changesShown(of: content.id) {
            folded = folded?.applying(change) ?? RecordContent(beginning: change, kind: content.kind)
            guard let run = folded, let to = change.step?.to, versions.inForce.contains(to) else { continue }
            let stated = versions.effect.flatMap { run[$0] }.flatMap(Day.init)
            if stated ?? change.at.day(in: zone) <= day { counting = run }
        }
        return counting
    }

    private func successors(of content: RecordContent) -> [RecordContent] {
        records(of: content.kind, pointingTo: content.id, through: Kind.slot(base: \.supersedes))
    }
}

extension RecordContent {
    /// The version this one supersedes.
    package var earlier: RecordID? {
        guard case .reference(let id)? = self[Kind.slot(base: \.supersedes)] else { return nil }
        return id
    }
}
