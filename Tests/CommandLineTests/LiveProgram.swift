import Foundation

/// The built program while it runs: written to and read from piece by piece, interrupted.
///
/// One thread writes and another reads.
final class LiveProgram: @unchecked Sendable {
    // SAFETY: only `line` touches `held`, and only the test's own thread calls it; pipes may be used from two threads.
    let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let notices = Pipe()
    private var held: [UInt8] = []

    /// Starts it.
    init(_ arguments: [String]) throws {
        guard let program = ProgramRun.program else { throw ProgramRun.NoProgram() }
        process.executableURL = program
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": NSTemporaryDirectory(), "LANG": "C.UTF-8"]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = notices
        signal(SIGPIPE, SIG_IGN)
        try process.run()
    }

    /// Writes to its standard input; `pieces` bytes at a time.
    func write(_ text: String, pieces: Int = .max) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try input.fileHandleForWriting.write(contentsOf: Data(rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
    }

    /// Ends its standard input.
    func closeInput() { try? input.fileHandleForWriting.close() }

    /// Goes away from its standard output.
    func closeOutput() { try? output.fileHandleForReading.close() }

    /// The next line of its standard output; nil at the end.
    func line() -> String? {
        while true {
            if let end = held.firstIndex(of: 0x0A) {
                let line = String(decoding: held[..<end], as: UTF8.self)
                held.removeSubrange(...end)
                return line
            }
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { return nil }
            held += piece
        }
    }

    /// Sends a signal.
    func send(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for its end: the exit code, and what it said on standard error.
    func end() -> (code: Int32, notices: String) {
        process.waitUntilExit()
        let text = String(decoding: notices.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return (process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus, text)
    }
}
