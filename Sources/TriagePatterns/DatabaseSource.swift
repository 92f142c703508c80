import CVectorscan
import TriageBytes

/// What a database is compiled of, and its name in the cache.
enum DatabaseSource: Sendable {
    /// Literals; the engine's id of each is its position.
    case literals([Literal])
    /// One expression; the engine's id is 0.
    case expression(Pattern)

    struct Literal: Sendable, Hashable {
        var bytes: [UInt8]
        var ignoresCase: Bool

        var flags: UInt32 { ignoresCase ? UInt32(HS_FLAG_CASELESS) : 0 }
    }

    /// SHA-256 over everything the compiled form depends on: the patterns, how they are compiled, the library, the
    /// processor. nil when it cannot be computed, which means no cache.
    var cacheKey: [UInt8]? {
        var platform = hs_platform_info_t()
        // SAFETY: the call fills the struct it is given; the library's version text lives as long as the library.
        guard unsafe hs_populate_platform(&platform) == HS_SUCCESS, let version = unsafe hs_version() else {
            return nil
        }
        var text = Array("kbtriage database 1\n".utf8)
        text += unsafe Array(String(cString: version).utf8) + [0x0A]
        text += Array("\(platform.tune) \(platform.cpu_features) \(MemoryLayout<Int>.size)\n".utf8)
        switch self {
        case .literals(let literals):
            text += Array("literals\n".utf8)
            for literal in literals {
                text += Array("\(literal.flags) \(literal.bytes.count) ".utf8) + literal.bytes + [0x0A]
            }
        case .expression(let pattern):
            text += Array("expression \(ExpressionFlags.base(pattern)) ".utf8) + Array(pattern.text.utf8)
        }
        return try? SHA256.digest(of: text)
    }
}

/// How expressions are compiled.
enum ExpressionFlags {
    /// The flag that says "these are characters, not bytes".
    static let utf8 = UInt32(HS_FLAG_UTF8)

    /// The flags of an expression, starts of matches left out. UTF-8 is told only where the expression itself goes
    /// beyond ASCII: telling it costs ten times the compile time and makes some everyday expressions too large.
    static func base(_ pattern: Pattern) -> UInt32 {
        let goesBeyondASCII =
            pattern.text.utf8.contains { $0 >= 0x80 } || pattern.text.contains("\\x{") || pattern.text.contains("\\p")
            || pattern.text.contains("\\P") || pattern.text.contains("\\X")
        return (goesBeyondASCII ? UInt32(HS_FLAG_UTF8) : 0) | (pattern.ignoresCase ? UInt32(HS_FLAG_CASELESS) : 0)
    }

    /// True when starts are worth trying: with large repetitions the engine works for seconds to say that it cannot.
    static func allowsStarts(_ pattern: Pattern) -> Bool {
        var number = 0
        for byte in pattern.text.utf8 {
            if byte &- 0x30 < 10 { number = min(number * 10 + Int(byte - 0x30), 1 << 20) } else { number = 0 }
            if number > 300, pattern.text.contains("{") { return false }
        }
        return true
    }
}
