import Foundation
import Glibc
import Testing
import TriageBytes

@testable import TriagePatterns

/// A cache that is in doubt is as if it were not there.
struct PatternCacheTests {
    private final class Folder {
        let path: FilePath

        init() {
            path = FilePath(FileManager.default.temporaryDirectory.path).appending(
                FilePath("kbtriage-\(UUID().uuidString)"))
        }

        deinit { try? FileManager.default.removeItem(atPath: path.description) }

        var names: [FilePath] { ((try? TriageBytes.Directory.entries(of: path)) ?? []).map(\.name) }
    }

    private static let patterns = [
        Pattern(id: 1, text: "photo", kind: .literal), Pattern(id: 2, text: "Set-Foo Bar", kind: .squeezedLiteral),
        Pattern(id: 3, text: "(?i)ab\\d+", kind: .regularExpression),
    ]
    private static let text = Array("a photo set-foobar AB12".utf8)

    private func scan(_ cache: PatternCache?) throws -> [PatternMatch] {
        try PatternScanner(PatternSet(Self.patterns, cache: cache)).scan(Self.text).matches
    }

    private func mode(_ path: FilePath) -> UInt32 {
        var status = stat()
        return unsafe stat(path.description, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    @Test func keepsDatabasesForTheirOwnerOnly() throws {
        let folder = Folder()
        let cache = PatternCache(folder: folder.path.appending("kbtriage"))
        let plain = try scan(nil)
        #expect(plain.map(\.id) == [1, 2, 3])
        #expect(try scan(cache) == plain)
        let inner = folder.path.appending("kbtriage")
        #expect(mode(inner) == 0o700)
        let entries = try TriageBytes.Directory.entries(of: inner)
        // Two databases, and what is looked for first.
        #expect(entries.count == 3)
        for entry in entries { #expect(mode(inner.appending(entry.name)) == 0o600) }
        let before = try entries.map { try FileInfo.of(inner.appending($0.name)) }
        #expect(try scan(cache) == plain)
        #expect(try entries.map { try FileInfo.of(inner.appending($0.name)) } == before)
    }

    @Test func reallyReadsWhatItKept() throws {
        let folder = Folder()
        let cache = PatternCache(folder: folder.path)
        _ = try scan(cache)
        // Under the key of one database lies, duly sealed, another: what is found then shows which one was used.
        let key = try #require(
            LiteralDatabase.cacheKey(of: [.init(bytes: Array("photo".utf8), ignoresCase: false)]))
        let other = try LiteralDatabase.compile([.init(bytes: Array("set-f".utf8), ignoresCase: false)])
        cache.store(try #require(other.serialized()), key: key)
        let set = try PatternSet([Self.patterns[0]], cache: cache)
        #expect(try PatternScanner(set).scan(Self.text).matches.map(\.end) == [13])
    }

    @Test func compilesAgainWhenAnyByteWasChanged() throws {
        let folder = Folder()
        let cache = PatternCache(folder: folder.path)
        let plain = try scan(cache)
        for name in folder.names {
            let file = folder.path.appending(name)
            let good = try InputFile.read(file)
            let places = [0, 19, 20, 40, 52, 60, 84, 85, 90, good.count / 2, good.count - 1]
            var damaged: [[UInt8]] = places.map { place in
                var bytes = good
                bytes[place] ^= 1
                return bytes
            }
            damaged += [[], Array(good.dropLast()), good + [0], Array(good.prefix(84))]
            for bytes in damaged {
                try OutputFile.write(bytes, to: file)
                #expect(unsafe chmod(file.description, 0o600) == 0)
                #expect(try scan(cache) == plain)
                // It was written anew.
                #expect(try InputFile.read(file) == good)
            }
        }
    }

    /// Expressions that are always run, that are anchored, that have several literals, and that share one with a literal.
    private static let expressions =
        [
            "(?i)ab\\d+", "^photo", "photo|set-foo", "\\d{2,4}", "x{3}y", "(?i)ü\\w*", "set-(foo|bar)\\s", "[a-c]+d",
            "photo",
        ]
        .enumerated().map { Pattern(id: 10 + $0, text: $1, kind: .regularExpression) } + patterns

    @Test func findsTheSameWithWhatWasKeptOfExpressions() throws {
        let folder = Folder()
        let cache = PatternCache(folder: folder.path)
        let plain = PatternScanner(try PatternSet(Self.expressions))
        let texts = [
            "", "photo", "a photo set-foobar AB12", "1234 xxxy abcabcd Über über", "set-bar \nset-foo\nphoto AB\n1 ab1",
        ].map { Array($0.utf8) }
        for _ in 0..<2 {
            let kept = PatternScanner(try PatternSet(Self.expressions, cache: cache))
            for text in texts {
                #expect(try kept.scan(text).matches == plain.scan(text).matches)
                for id in [1, 10, 13, 18] { #expect(try kept.contains(id, in: text) == plain.contains(id, in: text)) }
            }
        }
        #expect(try PatternScanner(PatternSet(Self.expressions, cache: cache)).scan(texts[2]).matches.count > 6)
    }

    @Test func reallyReadsWhatItKeptOfExpressions() throws {
        let folder = Folder()
        let cache = PatternCache(folder: folder.path)
        let one = [Pattern(id: 1, text: "photo\\d", kind: .regularExpression)]
        let other = [Pattern(id: 1, text: "paper\\d", kind: .regularExpression)]
        let key = try #require(PatternIndex.key(of: one))
        cache.store(try PatternIndex(other) { _, _ in }.bytes, key: key)
        let text = Array("photo1 paper2".utf8)
        // The literal of the other one lets this one be run, on the other's place.
        #expect(try PatternScanner(PatternSet(one, cache: cache)).scan(text).matches.isEmpty)
        #expect(try PatternScanner(PatternSet(one)).scan(text).matches.map(\.end) == [6])
        // What cannot be of these patterns is made anew.
        cache.store(try PatternIndex(one + one) { _, _ in }.bytes, key: key)
        #expect(try PatternScanner(PatternSet(one, cache: cache)).scan(text).matches.map(\.end) == [6])
        #expect(PatternIndex.key(of: one) != PatternIndex.key(of: other))
    }

    @Test func saysWhatIsWrongWithAPatternEachTime() throws {
        let folder = Folder()
        for _ in 0..<2 {
            for text in ["(", "(?:x{1000}){1000}", "a*"] {
                #expect(throws: PatternError.self) {
                    try PatternSet(
                        [Pattern(id: 1, text: text, kind: .regularExpression)],
                        cache: PatternCache(folder: folder.path))
                }
            }
        }
        #expect(folder.names.isEmpty)
    }

    @Test func refusesAFolderOthersMayUse() throws {
        let folder = Folder()
        try FileManager.default.createDirectory(atPath: folder.path.description, withIntermediateDirectories: true)
        #expect(unsafe chmod(folder.path.description, 0o755) == 0)
        #expect(try scan(PatternCache(folder: folder.path)).count == 3)
        #expect(folder.names.isEmpty)
    }

    @Test func refusesAFileOthersMayWrite() throws {
        let folder = Folder()
        let own = PrivateFolder(folder.path)
        #expect(own.write("a", [1, 2]))
        #expect(own.read("a", limit: 10) == [1, 2])
        #expect(own.read("a", limit: 1) == nil)
        #expect(unsafe chmod(folder.path.appending("a").description, 0o622) == 0)
        #expect(own.read("a", limit: 10) == nil)
    }

    @Test func followsNoLink() throws {
        let folder = Folder()
        let own = PrivateFolder(folder.path)
        #expect(own.write("a", [1]))
        #expect(unsafe symlink("a", folder.path.appending("b").description) == 0)
        #expect(own.read("b", limit: 10) == nil)
        // Writing replaces the link and leaves what it leads to alone.
        #expect(own.write("b", [2]))
        #expect(own.read("a", limit: 10) == [1])
        let link = folder.path.appending("link")
        #expect(unsafe symlink(folder.path.description, link.description) == 0)
        #expect(PrivateFolder(link).read("a", limit: 10) == nil)
        #expect(!PrivateFolder(link).write("c", [3]))
    }

    @Test func worksWithoutAFolderThatCanBeWritten() throws {
        let folder = Folder()
        #expect(PrivateFolder(folder.path).write("file", [1]))
        let below = folder.path.appending("file/kbtriage")
        #expect(try scan(PatternCache(folder: below)).count == 3)
        #expect(try scan(PatternCache(folder: FilePath(bytes: [0x61, 0]))).count == 3)
    }

    @Test func keepsTheNewestFiles() throws {
        let folder = Folder()
        let own = PrivateFolder(folder.path)
        for number in 0..<6 {
            #expect(own.write("f\(number)", [1]))
            var times = [timeval(tv_sec: 1000 + number, tv_usec: 0), timeval(tv_sec: 1000 + number, tv_usec: 0)]
            #expect(unsafe utimes(folder.path.appending(FilePath("f\(number)")).description, &times) == 0)
        }
        own.keepNewest(2)
        #expect(folder.names == ["f4", "f5"])
    }

    @Test func keysDifferForWhateverChangesTheDatabase() throws {
        let keys = [
            LiteralDatabase.cacheKey(of: [.init(bytes: [1, 2], ignoresCase: false)]),
            LiteralDatabase.cacheKey(of: [.init(bytes: [1, 2], ignoresCase: true)]),
            LiteralDatabase.cacheKey(of: [.init(bytes: [1], ignoresCase: false), .init(bytes: [2], ignoresCase: false)]
            ),
            LiteralDatabase.cacheKey(of: []),
        ]
        #expect(Set(keys).count == keys.count)
        #expect(!keys.contains(nil))
    }
}
