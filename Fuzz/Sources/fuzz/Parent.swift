import Foundation

/// Starts workers, keeps the inputs they died of, goes on until the time is over.
struct Parent {
    var seconds: Double
    var seed: UInt64
    var keep: URL
    var from: Corpus.Kind?

    /// Number of inputs that crashed or hung a worker.
    func run() throws -> Int {
        try FileManager.default.createDirectory(at: keep, withIntermediateDirectories: true)
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kbtriage-fuzz-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let end = Date().addingTimeInterval(seconds)
        var faults = 0
        var inputs = 0
        var turn = seed
        var reached = Reached()
        while Date() < end {
            let outcome = try watch(scratch, seed: turn, seconds: end.timeIntervalSinceNow)
            inputs += outcome.count
            reached.add((try? String(contentsOf: scratch.appendingPathComponent("reached"), encoding: .utf8)) ?? "")
            if let fault = outcome.fault {
                faults += 1
                let name = "\(fault)-seed\(turn).bin"
                let copy = keep.appendingPathComponent(name)
                try? FileManager.default.removeItem(at: copy)
                try FileManager.default.copyItem(at: scratch.appendingPathComponent("input"), to: copy)
                print("\(fault) after \(outcome.count) inputs of seed \(turn): kept as \(copy.path)")
            }
            turn += 1
        }
        print(reached.text)
        print("\(inputs) inputs, \(faults) faults")
        return faults
    }

    private func watch(_ scratch: URL, seed: UInt64, seconds: Double) throws -> (count: Int, fault: String?) {
        let counter = scratch.appendingPathComponent("count")
        try Data("0".utf8).write(to: counter)
        try Data().write(to: scratch.appendingPathComponent("reached"))
        let input = scratch.appendingPathComponent("input")
        try Data().write(to: input)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = ["--worker", scratch.path, "--seed", String(seed), "--seconds", String(max(seconds, 0.1))]
        if let from { process.arguments?.append(contentsOf: ["--from", from.rawValue]) }
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        try process.run()
        var hung = false
        while process.isRunning {
            Thread.sleep(forTimeInterval: 0.05)
            let attributes = try? FileManager.default.attributesOfItem(atPath: input.path)
            if let written = attributes?[.modificationDate] as? Date, Date().timeIntervalSince(written) > 10 {
                hung = true
                kill(process.processIdentifier, SIGKILL)
                break
            }
        }
        process.waitUntilExit()
        let count = (try? String(contentsOf: counter, encoding: .utf8)).flatMap(Int.init) ?? 0
        if hung { return (count, "hang") }
        return (count, process.terminationReason == .exit && process.terminationStatus == 0 ? nil : "crash")
    }
}
