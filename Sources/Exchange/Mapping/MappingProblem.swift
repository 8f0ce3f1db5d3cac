/// What is wrong with a mapping, where, and what to do. Several are reported together.
package struct MappingProblem: Hashable, Sendable, CustomStringConvertible {
    /// `columns[3].date`; empty for the whole file.
    package let place: String
    /// In the mapping file, counted from 1; nil when the mapping did not come from a file.
    package let line: Int?
    package let message: String

    package init(_ place: String, line: Int? = nil, _ message: String) {
        self.place = place
        self.line = line
        self.message = message
    }

    package var description: String {
        let parts = [line.map { "line \($0)" }, place.isEmpty ? nil : place].compactMap(\.self)
        return parts.isEmpty ? message : "\(parts.joined(separator: ", ")): \(message)"
    }
}

/// A mapping that cannot be used. At least one problem.
package struct MappingRefused: Error, Hashable, Sendable, CustomStringConvertible {
    package let problems: [MappingProblem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
