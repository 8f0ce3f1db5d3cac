/// What a cell is to become.
package enum CellContent: Hashable, Sendable {
    case text
    case number
    case flag
    case day
    case moment
    /// One of these keys.
    case choice(Set<String>)
    /// Another record, named by its id or by what names it alone. Whether there is one, the register knows.
    case reference
}

/// What is stated about the cells of a column.
package struct CellRules: Hashable, Sendable {
    package var date: DatePattern?
    package var list: ListStyle?
    /// What a text stands for; nil: for nothing at all.
    package var choices: [String: String?] = [:]

    package init() {}
}

/// A value read from a cell.
package enum CellValue: Hashable, Sendable {
    case text(String)
    /// Decimal digits with a point.
    case number(String)
    case flag(Bool)
    case day(CalendarDay)
    case moment(CalendarMoment)
    /// The day of a moment that says its offset from UTC: elsewhere it may be another day.
    case dayOfMoment(CalendarMoment)
    case choice(String)
    /// What names a record.
    case reference(String)
}

/// A cell read as what its field holds.
///
/// The values are those that are certain; `questions` are what a person has to decide. A text with a question about it
/// may still be a value: `N/A` is a text. Where a text could not be read there is no value, and the text must be kept.
package struct CellReading: Hashable, Sendable {
    package private(set) var values: [CellValue] = []
    package private(set) var questions: [String] = []
    /// True when the values say everything that the cell says, except for white space around it.
    package private(set) var isComplete = true

    package init(_ text: String, as content: CellContent, isList: Bool = false, rules: CellRules = .init()) {
        let trimmed = CellText.trimmed(text)
        if let stated = rules.choices[trimmed] {
            take(stated: stated, content)
        } else if trimmed.isEmpty {
            return
        } else if isList {
            takeList(trimmed, content, rules)
        } else {
            take(trimmed, content, rules)
        }
    }

    private mutating func takeList(_ text: String, _ content: CellContent, _ rules: CellRules) {
        guard let list = ListReading(text, as: rules.list) else {
            leave("This is no JSON list. Which values does it hold?")
            return
        }
        for item in list.items {
            if let stated = rules.choices[item] {
                take(stated: stated, content)
            } else {
                take(item, content, rules)
            }
        }
    }

    private mutating func take(stated: String?, _ content: CellContent) {
        guard let stated else { return }
        switch content {
        case .choice: values.append(.choice(stated))
        case .flag: FlagWord.reading(stated).map { values.append(.flag($0)) }
        case .reference: values.append(.reference(stated))
        case .text, .number, .day, .moment: take(stated, content, CellRules())
        }
    }

    private mutating func take(_ text: String, _ content: CellContent, _ rules: CellRules) {
        if let placeholder = Placeholder(text), FlagWord.reading(text) == nil {
            takePlaceholder(text, placeholder, content)
            return
        }
        switch content {
        case .text: values.append(.text(text))
        case .number: take(number: text)
        case .flag: take(flag: text)
        case .day, .moment: take(DateReading(text, pattern: rules.date), content, text)
        case .choice(let keys): take(choice: text, of: keys)
        case .reference: values.append(.reference(text))
        }
    }

    /// A placeholder in a text is a text until somebody says otherwise; in every other field it is no value.
    private mutating func takePlaceholder(_ text: String, _ placeholder: Placeholder, _ content: CellContent) {
        if case .choice(let keys) = content, keys.contains(text) {
            values.append(.choice(text))
        } else if content == .text {
            values.append(.text(text))
            questions.append(placeholder.question)
        } else {
            leave(placeholder.question)
        }
    }

    private mutating func take(flag text: String) {
        if let flag = FlagWord.reading(text) {
            values.append(.flag(flag))
        } else {
            leave("Is this a yes or a no? State it under \"choices\" in the mapping.")
        }
    }

    /// Equal to a key except for case, spaces and hyphens: `In House` is `in-house`. Nothing else is taken for a choice.
    private mutating func take(choice text: String, of keys: Set<String>) {
        let plain = HeaderWords.joined(text)
        let fitting = keys.contains(text) ? [text] : keys.filter { HeaderWords.joined($0) == plain }
        if fitting.count == 1, let key = fitting.first {
            values.append(.choice(key))
        } else {
            let known = keys.sorted().joined(separator: ", ")
            leave("Which of these is it: \(known)? State it under \"choices\" in the mapping.")
        }
    }

    private mutating func take(number text: String) {
        if NumberText.isPlain(text) {
            values.append(.number(text))
        } else {
            leave("Which number is this? Only digits with a point are certain.")
        }
    }

    private mutating func take(_ reading: DateReading, _ content: CellContent, _ text: String) {
        switch (reading, content) {
        case (.empty, _): break
        case (.day(let day), _): values.append(.day(day))
        case (.moment(let moment), .moment): values.append(.moment(moment))
        case (.moment(let moment), _):
            // Midnight is how programs write a day, in whatever offset.
            let isMidnight = moment.secondOfDay == 0 && moment.millisecond == 0
            values.append(moment.offsetMinutes == nil || isMidnight ? .day(moment.day) : .dayOfMoment(moment))
            isComplete = isMidnight
        case (.ambiguous(let reason), _):
            leave("Which day is it? \(reason.prefix(1).uppercased())\(reason.dropFirst()).")
        case (.partial(let reason), _):
            leave("Which day is it, if any? \(reason.prefix(1).uppercased())\(reason.dropFirst()).")
        case (.notADate, _): leave("This is no date. Which day is it, if any?")
        }
    }

    private mutating func leave(_ question: String) {
        questions.append(question)
        isComplete = false
    }
}
