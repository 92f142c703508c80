import Foundation
import Testing
import TriageKit
import TriageModel
import TriageTestSupport

/// Known identifiers are planted in every dress, and nothing of them is found in what comes out: searched for in the
/// decoded text, with nothing of the redactor's own.
@Suite struct PlantedIdentifierTests {
    /// Words no redacted text may hold, whatever stands around them.
    static let words = [
        "winifred", "oyelaran", "tannhaus", "nordlicht", "woyelaran", "borealis", "kx7731",
    ]
    static let values = [
        "3f9a1c52-7b1e-4d9a-8f60-1122aabbccdd", "S-1-5-21-3623811015-3361044348-30300820-1613", "203.0.113.77",
        "10.20.31.42", "+49 30 901820", "UhqaPx57mk2PYBEiqrvM3Q==",
    ]

    /// A ticket that introduces everybody it names.
    static let ticket = """
        From: Winifred Oyelaran <winifred.oyelaran@nordlicht.example>
        Sent: Monday, March 8, 2021 10:41
        To: Service Desk <servicedesk@nordlicht.example>
        Subject: photo of Winifred

        Hello, Winifred's photo does not show in Outlook. Call me: +49 30 901820.
        Our tenant is nordlicht.onmicrosoft.com, the server is ex07.tannhaus.local (10.20.31.42, outside 203.0.113.77).

        PS C:\\Users\\woyelaran> Get-ADUser woyelaran -Properties thumbnailPhoto

        DistinguishedName : CN=Winifred Oyelaran,OU=Borealis,DC=tannhaus,DC=local
        GivenName         : Winifred
        ObjectGUID        : 3f9a1c52-7b1e-4d9a-8f60-1122aabbccdd
        SamAccountName    : woyelaran
        SID               : S-1-5-21-3623811015-3361044348-30300820-1613
        Surname           : Oyelaran
        UserPrincipalName : winifred.oyelaran@nordlicht.example
        thumbnailPhoto    : {255, 216, 255, 224...}

        OnPremisesImmutableId : UhqaPx57mk2PYBEiqrvM3Q==
        GET https://graph.microsoft.com/v1.0/users/winifred.oyelaran%40nordlicht.example/photo
        {"displayName": "Winifred Oyelaran", "user": "TANNHAUS\\\\woyelaran", "file": "C:\\\\Users\\\\woyelaran\\\\WinifredOyelaran.jpg"}
        Department : KX7731

        """

    /// What is left of the words and values in what comes out.
    static func left(_ inputs: [SampleInput]) throws -> [String] {
        let redacted = try Redacting.redact(inputs)
        let evidence = try Redacting.read(redacted)
        var texts = evidence.sources.map { String(decoding: $0.text, as: UTF8.self) }
        texts += evidence.sources.map(\.name) + redacted.files().map(\.name)
        texts += redacted.files().map { String(decoding: $0.bytes, as: UTF8.self) }
        let all = texts.joined(separator: "\n").lowercased()
        // The same without line ends and what mail programs put before lines.
        let joined = all.replacingOccurrences(of: "=\n", with: "")
            .replacingOccurrences(of: "\\r?\\n[> ]*", with: "", options: .regularExpression)
        return (words + values.map { $0.lowercased() }).filter { all.contains($0) || joined.contains($0) }
    }

    @Test func nothingIsLeftOfAPlainText() throws {
        #expect(try Self.left([SampleInput(Self.ticket)]) == [])
    }

    /// Ways in which tools and people write what was introduced elsewhere.
    @Test(arguments: [
        "Winifreds Foto fehlt, das Foto von WINIFRED OYELARAN auch.", "Oyelarans Outlook ist neu.",
        "https://nordlicht-my.sharepoint.com/personal/winifred_oyelaran_nordlicht_example/Documents/Forms/All.aspx",
        "sip:winifred.oyelaran@nordlicht.example", "mailto:winifred.oyelaran%2540nordlicht.example",
        "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=7a1b-winifred.oyelaran",
        "winifred(at)nordlicht.example, winifred.oyelaran [at] nordlicht.example", "d=nordlicht.example; s=selector1",
        "N:Oyelaran;Winifred;;;", "ATTENDEE;CN=Winifred Oyelaran:mailto:winifred.oyelaran@nordlicht.example",
        "OYELARAN_WINIFRED.jpg", "\\\\ex07\\photos$\\winifred.oyelaran.jpg", "Message-ID: <1@ex07.tannhaus.local>",
        "winifred.oyelaran_nordlicht.example#EXT#@nordlicht.onmicrosoft.com", "NORDLICHT365.mail.onmicrosoft.com",
        "https://admin.microsoft.com/#/users/:/UserDetails/3F9A1C52-7B1E-4D9A-8F60-1122AABBCCDD",
        "x-originating-ip: [203.0.113.77]", "cn=cn=winifred,ou=cn=Oyelaran,dc=tannhaus",
    ])
    func nothingIsLeftOfOtherSpellings(line: String) throws {
        #expect(try Self.left([SampleInput(Self.ticket + "\n\n" + line + "\n")]) == [])
    }

    @Test(arguments: [40, 60, 72, 80, 120], ConsoleWrap.RightEdge.allCases)
    func nothingIsLeftOfATextAConsoleCut(width: Int, edge: ConsoleWrap.RightEdge) throws {
        let wrap = ConsoleWrap(width: width, rightEdge: edge)
        let lines = Self.ticket.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.flatMap { wrap.parts(of: String($0)) }.joined(separator: "\n")
        #expect(try Self.left([SampleInput(text)]) == [])
    }

