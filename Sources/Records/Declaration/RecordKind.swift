/// A register of the management system, declared once; storage, validation, lists, files and documentation are read from it.
package protocol RecordKind: Sendable {
    /// The states of its records. The first one is where a record begins.
    associatedtype State: Choice

    static var about: About { get }
    static var lifecycle: Lifecycle<Self> { get }
    init()
}

/// The names of a kind and where they come from.
package struct About: Sendable {
    /// What one record is called: "AI system".
    package let title: String
    /// What several are called, and with hyphens for spaces their address: "AI systems".
    package let plural: String
    /// The word for addresses and commands: "systems".
    package let address: String
    /// Before the hyphen of an id: "SYS".
    package let prefix: String
    /// Digits an id has at least: 3 makes PER-019.
    package let digits: Int
    /// Clauses and controls the register serves.
    package let clauses: [String]
    /// One sentence for people.
    package let summary: String
    /// The key of the field that names a record in lists.
    package let naming: String
    /// Keys of other fields that name one record alone, whatever the case of their letters: an e-mail, a code.
    package let identifying: [String]
    /// Keys of the four or five columns worth seeing in a list.
    package let columns: [String]
    /// Groups of fields in a form and on a page, in order. Fields that no section names stand last, under "More".
    package let sections: [Section]
    /// Raised when the meaning of the fields changes; every change carries the one it was made under.
    package let version: Int
    /// Recorded by whoever sees it, never guarded (facts about production).
    package let isFact: Bool
    /// About the organization as a whole: only who holds a role for everything acts in it here. A role for one record or unit
    /// says nothing, whatever the record points to.
    package let isOrganizationWide: Bool

    /// The title as it reads inside a sentence: “role assignment”, but “AI system”.
    package var inSentence: String { title.inSentence }

    package init(
        _ title: String, plural: String, address: String, prefix: String, digits: Int = 1, clauses: [String],
        summary: String, naming: String, identifying: [String] = [], columns: [String] = [], sections: [Section] = [],
        version: Int = 1,
        isFact: Bool = false, isOrganizationWide: Bool = false
    ) {
        self.title = title
        self.plural = plural
        self.address = address
        self.prefix = prefix
        self.digits = digits
        self.clauses = clauses
        self.summary = summary
        self.naming = naming
        self.identifying = identifying
        self.columns = columns
        self.sections = sections
        self.version = version
        self.isFact = isFact
        self.isOrganizationWide = isOrganizationWide
    }
}

extension String {
    /// Without the capital of a first word, unless that is an abbreviation.
    package var inSentence: String {
        guard let first, dropFirst().first?.isUppercase != true else { return self }
        return first.lowercased() + dropFirst()
    }
}

/// A titled group of fields.
package struct Section: Sendable {
    package let title: String
    package let keys: [String]

    package init(_ title: String, _ keys: [String]) {
        self.title = title
        self.keys = keys
    }
}

/// A closed list of codes. The raw value is the code in JSON and files; the label is what people read.
package protocol Choice: FieldValue, RawRepresentable, CaseIterable, Hashable where RawValue == String {
    var label: String { get }
}

extension Choice {
    package var label: String { rawValue }

    package init?(_ value: Value) {
        guard case .text(let code) = value else { return nil }
        self.init(rawValue: code)
    }

    package var value: Value { .text(rawValue) }
}
