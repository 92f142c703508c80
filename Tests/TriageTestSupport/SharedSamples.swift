public import Foundation

/// Real inputs that are not part of the repository: `../shared` beside it. Tests that need them are switched off where
/// they are absent: `.enabled(if: SharedSamples.arePresent, SharedSamples.absence)`.
public enum SharedSamples {
    /// The folder, nil when it is not there.
    public static let root: URL? = {
        let place = PackageRoot.url.deletingLastPathComponent().appendingPathComponent("shared")
        return place.appendingPathComponent("samples").isFolder ? place : nil
    }()

    /// True when the folder is there.
    public static var arePresent: Bool { root != nil }

    /// Why a test was skipped.
    public static let absence = "the real inputs (../shared) are not on this machine"

    /// What stands in one of its folders, by name; empty when the folder is absent.
    public static func entries(of folder: String) -> [URL] { root?.appendingPathComponent(folder).entries() ?? [] }

    /// The files of one of its folders as cases.
    public static func cases(in folder: String) -> [SampleCase] {
        entries(of: folder).filter { !$0.isFolder }.compactMap { place in
            try? SampleCase(name: folder + "/" + place.lastPathComponent, at: place)
        }
    }

    /// One file as a case.
    public static func file(_ path: String) throws -> SampleCase {
        guard let root else { throw CocoaError(.fileNoSuchFile) }
        return try SampleCase(name: path, at: root.appendingPathComponent(path))
    }
}
