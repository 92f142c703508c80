import TriageBytes
import TriageModel
@testable import TriageReaders

/// A small vocabulary for reader tests, modelled on the shapes real dumps have.
let testVocabulary = Vocabulary(
    kinds: [
        .init(
            name: "directory-user", label: "on-premises AD user", about: .person,
            types: ["Microsoft.ActiveDirectory.Management.ADUser"], objectClasses: ["user"],
            signatures: [["DistinguishedName", "SamAccountName"]],
            fields: [
                .init(name: "thumbnailPhoto", type: .binary, sizes: ["Bytes", "Size"]),
                .init(name: "whenChanged", type: .date, isEventTime: true),
                .init(name: "Enabled", type: .boolean), .init(name: "proxyAddresses", type: .list),
                .init(name: "objectGUID", type: .guid, identity: .objectGUID),
                .init(name: "SamAccountName", type: .text, identity: .samAccountName),
                .init(name: "identity", type: .text, identity: .any),
            ]),
        .init(
            name: "sync-scheduler", label: "sync scheduler", about: .tenant,
            signatures: [["SyncCycleEnabled", "StagingModeEnabled"]],
            fields: [
                .init(name: "SyncCycleEnabled", type: .boolean), .init(name: "StagingModeEnabled", type: .boolean),
                .init(name: "NextSyncCycleStartTimeInUTC", type: .date),
                .init(name: "PurgeRunHistoryInterval", type: .duration),
            ]),
        .init(
            name: "session", label: "session", about: .event, fields: [.init(name: "uri", type: .uri)]),
        .init(
            name: "settings", label: "settings", about: .tenant, types: ["#admin/people/settings"],
            signatures: [["source", "allowedRoles"]], fields: [.init(name: "allowedRoles", type: .list)]),
    ],
    cmdlets: [
        .init(
            name: "Get-ADUser", prints: "directory-user", identityParameter: "Identity", identityKey: .samAccountName),
        .init(name: "Set-UserPhoto", identityParameter: "Identity", isTopical: true),
    ],
    sessionOpeners: [
        .init(
            command: "New-PSSession", uriParameter: "ConnectionUri", sets: ["transport": "remote-powershell"]),
        .init(
            command: "Connect-ExchangeOnline", sets: ["transport": "rest"],
            setsWhenParameter: [.init(parameter: "UseRPSSession", field: "transport", value: "remote-powershell")]),
    ],
    surfaces: [
        .init(name: "teams", phrases: ["Teams"]), .init(name: "owa", phrases: ["OWA", "Outlook on the web"]),
        .init(name: "outlook", phrases: ["Outlook"]),
    ],
    states: [
        .init(name: "old", phrases: ["old photo", "old one", "altes Foto"]),
        .init(name: "new", phrases: ["new photo", "new one"]),
        .init(name: "missing", phrases: ["no photo", "does not show the new photo"]),
    ],
    tried: [.init(name: "content/shrink", phrases: ["we shrank it", "made it smaller"])])

func read(_ text: String, name: String = "ticket.txt") -> Evidence { read(Array(text.utf8), name: name) }

func read(_ bytes: [UInt8], name: String = "ticket.txt") -> Evidence {
    var reader = CaseReader(vocabulary: testVocabulary)
    reader.add(TextDecoder.decode(bytes).sourceInfo(name: name))
    return reader.finish()
}

extension Evidence {
    func records(_ kind: String) -> [Record] { records.filter { $0.kind == kind } }

    /// The text under the spans of a value, pieces joined with `|`.
    func text(under value: Value?) -> String {
        (value?.spans ?? []).map { span in
            String(decoding: sources[span.source.number].text[span.start..<span.end], as: UTF8.self)
        }.joined(separator: "|")
    }
}

extension Value {
    /// A short form for expectations.
    var short: String {
        switch content {
        case .text(let text): text
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .date(let date): date.iso
        case .duration(let seconds): "\(seconds) s"
        case .size(let range): "\(range.lowerBound)...\(range.upperBound) B"
        case .guid(let text): text
        case .uri(let uri): uri.text
        case .binary(let binary):
            "\(binary.format.rawValue) \(binary.byteCount.lowerBound)\(binary.byteCount.upperBound == binary.byteCount.lowerBound ? "" : "+")"
        case .list(let items): "[" + items.map(\.short).joined(separator: ", ") + "]"
        case .blank: "(blank)"
        }
    }
}
