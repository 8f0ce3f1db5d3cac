/// A mistake in a declaration. The code is stable: documentation and tests refer to it.
package struct DeclarationProblem: Hashable, Sendable, CustomStringConvertible {
    /// What kind of mistake it is.
    package enum Code: String, CaseIterable, Sendable {
        /// Two kinds share a name, an address or a prefix.
        case sameName = "D01"
        /// Two fields of a kind share a key, or a key is that of a base field.
        case sameKey = "D02"
        /// A property of a declaration is no field.
        case stranger = "D03"
        /// A label, title or summary is empty.
        case noLabel = "D04"
        /// A prefix, address or key has characters that ids and addresses cannot have.
        case malformedName = "D05"
        /// A reference names a kind that neither exists nor is announced.
        case unknownKind = "D06"
        /// A choice has no codes, or the same code twice.
        case choices = "D07"
        /// A limit that nothing can satisfy.
        case limit = "D08"
        /// A state that no step leads to.
        case unreachableState = "D09"
        /// A step out of a closed state, or two steps with one verb from one state.
        case wrongStep = "D10"
        /// The naming field, a column or a section names a field that does not exist.
        case unknownField = "D11"
        /// Nobody may create or change records, or take a step.
        case nobody = "D12"
        /// A field of a row is computed.
        case computedInRow = "D13"
        /// What is stamped is no date, person or digest, or is part of the content that the step speaks of.
        case stamp = "D14"
        /// Who may act, or must differ, is read from a field that names nobody.
        case person = "D15"
        /// What a version or a testimony is read from is of another type, or part of the content.
        case reading = "D16"
    }

    package let code: Code
    package let explanation: String

    package init(_ code: Code, _ explanation: String) {
        self.code = code
        self.explanation = explanation
    }

    package var description: String { "\(code.rawValue): \(explanation)" }
}
