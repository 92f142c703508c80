import Testing
import TriageBytes
import TriageModel

@testable import TriageReaders

/// Dumps that are more than they look like: what one pass says of them, the whole says too, or one pass says nothing.
@Suite("Dumps that are no plain dumps") struct StreamedFaultTests {
    private static let open = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">"
    private static let label = "+ FullyQualifiedErrorId : [Server=x] 9E701B98,X"
    private static let user = "\"SamAccountName\": \"anna\", \"DistinguishedName\": \"CN=a\""

    static let texts = [
        // JSON that is damaged before its middle, and what only looks whole.
        "{\n  \"SamAccountName\": \"a\",\n  \"fi$(le\": \"C\",\n  22\",\n  \"x\": 1\n}\n",
        "[\n  {\n    \(user)>> ,\n    \"b\": 2\n  }\n]\n",
        "{\(user), \"info\": \"a\n```\n\", \"thumbnailPhoto\": [255, 216, 255, 2\"24, 0, 16, 74]}\n",
        "{\"a\":1,\n \"b\":\"words -> 200 OK\n> \n> \n",
        // A prompt behind JSON that was never closed; a page inside of it.
        "{\n  \"name\": \"a\",\n  \"forbid\": [\n    \"b\",\n    PS C:\\> \"c\",\n    \"d\"\n",
        "[\n  {\n    \"a\": \"b'@\n'@\n\",\n<html xmlns=\"x\">\n<body>\n  \"c\": 1\n  }\n]\n",
        // What other readers look for on the line a document begins on.
        "{\"@odata.context\": \"x\", \"source\": null, \"allowed\(label)\": []}\n",
        "{\"source\": null, \"allowedRole<Objs>s\": []}\n", "{\"a\":1}\n{\"b\":\"\(label)\"}\n",
        "{\"a\":\"u003cObjs\"}\n{\"a\":\"~~~ x\"}\n", "[{\"a\":\"HKEY_LOCAL_MACHINE\\\\x\"},\n{\"b\":1}]\n",
        "<Objs Version=\"1.1\(label)\"><S>a</S></Objs>\n", "\(open)<S>\(label)</S></Objs>\n",
        "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.m[PS] C:\\>icrosoft.com/04\">\n  <S>a</S>\n</Objs>\n",
        "<Objs Version=\"1.1.0.1\" xmlns=\"http://a b^c\">\n  <S>a</S>\n</Objs>\n",
        "<Objs xmlns=\"a\" xmlns=\"b\">\n  <S>a</S>\n</Objs>\n", "<Objs>\n  <S S=\"a\" S=\"b\">a</S>\n</Objs>\n",
        // Errors, a page and a comment in LDIF.
        "dn: cn=a \(label)\nsn: x\n", "version: 1\ndn: dc=example\(label)\nsn: x\n",
        "version: 1\ndn: cn=a\ncn: a Line |\n   1 |  Line |\n   1 |  x\n",
        "dn: cn=a\ndescription: a\n <table><tr><td>b\n",
        "dn: cn=a\ndescription: a\n + CategoryInfo : b\n", "dn: cn=a\nsn: x\n\n# numResponses: 2\n# numEntries: 1\n",
        "dn: cn=a\nthumbnailPhoto:: /9j/4AAQSkZJRgABAQAAAQABAAD/wAAR\r",
        "dn: cn=a\nthumbnailPhoto:: /9j/4AAQSkZJRgABAQAAAQABAAD/wAAR\n /9j/4AAQ\n",
    ]

    @Test(arguments: texts, [1, 64, 1 << 16]) func saysTheSameOrNothing(text: String, piece: Int) throws {
        let bytes = Array(text.utf8)
        guard let streamed = try StreamingTests.streamed(bytes, piece: piece) else { return }
        StreamingTests.expectSame(streamed, StreamingTests.whole(bytes), "\(text.prefix(40))")
    }

    /// What only reminds of such things is read in one pass.
    @Test(arguments: [
        "\(open)\n<S>FullyQualifiedErrorId</S></Objs>\n", "dn: cn=a\nsn: x\n\ndn: cn=b\ninfo: CategoryInfo\n",
        "dn: cn=a\nsn: x\n# inside\n", "[\n{\(user), \"b\": [\n1\n]}\n]\n",
    ]) func isNotAfraidOfPlainDumps(text: String) throws {
        let bytes = Array(text.utf8)
        let streamed = try #require(try StreamingTests.streamed(bytes, piece: 64))
        StreamingTests.expectSame(streamed, StreamingTests.whole(bytes))
    }

    /// Who cuts a text does it at the end of a line: the size of a picture that lacks its end is not known.
    @Test(arguments: ["", "\n", "\r\n"]) func aPictureAtTheEndOfTheTextMayBeCut(end: String) throws {
        let text = "dn: cn=a\nobjectClass: user\nthumbnailPhoto:: /9j/4AAQSkZJRgABAQAAAQABAAD/wAAR" + end
        let photo = try #require(read(text).records("directory-user").first?["thumbnailPhoto"])
        #expect(photo.partial == "the text ends inside of it")
        guard case .binary(let binary) = photo.content else { return #expect(Bool(false)) }
        #expect(binary.byteCount == 24...Int64.max)
    }
}
