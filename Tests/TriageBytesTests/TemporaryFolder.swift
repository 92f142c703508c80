import Foundation
import TriageBytes

/// A folder of a test's own, removed when the test is done.
final class TemporaryFolder {
    let path: FilePath

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kbtriage-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = FilePath(folder.path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path.description) }

    func file(_ name: FilePath) -> FilePath { path.appending(name) }
}
