import Foundation
import Testing
import TriageKit
import TriageModel
import TriageTestSupport

/// Secrets are in no output, whether it is redacted or not.
@Suite struct SecretTests {
    static let secret = "Zx9-kwTr4!plovdiv"
    static let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"

    private func masked(_ text: String, _ name: String = "ticket.txt") throws -> String {
        try Redacting.read([SampleInput(text, name: name)]).sources.map { String(decoding: $0.text, as: UTF8.self) }
            .joined()
    }

    @Test(arguments: [
        "Password: \(secret)", "password = '\(secret)'", "Kennwort: \(secret)", "{\"password\": \"\(secret)\"}",
        "client_secret=\(secret)&grant_type=client_credentials", "-Password \(secret) -Force", "pwd=\(secret);",
        "ConvertTo-SecureString \"\(secret)\" -AsPlainText -Force",
        "ConvertTo-SecureString -String '\(secret)' -AsPlainText",
        "<S N=\"AdminPassword\">\(secret)</S>", "Authorization: Basic \(secret)",
        "https://x.example/?sv=1&sig=\(secret)", "Passwort für den Testzugang: \(secret)",
        "the new password of the test account: \(secret)",
        "AccountKey=\(secret);EndpointSuffix=core.windows.net", "\\\"ClientSecret\\\": \\\"\(secret)\\\"",
    ])
    func aSecretIsMasked(line: String) throws {
        let text = try masked("Hello\n\(line)\nBye\n")
        #expect(!text.contains(Self.secret.prefix(8)) && !text.contains("plovdiv"), "\(text)")
        #expect(text.hasPrefix("Hello\n") && text.hasSuffix("\nBye\n"))
        #expect(text.utf8.count == line.utf8.count + 11)
    }

    /// Bytes printed as numbers are no names that have to be looked at one by one.
    @Test(.timeLimit(.minutes(20))) func thousandsOfColumnsAreLookedAtOnce() throws {
        let numbers = (0..<40_000).map { String($0 % 256) }.joined(separator: ",")
        let head = (0..<40_000).map { $0 == 39_000 ? "Password" : "c\($0)" }.joined(separator: ",")
        let row = (0..<40_000).map { $0 == 39_000 ? Self.secret : "v" }.joined(separator: ",")
        var texts = ("", "")
        let time = try ProcessorTime.seconds {
            texts = (try masked(numbers + "\n"), try masked("\(head)\n\(row)\n"))
        }
        #expect(texts.0 == numbers + "\n")
        #expect(!texts.1.contains(Self.secret) && texts.1.hasPrefix(head))
        #expect(time < 20)
    }

    @Test(arguments: [
        "user,password,mail\nanna,\(secret),a@contoso.example\nole,\(secret)2,b@contoso.example\n",
        "Benutzer;Kennwort\nanna;\(secret)\n", "sep=;\nBenutzer;Initial Kennwort\nanna;\"\(secret)\"\n",
        "\"User\"\t\"Password\"\n\"anna\"\t\"\(secret)\"\n",
        "#TYPE Selected\n\"User\",\"Password\"\n\"a\"\"b\",\"\(secret)\"\n",
        "password|user\n\(secret)|anna\n",
        "| User | Password |\n|---|:---|\n| anna | \(secret) |\n| ole | \(secret)2 |\n",
        "Hello,\nhere they are:\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nuser,password\nanna,\(secret)\n",
        "\(String(repeating: "no list at all. ", count: 700))\nuser;Passwort\r\nanna;\(secret)\r\n",
        "user,mail\nole,b@contoso.example\n\nuser,password\nanna,\(secret)\n\n"
            + "user,pwd\nole,\(secret)2\n",
        "Name   Password           Mail\n----   --------           ----\nanna   \(secret)  a@contoso.example\n"
            + "J\u{F6}rg   \(secret)2 b@contoso.example\n",
        "<p>Hello</p><table><tr><th>User<th><b>Password</b></tr>\n<tr><td>anna</td><td><i>\(secret)</i></td></tr>\n"
            + "<TR><TD>ole<TD>\(secret)2</TABLE><p>Bye</p>\n",
        "user,password\n,\nanna,\(secret)\n",
    ])
    func aColumnOfSecretsIsMasked(list: String) throws {
        let text = try masked(list, "users.csv")
        #expect(!text.contains(Self.secret.prefix(8)) && !text.contains("plovdiv"), "\(text)")
        #expect(text.utf8.count == list.utf8.count)
        #expect(text.split(separator: "\n").count == list.split(separator: "\n").count)
    }

