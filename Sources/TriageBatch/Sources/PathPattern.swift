import TriageBytes

/// Patterns of paths (`tickets/*.eml`) that no shell expanded: `*` and `?` within a name, `[a-z]` for one of several
/// bytes, `**` for folders inside of folders. A pattern that is a file's own name is that file.
enum PathPattern {
    /// The paths a pattern means, in order; the path itself when it is no pattern or means nothing.
    static func expand(_ path: FilePath) -> [FilePath] {
        guard path.bytes.contains(where: { "*?[".utf8.contains($0) }),
            (try? FileInfo.of(path, followingLinks: false)) == nil
        else { return [path] }
        let isAbsolute = path.bytes.first == UInt8(ascii: "/")
        var found: [FilePath] = [isAbsolute ? "/" : ""]
        let parts = path.bytes.split(separator: UInt8(ascii: "/")).map(Array.init)
        for (number, part) in parts.enumerated() {
            // At the end it means the folders themselves, which are gone through as a whole.
            let isDeep = part == Array("**".utf8) && number + 1 < parts.count
            found = found.flatMap { folder in isDeep ? folders(in: folder) : matches(part, in: folder) }
            if found.isEmpty { return [path] }
        }
        return parts.contains(Array("**".utf8)) ? outermost(found) : found
    }

    private static let maximumDepth = 64

    /// A folder and the folders in it at any depth, without those whose names begin with a dot, and links.
    private static func folders(in folder: FilePath, depth: Int = 0) -> [FilePath] {
        guard depth < maximumDepth,
            let entries = try? Directory.entries(of: folder.bytes.isEmpty ? "." : folder)
        else { return depth == 0 ? [folder] : [] }
        return [folder]
            + entries.filter { $0.kind == .directory && $0.name.bytes.first != UInt8(ascii: ".") }
            .flatMap { folders(in: folder.appending($0.name), depth: depth + 1) }
    }

    /// Without what lies in a folder that is among them: that is gone through as a whole.
    private static func outermost(_ paths: [FilePath]) -> [FilePath] {
        let all = Set(paths.map(\.bytes))
        return paths.filter { path in
            let slashes = path.bytes.indices.dropFirst().filter { path.bytes[$0] == UInt8(ascii: "/") }
            return !slashes.contains { all.contains(Array(path.bytes[..<$0])) }
        }
    }

    private static func matches(_ part: [UInt8], in folder: FilePath) -> [FilePath] {
        guard part.contains(where: { "*?[".utf8.contains($0) }) else {
            let path = folder.appending(FilePath(bytes: part))
            return (try? FileInfo.of(path, followingLinks: false)) == nil ? [] : [path]
        }
        let entries = (try? Directory.entries(of: folder.bytes.isEmpty ? "." : folder)) ?? []
        return entries.filter { entry in
            (entry.name.bytes.first != UInt8(ascii: ".") || part.first == UInt8(ascii: "."))
                && matches(part, entry.name.bytes)
        }.map { folder.appending($0.name) }
    }

    /// Whether a name fits a pattern; never more than the product of both lengths.
    static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
        var place = 0
        var index = 0
        // Where the last star stood, and how far into the name it reached.
        var star: (pattern: Int, name: Int)?
        while index < name.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, index)
                place += 1
            } else if let next = one(pattern, place, name[index]) {
                place = next
                index += 1
            } else if let last = star {
                star = (last.pattern, last.name + 1)
                place = last.pattern + 1
                index = last.name + 1
            } else {
                return false
            }
        }
        return pattern[min(place, pattern.count)...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    /// The place behind the part of the pattern that means this one byte; nil when it means another.
    private static func one(_ pattern: [UInt8], _ place: Int, _ byte: UInt8) -> Int? {
        guard place < pattern.count else { return nil }
        switch pattern[place] {
        case UInt8(ascii: "?"): return place + 1
        case UInt8(ascii: "["):
            guard let end = pattern[(place + 1)...].firstIndex(of: UInt8(ascii: "]")), end > place + 1 else {
                return byte == UInt8(ascii: "[") ? place + 1 : nil
            }
            var set = pattern[(place + 1)..<end]
            let isNegated = set.first == UInt8(ascii: "!") || set.first == UInt8(ascii: "^")
            if isNegated { set = set.dropFirst() }
            var isIn = false
            var index = set.startIndex
            while index < set.endIndex {
                if index + 2 < set.endIndex, set[index + 1] == UInt8(ascii: "-") {
                    if set[index] <= byte, byte <= set[index + 2] { isIn = true }
                    index += 3
                } else {
                    if set[index] == byte { isIn = true }
                    index += 1
                }
            }
            return isIn != isNegated ? end + 1 : nil
        default: return pattern[place] == byte ? place + 1 : nil
        }
    }
}
