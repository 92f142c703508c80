import Foundation
import Testing
import TriageBytes
import TriageModel
import TriageRules

@testable import TriageKit

/// What is kept of a folder's rules never changes what they say.
struct KnowledgeCacheTests {
    private final class Folder {
        let path = FilePath(FileManager.default.temporaryDirectory.path).appending(
            FilePath("kbtriage-rules-\(UUID().uuidString)"))

        deinit { try? FileManager.default.removeItem(atPath: path.description) }

        var names: [FilePath] { ((try? TriageBytes.Directory.entries(of: path)) ?? []).map(\.name) }
    }

    private struct Refused: Error {}

    private let folder = Folder()
    private let files = BuiltInKnowledge.files()

    private func cache(_ program: String = "1") throws -> KnowledgeCache {
        try #require(KnowledgeCache(folder: folder.path, program: program))
    }

    /// What the cache has for files, and whether they were read anew for it.
    private func ask(
        _ cache: KnowledgeCache, _ files: [KnowledgeLoader.File], named name: String = "rules"
    ) throws -> (knowledge: KnowledgeBase, isNew: Bool) {
        var isNew = false
        let knowledge = try cache.knowledge(of: files, named: name) { () throws(KnowledgeError) in
            isNew = true
            return try KnowledgeLoader.load(files: files, hash: KnowledgeHash.of(files), folder: name, validate: false)
        }
        return (knowledge, isNew)
    }

    @Test func readsTheSameFilesOnce() throws {
        let first = try ask(cache(), files)
        let again = try ask(cache(), files)
        #expect(first.isNew)
        #expect(!again.isNew)
        #expect(again.knowledge == first.knowledge)
        #expect(again.knowledge == BuiltInKnowledge.knowledge())
        let info = try FileInfo.of(folder.path)
        #expect(info.kind == .directory)
        let modes = try folder.names.map { name in
            try FileManager.default.attributesOfItem(atPath: folder.path.appending(name).description)[.posixPermissions]
                as? Int
        }
        #expect(modes == [0o600])
        let own = try FileManager.default.attributesOfItem(atPath: folder.path.description)[.posixPermissions] as? Int
        #expect(own == 0o700)
    }

    @Test func readsAnewWhateverIsDifferent() throws {
        _ = try ask(cache(), files)
        #expect(try ask(cache("2"), files).isNew)
        #expect(try ask(cache(), files, named: "other").isNew)
        #expect(try ask(cache(), files, named: "other").knowledge.rules.first?.file.hasPrefix("other/") == true)
        let rule = try #require(files.firstIndex { $0.path.hasPrefix("photo-sync/") })
        var changed = files
        changed[rule].bytes.append(0x0A)
        #expect(try ask(cache(), changed).isNew)
        // A schema says what is a mistake.
        changed = files
        let schema = try #require(files.firstIndex { $0.path.hasSuffix(".xsd") })
        changed[schema].bytes.append(0x0A)
        #expect(try ask(cache(), changed).isNew)
        changed.remove(at: schema)
        #expect(try ask(cache(), changed).isNew)
        // Bytes that wander from one file to the next.
        let two: [KnowledgeLoader.File] = [("a.xsd", [0x31]), ("b.xsd", [])]
        let moved: [KnowledgeLoader.File] = [("a.xsd", []), ("b.xsd", [0x31])]
        #expect(try ask(cache(), files + two).isNew)
        #expect(try ask(cache(), files + moved).isNew)
        #expect(try !ask(cache(), files).isNew)
    }

    @Test func readsAnewWhenAnyByteOfWhatWasKeptIsDamaged() throws {
        let cache = try cache()
        let plain = try ask(cache, files).knowledge
        let file = try folder.path.appending(#require(folder.names.first))
        let good = try InputFile.read(file)
        let places = [0, 20, 22, 53, 54, 85, 86, 87, good.count / 3, good.count / 2, good.count - 1]
        var damaged: [[UInt8]] = places.map { place in
            var bytes = good
            bytes[place] ^= 1
            return bytes
        }
        damaged += [[], Array(good.dropLast()), good + [0x20], Array(good.prefix(86))]
        for bytes in damaged {
            try OutputFile.write(bytes, to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.description)
            let answer = try ask(cache, files)
            #expect(answer.isNew)
            #expect(answer.knowledge == plain)
            #expect(try InputFile.read(file) == good)
        }
        // One that others may write is not read either.
        try FileManager.default.setAttributes([.posixPermissions: 0o622], ofItemAtPath: file.description)
        #expect(try ask(cache, files).isNew)
    }

    @Test func keepsNoMistakes() throws {
        for _ in 0..<2 {
            #expect(throws: Refused.self) {
                try cache().knowledge(of: files, named: "rules") { () throws(Refused) in throw Refused() }
            }
        }
        #expect(folder.names.isEmpty)
    }

    @Test func keepsTheNewestOnly() throws {
        for number in 0..<12 { _ = try ask(cache("\(number)"), files) }
        #expect(folder.names.count == 8)
    }

    @Test func checksAFolderOnceAndSaysItsMistakesWhenItHasSome() throws {
        var changed = files
        let first = try Triage(files: changed, kept: cache())
        #expect(try Triage(files: changed, kept: cache()).knowledge == first.knowledge)
        let rule = try #require(changed.firstIndex { $0.path.hasSuffix("photo-proxy-413.xml") })
        changed[rule].bytes = Array(
            String(decoding: changed[rule].bytes, as: UTF8.self).replacingOccurrences(
                of: "<subject kind=\"error\"/>", with: "<subject kind=\"eror\"/>"
            ).utf8)
        #expect(changed[rule].bytes != files[rule].bytes)
        for _ in 0..<2 { #expect(throws: KnowledgeFailure.self) { try Triage(files: changed, kept: cache()) } }
    }
}
