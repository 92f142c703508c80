import Foundation
import Testing

@testable import TriageKit

struct BuiltInKnowledgeTests {
    @Test func isWhatLiesBelowRules() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../rules").standardizedFileURL
        let below = try #require(FileManager.default.enumerator(atPath: folder.path))
        let onDisk = below.compactMap { $0 as? String }.filter { $0.hasSuffix(".xml") || $0.hasSuffix(".xsd") }
        let builtIn = BuiltInKnowledge.files()
        #expect(builtIn.map(\.path) == onDisk.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        for file in builtIn {
            #expect(
                try Data(contentsOf: folder.appending(path: file.path)) == Data(file.bytes), "\(file.path) is stale")
        }
    }

    @Test func takesApartFilesOfAnyContent() {
        let files = BuiltInKnowledge.takeApart(Array("a.xml\n3\n<a>b/c.xml\n0\nd.xml\n5\n\n5\nä".utf8))
        #expect(files.map(\.path) == ["a.xml", "b/c.xml", "d.xml"])
        #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["<a>", "", "\n5\nä"])
    }

    /// A vertical bar stands for a line feed.
    @Test(arguments: [
        "", "a.xml", "a.xml|", "a.xml|9|<a>", "a.xml|-1|<a>", "a.xml|x|<a>", "|||", "a|99999999999999999999|",
    ])
    func endsAtWhatItDoesNotUnderstand(text: String) {
        let bytes = text.utf8.map { $0 == UInt8(ascii: "|") ? UInt8(ascii: "\n") : $0 }
        #expect(BuiltInKnowledge.takeApart(bytes).isEmpty)
    }
}
