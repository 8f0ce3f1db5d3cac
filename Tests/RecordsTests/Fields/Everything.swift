import Ledger
import Records

/// One field of each type, as a register would declare them.
struct Everything: RecordKind {
    enum State: String, Choice { case kept = "Kept" }

    static let about = About(
        "Thing", plural: "Things", address: "things", prefix: "THI", clauses: [], summary: "Holds one of each.",
        naming: "text")
    static let lifecycle = Lifecycle<Everything>(creators: [.anyone], editors: [.anyone])

    let text = Records.text("Text", max: 50_000)
    let texts = Records.texts("Texts", max: 50_000)
    let prose = Records.prose("Prose", max: 50_000)
    let number = Records.number("Number", unit: "kg")
    let integer = Records.integer("Whole number", in: -5...5_000, unit: "days")
    let percent = Records.percent("Percent")
    let money = Records.money("Money")
    let flag = Records.flag("Flag")
    let choice = Records.choice("Choice", Genre.self)
    let choices = Records.choices("Choices", Genre.self)
    let date = Records.date("Date")
    let moment = Records.moment("Moment")
    let period = Records.period("Period")
    let reference = Records.reference("Reference", to: Reader.self)
    let references = Records.references("References", to: Reader.self)
    let anyRecord = Records.reference(toAnyRecord: "Any record")
    let anyRecords = Records.references(toAnyRecord: "Any records")
    let later = Records.reference("Later", toKind: "Person")
    let laters = Records.references("Laters", toKind: "Person")
    let row = Records.row("Row", of: Box.self)
    let rows = Records.rows("Rows", of: Box.self)
    let link = Records.link("Link")
    let attachment = Records.attachment("File")
    let files = Records.attachments("Files")
    init() {}

    static let kind = Declarations.everything.kind(Everything.self)
    static let keys = kind.ownFields.map(\.key)

    static func type(_ key: String) -> any FieldType {
        guard let field = kind.field(key) else { preconditionFailure("there is no \(key)") }
        return field.type
    }
}

/// A row that holds what rows can hold.
struct Box: RowKind {
    let label = text("Label", required: true, aliases: ["name"])
    let weight = number("Weight")
    let keeper = reference("Keeper", to: Reader.self)
    let days = texts("Days")
    let inner = rows("Inner", of: Note.self)
    init() {}
}

extension Declarations {
    static let everything = Declarations([Reader.self, Everything.self], later: ["Person"])
}

extension Value {
    /// Every scalar, so that texts that only look alike differ.
    var exact: String { "\(self)".unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ") }
}

/// Texts that have broken programs.
enum Nasty {
    static let texts = [
        "plain", "“quoted” \"double\" 'single' \"", "semi;colon; twice;", "; ", "[", "[]", "[draft] of {something}",
        "{}",
        "{\"a\":1}", "]", "a\nb", "a\r\nb", "a\rb", "a\tb", "a\u{85}b", "a\u{2028}b\u{2029}c", "a\\b\\n", "a,b|c",
        "=1+1",
        "+1", "-1", "@reason", "null", "true", "0.10", "😀👩‍👩‍👧‍👦🏳️‍🌈🇳🇱", "שלום עולם", "مرحبا; بالعالم", "\u{202E}gnp.exe",
        "e\u{301}", "é", "\u{301}", "a;\u{301}b", "[\u{301}x", ";\u{200D};", "\u{200B}", "\u{1}\u{1B}[31m", "\u{7F}",
        "a\u{A0}b", "ﷺ", "𝔘𝔫𝔦", "\u{10FFFF}", "\u{FFFD}", "ß", "İ", "x" + String(repeating: "\u{301}", count: 300),
        String(repeating: "é", count: 40_000), String(repeating: "; ", count: 300) + "x",
    ]
}
