import AIMS
import Ledger
import Records
import Testing

@Suite("A life cycle")
struct WalkTests {
    @Test("can be gone by people with the right roles today", arguments: Walk.all)
    func happyPath(walk: Walk) throws {
        #expect(try !walk.acts().isEmpty)
    }

    @Test("has no step that nobody ever takes")
    func everyStepIsTaken() throws {
        var taken: Set<String> = []
        for walk in Walk.all {
            for decided in try walk.acts() + Agency.staffed().log {
                if case .step(let id, let verb, _, _) = decided.command.acts[0] { taken.insert("\(id.prefix) \(verb)") }
            }
        }
        let declared = Declarations.aims.kinds.flatMap { kind in
            kind.lifecycle.transitions.map { "\(kind.about.prefix) \($0.code)" }
        }
        #expect(Set(declared).subtracting(taken).sorted() == [])
    }

    @Test("moves for nobody who holds no role, is not named and owns nothing", arguments: Walk.all)
    func strangersAreRefused(walk: Walk) throws {
        for decided in try walk.acts() {
            guard case .step(let id, let verb, _, _) = decided.command.acts[0],
                !isOpenToAll(id, verb, decided.before), decided.command.actor.person != .kees
            else { continue }
            let stranger = Command(
                decided.command.acts, by: ActingPerson(person: .kees, known: .signedIn), reason: decided.command.reason)
            let refusal = #expect(throws: Refusal.self, "\(verb) of \(id)") {
                try decide(stranger, decided.before, .aims, now: decided.now)
            }
            #expect(refusal?.code == .forbidden)
        }
    }

    @Test("asks for what its states need, each field in turn", arguments: Walk.all)
    func requiredFields(walk: Walk) throws {
        for decided in try walk.acts() {
            guard case .step(let id, let verb, let values, _) = decided.command.acts[0],
                let kind = Declarations.aims.kind(of: id),
                let state = decided.before.history(id)?.latest.state,
                let row = kind.lifecycle.transition(from: state, named: verb), let target = kind.lifecycle.state(row.to)
            else { continue }
            for slot in target.required where !row.stamps.contains(slot) {
                let bare = values.filter { $0.slot != slot } + [Assignment(slot: slot, value: nil)]
                let without = Command(
                    [.step(id, verb: verb, values: bare, expecting: nil)], by: decided.command.actor,
                    reason: decided.command.reason)
                let refusal = #expect(throws: Refusal.self, "\(verb) of \(id) without \(kind.fields[slot].key)") {
                    try decide(without, decided.before, .aims, now: decided.now)
                }
                let named = refusal?.problems.filter { $0.field == kind.fields[slot].key }.map(\.code) ?? []
                #expect(!Set(named).isDisjoint(with: ["required", "frozen", "closed", "stamped"]))
            }
        }
    }

    /// Approving a policy is open to every employee; who of them may is a guard.
    private func isOpenToAll(_ id: RecordID, _ verb: String, _ register: Register) -> Bool {
        guard let kind = Declarations.aims.kind(of: id), let state = register.history(id)?.latest.state,
            let row = kind.lifecycle.transition(from: state, named: verb)
        else { return false }
        return row.by.contains(.anyone) || row.by.contains(.role(.employee))
    }
}
