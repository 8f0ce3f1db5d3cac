import AIMS
import Records
import Testing

@Suite("A guard")
struct GuardTests {
    @Test("refuses the act it is there for, alone, and says what to do", arguments: GuardCase.all)
    func refuses(guardCase: GuardCase) throws {
        var agency = try Agency.staffed()
        agency.day = "2026-03-09"
        let refusal = #expect(throws: Refusal.self) { try guardCase.attempt(&agency) }
        #expect(refusal?.code == .guarded)
        #expect(refusal?.problems.map(\.code) == [guardCase.code])
        let reason = refusal?.problems.first?.message ?? ""
        #expect(reason.contains(". ") || reason.contains(": "), "a reason and a way out: \(reason)")
    }

    @Test("is tried here, whichever there is")
    func everyGuardIsTried() {
        let declared = Declarations.aims.kinds.flatMap { kind in
            (kind.lifecycle.creation + kind.lifecycle.always + kind.lifecycle.transitions.flatMap(\.guards)).map {
                "\(kind.about.prefix) \($0.code)"
            }
        }
        #expect(Set(declared) == Set(GuardCase.all.map(\.testDescription)))
    }
}
