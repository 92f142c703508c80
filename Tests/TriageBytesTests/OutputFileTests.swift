import Glibc
import Testing
import TriageBytes

/// Files are written whole or not at all.
struct OutputFileTests {
    @Test func replacesAFileAndKeepsItsRights() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("report.html")
        try OutputFile.write([1], to: file)
        #expect(unsafe chmod(file.description, 0o640) == 0)
        try OutputFile.write([2, 3], to: file)
        #expect(try InputFile.read(file) == [2, 3])
        var status = stat()
        #expect(unsafe stat(file.description, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o640)
        #expect(try Directory.entries(of: folder.path).count == 1)
    }

    @Test func writesPieces() throws {
        let folder = try TemporaryFolder()
        try OutputFile.write(to: folder.file("report.html")) { pieces in
            for piece in 0..<UInt8(3) { pieces.write([piece, 9]) }
        }
        #expect(try InputFile.read(folder.file("report.html")) == [0, 9, 1, 9, 2, 9])
        #expect(throws: OutputError.self) { try OutputFile.write(to: "/dev/full") { $0.write([1]) } }
    }

    @Test func writesWhereALinkLeads() throws {
        let folder = try TemporaryFolder()
        try OutputFile.write([1], to: folder.file("real"))
        #expect(unsafe symlink("real", folder.file("link").description) == 0)
        try OutputFile.write([5], to: folder.file("link"))
        #expect(try InputFile.read(folder.file("real")) == [5])
        #expect(try FileInfo.of(folder.file("link"), followingLinks: false).kind == .link)
    }

    @Test func writesToADevice() throws {
        try OutputFile.write([1, 2, 3], to: "/dev/null")
        #expect(try FileInfo.of("/dev/null").kind == .device)
    }

    @Test func saysWhyItCannotWrite() throws {
        let folder = try TemporaryFolder()
        #expect(throws: OutputError.self) { try OutputFile.write([1], to: folder.file("none/a")) }
        #expect(throws: OutputError.self) { try OutputFile.write([1], to: folder.path) }
        #expect(try Directory.entries(of: folder.path).isEmpty)
    }

    @Test func removesAFileOnce() throws {
        let folder = try TemporaryFolder()
        try OutputFile.write([1], to: folder.file("a"))
        try OutputFile.remove(folder.file("a"))
        try OutputFile.remove(folder.file("a"))
        #expect(throws: InputError.self) { try FileInfo.of(folder.file("a")) }
    }

    @Test func makesFoldersAndListsThemInOrder() throws {
        let folder = try TemporaryFolder()
        try Directory.create(folder.file("x/y/z"))
        try Directory.create(folder.file("x/y/z"))
        for name in ["b", "a", "B", "ä"] as [FilePath] {
            try OutputFile.write([], to: folder.file("x").appending(name))
        }
        let entries = try Directory.entries(of: folder.file("x"))
        #expect(entries.map(\.name.description) == ["B", "a", "b", "y", "ä"])
        #expect(entries.map(\.kind) == [.regular, .regular, .regular, .directory, .regular])
        #expect(throws: InputError.self) { try Directory.entries(of: folder.file("none")) }
        #expect(throws: OutputError.self) { try Directory.create(folder.file("x/a/c")) }
    }
}
