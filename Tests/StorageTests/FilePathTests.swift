import Storage
import Testing

@Suite("File paths")
struct FilePathTests {
    @Test(
        "know their last name and the folder they lie in",
        arguments: [
            ("/a/b", "b", "/a"), ("/a", "a", "/"), ("a", "a", "."), ("a/b/", "b", "a"), ("./a", "a", "."),
            ("/", "/", "/"),
            ("a//b", "b", "a"),
        ])
    func parts(text: String, name: String, parent: String) {
        #expect(FilePath(text).name == name)
        #expect(FilePath(text).parent == FilePath(parent))
    }

    @Test("are put together with one slash")
    func appending() {
        #expect(FilePath("/a").appending("b") == FilePath("/a/b"))
        #expect(FilePath("a/").appending("b") == FilePath("a/b"))
        #expect(FilePath("/").appending("b") == FilePath("/b"))
    }
}
