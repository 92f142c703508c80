import TriageBytes

/// Names knowledge by its content.
public enum KnowledgeHash {
    /// The first 16 hexadecimal digits of the SHA-256 over the names and contents of all XML files, so that equal
    /// knowledge has equal hashes whatever its place. Empty when the library fails.
    public static func of(_ files: [KnowledgeLoader.File]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(files.reduce(0) { $0 + $1.bytes.count + 96 })
        for file in files.sorted(by: { $0.path < $1.path }) where file.path.hasSuffix(".xml") {
            bytes.append(contentsOf: Array("\(file.path)\n\(file.bytes.count)\n".utf8))
            bytes.append(contentsOf: file.bytes)
        }
        return (try? SHA256.hex(of: bytes)).map { String($0.prefix(16)) } ?? ""
    }
}
