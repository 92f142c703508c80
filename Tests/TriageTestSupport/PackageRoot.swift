public import Foundation

/// Where the package stands on this machine.
public enum PackageRoot {
    /// The folder with `Package.swift`, found from this file's own place.
    public static let url = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file or folder of the package.
    public static func file(_ path: String) -> URL { url.appendingPathComponent(path) }

    /// True when that file or folder of the package is there.
    public static func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: file(path).path) }
}

extension URL {
    /// All bytes of the file.
    public func readBytes() throws -> [UInt8] { try Array(Data(contentsOf: self)) }

    /// What stands in the folder, hidden files left out, sorted by name.
    public func entries() -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map(appendingPathComponent)
    }

    /// True for a folder.
    public var isFolder: Bool { (try? resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false }
}
