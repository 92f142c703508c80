import Foundation
import Testing
import TriageTestSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A queue with everything in it that can go wrong with a file: each is reported, none stops the others.
@Suite("A hostile queue", .serialized)
struct HostileQueueTests {
    /// What stands in a queue of tickets with a cause, and what is said of it; nil for what is read to its end.
    private static let expected: [String: String?] = [
        "b-sparse.txt": "too-large", "d-pipe.txt": "not-a-regular-file", "e-socket.txt": "not-a-regular-file",
        "f-loop": "not-a-regular-file", "g-own.txt": "not-a-regular-file",
        "h-bomb.gz": "limit-bytes", "i-bomb.zip": "limit-bytes",
        "j-deep.json": "limit-depth", "k-deep.xml": "clixml-limit-depth", "l-line.txt": nil, "m-signs.txt": nil,
        "n-deep.eml": nil, "o-zeros.txt": nil, "p-cut.zip": "damaged-archive", "q-empty.txt": nil,
    ]

    private static func write(_ text: String, times count: Int = 1, _ name: String, in folder: URL) throws {
        let file = folder.appendingPathComponent(name)
        try Data(Array(String(repeating: text, count: count).utf8)).write(to: file)
    }

    /// A mail in a mail in a mail.
    private static func nested(_ levels: Int) -> String {
        (0..<levels).map { level in
            "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
        }.joined() + "Content-Type: text/plain\n\nwords\n"
    }

    private static func fill(_ folder: URL) throws {
        for number in 0..<6 {
            // Between the others, so that they stand beside them in all chunks.
            let name = ["a", "c", "g", "l", "p", "z"][number] + "-ticket-\(number).txt"
            try write(
                Fixture.photo413.replacingOccurrences(of: "ole.brandt", with: "user\(number)"), name, in: folder)
        }
        let sparse = folder.appendingPathComponent("b-sparse.txt")
        try Data().write(to: sparse)
        let handle = try FileHandle(forWritingTo: sparse)
        try handle.truncate(atOffset: 3 << 30)
        try handle.close()
        // SAFETY: the name lives through the call.
        #expect(unsafe mkfifo(folder.appendingPathComponent("d-pipe.txt").path, 0o600) == 0)
        bindSocket(folder.appendingPathComponent("e-socket.txt").path)
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: folder.appendingPathComponent("f-loop").path, withDestinationPath: ".")
        try files.createSymbolicLink(
            atPath: folder.appendingPathComponent("g-own.txt").path, withDestinationPath: "g-own.txt")
        try Data(ArchiveWriter.bomb(Array("words".utf8), zeros: 300 << 20)).write(
            to: folder.appendingPathComponent("h-bomb.gz"))
        try Data(ArchiveWriter.zip([.init("bomb.gz", ArchiveWriter.bomb(Array("words".utf8), zeros: 300 << 20))]))
            .write(to: folder.appendingPathComponent("i-bomb.zip"))
        try write("[", times: 300_000, "j-deep.json", in: folder)
        let deep = "<Objs Version=\"1.1.0.1\">" + String(repeating: "<Obj RefId=\"0\">", count: 300_000)
        try write(deep, "k-deep.xml", in: folder)
        try write("x", times: 6 << 20, "l-line.txt", in: folder)
        try write("+ ~~~~ ", times: 20_000, "m-signs.txt", in: folder)
        try write(nested(5_000), "n-deep.eml", in: folder)
        try write("\0", times: 1 << 20, "o-zeros.txt", in: folder)
        try Data(ArchiveWriter.zip([.init("a.txt", Array("words".utf8))]).prefix(33)).write(
            to: folder.appendingPathComponent("p-cut.zip"))
        try write("", "q-empty.txt", in: folder)
    }

    private static func bindSocket(_ path: String) {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let number = socket(AF_UNIX, kind, 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // SAFETY: the name is cut where the system's field for it ends; the address lives through the call.
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in
            unsafe room.copyBytes(from: path.utf8.prefix(room.count - 1))
        }
        let status = unsafe withUnsafePointer(to: address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(number, address, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(status == 0)
        close(number)
    }

    @Test func reportsEachAndStopsAtNone() throws {
        try Fixture.withFolder { folder in
            let queue = folder.appendingPathComponent("queue")
            try FileManager.default.createDirectory(at: queue, withIntermediateDirectories: true)
            try Self.fill(queue)
            // A gigabyte and a half of addresses, the program and its libraries included, and two minutes of processor time.
            let bounds = "ulimit -v 1500000; ulimit -t 120"
            let one = try ProgramRun(
                ["batch", "queue", "--jobs", "1", "--ndjson", "-"], in: folder, bounds: bounds)
            #expect(one.code == 2)
            let rows = try one.jsonLines()
            #expect(rows.count == Self.expected.count + 6)
            for row in rows {
                let name = (row["place"] as? String ?? "").split(separator: "/").last.map(String.init) ?? ""
                let codes = (row["problems"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
                guard let wanted = Self.expected[name] else {
                    #expect(row["verdict"] as? String == "cause", "\(name)")
                    #expect(codes == [], "\(name)")
                    continue
                }
                if let wanted { #expect(codes.contains(wanted), "\(name): \(codes)") }
                #expect(row["verdict"] as? String != "cause", "\(name)")
            }
            let two = try ProgramRun(
                ["batch", "queue", "--jobs", "2", "--ndjson", "-"], in: folder, bounds: bounds)
            #expect(two.output == one.output)
            #expect(two.code == 2)
        }
    }

    @Test func saysWhatMayNotBeRead() throws {
        // The superuser may read everything.
        guard geteuid() != 0 else { return }
        try Fixture.withFolder { folder in
            let file = try Fixture.write(Fixture.photo413, "a.txt", in: folder)
            let secret = folder.appendingPathComponent("b")
            try FileManager.default.createDirectory(at: secret, withIntermediateDirectories: true)
            for path in [file, secret.path] {
                try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
            }
            defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: secret.path) }
            _ = try Fixture.write(Fixture.photo413, "c.txt", in: folder)
            let run = try ProgramRun(["batch", folder.path, "--ndjson", "-"])
            #expect(run.code == 2)
            let rows = try run.jsonLines()
            #expect(rows.map { $0["verdict"] as? String } == ["unreadable", "unreadable", "cause"])
        }
    }
}
