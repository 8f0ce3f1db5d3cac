import AIMS
import Exchange
import Ledger
import Organization
import Records
import Testing

@Suite("What is remembered of a row that was brought in")
struct ImportKeyTests {
    private static let list = "Name,Purpose,Number\nFlood Watch,Predicts floods,secret-1\nBee Count,Counts,secret-2\n"

    private static func mapping(key: [String]?) -> ColumnMapping {
        ColumnMapping(
            register: "systems", key: key.map { $0.map { .init(header: $0) } },
            columns: [
                .init(.init(header: "Name"), field: "name"), .init(.init(header: "Purpose"), field: "intendedPurpose"),
            ])
    }

    @Test(
        "is no text of its key, and no digest that somebody without the secret can make", arguments: [["Number"], []])
    func secret(key: [String]) async throws {
        let workshop = try await Workshop()
        let plan = try workshop.plan(Self.list, Self.mapping(key: key))
        try await workshop.bringIn(plan)
        let kept = try #require(try workshop.system(1)?.origin?.key)
        #expect(!kept.contains("secret-1"))
        let said: [JSON] = [
            ["secret-1"], [["Name", "Flood Watch"], ["Purpose", "Predicts floods"], ["Number", "secret-1"]],
        ]
        for json in said { #expect(!kept.contains(Digest(of: json.bytes).hex)) }
        #expect(try workshop.plan(Self.list, Self.mapping(key: key)).known == 2)
        let other = RowSecret(of: try SigningKey(name: "hallmark/other", seed: [UInt8](repeating: 4, count: 32)))
        let (table, bound) = try workshop.read(Self.list, Self.mapping(key: key))
        let elsewhere = ImportPlan(
            table, of: "list.csv", as: workshop.systems, mapping: bound, view: workshop.node.view(), secret: other,
            now: workshop.clock.capabilities.now())
        #expect(elsewhere.creations == 2, "the secret decides")
    }

    /// What earlier releases kept of a row.
    private func remember(_ keys: [String], in workshop: Workshop) async throws {
        let acts = try keys.enumerated().map { place, key in
            let text = Kind.slot(base: \.origin)
            let row: Value = .row([.text("list.csv"), .integer(place + 1), .day(workshop.node.today), .text(key)])
            let name = try workshop.systems.assignments(fromText: [("name", "System \(place)")])
            return Act.create(workshop.systems, state: nil, values: name + [Assignment(slot: text, value: row)])
        }
        _ = try await workshop.node.submit(
            Command(
                acts, by: Workshop.ines,
                recording: Recording(
                    at: .day(workshop.node.today), whose: Workshop.ines.person, source: "list.csv",
                    acceptsExceptions: true)))
    }

    @Test("is known in the form of earlier releases too, counted rows of one key included")
    func earlierForms() async throws {
        let workshop = try await Workshop()
        let row: JSON = [["Name", "Flood Watch"], ["Purpose", "Predicts floods"], ["Number", "secret-1"]]
        try await remember(
            ["row:" + Digest(of: row.bytes).hex, #"key:["secret-2"]"#, #"key:["7"]"#, #"key:["7"]#2"#], in: workshop)
        let all = try workshop.plan(Self.list, Self.mapping(key: []))
        #expect(all.rows.map(\.fate.record) == ["SYS-1", nil])
        let keyed = try workshop.plan(Self.list, Self.mapping(key: ["Number"]))
        #expect(keyed.rows.map(\.fate.record) == [nil, "SYS-2"])
        let counted = try workshop.plan("Name,Purpose,Number\nA,x,7\nB,y,7\n", Self.mapping(key: ["Number"]))
        #expect(counted.rows.map(\.fate.record) == ["SYS-3", "SYS-4"])
    }

    @Test("tells that a key stands twice: nothing comes in until somebody says which row is right")
    func repeatedKey() async throws {
        let workshop = try await Workshop()
        try await workshop.bringIn(workshop.plan("Name,Purpose,Number\nA,x,1\nB,y,2\n", Self.mapping(key: ["Number"])))
        let later = try workshop.plan(
            "Name,Purpose,Number\nA2,x,1\nB2,y,2\nB3,y,2\n", Self.mapping(key: ["Number"]))
        #expect(later.rows[0].fate.record == "SYS-1")
        #expect(later.rows[1].fate == .refuse(.repeatedKey(["2"], rows: [3])))
        #expect(later.rows[2].fate == .refuse(.repeatedKey(["2"], rows: [2])))
        let failure = await #expect(throws: Failure.self) {
            try await workshop.node.bringIn(by: Workshop.ines) { _ in later }
        }
        #expect(failure?.message.contains("Row 2, line 3: its key “2” stands in row 3 too") == true)
        let same = try workshop.plan("Name,Purpose,Number\nC,z,3\nC,z,3\n", Self.mapping(key: ["Number"]))
        #expect(same.creations == 1)
        #expect(same.rows[1].fate == .same(asRow: 1))
    }

    @Test("finds the key again that is not stated, where the rows of an edition repeat it")
    func earlierKey() async throws {
        let workshop = try await Workshop()
        func key(_ text: String) throws -> [String] {
            let (table, _) = try workshop.read(text, Self.mapping(key: nil))
            return ImportPlan.earlierKey(
                of: table, as: workshop.systems, view: workshop.node.view(), secret: Workshop.secret
            ).map(\.header)
        }
        let repeated = "Name,Purpose,Number\nA2,x,1\nB2,y,2\nB3,y,2\n"
        #expect(try key(repeated) == [])
        try await workshop.bringIn(workshop.plan("Number,Name,Purpose\n1,A,x\n2,B,y\n", Self.mapping(key: ["Number"])))
        #expect(try key(repeated) == ["Number"])
        #expect(try key("Name,Purpose,Number\nA,x,8\nB,x,9\n") == [], "no row is known by it")
        #expect(try key("Name,Purpose,Number,Number\nA,x,1,2\n") == [], "it is not certain which column it is")
        #expect(try key("Name,Purpose,No\nA,x,1\n") == [])
    }

    @Test("says where a column that is headed like a key repeats a text")
    func nearly() async throws {
        let workshop = try await Workshop()
        let plan = try workshop.plan("Name,Number\nA,1\nB,2\nC,2\n")
        #expect(plan.mapping.key.isEmpty)
        #expect(plan.rows[0].remarks.isEmpty)
        #expect(plan.rows[1].remarks == [.sameIdentifier("2", header: "Number", rows: [3])])
        #expect(plan.rows[2].remarks == [.sameIdentifier("2", header: "Number", rows: [2])])
        #expect(try workshop.plan("Name,Number\nA,1\nB,2\nC,3\n").doubtfulRows.isEmpty)
    }
}

extension ImportPlan.Fate {
    fileprivate var record: RecordID? {
        switch self {
        case .known(let id), .change(let id, _): id
        case .create, .same, .refuse: nil
        }
    }
}
