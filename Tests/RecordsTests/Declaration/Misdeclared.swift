import Ledger
import Records
import Testing

/// Declarations with one mistake each, and the code under which it is reported.
struct Misdeclaration: Sendable, CustomTestStringConvertible {
    let code: DeclarationProblem.Code
    let types: [any RecordKind.Type]
    /// Part of the explanation.
    let says: String

    var testDescription: String { "\(code.rawValue): \(says)" }

    static let all = [
        Misdeclaration(code: .sameName, types: [Plain.self, SamePrefix.self], says: "prefix “PLA”"),
        Misdeclaration(code: .sameName, types: [Plain.self, SameAddress.self], says: "address “plain”"),
        Misdeclaration(code: .sameName, types: [Plain.self, Announced.self], says: "“Announced” is announced"),
        Misdeclaration(code: .sameKey, types: [BaseKey.self], says: "key “owner”"),
        Misdeclaration(code: .sameKey, types: [AliasKey.self], says: "key “first”"),
        Misdeclaration(code: .sameKey, types: [Reserved.self], says: "“version”"),
        Misdeclaration(code: .sameKey, types: [RowKeys.self], says: "row have the key “a”"),
        Misdeclaration(code: .stranger, types: [Stranger.self], says: "“count”"),
        Misdeclaration(code: .stranger, types: [RowStranger.self], says: "“count” in a row"),
        Misdeclaration(code: .noLabel, types: [NoTitle.self], says: "title, plural and summary"),
        Misdeclaration(code: .noLabel, types: [NoLabel.self], says: "name has no label"),
        Misdeclaration(code: .noLabel, types: [RowNoLabel.self], says: "a has no label"),
        Misdeclaration(code: .noLabel, types: [NoVerb.self], says: "needs a verb"),
        Misdeclaration(code: .noLabel, types: [NoReason.self], says: "guards code and reason"),
        Misdeclaration(code: .malformedName, types: [SmallPrefix.self], says: "prefix “sma”"),
        Misdeclaration(code: .malformedName, types: [LongPrefix.self], says: "prefix “LONGLONGL”"),
        Misdeclaration(code: .malformedName, types: [BadAddress.self], says: "address “Bad Address”"),
        Misdeclaration(code: .malformedName, types: [BadKey.self], says: "key “first name”"),
        Misdeclaration(code: .malformedName, types: [NoDigits.self], says: "1 to 9 digits"),
        Misdeclaration(code: .unknownKind, types: [PointsNowhere.self], says: "“Nowhere”"),
        Misdeclaration(code: .unknownKind, types: [RowPointsNowhere.self], says: "“Nowhere”"),
        Misdeclaration(code: .choices, types: [SameCodes.self], says: "the same"),
        Misdeclaration(code: .choices, types: [EmptyCode.self], says: "is empty"),
        Misdeclaration(code: .limit, types: [NoRoom.self], says: "at most 0 characters"),
        Misdeclaration(code: .limit, types: [RequiredComputed.self], says: "computed and cannot be required"),
        Misdeclaration(code: .limit, types: [VersionZero.self], says: "first version"),
        Misdeclaration(code: .unreachableState, types: [Island.self], says: "no steps lead to Lost"),
        Misdeclaration(code: .unreachableState, types: [Island.self], says: "no steps lead to Found"),
        Misdeclaration(code: .wrongStep, types: [OutOfClosed.self], says: "out of Old"),
        Misdeclaration(code: .wrongStep, types: [TwoVerbs.self], says: "two steps out of New"),
        Misdeclaration(code: .wrongStep, types: [FromNowhere.self], says: "begins nowhere"),
        Misdeclaration(code: .unknownField, types: [BadNaming.self], says: "“titel”"),
        Misdeclaration(code: .unknownField, types: [BadColumns.self], says: "“colour”"),
        Misdeclaration(code: .unknownField, types: [BadSections.self], says: "“shape”"),
        Misdeclaration(code: .nobody, types: [NobodyCreates.self], says: "somebody must"),
        Misdeclaration(code: .nobody, types: [NobodySteps.self], says: "somebody must"),
        Misdeclaration(code: .computedInRow, types: [RowComputed.self], says: "a is computed"),
        Misdeclaration(code: .stamp, types: [StampsText.self], says: "stamps name, which is no date"),
        Misdeclaration(code: .stamp, types: [TellsUnstamped.self], says: "tells of an act, and no act stamps it"),
        Misdeclaration(code: .stamp, types: [StampsContent.self], says: "must not be part of the content"),
        Misdeclaration(code: .reading, types: [LabelOfNumber.self], says: "share names a version"),
        Misdeclaration(code: .reading, types: [EffectOfText.self], says: "name says when a version counts"),
        Misdeclaration(code: .reading, types: [SpeaksOfText.self], says: "name says what the record speaks of"),
        Misdeclaration(code: .reading, types: [DigestInContent.self], says: "digest is taken from the subject"),
        Misdeclaration(code: .person, types: [NamesText.self], says: "name is asked for a person"),
        Misdeclaration(code: .person, types: [ApartText.self], says: "name is asked for a person"),
    ]
}

