/// What was masked, for the counts that are told and the reverse map.
public enum RedactedKind: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Names of people, and words of addresses and accounts that may be names.
    case name
    /// Words of domains, servers and computers.
    case host
    /// Telephone numbers and other private values.
    case value
    /// GUIDs in any writing.
    case guid
    /// Security identifiers.
    case sid
    /// Addresses of the Internet protocol.
    case ip
    /// Keys, digests, certificates and other bytes that are no picture.
    case bytes
    /// Pictures.
    case picture
    /// Words of names of files.
    case file

    /// In the order they are told.
    public static func < (left: RedactedKind, right: RedactedKind) -> Bool { left.rank < right.rank }

    private var rank: Int { RedactedKind.allCases.firstIndex(of: self) ?? 0 }

    /// What so many of them are called.
    public func words(for count: Int) -> String { count == 1 ? words.one : words.many }

    private var words: (one: String, many: String) {
        switch self {
        case .name: ("word of a name or address", "words of names and addresses")
        case .host: ("word of a domain or server", "words of domains and servers")
        case .value: ("word of another private value", "words of other private values")
        case .guid: ("GUID", "GUIDs")
        case .sid: ("number of a SID", "numbers of SIDs")
        case .ip: ("IP address", "IP addresses")
        case .bytes: ("key or other binary value", "keys and other binary values")
        case .picture: ("picture", "pictures")
        case .file: ("word of a file name", "words of file names")
        }
    }
}
