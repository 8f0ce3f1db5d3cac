/// A first mapping for a table nobody here has seen, for a person to look at before it is used.
///
/// A header must name the field, and what stands in the column must suit it; a column about which there is doubt stays
/// unmapped and is kept as it is. Dates are never given a pattern and choices never a meaning: what a file's words mean
/// is for a person to state. Complexity: fields × columns, and the texts of each column once.
package struct MappingGuess: Hashable, Sendable {
    /// What is proposed for one column.
    package struct Proposal: Hashable, Sendable {
        package let column: Table.Column
        /// The key of the field; nil when the column stays as it is.
        package let field: String?
        /// 0...100; 0 when nothing is proposed.
        package let confidence: Int
        /// A clause: `the header is a name of the field`.
        package let reason: String
        /// A pattern for dates that are not certain, for a person to decide; see `DatePatternSurvey`.
        package var datePattern: DatePatternSurvey?
    }

    /// One for each column, in file order. A column fills one field; that it fills two, a mapping has to state.
    package let proposals: [Proposal]
    /// Columns that tell the rows apart; empty when none does.
    package let key: [Table.Column]

    /// Percent from which on a field is proposed.
    package static let leastConfidence = 50

    /// Percent below which a proposal is no more than that: a person has to look at it.
    package static let leastCertainty = 75

    /// How well, 0...1, a header must name a field that holds yes or no: such a field decides how much is asked of a record,
    /// so a header that speaks of it among other things is not enough.
    package static let leastStrengthForFlags = 0.75

    package init(_ fields: [TargetField], for table: Table) {
        let columns = table.columns.map { ColumnSurvey($0, table.rows) }
        let own = table.source == .records ? OwnRecords.columns : []
        let candidates = Self.candidates(fields, columns.filter { !own.contains($0.column.header) })
        var assigned: [Int: Candidate] = [:]
        var takenFields: Set<String> = []
        for candidate in candidates where assigned[candidate.column] == nil {
            if takenFields.insert(candidate.field).inserted { assigned[candidate.column] = candidate }
        }
        proposals = columns.map { survey in
            assigned[survey.column.number].map { Proposal($0, survey) }
                ?? Proposal(column: survey.column, field: nil, confidence: 0, reason: "no field is certain")
        }
        key = columns.filter { $0.isIdentifier && assigned[$0.column.number] == nil }.prefix(1).map(\.column)
    }

    /// The proposals as a mapping, columns that stay as they are included, so that a person sees and can change them.
    package func mapping(register: String, header line: Int? = nil) -> ColumnMapping {
        ColumnMapping(
            register: register, header: line,
            key: key.map { ColumnMapping.Reference(number: $0.number) },
            columns: proposals.map { proposal in
                let reference = ColumnMapping.Reference(
                    number: proposal.column.number, header: proposal.column.header)
                return ColumnMapping.Column(reference, field: proposal.field)
            })
    }

    /// The fields that are called so, by key or label: such a header means one of them, or none. Nil when no field is.
    private static func meanings(of header: String, _ fields: [TargetField]) -> Set<String>? {
        let plain = HeaderWords.joined(header)
        let found = fields.filter { field in
            FieldNames.own(of: field).contains { HeaderWords.joined($0) == plain }
        }
        return plain.isEmpty || found.isEmpty ? nil : Set(found.map { $0.key })
    }

    private static func candidates(_ fields: [TargetField], _ columns: [ColumnSurvey]) -> [Candidate] {
        var meant: [Int: Set<String>] = [:]
        for column in columns { meant[column.column.number] = meanings(of: column.column.header, fields) }
        let all = fields.filter(\.isFillable).flatMap { field in
            let names = FieldNames(field)
            return columns.filter { meant[$0.column.number]?.contains(field.key) ?? true }.compactMap { column in
                names.match(column.words).flatMap { Candidate(field, column, $0) }
            }
        }
        // Between equals the column further to the left wins, then the field declared first.
        return all.enumerated().sorted { one, other in
            if one.element.confidence != other.element.confidence {
                return one.element.confidence > other.element.confidence
            } else if one.element.column != other.element.column {
                return one.element.column < other.element.column
            } else {
                return one.offset < other.offset
            }
        }.map(\.element)
    }
}

extension MappingGuess.Proposal {
    fileprivate init(_ candidate: Candidate, _ survey: ColumnSurvey) {
        self.init(
            column: survey.column, field: candidate.field, confidence: candidate.confidence, reason: candidate.reason,
            datePattern: candidate.isDate ? DatePatternSurvey(of: survey.texts) : nil)
    }
}

/// A field that a column may fill.
private struct Candidate {
    let field: String
    let column: Int
    let confidence: Int
    let reason: String
    let isDate: Bool

    /// Nil when the texts do not suit the field or the header says too little.
    init?(_ field: TargetField, _ column: ColumnSurvey, _ match: NameMatch) {
        let suitability = column.suitability(for: field)
        let confidence = Int((match.strength * suitability.factor * 100).rounded())
        guard confidence >= MappingGuess.leastConfidence else { return nil }
        if field.content == .flag, match.strength < MappingGuess.leastStrengthForFlags { return nil }
        if field.isBase, match.strength < 1 { return nil }
        self.field = field.key
        self.column = column.column.number
        self.confidence = confidence
        reason = [match.reason, suitability.reason].compactMap(\.self).joined(separator: "; ")
        isDate = field.content == .day || field.content == .moment
    }
}