    @Test(arguments: ["> ", "> > ", "| ", "    "])
    func nothingIsLeftOfAQuotedText(mark: String) throws {
        let lines = Self.ticket.split(separator: "\n", omittingEmptySubsequences: false)
        let quoted = lines.map { mark + $0 }.joined(separator: "\n")
        #expect(try Self.left([SampleInput(quoted)]) == [])
        let wrap = ConsoleWrap(width: 72)
        let cut = lines.flatMap { wrap.parts(of: String($0)) }.map { mark + $0 }.joined(separator: "\n")
        #expect(try Self.left([SampleInput(cut)]) == [])
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func nothingIsLeftOfUTF16(encoding: String.Encoding) throws {
        let mark = Data(encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF])
        let bytes = mark + (Self.ticket.data(using: encoding) ?? Data())
        #expect(try Self.left([SampleInput(name: "console.txt", bytes: Array(bytes))]) == [])
    }

    /// Quoted-printable with soft breaks in the middle of words, and base64.
    @Test(arguments: ["quoted-printable", "base64"])
    func nothingIsLeftOfAMail(encoding: String) throws {
        let body: String
        if encoding == "base64" {
            body = Data(Self.ticket.utf8).base64EncodedString(options: .lineLength76Characters)
        } else {
            let escaped = Self.ticket.replacingOccurrences(of: "=", with: "=3D")
            body = escaped.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                ConsoleWrap(width: 30).parts(of: String(line)).joined(separator: "=\n")
            }.joined(separator: "\n")
        }
        let mail = """
            From: =?utf-8?B?\(Data("Winifred Oyelaran".utf8).base64EncodedString())?= <winifred.oyelaran@nordlicht.example>
            To: servicedesk@nordlicht.example
            Subject: =?utf-8?Q?photo_of_Winifred?=
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: \(encoding)

            \(body)
            """
        #expect(try Self.left([SampleInput(mail, name: "Winifred Oyelaran.eml")]) == [])
        // The source of a mail pasted into a ticket, which nobody opens as a mail.
        #expect(try Self.left([SampleInput("Here is the mail:\n\n" + Self.ticket + "\n" + mail)]) == [])
    }

    @Test func nothingIsLeftInBase64OfALDIFFile() throws {
        func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
        let ldif = """
            dn:: \(base64("CN=Winifred Oyelaran,OU=Borealis,DC=tannhaus,DC=local"))
            changetype: add
            objectClass: user
            cn:: \(base64("Winifred Oyelaran"))
            sn:: \(base64("Oyelaran"))
            givenName:: \(base64("Winifred"))
            department:: \(base64("KX7731"))
            objectGUID:: UhqaPx57mk2PYBEiqrvM3Q==
            sAMAccountName: woyelaran
            mail: winifred.oyelaran@nordlicht.example

            """
        let redacted = try Redacting.redact([SampleInput(ldif, name: "anna.ldf")])
        let evidence = try Redacting.read(redacted)
        let text = evidence.sources.map { String(decoding: $0.text, as: UTF8.self) }.joined()
        for line in text.split(separator: "\n") where line.contains(":: ") {
            let decoded = Data(base64Encoded: String(line.split(separator: " ").last ?? ""))
                .map { String(decoding: $0, as: UTF8.self).lowercased() }
            for word in Self.words { #expect(decoded?.contains(word) == false, "\(line)") }
        }
        #expect(try Self.left([SampleInput(ldif, name: "anna.ldf")]) == [])
        // Read back, the entry is still the entry.
        #expect(evidence.records.first?.kind == "directory-user")
    }

    @Test func nothingIsLeftInEscapes() throws {
        let name = "Zoë Müßig"
        let escaped = "Zo\\u00eb M\\u00fc\\u00dfig"
        let text = """
            From: \(name) <zoe.muessig@nordlicht.example>
            Subject: photo in Outlook

            {"displayName": "\(escaped)"}
            https://nordlicht.sharepoint.com/p?name=Zo%C3%AB%20M%C3%BC%C3%9Fig
            <p>Zo&euml; M&uuml;&szlig;ig, Zo&#235; M&#xfc;&#xdf;ig</p>
            <S N="DisplayName">Zo_x00EB_ M_x00FC__x00DF_ig</S>
            CN=Zo\\C3\\AB M\\C3\\BC\\C3\\9Fig,OU=Staff,DC=nordlicht,DC=example

            """
        let result = try Redacting.text(text).lowercased()
        for piece in [
            "zoë", "müßig", escaped.lowercased(), "zo%c3%ab", "m%c3%bc%c3%9fig", "zo&euml;", "m&uuml;", "zo&#235;",
            "&#xfc;&#xdf;ig", "zo_x00eb_", "_x00df_ig", "zo\\c3\\ab", "muessig", "nordlicht",
        ] {
            #expect(!result.contains(piece), "\(piece) is left in \(result)")
        }
        #expect(result.contains(".sharepoint.com"))
    }

    @Test func namesOfFilesAreMasked() throws {
        let name = "/home/winifred/tickets/Oyelaran photo.txt"
        let evidence = try Redacting.read(Redacting.redact([SampleInput(Self.ticket, name: name)]))
        let shown = evidence.sources.map(\.name).joined().lowercased()
        #expect(!shown.contains("winifred") && !shown.contains("oyelaran"))
        #expect(shown.hasSuffix("photo.txt"))
    }
}
