import AIMS
import Conformity
import Ledger
import Records
import Testing

@Suite("What is remembered")
struct RememberingTests {
    /// Points of view that are asked about again and again while the register goes on.
    private static func views(of story: Turmoil) -> [(day: Day, knownAt: EntryIndex?)] {
        let (today, size) = (story.today, story.register.size.value)
        return [
            (today, nil), (today, EntryIndex(size - 1)), (today.adding(days: -10), nil),
            (today.adding(days: -10), EntryIndex(size * 2 / 3)), (today.adding(days: -200), nil),
            (today.adding(days: 60), nil), (today.adding(days: 60), EntryIndex(size / 2)),
        ]
    }

    private static func evaluate(
        _ story: Turmoil, _ view: (day: Day, knownAt: EntryIndex?), with evaluator: Evaluator
    ) -> Evaluation {
        evaluator.evaluate(
            story.register, asOf: view.day, knownAt: view.knownAt, today: story.today, checkpointVerifies: true)
    }

    private static func story(_ seed: Int) throws -> Turmoil {
        let start = try seed.isMultiple(of: 3) ? Company.founded() : Brightwater.ready().company
        var story = Turmoil(start, seed: seed)
        if seed.isMultiple(of: 2) {
            // About as many as are cited one by one, so that there are now more and now fewer.
            for kind in ["AISystem", "Person", "Risk", "Evidence"] { story.crowd(44, of: kind) }
        }
        // In young organizations one record more decides whether there is anything to ask about.
        for _ in 0..<[5, 60, 20, 90][seed % 4] { story.somethingHappens() }
        return story
    }

    @Test("is what would be found afresh, whatever happened since", arguments: 1...12)
    func asFresh(seed: Int) throws {
        var story = try Self.story(seed)
        let evaluator = Evaluator()
        var dice = Dice(seed: seed + 1_000)
        var views = Self.views(of: story)
        for _ in 0..<16 {
            if dice.happens(10) {
                story.sleep(days: 1 + dice.roll(20))
                views = Self.views(of: story)
            }
            for _ in 0..<(1 + dice.roll(3)) { story.somethingHappens() }
            let view = dice.happens(50) ? views[0] : dice.pick(views)
            let remembered = Self.evaluate(story, view, with: evaluator)
            let fresh = Self.evaluate(story, view, with: Evaluator())
            for (left, right) in zip(remembered.results, fresh.results) where left != right {
                Issue.record("\(left.checkID) on \(view.day): \(left.explanation) / \(right.explanation)")
            }
            #expect(remembered.results == fresh.results)
            #expect(remembered.json == fresh.json)
        }
    }

    @Test("was asked of organizations in which every check comes out in several ways")
    func variety() throws {
        var found: [CheckID: Set<Status>] = [:]
        for seed in 1...12 {
            let story = try Self.story(seed)
            for view in Self.views(of: story) {
                for result in Self.evaluate(story, view, with: Evaluator()).results {
                    found[result.checkID, default: []].insert(result.status)
                }
            }
        }
        for (check, statuses) in found { #expect(statuses.count > 1, "\(check) is always \(statuses)") }
    }
}