enum Two: String, Choice {
    case new = "New"
    case old = "Old"
}

/// Nothing is wrong with it, or with what the others take over from it.
protocol PlainKind: RecordKind where State == Two {}

extension PlainKind {
    static var about: About { .plain("PLA", "plain-things") }
    static var lifecycle: Lifecycle<Self> { .plain() }
}

extension About {
    fileprivate static func plain(
        _ prefix: String, _ address: String, title: String = "Thing", digits: Int = 1, naming: String = "name",
        columns: [String] = [], sections: [Section] = [], version: Int = 1
    ) -> About {
        About(
            title, plural: "Things", address: address, prefix: prefix, digits: digits, clauses: [], summary: "A thing.",
            naming: naming, columns: columns, sections: sections, version: version)
    }
}

extension Lifecycle where K.State == Two {
    fileprivate static func plain(
        creators: [Who] = [.anyone], by: [Who] = [.anyone], verb: String = "Age", from: [Two] = [.new],
        guards: [Guard<K>] = [], apart: [Apart] = [], stamps: [PartialKeyPath<K>] = [], closed: [Two] = [],
        required: [Requirement<K>] = [], versions: Versions<K>? = nil, speaks: SpeaksOf<K>? = nil,
        more: [Transition<K>] = []
    ) -> Lifecycle<K> {
        Lifecycle(
            creators: creators, editors: [.anyone], closed: closed, required: required, versions: versions,
            speaks: speaks,
            transitions: [
                Transition(verb, from: from, to: .old, by: by, guards: guards, apart: apart, stamps: stamps)
            ] + more)
    }
}

