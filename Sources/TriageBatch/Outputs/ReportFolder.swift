public import TriageBytes

/// A folder with each ticket's own report. Names come from the tickets and are made harmless; nothing outside of the folder
/// is ever written.
public struct ReportFolder: Sendable {
    /// Where it is.
    public let path: FilePath
    private let suffix: String

    /// Makes the folder where it is not there.
    ///
    /// - Parameter suffix: end of the names: `html`.
    public init(_ path: FilePath, suffix: String) throws(OutputError) {
        self.path = path
        self.suffix = suffix
        try Directory.create(path)
    }

    /// The name of a ticket's report: what can be kept of its id, and eight digits that tell it from all others. It does not
    /// depend on the other tickets.
    public func name(of ticket: Ticket) -> String {
        var name: [UInt8] = []
        // The end of a path tells more than its beginning.
        for byte in Array(ticket.id.utf8).suffix(80) {
            let isKept =
                ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "@")
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            if isKept {
                name.append(byte)
            } else if name.last != UInt8(ascii: "_") {
                name.append(UInt8(ascii: "_"))
            }
        }
        let edge: (UInt8) -> Bool = { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
        let kept = name.drop(while: edge)
        let text = kept.isEmpty ? "ticket" : String(decoding: kept, as: UTF8.self)
        let digest = (try? SHA256.hex(of: Array((ticket.place + "\n" + ticket.id).utf8))) ?? ""
        return "\(text)-\(digest.prefix(8)).\(suffix)"
    }

    /// True when the ticket's report is there.
    public func has(_ ticket: Ticket) -> Bool {
        (try? FileInfo.of(path.appending(FilePath(name(of: ticket))), followingLinks: false))?.kind == .regular
    }

    /// Writes a ticket's report, whole or not at all, and gives its path. A link that stands in its place is replaced, not
    /// followed.
    public func write(_ report: [UInt8], of ticket: Ticket) throws(OutputError) -> String {
        let file = path.appending(FilePath(name(of: ticket)))
        try OutputFile.write(report, to: file, followsLinks: false)
        return file.description
    }
}
