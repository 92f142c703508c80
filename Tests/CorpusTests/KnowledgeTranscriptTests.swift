import Foundation
import Testing
import TriageModel
import TriageTestSupport

/// What the fact sheet (section 2.2) and the provenance say of a transcript.
struct TranscriptTruth: Sendable, CustomStringConvertible {
    /// File name without its suffix.
    var name: String
    /// Facts of its only error, by field; empty when the file holds no error.
    var facts: [String: String] = [:]
    /// Fields whose text is cut in the source itself, with what is left of them.
    var cut: [String: String] = [:]
    /// A part of the message that names the inner cause, compared without white space.
    var innerCause = ""
    /// Causes that must be named.
    var causes: Set<String> = []
    /// Causes that may be named; anything else is a wrong verdict.
    var allowed: Set<String> = []

    var description: String { name }

    func sample() throws -> SampleCase { try SharedSamples.file("knowledge/transcripts/\(name).txt") }

    private static let proxyError = "Microsoft.Exchange.Configuration.CmdletProxyException"
    private static let proxyFacts = ["category": "NotSpecified", "reason": "CmdletProxyException"]
    private static func proxy(_ cmdlet: String, _ more: [String: String]) -> [String: String] {
        proxyFacts.merging(["cmdlet": cmdlet]) { $1 }.merging(more) { $1 }
    }

