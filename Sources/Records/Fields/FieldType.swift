package import Ledger

/// A type of field and all its faces: what a file, a command line, a list and a schema make of it.
///
/// A new type is one file: a conforming struct and the function with which a register declares it.
package protocol FieldType: Sendable {
    /// The word in documentation: "text", "choice", "reference to Person".
    var name: String { get }
    /// Whether what stands in it may be about a person, unless the declaration says otherwise.
    var mayBePersonal: Bool { get }

    /// What it holds, for readers of tables and makers of forms.
    var shape: FieldShape { get }

    /// Checks the shape of a value from JSON and takes it over.
    func read(_ json: JSON) throws(FieldProblem) -> Value
    /// Takes over a value of an earlier day from the ledger: its shape counts, not limits or codes that may be newer.
    func replay(_ json: JSON) -> Value?
    /// The value as JSON; `read` gives it back.
    func json(_ value: Value) -> JSON
    /// Reads the form for one cell: of CSV, command line and web form.
    func parse(_ text: String) throws(FieldProblem) -> Value
    /// The form for one cell; `parse` gives it back.
    func text(_ value: Value) -> String
    /// For a person's eyes.
    func show(_ value: Value) -> String
    /// JSON schema of the value.
    var schema: JSON { get }
    /// A plausible value; different for different numbers.
    func sample(_ number: Int) -> Value
    /// The kind it points to, if all it does is point.
    var target: ReferenceTarget? { get }
    /// Everywhere it can point to, from rows too.
    var targets: [ReferenceTarget] { get }
    /// Everything the value points to, in rows too, and where each may lead.
    func pointers(_ value: Value) -> [Pointer]
    /// The fields of a child row, if the type has them.
    var layout: RowLayout? { get }
    /// What is wrong with the declaration itself.
    var declarationProblems: [DeclarationProblem] { get }
}

extension FieldType {
    package var mayBePersonal: Bool { false }
    package func replay(_ json: JSON) -> Value? { try? read(json) }
    package var shape: FieldShape { .structure }
    package func show(_ value: Value) -> String { text(value) }
    package var target: ReferenceTarget? { nil }
    package var targets: [ReferenceTarget] { target.map { [$0] } ?? [] }
    package func pointers(_ value: Value) -> [Pointer] { [] }
    package var layout: RowLayout? { nil }
    package var declarationProblems: [DeclarationProblem] { [] }

    /// The records the value points to.
    package func references(_ value: Value) -> [RecordID] { pointers(value).map(\.id) }
}

/// What a field holds, without its limits.
package indirect enum FieldShape: Hashable, Sendable {
    case text, prose, number, flag, day, moment, reference
    /// One of these codes.
    case choice([String])
    /// Several values of one shape.
    case list(FieldShape)
    /// A file, which no cell can hold.
    case file
    /// What else no single cell can say: a row, money.
    case structure
}

/// What is wrong with a value, said so that its author can mend it.
package struct FieldProblem: Error, Hashable, Sendable {
    /// Stable; part of the interface (`type`, `length`, `choice`, `range`, `reference` …).
    package let code: String
    /// A sentence that also says what would be right.
    package let message: String

    package init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}

/// One reference inside a value.
package struct Pointer: Hashable, Sendable {
    package let id: RecordID
    package let target: ReferenceTarget
}

/// Where a reference may lead.
package enum ReferenceTarget: Hashable, Sendable {
    case kind(String)
    /// A record of any kind; in a file, what is no key stays text.
    case anyRecord
}
