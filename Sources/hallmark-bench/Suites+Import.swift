import AIMS
import Exchange
import Organization
import Records

extension Suites {
    /// A table as departments keep it: twelve columns of which half fit a field, quoted line breaks, dates in three shapes.
    func importing(rows count: Int) async throws -> [BenchRow] {
        let node = try await Population.found(at: scratch + "/import")
        let kind = node.rules.declarations.kind(AISystem.self)
        let bytes = Suites.table(rows: count)
        let secret = try await node.rowSecret()
        var plan: ImportPlan?
        let preview = try await timed { plan = try Suites.plan(bytes, kind, node, secret) }
        guard let plan else { return [] }
        let commit = try await timed {
            _ = try await node.submit(plan.command(by: Population.manager, now: Capabilities.machine.now()))
        }
        let again = try await timed { _ = try Suites.plan(bytes, kind, node, secret) }
        try await node.close()
        let size = "\((Double(bytes.count) / 1_048_576).short) MB of CSV"
        return [
            BenchRow(
                what: "import of \(count) rows: preview", figure: "\(preview.seconds.short) s", budget: "seconds",
                reference: size, holds: preview.seconds <= 5),
            BenchRow(
                what: "import of \(count) rows: commit", figure: "\(commit.seconds.short) s", budget: "seconds",
                reference: "", holds: commit.seconds <= 5),
            BenchRow(
                what: "import of \(count) rows: preview of the same again", figure: "\(again.seconds.short) s",
                budget: "seconds", reference: "", holds: again.seconds <= 5),
        ]
    }

    private static func plan(_ bytes: [UInt8], _ kind: Kind, _ node: Node, _ secret: RowSecret) throws -> ImportPlan {
        let table = try TableReader.table(bytes)
        let fields = kind.targetFields(words: SystemWords.words)
        let guess = MappingGuess(fields, for: table).mapping(register: kind.about.address)
        let mapping = try BoundMapping(guess, to: table, fields: fields)
        return ImportPlan(
            table, of: "bench.csv", as: kind, mapping: mapping, view: node.view(), secret: secret,
            now: Capabilities.machine.now())
    }

    private static func table(rows count: Int) -> [UInt8] {
        let days = ["2024-03-01", "10/1/2023", "Q4FY25", ""]
        let story = "Reads what people send in, sorts it\nand proposes an answer that a person checks. "
        var text =
            "Use case name,Purpose,Agency,Bureau,Stage,Date implemented,Personal data,Outputs,Contract,Data,Notes,Notes\r\n"
        for row in 0..<count {
            text +=
                "Use case \(row),\"\(story)\(story)\",Department \(row % 9),Bureau \(row % 40),Operation,\(days[row % 4]),"
                + "\(row.isMultiple(of: 3) ? "Yes" : "No"),\"\(story)\",In-house,\"Letters, forms\",note \(row),\r\n"
        }
        return Array(text.utf8)
    }
}
