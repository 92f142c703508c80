import Foundation
import TriageTestSupport

/// Expectations kept as one JSON value a line.
enum JSONLines {
    /// The objects of a file below `../shared`; none where that is absent.
    static func objects(_ path: String) -> [[String: Any]] {
        guard let root = SharedSamples.root, let bytes = try? Data(contentsOf: root.appendingPathComponent(path)) else {
            return []
        }
        return bytes.split(separator: 0x0A).compactMap {
            (try? JSONSerialization.jsonObject(with: Data($0))) as? [String: Any]
        }
    }

    /// One value as JSON with its keys in order, so that two can be compared.
    static func text(_ value: Any) -> String {
        let bytes = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
        return bytes.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