    static let errors: [TranscriptTruth] = [
        TranscriptTruth(
            name: "01-kb3062745-413-rendered",
            facts: proxy(
                "Set-UserPhoto",
                [
                    "errorId": proxyError + ",Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto",
                    "psComputerName": "outlook.office365.com", "httpStatus": "413",
                ]), innerCause: "(413) Request Entity Too Large", causes: ["RC22"]),
        TranscriptTruth(
            name: "02-kb3062745-413-markdown-source",
            facts: proxy(
                "Set-UserPhoto",
                [
                    "errorId": proxyError + ",Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto",
                    "psComputerName": "outlook.office365.com", "httpStatus": "413",
                ]), innerCause: "(413) Request Entity Too Large", causes: ["RC22"]),
        TranscriptTruth(
            name: "03-set-userphoto-apponly-rps-2020",
            facts: proxy("Set-UserPhoto", ["proxyMethod": "RPS", "serverVersion": "15.20.3305.0000"]),
            cut: [
                "errorId": "[Server=BYAPR18MB2438,RequestId=2b0e54e5-6d18-47df-ba64-10877b3ed695,TimeStamp=8/27/2020 "
                    + "8:11:39 PM] [Fail"
            ],
            innerCause: "Connecting to remote server ch2pr18mb3302.namprd18.prod.outlook.com failed",
            allowed: ["RC28"]),
        TranscriptTruth(
            name: "05-kb3067263-set-mailbox-winrm-connstring",
            facts: [
                "proxyMethod": "RPS",
                "proxyCommand": "Set-Mailbox -Type:'Shared' -Identity: <ID> -Confirm:$False -Force:$True",
            ],
            innerCause: "The connection string should be of the form", allowed: ["RC29"]),
        TranscriptTruth(
            name: "06-kb4295103-set-mailbox-multidomain", facts: proxy("Set-Mailbox", ["proxyMethod": "RPS"]),
            cut: ["errorId": proxyError + ",Microsoft.Exchange."], innerCause: "couldn't be found on",
            allowed: ["RC30"]),
        TranscriptTruth(
            name: "07-set-mailbox-psws-adserversettings-2018",
            facts: proxy(
                "Set-Mailbox",
                [
                    "proxyMethod": "PSWS", "serverVersion": "15.20.1228.0000",
                    "errorId": proxyError + ",Microsoft.Exchange.Management.RecipientTasks.SetMailbox",
                    "psComputerName": "ps.outlook.com",
                ]), innerCause: "Microsoft.Exchange.Data.Directory.ADServerSettingsChangedException",
            allowed: ["RC31"]),
        TranscriptTruth(
            name: "09-remove-calendarevents-psws-2021",
            facts: ["proxyMethod": "PSWS", "serverVersion": "15.20.3999.0000"],
            innerCause: "Cannot process argument transformation on parameter 'QueryStartDate'"),
        TranscriptTruth(
            name: "11-get-mailboxfolderstatistics-psws-2022",
            facts: proxy(
                "Get-MailboxFolderStatistics",
                [
                    "proxyMethod": "PSWS", "serverVersion": "15.20.5038.0000",
                    "errorId":
                        "[Server=xxxxxxxx,RequestId=xxxxxx-xxxxx-xxxxx-xxxxxxx-578b2967c56c,TimeStamp=03/03/2022 "
                        + "09:38:50] [FailureCategory=Cmdlet-CmdletProxyException] "
                        + "9E701B98,Microsoft.Exchange.Management.Tasks.GetMailboxFolderStatistics",
                    "psComputerName": "outlook.office365.com",
                ]), innerCause: "Microsoft.Exchange.Data.Directory.ADServerSettingsChangedException",
            allowed: ["RC31"]),
        TranscriptTruth(
            name: "12-get-mailboxjunkemail-rps-winrm-2018-wrapped",
            facts: proxy(
                "Get-MailboxJunkEmailConfiguration",
                [
                    "proxyMethod": "RPS", "serverVersion": "15.20.0841.0000",
                    "server": "DM6PR14MB2460.namprd14.prod.outlook.com",
                    "errorId": proxyError
                        + ",Microsoft.Exchange.Management.StoreTasks.GetMailboxJunkEmailConfiguration",
                    "psComputerName": "ps.outlook.com",
                ]), innerCause: "The connection string should be of the form", allowed: ["RC29"]),
        TranscriptTruth(
            name: "15-ps-session-empty-remote-error-2023",
            facts: [
                "category": "ResourceUnavailable", "reason": "ParentContainsErrorRecordException",
                "errorId": "System.Management.Automation.Remoting.PSRemotingDataStructureException", "line": "733",
                "column": "21",
            ], innerCause: "failed with the following error message :  For more information"),
        TranscriptTruth(
            name: "17-graph-sdk-ps51-win32-registry",
            facts: [
                "category": "NotSpecified", "reason": "FileNotFoundException",
                "errorId": "Microsoft.Graph.PowerShell.Cmdlets.SetMgDriveItemContent_Set", "line": "220",
                "column": "76",
            ], innerCause: "Could not load file or assembly 'Microsoft.Win32.Registry, Version=5.0.0.0"),
        TranscriptTruth(
            name: "19-graph-erroraccessdenied-2016", facts: ["code": "ErrorAccessDenied"],
            innerCause: "AccessDeniedException", allowed: ["RC34"]),
        TranscriptTruth(
            name: "20-graph-validationwidthtoosmall-2022", facts: ["code": "ValidationWidthTooSmall"],
            innerCause: "ProfileBadRequestException", allowed: ["RC05"]),
        TranscriptTruth(
            name: "21-graph-imagenotfound-2021", facts: ["code": "ImageNotFound"], innerCause: "ImageNotFoundException",
            allowed: ["RC36"]),
        TranscriptTruth(
            name: "24-set-aduser-range-8322",
            facts: [
                "cmdlet": "Set-ADUser", "category": "NotSpecified", "reason": "ADException", "target": "jim.bob",
                "targetType": "ADUser", "line": "1", "column": "1",
                "errorId": "ActiveDirectoryServer:8322,Microsoft.ActiveDirectory.Management.Commands.SetADUser",
            ], innerCause: "A value for the attribute was not in the acceptable range of values"),
        TranscriptTruth(
            name: "27-import-pssession-no-proxies-2019",
            facts: [
                "cmdlet": "Import-PSSession", "category": "InvalidResult", "reason": "ArgumentException",
                "script": "H:\\~ Thom's Scripts\\AuditMailboxEnabled.ps1", "line": "7", "column": "1",
                "errorId": "ErrorNoCommandsImportedBecauseOfSkipping,"
                    + "Microsoft.PowerShell.Commands.ImportPSSessionCommand",
            ], innerCause: "No command proxies have been created"),
    ]

