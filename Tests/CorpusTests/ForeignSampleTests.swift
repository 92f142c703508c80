import Testing
import TriageModel
import TriageTestSupport

/// Real files that have nothing to do with photos.
@Suite(
    "Real inputs of other topics",
    .needsSharedSamples)
struct ForeignSampleTests {
    static let samples = ["errors-console", "format-list", "transcripts", "tickets"].flatMap {
        SharedSamples.cases(in: "samples/" + $0)
    }

    @Test(arguments: samples)
    func nothingIsFound(sample: SampleCase) throws {
        let diagnosis = try CaseTriage.diagnose(sample.inputs)
        #expect(diagnosis.findings.map(\.rule) == [])
        #expect(diagnosis.verdict != .cause)
    }

    @Test(arguments: samples)
    func everyRegionAndRecordStandsInsideItsSource(sample: SampleCase) throws {
        let evidence = try CaseTriage.read(sample.inputs)
        #expect(SpanCheck.faults(in: evidence) == [])
    }

    @Test(arguments: [
        (
            "35-exo-v3-write-errormessage-warning.txt", "Get-MessageTrace", "ValidationException",
            "[Server=CY3PR04MB9691,RequestId=8c72957c-e95b-a089-8433-7f5e0e74f247,TimeStamp=Tue, 21 Oct 2025 14:40:45 GMT],"
                + "Write-ErrorMessage"
        ),
        (
            "36-exo-getexomailbox-custom-prompt.txt", "Get-EXOMailbox", "DataServiceTransportException",
            "The underlying connection was closed: An unexpected error occurred on a receive.,"
                + "Microsoft.Exchange.Management.RestApiClient.GetExoMailbox"
        ),
        (
            "40-docs-remoteaccess-nospace.txt", "Install-RemoteAccess", "CimException",
            "REMOTEACCESSERROR 104, Install-RemoteAccess"
        ),
        (
            "44-docs-teams-template.txt", "Remove-CsTeamsTemplatePermissionPolicy", "PolicyRpException",
            "ClientError,Microsoft.Teams.Policy.Administration.Cmdlets.Core."
                + "RemoveTeamsTemplatePermissionPolicyCmdlet"
        ),
    ])
    func theErrorsFactsAreRight(file: String, cmdlet: String, reason: String, errorId: String) throws {
        let errors = try CaseTriage.read(SharedSamples.file("samples/errors-console/" + file).inputs).facts(of: "error")
        #expect(errors.count == 1, "\(errors)")
        let error = try #require(errors.first)
        #expect(error["cmdlet"]?.lowercased() == cmdlet.lowercased())
        #expect(error["reason"] == reason)
        #expect(error["errorId"] == errorId)
    }

    @Test func twoListedObjectsAreTwoRecords() throws {
        let evidence = try CaseTriage.read(
            SharedSamples.file("samples/format-list/08-connection-two-objects.txt").inputs)
        let listings = evidence.records.filter { $0.fields.count >= 10 }
        #expect(listings.map(\.fields.count) == [13, 13])
    }
}
