import Ledger
import Testing

@Suite("Taking an organization along")
struct MoveTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.foundWithSystems()
        try bench.write("minutes", to: "minutes.txt")
        try #require(try bench.hallmark("change", "SYS-1", "--attach", "minutes.txt").code == 0)
    }

    private func systems(in folder: String) throws -> JSON? {
        try bench.hallmark("export", "systems", "--format", "json", "--data", folder).json["records"]
    }

    @Test("a backup brings the same organization back, and only into an empty folder")
    func backup() throws {
        let made = try bench.hallmark("backup", "backup.zip")
        #expect(made.code == 0, "\(made)")
        #expect(try bench.hallmark("backup", "backup.zip").code == 4)
        let restored = try bench.hallmark("restore", "backup.zip", "--data", "again")
        #expect(restored.code == 0, "\(restored)")
        #expect(try systems(in: "again") == systems(in: "data"))
        #expect(try bench.hallmark("verify", "--data", "again").code == 0)
        #expect(try bench.hallmark("create", "scopes", "--data", "again").code == 0)
        let taken = try bench.hallmark("restore", "backup.zip", "--data", "again")
        #expect(taken.code == 3, "\(taken)")
    }

    @Test("an archive is verified, taken in under a new key, and holds the same records")
    func archive() throws {
        let exported = try bench.hallmark("export", "--all", "all.zip")
        #expect(exported.code == 0, "\(exported)")
        let key = try bench.hallmark("checkpoint", "--format", "json").json["key"]?.string ?? ""
        let looked = try bench.hallmark("import", "all.zip", "--data", "theirs")
        #expect(looked.code == 0, "\(looked)")
        #expect(looked.output.contains("on trust") && looked.output.contains("Nothing was changed"))
        #expect(!bench.exists("theirs"))
        let taken = try bench.hallmark("import", "all.zip", "--data", "theirs", "--key", key, "--commit")
        #expect(taken.code == 0, "\(taken)")
        #expect(try systems(in: "theirs") == systems(in: "data"))
        #expect(try bench.hallmark("verify", "--data", "theirs").code == 0)
        #expect(try bench.hallmark("import", "all.zip", "--data", "data", "--commit").code == 3)
        #expect(try bench.hallmark("import", "all.zip", "--key", "a+00000000+AAAA", "--data", "more").code == 4)
    }

    @Test(
        "neither takes the other, and nothing takes what is neither",
        arguments: ["systems.csv", "nowhere.zip", "cut.zip"])
    func wrongFiles(name: String) throws {
        #expect(try bench.hallmark("backup", "backup.zip").code == 0)
        try bench.write(Array(bench.bytes(of: "backup.zip").dropLast(1_000)), to: "cut.zip")
        #expect(try bench.hallmark("export", "--all", "all.zip").code == 0)
        let code: Int32 = name == "nowhere.zip" ? 7 : 4
        #expect(try bench.hallmark("restore", name, "--data", "again").code == code)
        #expect(try bench.hallmark("restore", "all.zip", "--data", "again").code == 4)
        #expect(try bench.hallmark("import", "backup.zip", "--data", "again").code == 4)
        #expect(try bench.hallmark("import", "cut.zip", "--data", "again").code == 4)
        #expect(!bench.exists("again"))
    }

    @Test("an export goes to a file that is not there yet")
    func files() throws {
        #expect(try bench.hallmark("export", "systems", "--to", "out.csv").code == 0)
        #expect(try bench.hallmark("export", "systems", "--to", "out.csv").code == 4)
        #expect(try bench.hallmark("export", "systems", "--to", "out.csv", "--replace").code == 0)
        #expect(try bench.text(of: "out.csv") == bench.hallmark("export", "systems").output)
        #expect(try bench.hallmark("export").code == 2)
        #expect(try bench.hallmark("export", "systems", "--all", "x.zip").code == 2)
    }
}
