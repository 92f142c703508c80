import Foundation

/// Runs a program that may not be installed.
enum Shell {
    static func path(of name: String) -> String? {
        ["/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
            .first(where: FileManager.default.isExecutableFile(atPath:))
    }

    static func isInstalled(_ name: String) -> Bool { path(of: name) != nil }

    /// What the program prints on both streams, and how it ends. `input` must be small.
    static func run(_ name: String, _ arguments: [String], input: String) throws -> (code: Int32, output: String) {
        guard let path = path(of: name) else { throw NotInstalled(name: name) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "dumb", "HOME": "/nonexistent"]
        let pipes = (Pipe(), Pipe())
        process.standardInput = pipes.0
        process.standardOutput = pipes.1
        process.standardError = pipes.1
        try process.run()
        // Written from another thread: a program that prints while it reads must not wait for us.
        let writer = Thread {
            try? pipes.0.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try? pipes.0.fileHandleForWriting.close()
        }
        writer.start()
        let output = try pipes.1.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    struct NotInstalled: Error {
        var name: String
    }
}
