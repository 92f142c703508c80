import Foundation
import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("Every reader is held to the same") struct ReaderListTests {
    /// Names of the types of the product that conform to a protocol, told by their declarations.
    private static func types(conformingTo name: String) throws -> Set<String> {
        let folder = PackageRoot.file("Sources/TriageReaders")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var found: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = String(decoding: try file.readBytes(), as: UTF8.self)
            for line in text.split(separator: "\n") where line.contains("struct ") || line.contains("class ") {
                guard let colon = line.firstIndex(of: ":") else { continue }
                let conformances = line[colon...].split { !$0.isLetter && !$0.isNumber }
                guard conformances.contains(Substring(name)) else { continue }
                let words = line[..<colon].split(separator: " ")
                if let word = words.last { found.insert(String(word)) }
            }
        }
        return found
    }

    @Test func everyReaderOfMixedTextHasFixtures() throws {
        let readers = try Self.types(conformingTo: "RegionReader")
        let tested = Set(TextFixtures.all.map(\.reader)).union(TextFixtures.structured.keys)
        #expect(readers.count >= 20)
        #expect(readers.subtracting(TextFixtures.wrappers).subtracting(TextFixtures.reporters.keys) == tested)
        let fixtures = Set(StructuredFixture.all.map(\.name))
        #expect(TextFixtures.structured.values.allSatisfy { fixtures.isSuperset(of: $0) })
    }

    @Test func everyReaderOfLargeDumpsIsKnown() throws {
        #expect(try Self.types(conformingTo: "StreamReader") == Set(TextFixtures.streams.map(\.reader)))
        for (reader, text) in TextFixtures.streams {
            let found = StreamCatalogue.reader(of: Array(text.utf8.prefix(4096)), as: nil)
            #expect(found.map { "\(type(of: $0))" } == reader)
        }
    }

    @Test(arguments: TextFixtures.streams.map(\.text)) func aLargeDumpIsTheSameSplitAnywhere(text: String) throws {
        for bytes in [Array(text.utf8), LargeDocumentTests.wide(text)] {
            let whole = StreamingTests.whole(bytes)
            // Pieces of a size split the text at each of its multiples; what is read in one piece comes last.
            for piece in Array(1..<bytes.count) where piece < 40 || piece % 3 == 0 || piece + 1 == bytes.count {
                let streamed = try #require(try StreamingTests.streamed(bytes, piece: piece), "pieces of \(piece)")
                StreamingTests.expectSame(streamed, whole, "pieces of \(piece)")
            }
        }
    }

    @Test(arguments: TextFixtures.streams.map(\.text)) func aLargeDumpCutAtAnyByteIsTheSameOrReadAsAWhole(text: String)
        throws
    {
        let bytes = Array(text.utf8)
        for length in 1...bytes.count {
            let cut = Array(bytes[..<length])
            guard let streamed = try StreamingTests.streamed(cut, piece: 32) else { continue }
            StreamingTests.expectSame(streamed, StreamingTests.whole(cut), "cut at \(length)")
        }
    }

    @Test func everyContainerReaderIsTestedCutAtEveryByte() throws {
        let readers = try Self.types(conformingTo: "ContainerReader")
        #expect(readers == Set(TextFixtures.containers.keys))
        for suite in Set(TextFixtures.containers.values) {
            let file = PackageRoot.file("Tests/TriageReadersTests/Containers/\(suite).swift")
            let text = String(decoding: try file.readBytes(), as: UTF8.self)
            #expect(text.contains("prefix(") || text.contains("[..<"), "\(suite)")
        }
    }

    // MARK: Mixed text

    private static func facts(_ evidence: Evidence) -> [String] {
        evidence.records.map { record in
            record.kind + "(" + record.fields.map { "\($0.name)=\($0.value.short)" }.joined(separator: "; ") + ")"
        }
    }

    @Test(arguments: TextFixtures.all.map(\.reader)) func readsItsFormatAndNoOtherReaderClaimsIt(reader: String) throws
    {
        let fixture = try #require(TextFixtures.all.first { $0.reader == reader })
        let evidence = read(fixture.text)
        #expect(evidence.regions.map(\.format) == [fixture.format])
        #expect(!evidence.records.isEmpty)
        #expect(evidence.problems.isEmpty)
    }

    @Test(arguments: TextFixtures.all.map(\.reader)) func survivesACutAtEveryByteAndALostByte(reader: String) throws {
        let bytes = Array(try #require(TextFixtures.all.first { $0.reader == reader }).text.utf8)
        for place in 0...bytes.count {
            ConformanceTests.checkSpans(read(Array(bytes[..<place])), "cut at \(place)")
            guard place < bytes.count else { continue }
            var damaged = bytes
            damaged.remove(at: place)
            ConformanceTests.checkSpans(read(damaged), "without \(place)")
        }
    }

    @Test(arguments: TextFixtures.all.map(\.reader)) func encodingAndLineEndsDoNotMatter(reader: String) throws {
        let text = try #require(TextFixtures.all.first { $0.reader == reader }).text
        let plain = Self.facts(read(text))
        #expect(Self.facts(read(text.replacing("\n", with: "\r\n"))) == plain)
        #expect(Self.facts(read([0xEF, 0xBB, 0xBF] + Array(text.utf8))) == plain)
        let units = Array(text.utf16)
        #expect(Self.facts(read([0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })) == plain)
        #expect(Self.facts(read([0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })) == plain)
    }

    @Test(arguments: TextFixtures.all.map(\.reader)) func takesLinearTime(reader: String) throws {
        let text = try #require(TextFixtures.all.first { $0.reader == reader }).text
        func seconds(_ count: Int) -> Double {
            let bytes = Array(repeatElement(text, count: count).joined(separator: "\n").utf8)
            let times = (0..<2).map { _ in ProcessorTime.seconds { #expect(read(bytes).sources.count == 1) } }
            return times.min() ?? 0
        }
        let small = seconds(30)
        #expect(seconds(120) < max(small * 9, 0.4))
    }

    // MARK: Nothing is dropped

    /// What stands in no region is blank or a code fence; regions are in order and apart.
    private static func uncovered(_ evidence: Evidence) -> [String] {
        var faults: [String] = []
        for (number, source) in evidence.sources.enumerated() {
            let spans = evidence.regions.map(\.span).filter { $0.source.number == number }
            var place = 0
            for span in spans + [SourceSpan(source: SourceID(number), start: source.text.count, end: source.text.count)]
            {
                if span.start < place { faults.append("a region starts at \(span.start), before \(place)") }
                let gap = source.text[min(place, span.start)..<span.start]
                for line in gap.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
                    let rest = line.filter { ![0x20, 0x09, 0x3E, 0x7C, 0x23, 0x00, 0x0C, 0x0B].contains($0) }
                    let text = String(decoding: rest, as: UTF8.self)
                    if !rest.isEmpty, !text.hasPrefix("```"), !text.hasPrefix("~~~"), text != "\u{A0}",
                        text != "\u{FEFF}"
                    {
                        faults.append("nobody has \(text.prefix(60).debugDescription) at \(place)")
                    }
                }
                place = max(place, span.end)
            }
        }
        return faults
    }

    @Test func everyByteOfRandomMixturesIsInARegion() {
        var random = SeededRandom(seed: 2_849)
        // The tags of a page are no text and belong to nobody; its words are looked for below.
        let pieces = Self.pieces(ofPages: false)
        let noise = [
            "words\n", "\u{1}\u{2}\n", "{[<\"\n", "---- ----\n", "Name : \n", "dn: \n", "<Objs>\n", "ümläut 日本\n",
            ": x\n",
        ]
        for _ in 0..<150 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                var piece = Array(
                    (Bool.random(using: &random) ? pieces : noise).randomElement(using: &random)?.utf8 ?? "".utf8)
                if Bool.random(using: &random) {
                    piece = Array(piece.prefix(Int.random(in: 0...piece.count, using: &random)))
                }
                if Int.random(in: 0..<4, using: &random) == 0, !piece.isEmpty {
                    piece[Int.random(in: 0..<piece.count, using: &random)] = UInt8.random(in: 1...127, using: &random)
                }
                bytes += piece + Array(repeating: 0x0A, count: Int.random(in: 0...2, using: &random))
            }
            let evidence = read(bytes)
            let faults = Self.uncovered(evidence)
            #expect(faults.isEmpty, "\(faults.prefix(3)) in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    private static func pieces(ofPages: Bool) -> [String] {
        let structured = StructuredFixture.all.filter { ofPages || !$0.format.hasPrefix("html") }
        return structured.map(\.text) + TextFixtures.all.map(\.text)
    }

    @Test func everyWordBetweenWholePiecesIsInATextOfTheCase() {
        var random = SeededRandom(seed: 5_322)
        let pieces = Self.pieces(ofPages: true)
        for _ in 0..<150 {
            var text = ""
            let count = Int.random(in: 1...5, using: &random)
            for number in 0..<count {
                text += "\nmarker\(number)q stands here\n\n" + (pieces.randomElement(using: &random) ?? "") + "\n"
            }
            let evidence = read(text)
            let texts = evidence.texts.map { String(decoding: $0.bytes, as: UTF8.self) }
            for number in 0..<count {
                #expect(
                    texts.contains { $0.contains("marker\(number)q") }, "marker \(number) in \(text.debugDescription)")
            }
        }
    }
}
