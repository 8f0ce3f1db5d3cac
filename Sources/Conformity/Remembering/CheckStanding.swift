import Records

/// One check in a session: what its sentences came to, and the result put together from them.
final class CheckStanding {
    let check: Check
    private let place: Int
    /// What is worked out before any sentence is asked. When it falls, every sentence is asked again: what it was may be in
    /// all of their conditions.
    let premise: Standing
    /// What is read to put the result together.
    let assembly: Standing
    private(set) var result: CheckResult?
    var needsWork = true
    private var sentences: [SentenceStanding] = []
    private var absent: [Gap] = []

    init(_ check: Check, place: Int) {
        self.check = check
        self.place = place
        premise = Standing(number: 2 * place, check: place)
        assembly = Standing(number: 2 * place + 1, check: place)
    }

    /// What others read of it.
    var asRead: Read { .derived(premise.number) }

    /// Asks again what fell, and puts the result together anew.
    func renew(in session: Session) {
        guard needsWork else { return }
        needsWork = false
        session.note(check.id)
        let inquiry = Inquiry(check, session)
        let isFallen = premise.isStale
        premise.isStale = false
        let work = { (exclusion: inquiry.exclusion, answer: self.check.answer(inquiry)) }
        let (begun, footing) = inquiry.collecting {
            isFallen ? session.noting(for: premise) { work() } : session.notingNothing(work)
        }
        if isFallen { begin(begun.answer.sentences, session) }
        ask(begun.answer.sentences, inquiry)
        put(together: session, inquiry, footing, begun.answer, begun.exclusion)
    }

    private func begin(_ list: [Sentence], _ session: Session) {
        sentences = list.enumerated().map { number, sentence in
            guard number < sentences.count, sentences[number].serves(sentence, session) else {
                return session.standing(for: sentence, of: place)
            }
            sentences[number].fall(nil)
            return sentences[number]
        }
    }

    private func ask(_ list: [Sentence], _ inquiry: Inquiry) {
        for (standing, sentence) in zip(sentences, list) where sentence.isGiven {
            standing.renew(sentence, inquiry, absent: [])
        }
        let gaps = sentences.compactMap(\.gap)
        if gaps != absent {
            absent = gaps
            for (standing, sentence) in zip(sentences, list) where !sentence.isGiven { standing.fall(nil) }
        }
        for (standing, sentence) in zip(sentences, list) where !sentence.isGiven {
            standing.renew(sentence, inquiry, absent: absent)
        }
    }

    private func put(
        together session: Session, _ inquiry: Inquiry, _ footing: Footing, _ answer: Answer, _ exclusion: RecordRef?
    ) {
        assembly.isStale = false
        let fresh = session.noting(for: assembly) {
            if let exclusion {
                CheckResult(check, excludedBy: exclusion)
            } else {
                CheckResult(check, Reckoning(answer, sentences, absent, footing, inquiry), inquiry)
            }
        }
        let isDifferent = session.isRead(asRead) && fresh != result
        result = fresh
        if isDifferent { session.touch(asRead) }
    }
}

extension Sentence {
    fileprivate var isGiven: Bool { if case .given = manner { true } else { false } }
}
