import TriageBytes

/// Formats that are recognised and not read: documents, programs, pictures of other kinds, bytes without meaning. They are
/// named with what to do, and never read as text.
public struct ForeignFormat: Sendable, Hashable {
    /// What it is: "a PDF document".
    public let what: String
    /// How it was told: "signature %PDF-".
    public let why: String
    /// What to do.
    public let advice: String

    /// One sentence for the one who sent it.
    public var message: String { "is \(what), which is not read; \(advice)" }

    /// What the bytes are; nil for text and for what a container reader opens.
    public init?(_ bytes: [UInt8]) {
        if let known = ForeignFormat(signatureOf: bytes) {
            self = known
            return
        }
        guard let sample = Self.strangeBytes(bytes) else { return nil }
        self.init(
            what: "binary data of an unknown format",
            why: "\(sample.strange) of the first \(sample.count) bytes occur in no text",
            advice: "send the text it was made from")
    }

    /// What the first bytes say by a signature; nil without one. Bytes of no known format hold control characters instead.
    public init?(signatureOf bytes: [UInt8]) {
        guard let first = bytes.first else { return nil }
        for number in Self.candidates[Int(first)] {
            let (signature, offset, what, advice) = Self.signatures[number]
            guard bytes.count >= offset + signature.count,
                bytes[offset..<(offset + signature.count)] == signature[...]
            else { continue }
            self.init(what: what, why: Self.sign(signature, offset), advice: advice)
            return
        }
        return nil
    }

    /// An Office document of today, which is a zip archive.
    static let office = ForeignFormat(
        what: "an Office document", why: "zip archive with [Content_Types].xml", advice: "copy the text out of it")

    /// A compound file that is no message.
    static let compound = ForeignFormat(
        what: "a compound file that is no Outlook message (an old Office document, an installer)",
        why: "compound file without message properties", advice: "copy the text out of it")

    private init(what: String, why: String, advice: String) {
        self.what = what
        self.why = why
        self.advice = advice
    }

    private static let copy = "copy the text out of it"
    private static let picture = "type the text that it shows; if it is the photo, send a JPEG"
    private static let repack = "unpack it and send the files, or a zip archive"
    private static let need = "send the text output instead"

    private static let signatures: [([UInt8], Int, String, String)] = [
        (Array("%PDF-".utf8), 0, "a PDF document", copy),
        ([0x4D, 0x5A, 0x90, 0], 0, "a Windows program", need),
        ([0x7F, 0x45, 0x4C, 0x46], 0, "a program", need),
        ([0xCF, 0xFA, 0xED, 0xFE], 0, "a program", need),
        ([0x78, 0x9F, 0x3E, 0x22], 0, "a damaged winmail.dat (TNEF)", "send the mail as .msg"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "a 7-Zip archive", repack),
        (Array("Rar!".utf8) + [0x1A, 7], 0, "a RAR archive", repack),
        (Array("MSCF".utf8) + [0, 0, 0, 0], 0, "a cabinet archive", repack),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, "a Zstandard file", repack),
        (Array("!BDN".utf8), 0, "an Outlook data file (PST or OST)", "save the mail itself as .msg"),
        (Array("ElfFile".utf8) + [0], 0, "an event log file (EVTX)", "export the events as text or XML"),
        (Array("SQLite format 3".utf8) + [0], 0, "a database", need),
        (Array("RIFF".utf8), 0, "a media file", picture),
        ([0x49, 0x49, 0x2A, 0], 0, "a TIFF picture", picture),
        ([0x4D, 0x4D, 0, 0x2A], 0, "a TIFF picture", picture),
        ([0, 0, 1, 0], 0, "an icon", picture),
        (Array("ftyp".utf8), 4, "a video or a HEIC picture", picture),
        (Array("OggS".utf8), 0, "a media file", need),
        (Array("ID3".utf8) + [3], 0, "a sound file", need),
        ([0x30, 0x82], 0, "a certificate or an encrypted or signed message (PKCS #7)", "send the text itself"),
    ]

    /// Positions of the signatures that can stand in what begins with a byte, in order.
    private static let candidates: [[Int]] = (UInt8.min...UInt8.max).map { first in
        signatures.indices.filter { signatures[$0].1 > 0 || signatures[$0].0.first == first }
    }

    private static func sign(_ signature: [UInt8], _ offset: Int) -> String {
        let isText = signature.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        let shown =
            isText
            ? String(decoding: signature, as: UTF8.self)
            : signature.map { Hex.text([$0]).uppercased() }.joined(separator: " ")
        return "signature \(shown)" + (offset > 0 ? " at \(offset)" : "")
    }

    /// Control characters among the first bytes, when there are more than any text has: one in ten, and eight at least.
    /// UTF-16 and UTF-32 have NUL bytes by right.
    private static func strangeBytes(_ bytes: [UInt8]) -> (strange: Int, count: Int)? {
        let count = min(bytes.count, 4096)
        var strange = 0
        for byte in bytes[..<count] where byte < 0x20 || byte == 0x7F {
            switch byte {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x1B, 0x08: break
            default: strange += 1
            }
        }
        guard strange >= 8, strange * 10 >= count else { return nil }
        let encoding = TextDecoder.decode(Array(bytes[..<(count & ~3)])).encoding
        return encoding.hasPrefix("utf-16") || encoding.hasPrefix("utf-32") ? nil : (strange, count)
    }
}
