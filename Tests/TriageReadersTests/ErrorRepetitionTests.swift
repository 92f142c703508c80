import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("Errors printed more than once")
struct ErrorRepetitionTests {
    private static let message = "A value for the attribute was not in the acceptable range of values"
    private static let block = """
        Set-ADUser : \(message)
        At line:1 char:1
        + Set-ADUser lena.ott -Replace @{ thumbnailPhoto = $photo }
        + ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        + CategoryInfo          : NotSpecified: (lena.ott:String) [Set-ADUser], ADException
        + FullyQualifiedErrorId : ActiveDirectoryServer:8322,Microsoft.ActiveDirectory.Management.Commands.SetADUser

        """

    @Test func aTranscriptsThreeFormsAreOneError() throws {
        let text = """
            PS C:\\> Set-ADUser lena.ott
            >> TerminatingError(Set-ADUser): "\(Self.message)"
            Set-ADUser: \(Self.message)
            \(Self.block)PS C:\\>

            """
        let errors = ErrorReading.errors(text)
        #expect(errors.count == 1)
        #expect(errors.first?["ldapCode"] == "8322")
        #expect(errors.first?["view"] == "normal")
    }

    @Test func aCatchBlocksEchoBelongsToTheErrorBehindIt() {
        let text = "Failed: \(Self.message)\n\(Self.block)"
        let (regions, _) = ErrorReading.regions(Array(text.utf8))
        #expect(regions.map(\.format) == ["error.normal-view"])
        #expect(regions.first?.lines.lowerBound == 0)
    }

    @Test func twoWholeBlocksAreTwoErrors() {
        #expect(ErrorReading.errors(Self.block + Self.block).count == 2)
    }

    @Test func twoMessagesAreTwoErrors() {
        let text = """
            PS C:\\> 'a', 'b' | Set-ADUser
            Set-ADUser: Cannot find an object with identity: 'a' under: 'DC=contoso,DC=example'.
            Set-ADUser: Cannot find an object with identity: 'b' under: 'DC=contoso,DC=example'.

            """
        #expect(ErrorReading.errors(text).count == 2)
    }

    @Test func theSameMessageOfAnotherCommandIsAnotherError() {
        let text = """
            PS C:\\> ./both.ps1
            Set-ADUser: \(Self.message)
            Set-ADGroup: \(Self.message)

            """
        #expect(ErrorReading.errors(text).count == 2)
    }

    @Test func theCategoryLineBelongsToTheMessageBeforeIt() throws {
        let text = """
            PS C:\\> Set-ADUser lena.ott
            Set-ADUser: \(Self.message)
            NotSpecified: (lena.ott:String) [Set-ADUser], ADException

            """
        let errors = ErrorReading.errors(text)
        #expect(errors.count == 1)
        #expect(errors.first?["message"] == Self.message)
        #expect(errors.first?["target"] == "lena.ott")
    }
}