    @Test(arguments: [
        "user,PasswordLastSet\nanna,2026-11-20\n", "user,PasswordNeverExpires\nanna,False\n",
        "Hello, my password is fine, thanks\nAnna has a new photo, and it, well\n", "user,password\nanna,True\n",
        "Name,Password\n", "Name   PasswordLastSet\n----   ---------------\nanna   2026-11-20\n",
        "<table><tr><td>Password</td><td>PasswordLastSet</td></tr></table><p>none</p>\n",
        "my password,\nthanks, Anna\n", "| Password |\n\nNothing follows, really\n",
        "Dear team, the password, Anna\n\nOne line without any\n",
    ])
    func otherListsStay(list: String) throws {
        #expect(try masked(list, "users.csv") == list)
    }

    @Test(arguments: [
        "After the reset of the password for Anna the error: The remote server returned an error: (413)",
        "We set the password for Anna, then: Set-UserPhoto failed", "Password of the account: (413)",
        "Password hash sync is enabled: True", "Kennwort für Anna: geändert",
    ])
    func aSentenceAboutAPasswordIsNoSecret(line: String) throws {
        #expect(try masked(line + "\n") == line + "\n")
    }

    @Test(arguments: ["Authorization: Bearer \(token)", "token \(token)", "\"access_token\":\"\(token)\""])
    func aTokenIsMasked(line: String) throws {
        for part in Self.token.split(separator: ".") { #expect(try !masked(line).contains(part)) }
    }

    @Test func aTokenCutByTheConsoleIsMaskedToItsEnd() throws {
        let line = "Authorization: Bearer " + Self.token
        let cut = ConsoleWrap(width: 50).parts(of: line).joined(separator: "\n")
        let text = try masked(cut + "\nNext line of the ticket\n")
        #expect(!text.contains("THsR8U") && !text.contains("jVmNH"))
        #expect(text.hasSuffix("\nNext line of the ticket\n"))
    }

    @Test func aPrivateKeyIsMasked() throws {
        let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7\nq2w3e4r5\n-----END RSA PRIVATE KEY-----\nafter\n"
        let text = try masked(key)
        #expect(!text.contains("MIIEow") && !text.contains("q2w3e4r5"))
        #expect(text.contains("-----END RSA PRIVATE KEY-----\nafter\n"))
    }

    @Test func aSecureStringIsMasked() throws {
        let value = "01000000d08c9ddf0115d1118c7a00c04fc297eb01000000aabbccdd"
        #expect(try !masked("<SS N=\"Secret\">\(value)</SS>\n").contains("fc297eb"))
        #expect(try !masked("$x = \"\(value)\"\n").contains("fc297eb"))
    }

    @Test(arguments: [
        "Basic authentication is currently disabled in the client configuration", "PasswordLastSet : 11/20/2026",
        "PasswordNeverExpires : False", "-Authentication Basic -AllowRedirection", "the password was wrong",
        "TokenStatus : Active", "$pw = Read-Host -AsSecureString", "-Credential $cred", "ConvertTo-SecureString $text",
        "Password : ", "secret: $null",
    ])
    func whatIsNoSecretStays(line: String) throws {
        #expect(try masked(line + "\n") == line + "\n")
    }

    @Test func noValueOfARecordHoldsASecret() throws {
        let text =
            "PS C:\\> $c = ConvertTo-SecureString '\(Self.secret)' -AsPlainText -Force\nPS C:\\> Get-Mailbox anna\n"
        let evidence = try Redacting.read([SampleInput(text)])
        #expect(!String(describing: evidence.records).contains("plovdiv"))
        #expect(!evidence.texts.contains { String(decoding: $0.bytes, as: UTF8.self).contains("plovdiv") })
    }

    @Test(arguments: SameDiagnosisTests.all)
    func theSamplesHoldNoSecrets(sample: SampleCase) throws {
        #expect(try Redacting.redact(sample.inputs).secretCount == 0)
    }
}
