import Records

/// What the sentences of a check came to together, and what that rests on.
struct Reckoning {
    let answer: Answer
    private(set) var tally = Tally()
    /// An existence part that is false.
    let absent: [Gap]
    /// What was searched, as large as it is now.
    let searched: [RecordRef]
    private(set) var parameters: [ParameterUse] = []
    private(set) var rules: [RuleUse] = []
    private(set) var evidence: [RecordRef] = []
    /// The lowest grade among what is cited.
    private(set) var weakest: EvidenceGrade?

    init(
        _ answer: Answer, _ sentences: [SentenceStanding], _ absent: [Gap], _ premise: Footing, _ on: Inquiry
    ) {
        self.answer = answer
        self.absent = absent
        searched = answer.searched.map { $0() }
        var footing = premise
        var members: [RecordRef]? = []
        for (sentence, standing) in zip(answer.sentences, sentences) {
            let (tally, cited) = Reckoning.outcome(of: sentence, standing)
            self.tally.add(tally)
            for cited in cited { footing.cite(cited.what, cited.grade) }
            footing.add(standing.wholeFooting)
            footing.add(standing.sharedFooting)
            members = members.flatMap { known in Reckoning.members(of: sentence, standing, tally, on).map { known + $0 }
            }
        }
        closeEmpty()
        (parameters, rules) = (footing.parameters, footing.rules)
        cite(footing.cited, on, members)
    }

    private static func outcome(
        of sentence: Sentence, _ standing: SentenceStanding
    ) -> (Tally, cited: [Footing.Cited]) {
        switch sentence.manner {
        case .given: return (Tally(), [])
        case .whole: return (standing.whole, [])
        case .each: return (standing.counted, standing.citesSingly ? standing.notable.flatMap(\.cited) : [])
        case .best(_, _, let missing, let register):
            let cited = standing.citesSingly ? standing.notable.flatMap(\.cited) : []
            if let best = standing.notable.min(by: { $0.badness < $1.badness }) { return (best.tally, cited) }
            var tally = Tally()
            tally.countAbsence([missing()], in: register(), asMember: true)
            return (tally, cited)
        }
    }

    /// The records that were asked; `nil` when they are too many to be cited one by one.
    private static func members(
        of sentence: Sentence, _ standing: SentenceStanding, _ tally: Tally, _ on: Inquiry
    ) -> [RecordRef]? {
        guard sentence.citesMembers else { return [] }
        guard case .each(.set(let set), _) = sentence.manner else { return tally.members }
        guard standing.population <= SentenceStanding.citedMembersMax else { return nil }
        return standing.members.compactMap { place in
            set.content(place, else: on.session.content(place)).map { RecordRef($0) }
        }
    }

    /// Without members a false existence part fails all the same; what was searched stands for it.
    private mutating func closeEmpty() {
        guard tally.population == 0, !absent.isEmpty, let register = searched.first else { return }
        tally.countAbsence(absent, in: register, asMember: false)
    }

    private mutating func cite(_ cited: [Footing.Cited], _ on: Inquiry, _ members: [RecordRef]?) {
        var seen: Set<RecordRef> = []
        func cite(_ reference: RecordRef, _ grade: EvidenceGrade) {
            weakest = weakest.map { min($0, grade) } ?? grade
            if seen.insert(reference).inserted { evidence.append(reference) }
        }
        for cited in cited { cite(on.reference(cited.what), cited.grade) }
        let coverage = answer.coverage.map { $0(tally) }
        for reference in coverage { cite(reference, answer.isAboutLog ? on.gradeOfLog : .record) }
        // What is computed from the log does not get weaker by naming the records it is about.
        let grade = answer.isAboutLog ? EvidenceGrade.verifiable : .record
        if let members, (1...SentenceStanding.citedMembersMax).contains(Set(members).count) {
            for member in Set(members).sorted(by: RecordRef.precedes) { cite(member, grade) }
        } else {
            for name in answer.registers.sorted() { on.register(named: name).map { cite($0, grade) } }
        }
        for reference in searched where seen.insert(reference).inserted { evidence.append(reference) }
    }
}