struct Plain: PlainKind { let name = text("Name") }
struct SamePrefix: PlainKind {
    static let about = About.plain("PLA", "other-things")
    let name = text("Name")
}
struct SameAddress: PlainKind {
    static let about = About.plain("OTH", "plain")
    let name = text("Name")
}
struct Announced: PlainKind {
    static let about = About.plain("ANN", "announced-things")
    let name = text("Name")
}
struct BaseKey: PlainKind {
    let name = text("Name")
    let owner = text("Owner")
}
struct AliasKey: PlainKind {
    let name = text("Name", aliases: ["first"])
    let first = text("First")
}
struct Reserved: PlainKind {
    let name = text("Name")
    let version = text("Version")
}
struct RowKeys: PlainKind {
    struct Inner: RowKind {
        let a = text("A")
        let b = text("B", aliases: ["a"])
    }
    let name = text("Name")
    let inner = rows("Inner", of: Inner.self)
}
struct Stranger: PlainKind {
    let name = text("Name")
    let count = 7
}
struct RowStranger: PlainKind {
    struct Inner: RowKind {
        let a = text("A")
        let count = 7
    }
    let name = text("Name")
    let inner = rows("Inner", of: Inner.self)
}
struct NoTitle: PlainKind {
    static let about = About.plain("NOT", "no-titles", title: "")
    let name = text("Name")
}
struct NoLabel: PlainKind { let name = text("") }
struct RowNoLabel: PlainKind {
    struct Inner: RowKind { let a = text("") }
    let name = text("Name")
    let inner = row("Inner", of: Inner.self)
}
struct NoVerb: PlainKind {
    static let lifecycle = Lifecycle<NoVerb>.plain(verb: "…")
    let name = text("Name")
}
struct NoReason: PlainKind {
    static let lifecycle = Lifecycle<NoReason>.plain(guards: [Guard("code", "") { _ in true }])
    let name = text("Name")
}
struct SmallPrefix: PlainKind {
    static let about = About.plain("sma", "small-things")
    let name = text("Name")
}
struct LongPrefix: PlainKind {
    static let about = About.plain("LONGLONGL", "long-things")
    let name = text("Name")
}
struct BadAddress: PlainKind {
    static let about = About.plain("BAD", "Bad Address")
    let name = text("Name")
}
struct BadKey: PlainKind { let name = text("Name", aliases: ["first name"]) }
struct NoDigits: PlainKind {
    static let about = About.plain("DIG", "digit-things", digits: 0)
    let name = text("Name")
}
struct PointsNowhere: PlainKind {
    let name = text("Name")
    let other = reference("Other", toKind: "Nowhere")
}
struct RowPointsNowhere: PlainKind {
    struct Inner: RowKind { let others = references("Others", toKind: "Nowhere") }
    let name = text("Name")
    let inner = rows("Inner", of: Inner.self)
}
struct SameCodes: PlainKind {
    enum Codes: String, Choice {
        case one
        case other = "One"
    }
    let name = text("Name")
    let code = choice("Code", Codes.self)
}
struct EmptyCode: PlainKind {
    enum Codes: String, Choice {
        case one
        case none = ""
    }
    let name = text("Name")
    let code = choice("Code", Codes.self)
}
struct NoRoom: PlainKind { let name = text("Name", max: 0) }
struct RequiredComputed: PlainKind {
    static let lifecycle = Lifecycle<RequiredComputed>.plain(required: [Requirement(in: [.old], \.age)])
    let name = text("Name")
    let age = computed("Age", like: integer("")) { _, _ in 1 }
}
struct VersionZero: PlainKind {
    static let about = About.plain("VER", "version-things", version: 0)
    let name = text("Name")
}
struct Island: RecordKind {
    enum State: String, Choice {
        case new = "New"
        case lost = "Lost"
        case found = "Found"
    }
    static let about = About.plain("ISL", "islands")
    static let lifecycle = Lifecycle<Island>(
        creators: [.anyone], editors: [.anyone],
        transitions: [
            Transition("Find", from: [.lost], to: .found, by: [.anyone]),
            Transition("Lose", from: [.found], to: .lost, by: [.anyone]),
        ])
    let name = text("Name")
}
struct OutOfClosed: PlainKind {
    static let lifecycle = Lifecycle<OutOfClosed>.plain(
        closed: [.old], more: [Transition("Renew", from: [.old], to: .new, by: [.anyone])])
    let name = text("Name")
}
struct TwoVerbs: PlainKind {
    static let lifecycle = Lifecycle<TwoVerbs>.plain(
        more: [Transition("age", from: [.new], to: .new, by: [.anyone])])
    let name = text("Name")
}
struct FromNowhere: PlainKind {
    static let lifecycle = Lifecycle<FromNowhere>.plain(
        from: [], more: [Transition("Turn", from: [.new], to: .old, by: [.anyone])])
    let name = text("Name")
}
struct BadNaming: PlainKind {
    static let about = About.plain("NAM", "namings", naming: "titel")
    let name = text("Name")
}
struct BadColumns: PlainKind {
    static let about = About.plain("COL", "columns", columns: ["name", "colour"])
    let name = text("Name")
}
struct BadSections: PlainKind {
    static let about = About.plain("SEC", "sections", sections: [Section("Looks", ["shape"])])
    let name = text("Name")
}
struct NobodyCreates: PlainKind {
    static let lifecycle = Lifecycle<NobodyCreates>.plain(creators: [])
    let name = text("Name")
}
struct NobodySteps: PlainKind {
    static let lifecycle = Lifecycle<NobodySteps>.plain(by: [])
    let name = text("Name")
}
struct RowComputed: PlainKind {
    struct Inner: RowKind { let a = computed("A", like: integer("")) { _, _ in 1 } }
    let name = text("Name")
    let inner = rows("Inner", of: Inner.self)
}
struct StampsText: PlainKind {
    static let lifecycle = Lifecycle<StampsText>.plain(stamps: [\.name])
    let name = number("Name", content: false)
}
struct StampsContent: PlainKind {
    static let lifecycle = Lifecycle<StampsContent>.plain(stamps: [\.agedOn])
    let name = text("Name")
    let agedOn = date("Aged on")
}
struct TellsUnstamped: PlainKind {
    let name = text("Name")
    let agedOn = date("Aged on", content: false, tells: .act)
}
struct NamesText: PlainKind {
    static let lifecycle = Lifecycle<NamesText>.plain(by: [.person(\NamesText.name)])
    let name = text("Name")
}
struct ApartText: PlainKind {
    static let lifecycle = Lifecycle<ApartText>.plain(apart: [.person(\ApartText.name)])
    let name = text("Name")
}
struct LabelOfNumber: PlainKind {
    static let lifecycle = Lifecycle<LabelOfNumber>.plain(
        versions: Versions(inForce: [.new], superseded: .old, label: \.share))
    let name = text("Name")
    let share = rows("Share", of: RowKeysOnce.self)
}
struct RowKeysOnce: RowKind { let a = text("A") }
struct EffectOfText: PlainKind {
    static let lifecycle = Lifecycle<EffectOfText>.plain(
        versions: Versions(inForce: [.new], superseded: .old, effect: \.name))
    let name = text("Name")
}
struct SpeaksOfText: PlainKind {
    static let lifecycle = Lifecycle<SpeaksOfText>.plain(
        speaks: SpeaksOf(\.name, version: \.label, digest: \.digest))
    let name = text("Name")
    let label = text("Label", content: false)
    let digest = text("Digest", content: false)
}
struct DigestInContent: PlainKind {
    static let lifecycle = Lifecycle<DigestInContent>.plain(
        speaks: SpeaksOf(\.thing, version: \.label, digest: \.digest))
    let name = text("Name")
    let thing = reference(toAnyRecord: "Thing")
    let label = text("Label", content: false)
    let digest = text("Digest")
}
