import Testing
import TriageBytes

/// Paths are bytes.
struct FilePathTests {
    @Test(arguments: [
        ("a", ".", "a"), ("a/b", "a", "b"), ("/a", "/", "a"), ("/", "/", "/"), ("a/b/", "a", "b"), ("a//b", "a", "b"),
        ("//a", "/", "a"), ("", ".", ""),
    ])
    func splitsFolderAndName(path: String, parent: String, name: String) {
        #expect(FilePath(path).parent.description == parent)
        #expect(FilePath(path).lastComponent.description == name)
    }

    @Test(arguments: [("a.XML", "xml"), ("a", ""), (".profile", ""), ("a.tar.gz", "gz"), ("a.", ""), ("x.y/z", "")])
    func tellsTheExtension(path: String, wanted: String) {
        #expect(FilePath(path).lowercasedExtension == wanted)
    }

    @Test func joinsFolderAndName() {
        #expect(FilePath("a").appending("b") == "a/b")
        #expect(FilePath("a/").appending("b") == "a/b")
        #expect(FilePath("a").appending("/b") == "/b")
        #expect(FilePath("").appending("b") == "b")
    }
}
