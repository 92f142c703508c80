import Foundation
import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("Mails")
struct MailContainerTests {
    private func mail(_ text: String) -> [UInt8] { Array(text.replacing("\n", with: "\r\n").utf8) }

    private let head = "From: Anna <anna@contoso.example>\nSubject: photo\nMIME-Version: 1.0\n"

    @Test func theHeaderStandsAboveTheDecodedText() {
        let text = body(
            mail(
                """
                Received: by mx.contoso.example; Mon, 16 Nov 2026 09:02:41 +0000
                From: =?utf-8?B?SsO8cmdlbg==?= =?utf-8?Q?_M=C3=BCller?= <j.mueller@contoso.example>
                To: "Desk, Service" <desk@contoso.example>,
                 other@contoso.example
                Subject: =?iso-8859-2?Q?Pozn=E1mka?= plain =?windows-1251?B?9O7y7g==?=
                Date: Mon, 16 Nov 2026 10:02:38 +0100
                MIME-Version: 1.0
                Content-Type: text/plain; charset=iso-8859-15
                Content-Transfer-Encoding: quoted-printable

                10 =A4 for a=
                 photo=20
                """))
        #expect(
            text == """
                From: Jürgen Müller <j.mueller@contoso.example>
                To: "Desk, Service" <desk@contoso.example>, other@contoso.example
                Date: Mon, 16 Nov 2026 10:02:38 +0100
                Subject: Poznámka plain фото

                10 € for a photo\u{20}
                """)
    }

    @Test func ofTwoFormsThePlainOneIsTakenAndNothingTwice() {
        let lines = members(
            mail(
                head + """
                    Content-Type: multipart/alternative; boundary=b

                    preamble
                    --b
                    Content-Type: text/plain

                    the text
                    --b
                    Content-Type: text/html

                    <p>the text</p>
                    --b--
                    epilogue
                    """))
        #expect(lines == [": utf-8: From: Anna <anna@contoso.example>\nSubject: photo\n\nthe text"])
    }

    @Test(arguments: [
        "", " \n\n", "Your mail program does not show HTML.",
        "This is a message in HTML format, please see the HTML part",
    ])
    func aPlainFormThatSaysNothingGivesWayToHTML(plain: String) throws {
        let text = try #require(
            body(
                mail(
                    head + """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain

                        \(plain)
                        --b
                        Content-Type: text/html; charset=windows-1252
                        Content-Transfer-Encoding: quoted-printable

                        <p>the t=E9xt</p>
                        --b--
                        """)))
        #expect(text.hasSuffix("<html>\n<p>the téxt</p>\n</html>\n"))
    }

    @Test func attachmentsAreMembersAndTheirNamesAreDecoded() {
        let bytes = mail(
            head + """
                Content-Type: multipart/mixed; boundary="b b"

                --b b
                Content-Type: text/plain

                see below
                --b b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename*0*=utf-8'de'Bericht%20%C3%BC; filename*1="ber.txt"
                Content-Transfer-Encoding: base64

                aGVs
                bG8=
                --b b
                Content-Type: application/octet-stream; name="=?utf-8?Q?a/../b!c.txt?="
                Content-Transfer-Encoding: x-uuencode

                begin 644 x
                %:&5L;&\\

                end
                --b b
                Content-Type: text/plain; name=Bericht.txt
                Content-Disposition: attachment

                one
                --b b
                Content-Type: text/plain; name=Bericht.txt
                Content-Disposition: attachment

                three
                --b b
                Content-Type: message/rfc822

                From: inner@contoso.example
                Subject: inner

                text
                --b b--
                """)
        #expect(
            members(bytes).dropFirst() == [
                "Bericht über.txt: 5 bytes", "b_c.txt: 5 bytes", "Bericht.txt: 3 bytes", "Bericht (2).txt: 5 bytes",
                "message.eml: 51 bytes",
            ])
        #expect(content(of: "Bericht über.txt", in: bytes) == Array("hello".utf8))
        #expect(content(of: "b_c.txt", in: bytes) == Array("hello".utf8))
    }

    @Test func aSignedMailIsReadAndItsSignatureNamed() {
        let lines = members(
            mail(
                head + """
                    Content-Type: multipart/signed; boundary=s; protocol="application/pkcs7-signature"

                    --s
                    Content-Type: multipart/mixed; boundary=m

                    --m
                    Content-Type: text/plain

                    signed words
                    --m--

                    --s
                    Content-Type: application/pkcs7-signature; name=smime.p7s
                    Content-Transfer-Encoding: base64

                    MIAG
                    --s--
                    """))
        #expect(lines.count == 2)
        #expect(lines.first?.hasSuffix("\n\nsigned words") == true)
        #expect(lines.last == "smime.p7s: signature")
    }

    @Test func whatIsEncryptedOrElsewhereIsSaid() {
        #expect(
            members(
                mail(head + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nMIAG")
            ).first == "smime.p7m: encrypted")
        #expect(
            members(mail(head + "Content-Type: message/external-body; access-type=URL\n\nx")).first
                == "message/external-body: not-included")
    }

    @Test func aMissingBoundaryLeavesTheTextAndAMissingEndLosesNothing() {
        #expect(
            body(mail(head + "Content-Type: multipart/mixed; boundary=x\n\nwords without parts"))?.hasSuffix(
                "words without parts") == true)
        #expect(
            body(mail(head + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nopen end"))?.hasSuffix("open end")
                == true)
    }

    @Test(arguments: [
        "From: a@contoso.example\nSent: Monday\nTo: b@contoso.example\nSubject: photo\n\nHello",
        "From: a@contoso.example\nTo: b@contoso.example\nSubject: photo\nDate: Mon, 16 Nov 2026 10:00:00 +0100\n\nHello",
        "Name : x\nValue : y", "Content-Type: application/json\nDate: today\n\n{}", "PS C:\\> Get-Mailbox", "",
        "Subject: only", "> Received: x\n> From: y\n",
    ])
    func whatSomebodyPastedStaysText(text: String) {
        #expect(members(Array(text.utf8)) == ["no container"])
    }

    @Test func linesAMailProgramBrokeAreJoined() {
        let text = body(
            mail(
                head
                    + "Content-Type: text/plain; format=flowed\n\none line \nof words\n> quoted \n> words\n>> deeper \n> back\n -- x\nend \n"
                    + "-- \nAnna\n"))
        #expect(
            text?.hasSuffix("\n\none line of words\n> quoted words\n>> deeper \n> back\n-- x\nend \n-- \nAnna\n")
                == true)
    }

    @Test func aMailboxHoldsItsMessages() {
        let box = """
            From anna@contoso.example Mon Nov 16 09:02:41 2026
            Message-ID: <1@contoso.example>
            From: anna@contoso.example

            >From here on it fails
            >>From there

            From bert@contoso.example Mon Nov 16 10:02:41 2026
            Message-ID: <2@contoso.example>
            From: bert@contoso.example

            second
            """
        for bytes in [Array(box.utf8), mail(box)] {
            #expect(members(bytes).count == 2)
            let first = content(of: "message-1", in: bytes).map { String(decoding: $0, as: UTF8.self) } ?? ""
            #expect(first.contains("\nFrom here on it fails"))
            #expect(first.contains("\n>From there"))
        }
    }

    @Test func valuesOfAHeaderCannotPretendToBeFurtherLines() {
        let text = body(mail(head + "To: =?utf-8?Q?x=0D=0AFrom:_evil@contoso.example=0A=0Abody?=\n\nreal")) ?? ""
        #expect(text.components(separatedBy: "\n").filter { $0.hasPrefix("From:") }.count == 1)
        #expect(text.hasSuffix("\n\nreal"))
    }

    @Test func aThousandNestedMultipartsAreReadInOnePass() {
        var text = head
        for depth in 0..<1_000 { text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
        text += "Content-Type: text/plain\n\nend"
        #expect(!members(mail(text)).isEmpty)
    }

    @Test func everyCutOfAMailIsRead() throws {
        let bytes = try Samples.ticket("german-attachments.eml")
        let fixture = Array(bytes.prefix(6_000))
        for end in 0..<fixture.count {
            for line in members(Array(fixture[..<end]), name: "x.eml") { #expect(!line.isEmpty) }
        }
    }

    @Test func changedBytesAreRead() throws {
        let fixture = Array(try Samples.ticket("german-attachments.eml").prefix(4_000))
        var random = SeededRandom(seed: 822)
        for _ in 0..<400 {
            var bytes = fixture
            for _ in 0..<8 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            #expect(!members(bytes, name: "x.eml").isEmpty)
        }
    }
}
