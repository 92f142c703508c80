import Foundation
import TriageKit

/// The value behind an option of the command line.
func option(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
    return arguments[place + 1]
}

let seconds = option("--seconds").flatMap(Double.init) ?? 30
let seed = option("--seed").flatMap(UInt64.init) ?? 1
let from = option("--from").map { name in
    guard let kind = Corpus.Kind(rawValue: name) else { fatalError("--from samples, shared or made") }
    return kind
}

if let file = option("--replay") {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    let start = Date()
    Worker.read(bytes, at: URL(fileURLWithPath: file), with: try Triage(location: .builtIn))
    print("\(bytes.count) bytes in \(Date().timeIntervalSince(start)) s")
} else if let scratch = option("--worker") {
    try Worker(scratch: URL(fileURLWithPath: scratch), seed: seed, seconds: seconds, from: from).run()
} else {
    let keep = URL(fileURLWithPath: option("--keep") ?? "crashes")
    exit(try Parent(seconds: seconds, seed: seed, keep: keep, from: from).run() == 0 ? 0 : 1)
}
