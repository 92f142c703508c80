import Testing
import TriageArchives

@Suite("Archives")
struct ArchiveReaderTests {
    /// A gzip stream of "hello\n" (RFC 1952, stored block).
    static let hello: [UInt8] =
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 6, 0, 0xF9, 0xFF] + Array("hello\n".utf8)
        + [0x20, 0x30, 0x3A, 0x36, 6, 0, 0, 0]

    @Test func aLoneCompressedFileIsOneMember() throws {
        var reader = try ArchiveReader(Self.hello)
        let entry = try #require(try reader.next())
        #expect(entry.kind == .file)
        #expect(reader.content(limit: 100) == .whole(Array("hello\n".utf8)))
        #expect(try reader.next() == nil)
    }

    @Test func moreThanTheLimitIsNotGiven() throws {
        var reader = try ArchiveReader(Self.hello)
        _ = try reader.next()
        #expect(reader.content(limit: 5) == .tooLarge)
    }

    @Test func aCutArchiveSaysSoInTheLibrarysWords() throws {
        for count in 1..<Self.hello.count {
            do {
                var reader = try ArchiveReader(Array(Self.hello.prefix(count)))
                guard try reader.next() != nil else { continue }
                switch reader.content(limit: 100) {
                case .damaged(_, let reason): #expect(!reason.isEmpty)
                // Where not even the header is whole, the library takes the bytes for plain ones.
                case .whole(let bytes):
                    #expect(Array("hello\n".utf8).starts(with: bytes) || bytes == Array(Self.hello.prefix(count)))
                case .tooLarge: Issue.record("\(count)")
                }
            } catch {
                #expect(!"\(error)".isEmpty)
            }
        }
    }

    @Test func namesThatLeadOutAreTold() {
        for path in ["/etc/passwd", "../x", "a/../../b", "C:\\x", "..\\x", "a/.."] {
            #expect(entry(path).leadsOutside, "\(path)")
        }
        for path in ["a", "a/b.txt", "a..b", "dump...xml", ""] { #expect(!entry(path).leadsOutside, "\(path)") }
    }

    private func entry(_ path: String) -> ArchiveEntry {
        ArchiveEntry(path: Array(path.utf8), kind: .file, size: nil, isEncrypted: false)
    }
}
