import Foundation
import Testing
import TriageTestSupport

/// What engineers print to say where they stand: versions, modules, connections, the photo settings of the tenant.
@Suite("Listings of versions, modules, connections and settings")
struct ListingTests {
    private func facts(_ text: String) throws -> [(kind: String, fields: [String: Any])] {
        try ProgramRun(["facts", "--format", "json"], input: Array(text.utf8)).jsonLines().compactMap { line in
            guard let kind = line["kind"] as? String, kind != "command" else { return nil }
            return (kind, line["fields"] as? [String: Any] ?? [:])
        }
    }

    @Test func theVersionTableIsOneRecord() throws {
        let table = """
            PS C:\\> $PSVersionTable

            Name                           Value
            ----                           -----
            PSVersion                      5.1.19041.3803
            PSEdition                      Desktop
            PSCompatibleVersions           {1.0, 2.0, 3.0, 4.0...}
            BuildVersion                   10.0.19041.3803
            CLRVersion                     4.0.30319.42000


            """
        let read = try facts(table)
        #expect(read.map(\.kind) == ["powershell"])
        #expect(read.first?.fields["PSVersion"] as? String == "5.1.19041.3803")
        let version = """
            PS C:\\> $PSVersionTable.PSVersion

            Major  Minor  Build  Revision
            -----  -----  -----  --------
            5      1      19041  3803


            """
        #expect(try facts(version).first?.fields["PSVersion"] as? String == "5.1")
    }

    @Test func modulesAreARecordEach() throws {
        let listing = """
            PS C:\\> Get-Module

            ModuleType Version    Name                                ExportedCommands
            ---------- -------    ----                                ----------------
            Script     3.4.0      ExchangeOnlineManagement            {Connect-ExchangeOnline, Get-EXOMailbox...}
            Manifest   2.10.0     Microsoft.Graph.Users               {Get-MgUser, Set-MgUserPhotoContent...}


            """
        let read = try facts(listing)
        #expect(read.map(\.kind) == ["module", "module"])
        #expect(
            read.compactMap { $0.fields["Name"] as? String } == ["ExchangeOnlineManagement", "Microsoft.Graph.Users"])
        #expect(read.compactMap { $0.fields["Version"] as? String } == ["3.4.0", "2.10.0"])
    }

    @Test func aConnectionIsRead() throws {
        let listing = """
            PS C:\\> Get-ConnectionInformation

            ConnectionId                       : 1f8a7c3e-0d52-4b7e-9c55-8f0d6f3a2b11
            State                              : Connected
            Name                               : ExchangeOnline_1
            UserPrincipalName                  : admin@contoso.example
            ConnectionUri                      : https://outlook.office365.com
            TokenStatus                        : Active
            ConnectionUsedForInbuiltCmdlets    : True
            IsEopSession                       : False

            """
        let read = try facts(listing)
        #expect(read.map(\.kind) == ["connection"])
        #expect(read.first?.fields["State"] as? String == "Connected")
        #expect(read.first?.fields["UserPrincipalName"] as? String == "admin@contoso.example")
    }

    /// The same settings as Graph answers them, and as PowerShell prints what it made of the answer.
    @Test(arguments: [
        "{\"@odata.context\":\"https://graph.microsoft.com/beta/$metadata#admin/people/photoUpdateSettings/$entity\",\"source\":\"onPremises\",\"allowedRoles\":[\"62e90394-69f5-4237-9190-012177145e10\"]}\n",
        """
        Name                           Value
        ----                           -----
        @odata.context                 https://graph.microsoft.com/beta/$metadata#admin/people/photoUpdateSettings/$…
        source                         onPremises
        allowedRoles                   {62e90394-69f5-4237-9190-012177145e10}


        """,
        """
        @odata.context : https://graph.microsoft.com/beta/$metadata#admin/people/photoUpdateSettings/$entity
        source         : onPremises
        allowedRoles   : {62e90394-69f5-4237-9190-012177145e10}


        """,
    ])
    func photoSettingsAreReadInEveryForm(text: String) throws {
        let read = try facts(text)
        #expect(read.map(\.kind) == ["photo-update-settings"])
        #expect(read.first?.fields["source"] as? String == "onPremises")
        #expect(read.first?.fields["allowedRoles"] as? [String] == ["62e90394-69f5-4237-9190-012177145e10"])
    }
}
