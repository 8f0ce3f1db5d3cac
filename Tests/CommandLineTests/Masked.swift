import Foundation

/// What the program says, with everything taken out that differs from run to run: days, times, digests, keys, accounts.
///
/// Runs of spaces become two, since the width of a column follows what stands in it.
enum Masked {
    static func text(_ text: String) throws -> String {
        var text = text
        for (pattern, instead) in patterns { text = text.replacing(try Regex(pattern), with: instead) }
        for day in days { text = text.replacing(day, with: "<day>") }
        let spaces = try Regex(" {3,}")
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.prefix { $0 == " " } + line.drop { $0 == " " }.replacing(spaces, with: "  ")
        }.joined(separator: "\n")
    }

    /// For answers in which days are counted on from today.
    static func everyDay(_ text: String) throws -> String {
        let months = "(January|February|March|April|May|June|July|August|September|October|November|December)"
        var text = try Masked.text(text)
        for pattern in ["\\d{4}-\\d{2}-\\d{2}", "\\d{1,2} \(months) \\d{4}", "\\d{1,2} [A-Z][a-z]{2} \\d{4}"] {
            text = text.replacing(try Regex(pattern), with: "<day>")
        }
        return text
    }

    private static let patterns: [(String, String)] = [
        ("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z", "<moment>"), (", \\d{2}:\\d{2}(?=:| by)", ", <time>"),
        ("hallmark/[a-z0-9-]+-[0-9a-f]{16}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+", "<key>"),
        ("hallmark/[a-z0-9-]+-[0-9a-f]{16}", "<origin>"), ("[0-9a-f]{64}", "<digest>"),
        ("[A-Za-z0-9+/]{43}=", "<digest>"), ("the account [^;]*;", "the account <account>;"),
    ]

    /// Yesterday, today and tomorrow, as people and as files write them: the run may pass midnight somewhere.
    private static var days: [String] {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_GB")
        formatter.timeZone = TimeZone(identifier: "UTC")
        return [-1.0, 0, 1].map { Date().addingTimeInterval($0 * 86_400) }.flatMap { date in
            ["d MMMM yyyy", "d MMM yyyy", "yyyy-MM-dd"].map { format in
                formatter.dateFormat = format
                return formatter.string(from: date)
            }
        }
    }
}
