import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("Archives as inputs")
struct ArchiveContainerTests {
    private let words = Array("words".utf8)

    @Test func membersOfAZipAreNamedWithTheirFolders() {
        let zip = ArchiveWriter.zip([
            .init("a.txt", words), .init("logs/", [], mode: 0o040755), .init("logs/b.txt", words),
        ])
        #expect(members(zip) == ["a.txt: 5 bytes", "logs/b.txt: 5 bytes"])
        #expect(content(of: "logs/b.txt", in: zip) == words)
    }

    @Test func linksEncryptedMembersAndPathsThatLeadOutAreNamedAndNotRead() {
        let zip = ArchiveWriter.zip([
            .init("link", Array("/etc/passwd".utf8), mode: 0o120777), .init("../evil.txt", words),
            .init("/etc/evil.txt", words), .init("C:\\evil.txt", words),
            .init("secret.txt", [UInt8](repeating: 7, count: 20), isEncrypted: true), .init("good.txt", words),
        ])
        #expect(
            members(zip) == [
                "link: link", "../evil.txt: unsafe-path", "/etc/evil.txt: unsafe-path", "C:/evil.txt: unsafe-path",
                "secret.txt: encrypted", "good.txt: 5 bytes",
            ])
        let tar =
            ArchiveWriter.tarMember("s", type: "2", link: "/etc/passwd") + ArchiveWriter.tarMember("a.txt", words)
            + ArchiveWriter.tarMember("h", type: "1", link: "a.txt") + ArchiveWriter.tarMember("dev", type: "3")
            + ArchiveWriter.tarMember("d/", type: "5") + ArchiveWriter.tarMember("z.txt", words) + ArchiveWriter.tarEnd
        for archive in [tar, ArchiveWriter.gzip(tar)] {
            #expect(
                members(archive, name: "x.tar.gz") == [
                    "s: link", "h: link", "dev: not-a-regular-file", "a.txt: 5 bytes", "z.txt: 5 bytes",
                ])
        }
    }

    @Test func aLoneCompressedFileLosesItsEnding() {
        #expect(members(ArchiveWriter.gzip(words), name: "case/dump.xml.gz") == ["dump.xml: 5 bytes"])
        #expect(members(ArchiveWriter.gzip(words), name: "a.zip!b") == ["content: 5 bytes"])
    }

    @Test func aSparseMemberOfFourGigabytesIsNamedAtOnce() {
        let tar =
            ArchiveWriter.tarMember("huge.img", type: "S", realSize: 4 << 30) + ArchiveWriter.tarMember("a.txt", words)
            + ArchiveWriter.tarEnd
        for archive in [tar, ArchiveWriter.gzip(tar)] {
            #expect(members(archive) == ["huge.img: limit-bytes", "a.txt: 5 bytes"])
        }
    }

    @Test func aBombIsNamedInBoundedTime() {
        let clock = ContinuousClock()
        let start = clock.now
        #expect(
            members(ArchiveWriter.bomb(words, zeros: 400 << 20), name: "zeros.gz") == [
                "zeros: limit-bytes", "zeros: limit-bytes",
            ])
        #expect(clock.now - start < .seconds(20))
    }

    @Test func anArchiveWithoutFilesIsNamed() {
        for archive in [ArchiveWriter.zip([]), ArchiveWriter.zip([.init("d/", [], mode: 0o040755)])] {
            #expect(members(archive) == [": empty"])
        }
    }

    @Test func whatStandsBesideABombIsRead() {
        let bomb = ArchiveWriter.tarMember("bomb", [UInt8](repeating: 0, count: 40 << 20))
        let tar = ArchiveWriter.tarMember("a.txt", words) + bomb + ArchiveWriter.tarMember("b.txt", words)
        let budget = ContainerBudget(bytes: 8 << 20, members: 10)
        #expect(
            members(tar + ArchiveWriter.tarEnd, budget: budget) == [
                "bomb: limit-bytes", "a.txt: 5 bytes", "b.txt: 5 bytes",
            ])
    }

    @Test func moreMembersThanTheBudgetAreLeftOut() {
        let zip = ArchiveWriter.zip((0..<10).map { .init("\($0).txt", words) })
        #expect(
            members(zip, budget: ContainerBudget(members: 2)) == [
                ": limit-members", "0.txt: 5 bytes", "1.txt: 5 bytes",
            ])
    }

    @Test func officeDocumentsAreNamedAndNotUnpacked() {
        let docx = ArchiveWriter.zip([.init("word/document.xml", words), .init("[Content_Types].xml", words)])
        #expect(members(docx) == [": unread-format"])
    }

    @Test func namesBeyondASCIIAreReadWhateverTheLocale() {
        let zip = ArchiveWriter.zip([
            .init("größe/Übersicht日本.txt", words),
            .init(rawName: [0x67, 0x72, 0x94, 0xE1, 0x65, 0x2E, 0x74, 0x78, 0x74], words),
        ])
        #expect(members(zip) == ["größe/Übersicht日本.txt: 5 bytes", "größe.txt: 5 bytes"])
    }

    @Test func filesOfTheSystemAreNamedOnly() {
        let zip = ArchiveWriter.zip([
            .init("__MACOSX/._a", [0, 5, 0x16]), .init("x/.DS_Store", [0]), .init("a.txt", words),
        ])
        #expect(members(zip) == ["__MACOSX/._a: system-file", "x/.DS_Store: system-file", "a.txt: 5 bytes"])
    }

    @Test func equalNamesAreToldApartAndStrangeOnesShownInOneLine() {
        let zip = ArchiveWriter.zip([.init("a.txt", words), .init("a.txt", words), .init("x\u{1B}[2J\n!y", words)])
        #expect(members(zip) == ["a.txt: 5 bytes", "a (2).txt: 5 bytes", "x_[2J__y: 5 bytes"])
    }

    @Test func everyCutIsReadOrNamed() {
        let tar = ArchiveWriter.tarMember("a.txt", words) + ArchiveWriter.tarMember("b.txt", words)
        for archive in [
            ArchiveWriter.zip([.init("a.txt", words), .init("b.txt", words)]), tar + ArchiveWriter.tarEnd,
            ArchiveWriter.gzip(tar),
        ] {
            for end in 0..<archive.count {
                let lines = members(Array(archive[..<end]))
                #expect(!lines.isEmpty || end >= 512, "\(end)")
                for line in lines where line.hasPrefix("a.txt:") {
                    #expect(line == "a.txt: 5 bytes" || line.contains("damaged") || line < "a.txt: 5")
                }
            }
        }
    }

    @Test func changedBytesAreReadOrNamed() {
        let tar =
            ArchiveWriter.tarMember("a.txt", words) + ArchiveWriter.tarMember("b.txt", words) + ArchiveWriter.tarEnd
        var random = SeededRandom(seed: 4_096)
        for archive in [
            ArchiveWriter.zip([.init("a.txt", words), .init("b.txt", words)]), tar, ArchiveWriter.gzip(tar),
        ] {
            for _ in 0..<300 {
                var bytes = archive
                for _ in 0..<4 {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                for line in members(bytes) { #expect(!line.isEmpty) }
            }
        }
    }
}
