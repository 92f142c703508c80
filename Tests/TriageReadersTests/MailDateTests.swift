import Testing
import TriageModel

@testable import TriageReaders

@Suite("When errors of a mail happened") struct MailDateTests {
    private static let header =
        "From: Ines <ines@contoso.example>\nDate: Fri, 12 Mar 2021 09:14:00 +0100\nSubject: photo\n\n"
    private static let error = """
        Set-UserPhoto : Some words
            + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
            + FullyQualifiedErrorId : Microsoft.Exchange.SetUserPhoto

        """

    private func time(_ text: String) -> (earlier: Int64, partial: String?)? {
        guard let value = read(text).records("error").first?.eventTime, case .date(let date) = value.content else {
            return nil
        }
        #expect(date.local == 1_615_540_440)
        return (date.mayBeEarlierBy, value.partial)
    }

    @Test(arguments: [
        "", "On Mon, 1 Feb 2021 at 10:00 Bob <bob@contoso.example> wrote:\n",
        "-----Ursprüngliche Nachricht-----\n",
        "From: Bob <bob@contoso.example>\nSent: Monday, February 1, 2021 10:00 AM\nSubject: photo\n\n",
    ]) func isAnyTimeBeforeTheMailThatHoldsIt(before: String) throws {
        let time = try #require(self.time(Self.header + "see below\n\n" + before + Self.error))
        #expect(time.earlier == MailDatePass.unbounded)
        #expect(time.partial == "before the mail that holds it")
    }

    @Test func isAnyTimeBeforeWhereItIsQuoted() throws {
        let quoted = Self.error.split(separator: "\n").map { "> " + $0 }.joined(separator: "\n")
        #expect(try #require(time(Self.header + "see below\n\n" + quoted)).earlier == MailDatePass.unbounded)
    }

    @Test(arguments: [
        "",
        "From: Ines <ines@contoso.example>\nSent: Friday, March 12, 2021 9:14 AM\nSubject: photo\n\n",
        "Note of the desk\n\nFrom: Ines <ines@contoso.example>\nDate: Fri, 12 Mar 2021 09:14:00 +0100\nSubject: photo\n\n",
    ]) func staysUnknownInTextThatIsNoMail(header: String) {
        #expect(read(header + "Hello,\n\n" + Self.error).records("error").first?.eventTime == nil)
    }

    @Test func aTimeOfItsOwnGoesBefore() {
        let text =
            Self.header
            + "**********************\nWindows PowerShell transcript start\nStart time: 20200105101500\nUsername: CONTOSO\\\\ines\nMachine: PC (Microsoft Windows NT 10.0.19045.0)\n**********************\nPS C:\\> Set-UserPhoto ines\n"
            + Self.error
        guard case .date(let date)? = read(text).records("error").first?.eventTime?.content else {
            Issue.record("no time")
            return
        }
        #expect(date.iso.hasPrefix("2020-01-05"))
        #expect(date.mayBeEarlierBy == 0)
    }
}
