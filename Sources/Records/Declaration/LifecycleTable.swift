/// A life cycle without the kind's own types, as the machinery reads it.
package struct LifecycleTable: Sendable {
    /// A state and what it asks of a record.
    package struct StateRow: Sendable {
        package let name: String
        package let label: String
        package let isClosed: Bool
        package let isFrozen: Bool
        /// Whether a record in it is never disposed of.
        package let isKept: Bool
        /// Slots that must be filled.
        package let required: [Int]
    }

    /// A step: from where to where, by whom, and what must be true.
    package struct TransitionRow: Sendable {
        package let verb: String
        package let from: [String]
        package let to: String
        package let by: [Who]
        package let guards: [GuardRow]
        package let approves: Bool
        package let apart: [Apart]
        package let stamps: [Int]
        package let clears: [Int]
        package let needsReason: Bool

        /// The word for commands and addresses: "send-to-review".
        package var code: String {
            TransitionRow.code(verb)
        }

        /// Whether a word means this step, in whatever case: `Put in force` is `put-in-force`.
        package func isCalled(_ word: String) -> Bool { TransitionRow.code(word) == code }

        private static func code(_ words: String) -> String {
            words.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
        }
    }

    /// Which states mean that a version is in force, and what becomes of the one before.
    package struct VersionRow: Sendable {
        package let inForce: [String]
        package let superseded: String
        package let effect: Int?
        package let label: Int?
        package let isRevised: Bool
    }

    /// Which fields say what a record speaks of, and in which form.
    package struct SpeaksRow: Sendable {
        package let subject: Int
        package let version: Int
        package let digest: Int
    }

    /// A decision and the fields that hold its grounds.
    package struct GroundsRow: Sendable {
        package let decision: Int
        package let slots: [Int]
    }

    /// A condition of a step, with what to do when it does not hold.
    package struct GuardRow: Sendable {
        package typealias Test =
            @Sendable (
                _ record: RecordContent, _ before: RecordContent, View,
                _ act: (person: RecordID, day: Day, isTold: Bool, isFound: Bool)
            ) -> Bool
        package let code: String
        package let reason: String
        /// No exception is made for what is told.
        package let isFirm: Bool
        package let holds: Test
    }

    package let states: [StateRow]
    package let transitions: [TransitionRow]
    package let creators: [Who]
    package let editors: [Who]
    package let versions: VersionRow?
    package let speaks: SpeaksRow?
    package let grounds: [GroundsRow]
    package let creation: [GuardRow]
    package let always: [GuardRow]
    /// Slots that are filled when a record begins.
    package let stamps: [Int]

    package var initial: String { states[0].name }

    package func state(_ name: String) -> StateRow? {
        states.first { $0.name == name }
    }

    /// The place of a state among all.
    func ordinal(of name: String) -> Int? { states.firstIndex { $0.name == name } }

    package func transitions(from state: String) -> [TransitionRow] {
        transitions.filter { $0.from.contains(state) }
    }

    /// The step from `state` that somebody means: by its verb, or by the state it leads to.
    package func transition(from state: String, named name: String) -> TransitionRow? {
        let open = transitions(from: state)
        return open.first { $0.isCalled(name) } ?? open.first { $0.to == name }
    }

    /// What it takes to come into `state`, wherever from: its first step there, one that approves before all others.
    package func arrival(in state: String) -> TransitionRow? {
        let steps = transitions.filter { $0.to == state }
        return steps.first(where: \.approves) ?? steps.first
    }
}
