import Foundation
public import TriageBytes

/// A file for the length of a closure.
public enum TemporaryFile {
    /// Writes the bytes to a new file, hands over its path, and removes it.
    public static func with<Result>(_ bytes: [UInt8], _ body: (FilePath) throws -> Result) throws -> Result {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("kbtriage-\(UUID().uuidString)")
        try Data(bytes).write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        return try body(FilePath(place.path))
    }
}
