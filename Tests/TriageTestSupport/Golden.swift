public import Foundation
public import Testing

/// Text compared with a file in the `Golden` folder beside the test's own file.
///
/// `KBTRIAGE_UPDATE_GOLDEN=1` rewrites the files and fails, so that a rewrite is never mistaken for a pass.
public enum Golden {
    /// Compares; records the first line that differs.
    public static func check(
        _ actual: String, named name: String, file: String = #filePath,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Golden")
        let path = folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["KBTRIAGE_UPDATE_GOLDEN"] == "1" {
            let before = try? Data(contentsOf: path)
            guard before != Data(actual.utf8) else { return }
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try Data(actual.utf8).write(to: path)
                Issue.record(
                    "golden file \(name) was rewritten; look at the difference", sourceLocation: sourceLocation)
            } catch {
                Issue.record("golden file \(name) could not be written: \(error)", sourceLocation: sourceLocation)
            }
            return
        }
        guard let data = try? Data(contentsOf: path) else {
            Issue.record(
                "golden file \(name) is missing; KBTRIAGE_UPDATE_GOLDEN=1 writes it", sourceLocation: sourceLocation)
            return
        }
        if let difference = firstDifference(expected: String(decoding: data, as: UTF8.self), actual: actual) {
            Issue.record("\(name): \(difference)", sourceLocation: sourceLocation)
        }
    }

    /// Compares the bytes of a file that is made by the tests themselves.
    public static func check(
        _ actual: [UInt8], against path: URL, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        if ProcessInfo.processInfo.environment["KBTRIAGE_UPDATE_GOLDEN"] == "1", (try? path.readBytes()) != actual {
            try Data(actual).write(to: path)
            Issue.record("\(path.lastPathComponent) was rewritten", sourceLocation: sourceLocation)
            return
        }
        let same = (try? path.readBytes()) == actual
        #expect(
            same, "\(path.lastPathComponent) is another; KBTRIAGE_UPDATE_GOLDEN=1 writes it",
            sourceLocation: sourceLocation)
    }

    /// The first line that differs, in words; nil when both are equal.
    public static func firstDifference(expected: String, actual: String) -> String? {
        guard Array(expected.utf8) != Array(actual.utf8) else { return nil }
        let left = lines(expected)
        let right = lines(actual)
        for number in 0..<max(left.count, right.count) {
            let one = number < left.count ? left[number] : nil
            let two = number < right.count ? right[number] : nil
            if one != two {
                return "line \(number + 1) differs\nexpected: \(one ?? "(end)")\nactual:   \(two ?? "(end)")"
            }
        }
        return "they differ in line ends"
    }

    /// Lines split at LF only: a CR LF is one `Character`, so bytes are split.
    private static func lines(_ text: String) -> [String] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }
}
