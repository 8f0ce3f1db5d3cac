import Ledger
import Records
import Testing

@Suite("A saved register under other declarations")
struct FingerprintTests {
    /// One register as releases declare it that differ in one thing each.
    private enum Plain {
        struct Card: CardKind {
            let title = text("Title", aliases: ["name"])
            let colour = choice("Colour", Red.self)
            let boxes = rows("Boxes", of: Lid.self)
            init() {}
        }
    }

    private enum OtherKey {
        struct Card: CardKind {
            let heading = text("Title", aliases: ["name"])
            let colour = choice("Colour", Red.self)
            let boxes = rows("Boxes", of: Lid.self)
            init() {}
        }
    }

    private enum OtherAlias {
        struct Card: CardKind {
            let title = text("Title", aliases: ["names"])
            let colour = choice("Colour", Red.self)
            let boxes = rows("Boxes", of: Lid.self)
            init() {}
        }
    }

    private enum OtherType {
        struct Card: CardKind {
            let title = prose("Title", aliases: ["name"])
            let colour = choice("Colour", Red.self)
            let boxes = rows("Boxes", of: Lid.self)
            init() {}
        }
    }

    private enum OtherCodes {
        struct Card: CardKind {
            let title = text("Title", aliases: ["name"])
            let colour = choice("Colour", Blue.self)
            let boxes = rows("Boxes", of: Lid.self)
            init() {}
        }
    }

    private enum OtherRow {
        struct Card: CardKind {
            let title = text("Title", aliases: ["name"])
            let colour = choice("Colour", Red.self)
            let boxes = rows("Boxes", of: Tray.self)
            init() {}
        }
    }

    private enum OtherVersion {
        struct Card: CardKind {
            static let version = 2
            let title = text("Title", aliases: ["name"])
            let colour = choice("Colour", Red.self)
            let boxes = rows("Boxes", of: Lid.self)
            init() {}
        }
    }

    @Test(
        "is nothing for a release in which a value could mean something else",
        arguments: [
            OtherKey.Card.self, OtherAlias.Card.self, OtherType.Card.self, OtherCodes.Card.self, OtherRow.Card.self,
            OtherVersion.Card.self,
        ] as [any RecordKind.Type])
    func release(kind: any RecordKind.Type) {
        let saved = Register(Declarations([Plain.Card.self]), zone: .utc).saved()
        #expect(Register(saved: saved, Declarations([Plain.Card.self]), zone: .utc) != nil)
        #expect(Register(saved: saved, Declarations([kind]), zone: .utc) == nil)
    }

    @Test("is nothing when a day begins at another time")
    func zones() {
        let saved = Register(.library, zone: .amsterdam).saved()
        #expect(Register(saved: saved, .library, zone: .amsterdam) != nil)
        let changes = [TimeZoneRules.Offset(since: Moment(milliseconds: 0), seconds: 7_200)]
        for zone in [
            TimeZoneRules(identifier: "Europe/Amsterdam", first: 3_600, changes: changes),
            TimeZoneRules(identifier: "Europe/Amsterdam", first: 3_600, changes: []), .utc,
        ] {
            #expect(Register(saved: saved, .library, zone: zone) == nil)
        }
    }
}

private protocol CardKind: RecordKind where State == CardState {
    static var version: Int { get }
}

private enum CardState: String, Choice { case kept = "Kept" }
private enum Red: String, Choice { case scarlet, crimson }
private enum Blue: String, Choice { case scarlet, azure }

private struct Lid: RowKind {
    let width = text("Width")
    let depth = text("Depth")
    init() {}
}

private struct Tray: RowKind {
    let depth = text("Depth")
    let width = text("Width")
    init() {}
}

extension CardKind {
    static var version: Int { 1 }
    static var about: About {
        About(
            "Card", plural: "Cards", address: "cards", prefix: "CAR", clauses: [], summary: "A card.", naming: "title",
            version: version)
    }
    static var lifecycle: Lifecycle<Self> { Lifecycle<Self>(creators: [.anyone], editors: [.anyone]) }
}
