import Glibc
import Testing
import TriageBytes

/// Files are opened in one place, and what is no readable file is a structured error.
struct InputFileTests {
    private func code(_ body: () throws -> [UInt8]) -> InputError.Code? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? InputError)?.code
        }
    }

    @Test(arguments: [0, 1, 4095, 65_536, 3_000_000])
    func readsAFileWhole(size: Int) throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try OutputFile.write(bytes, to: folder.file("a.txt"))
        #expect(try InputFile.read(folder.file("a.txt")) == bytes)
    }

    @Test(arguments: [1, 4095, 65_536])
    func readsFilesOfAnOpenFolderIntoTheSameMemory(size: Int) throws {
        let folder = try TemporaryFolder()
        var page = [UInt8](repeating: 0, count: 65_536)
        var read: [UInt8] = [1, 2, 3]
        for name in ["a.txt", "bb.txt"] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ name.utf8.count) }
            try OutputFile.write(bytes, to: folder.file(FilePath(name)))
            let open = try #require(OpenFolder(folder.path))
            let input = try OpenInput(folder.file(FilePath(name)), in: open)
            #expect(input.info.size == size)
            #expect(input.fill(&read, through: &page))
            #expect(read == bytes)
        }
    }

    @Test func saysWhenMemoryDoesNotFit() throws {
        let folder = try TemporaryFolder()
        let open = try #require(OpenFolder(folder.path))
        var page = [UInt8](repeating: 0, count: 8)
        var read: [UInt8] = []
        for (name, size, fits) in [("empty", 0, false), ("equal", 8, true), ("larger", 9, false)] {
            try OutputFile.write([UInt8](repeating: 7, count: size), to: folder.file(FilePath(name)))
            let input = try OpenInput(folder.file(FilePath(name)), in: open)
            #expect(input.fill(&read, through: &page) == fits, "\(name)")
            #expect(try OpenInput(folder.file(FilePath(name)), in: open).bytes().count == size)
        }
        #expect(OpenFolder(folder.file("equal")) == nil)
        #expect(OpenFolder(folder.file("none")) == nil)
        // What the open folder does not have is explained by the whole path.
        #expect(code { try OpenInput(folder.file("none"), in: open).bytes() } == .notFound)
        #expect(code { try OpenInput(folder.path, in: open).bytes() } == .isDirectory)
        #expect(try OpenInput("/proc/self/status", in: open).bytes().isEmpty == false)
    }

    @Test func refusesWhatIsNoFile() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.file("pipe")
        #expect(unsafe mkfifo(pipe.description, 0o600) == 0)
        #expect(code { try InputFile.read(pipe) } == .notARegularFile)
        #expect(code { try InputFile.read(folder.path) } == .isDirectory)
        #expect(code { try InputFile.read("/dev/null") } == .notARegularFile)
        #expect(code { try InputFile.read(folder.file("none")) } == .notFound)
        #expect(code { try InputFile.read("") } == .badName)
        #expect(code { try InputFile.read(FilePath(bytes: [0x61, 0, 0x62])) } == .badName)
        try OutputFile.write([1], to: folder.file("a"))
        #expect(code { try InputFile.read(folder.file("a/b")) } == .notADirectory)
        #expect(code { try InputFile.read(FilePath(String(repeating: "x", count: 5000))) } == .badName)
        #expect(unsafe symlink("loop", folder.file("loop").description) == 0)
        #expect(code { try InputFile.read(folder.file("loop")) } == .badName)
    }

    @Test func refusesASocket() throws {
        let folder = try TemporaryFolder()
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = folder.file("s").bytes
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(status == 0)
        #expect(code { try InputFile.read(folder.file("s")) } == .notARegularFile)
    }

    @Test func refusesAFileWithoutTheRightToReadIt() throws {
        let folder = try TemporaryFolder()
        try OutputFile.write([1], to: folder.file("a"))
        #expect(unsafe chmod(folder.file("a").description, 0) == 0)
        // Root reads everything.
        if geteuid() == 0 {
            #expect(try InputFile.read(folder.file("a")) == [1])
        } else {
            #expect(code { try InputFile.read(folder.file("a")) } == .permissionDenied)
        }
    }

    @Test func keepsTheLimit() throws {
        let folder = try TemporaryFolder()
        try OutputFile.write([UInt8](repeating: 7, count: 1000), to: folder.file("a"))
        #expect(try InputFile.read(folder.file("a"), limit: 1000).count == 1000)
        #expect(code { try InputFile.read(folder.file("a"), limit: 999) } == .tooLarge)
        // A file of 4 GiB that takes no room on the disk.
        try OutputFile.write([], to: folder.file("sparse"))
        #expect(unsafe truncate(folder.file("sparse").description, 4 << 30) == 0)
        #expect(code { try InputFile.read(folder.file("sparse")) } == .tooLarge)
    }

    @Test func readsAFileThatDoesNotTellItsSize() throws {
        let bytes = try InputFile.read("/proc/self/status")
        #expect(bytes.starts(with: Array("Name:".utf8)))
        #expect(code { try InputFile.read("/proc/self/status", limit: 10) } == .tooLarge)
    }

    @Test func followsALink() throws {
        let folder = try TemporaryFolder()
        try OutputFile.write([1, 2], to: folder.file("a"))
        #expect(unsafe symlink("a", folder.file("link").description) == 0)
        #expect(try InputFile.read(folder.file("link")) == [1, 2])
    }

    @Test func takesNamesOfAnyBytes() throws {
        let folder = try TemporaryFolder()
        let name = FilePath(bytes: [0x66, 0xFC, 0x72, 0x0A, 0x2E, 0x74, 0x78, 0x74])
        try OutputFile.write([9], to: folder.file(name))
        #expect(try InputFile.read(folder.file(name)) == [9])
        #expect(name.description == "f\\xfcr\\x0a.txt")
        #expect(try Directory.entries(of: folder.path).map(\.name) == [name])
        #expect(name.lowercasedExtension == "txt")
    }

    @Test func saysFileAndRemedy() {
        do {
            _ = try InputFile.read("/no/such/file")
            Issue.record("read a file that is not there")
        } catch {
            #expect(error.description == "/no/such/file: there is no such file; check the path")
        }
    }
}
