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

    @Test(arguments: [
        "", "a.xml", "a.xml\n", "a.xml\n9\n<a>", "a.xml\n-1\n<a>", "a.xml\nx\n<a>", "\n\n\n",
        "a\n99999999999999999999\n",
    ])
    func endsAtWhatItDoesNotUnderstand(text: String) {
        #expect(BuiltInKnowledge.takeApart(Array(text.utf8)).isEmpty)
    }
}
