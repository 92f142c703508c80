/// Makes new inputs of old ones: bytes and lines are changed, moved, doubled, cut and mixed with other samples.
struct Mutator {
    let corpus: [[UInt8]]
    var random: SeededRandom

    /// Pieces that readers look for; putting them in the wrong place is what finds mistakes.
    private static let pieces: [[UInt8]] = [
        "+ CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException\n",
        "+ FullyQualifiedErrorId : [Server=x,RequestId=y,TimeStamp=1/1/2021 1:1:1 AM] [FailureCategory=Cmdlet-X] 9E701B98,X",
        "Error on proxy command 'Set-UserPhoto -Identity:'a'' to server x: Server version 1, Proxy method PSWS:\n",
        "At line:1 char:1\n", "Line |\n   1 |  ", "     | ", "PS C:\\> ", "[PS] C:\\>", ">> ", "`\n", "```\n", "> ",
        "| ", "# ",
        "\\+", "\u{1B}[31;1m", "\u{1B}]0;", "\u{A0}", "\u{FEFF}", "…", "...", "{255, 216, 255, 224...}", "{", "}", "\"",
        "'",
        "**********************\nPowerShell transcript start\nStart time: 20261124015608\n",
        "**********************\nPowerShell transcript end\n**********************\n", "Name                : value\n",
        " : ", ":\n",
        "---- ----\n", "{\"error\":{\"code\":\"ErrorAccessDenied\",\"message\":\"x\",\"innerError\":{", "]]]>",
        "<Objs>", "<Obj RefId=\"0\">",
        "<S N=\"x\">_x000A_", "Subject: photo\n", "From: anna@contoso.example\n", "99999999999999999999", "-1", "0x",
        "10.1 KB",
        "03/04/2022 25:61:61", "9999-99-99", "https://outlook.office365.com/?proxyMethod=%52PS%", "\r\n", "\n\n", "\r",
        "\0",
        "@{ a = $b }", "-Identity:", "$(", "@'\n", "'@\n", "thumbnailPhoto:: /9j/4AAQ\n ",
    ].map { Array($0.utf8) }

    init(corpus: [[UInt8]], seed: UInt64) {
        self.corpus = corpus
        random = SeededRandom(seed: seed)
    }

    /// The next input, at most 64 KiB.
    mutating func next() -> [UInt8] {
        var bytes = sample()
        for _ in 0..<Int.random(in: 1...8, using: &random) { mutate(&bytes) }
        return Array(bytes.prefix(65_536))
    }

    private mutating func sample() -> [UInt8] { corpus.randomElement(using: &random) ?? [] }

    private mutating func range(in bytes: [UInt8]) -> Range<Int> {
        let start = Int.random(in: 0...bytes.count, using: &random)
        return start..<Int.random(in: start...min(bytes.count, start + 400), using: &random)
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<14, using: &random) {
        case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
        case 1: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
        case 2: bytes.removeSubrange(range(in: bytes))
        case 3: bytes.insert(contentsOf: bytes[range(in: bytes)], at: place)
        case 4: bytes.removeSubrange(place...)
        case 5: bytes.removeSubrange(..<place)
        case 6, 7: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
        case 8:
            let other = sample()
            bytes.insert(contentsOf: other[range(in: other)], at: place)
        case 9: swapLines(&bytes)
        case 10: wrap(&bytes, at: Int.random(in: 8...120, using: &random))
        case 11:
            let piece = Self.pieces.randomElement(using: &random) ?? []
            let times = Int.random(in: 1...200, using: &random)
            bytes.insert(contentsOf: Array(repeatElement(piece, count: times).joined()), at: place)
        case 12: bytes = bytes.flatMap { [$0, 0] }
        default:
            bytes = Array(
                bytes.split(separator: 0x0A, omittingEmptySubsequences: false).joined(separator: [0x0A, 0x3E, 0x20]))
        }
    }

    private mutating func swapLines(_ bytes: inout [UInt8]) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count > 1 else { return }
        lines.swapAt(Int.random(in: 0..<lines.count, using: &random), Int.random(in: 0..<lines.count, using: &random))
        bytes = Array(lines.joined(separator: [0x0A]))
    }

    private func wrap(_ bytes: inout [UInt8], at width: Int) {
        var result: [UInt8] = []
        var column = 0
        for byte in bytes {
            if byte == 0x0A {
                column = 0
            } else if column == width {
                result.append(0x0A)
                column = 1
            } else {
                column += 1
            }
            result.append(byte)
        }
        bytes = result
    }
}
