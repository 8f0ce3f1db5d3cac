import AIMS
import Exchange
import Ledger
import Organization
import Records
import Testing

@Suite("An export that comes in again")
struct RoundTripTests {
    private enum Form: CaseIterable {
        case csv, json
    }

    @Test(
        "brings every value into its field, as CSV and as JSON, and keeps what no cell can say",
        arguments: Declarations.aims.kinds.filter { $0.obstacleToImport == nil }.map(\.name))
    func values(name: String) async throws {
        let left = try await Workshop()
        let kind = try #require(Declarations.aims.kind(named: name))
        for number in 1...2 { try await left.tell(of: kind, number) }
        let view = left.node.view()
        let told = view.records(of: kind).suffix(2)
        for form in Form.allCases {
            let right = try await Workshop()
            let export = RecordExport(kind, in: view)
            let plan = try right.plan(form == .csv ? export.csv() : export.json(), as: kind)
            try await right.bringIn(plan, accepting: true)
            let back = right.node.view().records(of: kind).suffix(2)
            for (before, after) in zip(told, back) { expect(after, says: before, "\(name) as \(form)") }
        }
    }

    @Test(
        "is refused where each is the word of one person, with the reason",
        arguments: Declarations.aims.kinds.filter { $0.obstacleToImport != nil }.map(\.name))
    func words(name: String) async throws {
        let workshop = try await Workshop()
        let kind = try #require(Declarations.aims.kind(named: name))
        let record = "\(kind.about.prefix)-1"
        for text in [
            "id,state\n\(record),Given\n",
            #"{"format": "hallmark-records/1", "records": [{"id": "\#(record)", "state": "Given"}]}"#,
        ] {
            let plan = try workshop.plan(Array(text.utf8), as: kind)
            #expect(plan.creations == 0 && plan.refused.count == 1)
        }
    }

    private func expect(_ after: RecordContent, says before: RecordContent, _ name: String) {
        for field in before.kind.ownFields where field.isStored {
            guard let value = before.values[field.slot] else { continue }
            guard field.fitsACell else {
                let cells = after.values[Kind.slot(base: \.unmapped)].flatMap([Row<UnmappedCell>].init) ?? []
                #expect(cells.contains { $0.header == field.key }, "\(name): \(field.key) is lost")
                continue
            }
            #expect(after.values[field.slot] == value, "\(name): \(field.key)")
        }
    }
}

extension DeclaredField {
    /// Neither rows of other records nor files, nor a list of them.
    fileprivate var fitsACell: Bool {
        ![.file, .structure, .list(.file), .list(.structure)].contains(type.shape)
    }
}

extension Workshop {
    /// A record with all that can be said in one, told as a recorded act.
    fileprivate func tell(of kind: Kind, _ number: Int) async throws {
        let values = kind.ownFields.filter { $0.isStored && $0.fitsACell && $0.type.targets.isEmpty }.map {
            Assignment(slot: $0.slot, value: $0.type.sample(number))
        }
        let recording = Recording(
            at: .moment(clock.capabilities.now()), whose: Workshop.ines.person, source: "a list",
            acceptsExceptions: true)
        _ = try await node.submit(
            Command([.create(kind, state: nil, values: values)], by: Workshop.ines, recording: recording, reason: "r"))
    }

    fileprivate func plan(_ bytes: [UInt8], as kind: Kind) throws -> ImportPlan {
        let fields = kind.targetFields(words: kind.name == "AISystem" ? SystemWords.words : [:])
        var reading = TableReading()
        reading.expect(fields)
        let table = try TableReader.table(bytes, reading)
        let mapping = try BoundMapping(
            MappingGuess(fields, for: table).mapping(register: kind.about.address), to: table, fields: fields)
        return ImportPlan(
            table, of: "export", as: kind, mapping: mapping, view: node.view(), secret: Workshop.secret,
            now: clock.capabilities.now())
    }
}