    static let listings: [TranscriptTruth] = [
        "50-sample-get-adsyncscheduler-2016", "51-sample-get-adsyncscheduler-2018-unaligned",
        "52-sample-get-mailbox-select-star-2023-excerpt", "54-sample-owavdir-photo-lines-markdown",
        "55-sample-get-mguser-fl-unsynced", "57-sample-aad-directorysync-config-2020", "58-sample-byte-array-column",
    ].map { TranscriptTruth(name: $0) }
}

@Suite(
    "The fact sheet's transcripts",
    .needsSharedSamples)
struct KnowledgeTranscriptTests {
    @Test func everyTranscriptHasItsTruth() {
        let named = Set((TranscriptTruth.errors + TranscriptTruth.listings).map { $0.name + ".txt" })
        let files = Set(SharedSamples.entries(of: "knowledge/transcripts").map(\.lastPathComponent))
        #expect(files.subtracting(["PROVENANCE.md"]) == named)
    }

    @Test(arguments: TranscriptTruth.errors)
    func theErrorIsOneAndItsFactsAreRight(truth: TranscriptTruth) throws {
        let errors = try CaseTriage.read(truth.sample().inputs).facts(of: "error")
        #expect(errors.count == 1, "\(errors)")
        let error = try #require(errors.first)
        for (field, text) in truth.facts {
            let squeezes = field == "proxyCommand"
            #expect((squeezes ? error[field]?.squeezed : error[field]) == (squeezes ? text.squeezed : text), "\(field)")
        }
        for (field, text) in truth.cut {
            let read = error[field] ?? ""
            #expect(read.squeezed.hasPrefix(text.squeezed) || read.isEmpty, "\(field)")
            #expect(read.isEmpty || error.isPartial(field), "\(field) is cut in the source")
        }
        #expect((error["message"] ?? "").squeezed.contains(truth.innerCause.squeezed))
    }

    @Test(arguments: TranscriptTruth.errors + TranscriptTruth.listings)
    func noWrongCauseIsNamed(truth: TranscriptTruth) throws {
        let diagnosis = try CaseTriage.diagnose(truth.sample().inputs)
        #expect(diagnosis.causes.isSuperset(of: truth.causes))
        #expect(diagnosis.causes.isSubset(of: truth.allowed.union(truth.causes)))
    }

    @Test(arguments: TranscriptTruth.errors + TranscriptTruth.listings, Dress.encodings + Dress.pastes)
    func noDressMakesAWrongCause(truth: TranscriptTruth, dress: Dress) throws {
        guard let dressed = try truth.sample().dressed(dress) else { return }
        let plain = Outcome(try CaseTriage.diagnose(truth.sample().inputs))
        let outcome = Outcome(try CaseTriage.diagnose(dressed.inputs))
        #expect(outcome == plain)
    }

    @Test func aSchedulerListingGivesItsValues() throws {
        let truth = [
            "SyncCycleEnabled": "true", "MaintenanceEnabled": "true", "StagingModeEnabled": "false",
            "NextSyncCyclePolicyType": "Delta",
        ]
        for name in ["50-sample-get-adsyncscheduler-2016", "51-sample-get-adsyncscheduler-2018-unaligned"] {
            let evidence = try CaseTriage.read(TranscriptTruth(name: name).sample().inputs)
            let facts = evidence.records.map(RecordFacts.init).first { $0["StagingModeEnabled"] != nil }
            for (field, text) in truth { #expect(facts?[field]?.lowercased() == text.lowercased(), "\(name) \(field)") }
        }
    }

    @Test func aBlankThatWasNotAskedForIsNotFalse() throws {
        let evidence = try CaseTriage.read(TranscriptTruth(name: "55-sample-get-mguser-fl-unsynced").sample().inputs)
        let values = evidence.records.compactMap { $0["OnPremisesSyncEnabled"]?.content }
        #expect(!values.isEmpty)
        #expect(values.allSatisfy { $0 == .blank })
    }
}
