import Testing

@Suite("Files that no command writes over")
struct OwnFilesTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.found()
        try bench.write("name\nA\n", to: "list.csv")
    }

    @Test(
        "are those of the organization's folder, under whatever name",
        arguments: [
            "data/signing.key", "data/ledger.sqlite", "data/ledger.sqlite-wal", "data/files/x", "data/state",
            "./data/../data/signing.key",
            "link", "hard", "inside/signing.key",
        ])
    func folder(path: String) throws {
        #expect(
            try bench.shell(
                "ln -s data/ledger.sqlite link; ln data/signing.key hard; ln -s data inside; mkdir -p data/files"
            )
            .code == 0)
        let before = try bench.bytes(of: "data/signing.key")
        for words in [
            ["checkpoint", "--to", path, "--replace"], ["export", "people", "--to", path, "--replace"],
            ["proof", "1", "--to", path, "--replace"],
            ["import", "list.csv", "--as", "systems", "--save-map", path, "--replace"], ["backup", path],
            ["export", "--all", path],
        ] {
            let answer = try bench.hallmark(list: words)
            #expect(answer.code == 4, "\(words): \(answer)")
            #expect(answer.errors.contains("belongs to the folder of the organization"), "\(answer)")
        }
        #expect(try bench.bytes(of: "data/signing.key") == before)
        #expect(try bench.hallmark("verify").code == 0)
    }

    @Test("are the one that was just read, under another name too", arguments: ["list.csv", "./list.csv", "other"])
    func read(path: String) throws {
        #expect(try bench.shell("ln -s list.csv other").code == 0)
        let answer = try bench.hallmark("import", "list.csv", "--as", "systems", "--save-map", path, "--replace")
        #expect(answer.code == 4, "\(answer)")
        #expect(answer.errors.contains("is the file that was just read"), "\(answer)")
        #expect(try bench.text(of: "list.csv") == "name\nA\n")
    }

    @Test("and nothing else: other files in the folder and beside it are written")
    func others() throws {
        for path in ["data/note.txt", "checkpoint.txt", "signing.key"] {
            #expect(try bench.hallmark("checkpoint", "--to", path).code == 0)
            #expect(try bench.hallmark("checkpoint", "--to", path, "--replace").code == 0)
        }
    }

    @Test("an archive needs the name of a file, and everything else may go to standard output")
    func names() throws {
        for words in [["backup", "-"], ["backup", ""], ["export", "--all", "-"], ["export", "--all", ""]] {
            #expect(try bench.hallmark(list: words).code == 2, "\(words)")
        }
        #expect(try bench.hallmark("checkpoint", "--to", "-").output.hasPrefix("hallmark/"))
        #expect(try bench.hallmark("export", "people", "--to", "-").output.hasPrefix("id,"))
        #expect(!bench.exists("-"))
    }
}
