import Foundation
import TriageTestSupport

/// One run of the built program, as a user would start it.
struct ProgramRun: Sendable {
    var code: Int32
    var output: String
    var notices: String

    /// The program beside the test bundle; nil when it was not built.
    static let program: URL? = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments.first ?? "")
        let folders = sequence(first: bundle.deletingLastPathComponent()) { $0.deletingLastPathComponent() }.prefix(4)
        let beside = Array(folders) + [Bundle.main.bundleURL, PackageRoot.file(".build/debug")]
        return beside.map { $0.appendingPathComponent("kbtriage") }.first {
            FileManager.default.isExecutableFile(atPath: $0.path) && !$0.isFolder
        }
    }()

    /// Runs the program and waits for its end.
    ///
    /// - Parameters:
    ///   - input: what is piped in; nil = an empty pipe.
    ///   - environment: variables set beside `PATH`, `HOME` and `LANG`; colours and rules of the tester's own
    ///     environment must not leak in.
    ///   - bounds: what `ulimit` sets for it; the system ends or refuses what goes beyond.
    init(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
        in folder: URL = PackageRoot.url, bounds: String = ""
    ) throws {
        guard let program = Self.program else { throw NoProgram() }
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("kbtriage-run-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let files = ["in", "out", "err"].map(scratch.appendingPathComponent)
        try Data(input).write(to: files[0])
        try Data().write(to: files[1])
        try Data().write(to: files[2])

        let process = Process()
        process.executableURL = bounds.isEmpty ? program : URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            bounds.isEmpty ? arguments : ["-c", bounds + "; exec \"$0\" \"$@\"", program.path] + arguments
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": scratch.path, "LANG": "C.UTF-8"].merging(environment) {
            $1
        }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        output = String(decoding: try files[1].readBytes(), as: UTF8.self)
        notices = String(decoding: try files[2].readBytes(), as: UTF8.self)
    }

    struct NoProgram: Error {}
}

extension ProgramRun {
    /// The output as one JSON object.
    func json() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return value as? [String: Any] ?? [:]
    }

    /// Every line of the output as a JSON object.
    func jsonLines() throws -> [[String: Any]] {
        try output.split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        }
    }
}

/// Files of the samples and texts the tests share.
enum Fixture {
    /// A case the rules must find a cause in.
    static let photo413 = """
        Error on proxy command 'Set-UserPhoto -Identity:'ole.brandt@contoso.example' -Confirm:$False' to server \
        AM0PR07MB5555.eurprd07.prod.outlook.com: Server version 15.20.4930.0000, Proxy method PSWS:
        Request return error with following error message:
        The remote server returned an error: (413) Request Entity Too Large...
            + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
            + FullyQualifiedErrorId : Microsoft.Exchange.Configuration.CmdletProxyException,Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto
            + PSComputerName        : outlook.office365.com

        """

    /// A complaint without any evidence.
    static let bareComplaint = "Anna's new photo does not show in Outlook.\n"

    /// A text of another topic.
    static let offTopic = "The printer on the second floor is out of toner.\n"

    /// A folder that is removed when the test ends.
    static func withFolder<T>(_ body: (URL) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kbtriage-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// Writes a file and gives its path.
    static func write(_ text: String, _ name: String, in folder: URL) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
