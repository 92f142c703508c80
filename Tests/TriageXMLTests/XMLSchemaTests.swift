import Testing
import TriageXML

struct XMLSchemaTests {
    static let schemaText = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:x" targetNamespace="urn:x"
                   elementFormDefault="qualified">
          <xs:element name="shop">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="title" type="xs:string"/>
                <xs:element name="item" type="item" minOccurs="0" maxOccurs="unbounded"/>
              </xs:sequence>
            </xs:complexType>
          </xs:element>
          <xs:complexType name="base"><xs:attribute name="label" type="xs:string"/></xs:complexType>
          <xs:complexType name="item">
            <xs:complexContent>
              <xs:extension base="base">
                <xs:attribute name="size" use="required">
                  <xs:simpleType>
                    <xs:restriction base="xs:token"><xs:enumeration value="small"/><xs:enumeration value="large"/></xs:restriction>
                  </xs:simpleType>
                </xs:attribute>
                <xs:attribute name="count" type="xs:positiveInteger"/>
                <xs:attribute name="day">
                  <xs:simpleType><xs:restriction base="xs:token"><xs:pattern value="[0-9]+"/></xs:restriction></xs:simpleType>
                </xs:attribute>
              </xs:extension>
            </xs:complexContent>
          </xs:complexType>
        </xs:schema>
        """

    private func mistakes(_ body: String) throws -> [XMLSchemaMistake] {
        let schema = try XMLSchema(parsing: Array(Self.schemaText.utf8))
        return schema.mistakes(in: try XMLTree(parsing: Array(("<shop xmlns='urn:x'>\n" + body + "\n</shop>").utf8)))
    }

    @Test func hasNothingToSayAboutAGoodDocument() throws {
        #expect(try mistakes("<title>x</title><item size='small' count='1' label='l' day='1'/>").isEmpty)
    }

    @Test(arguments: [
        (
            "<titel/>",
            XMLSchemaMistake(line: 2, what: "unknown element 'titel'", expected: ["title"], didYouMean: "title")
        ),
        (
            "<title/>\n<title/>",
            XMLSchemaMistake(line: 3, what: "misplaced element 'title'", expected: ["item"])
        ),
        ("", XMLSchemaMistake(line: 1, what: "'shop' is not complete", expected: ["title"])),
        (
            "<title/>\n\n<item\n   size='small' lable='x'/>",
            XMLSchemaMistake(
                line: 4, what: "unknown attribute 'lable' of 'item'", expected: ["count", "day", "label", "size"],
                didYouMean: "label")
        ),
        (
            "<title/><item size='smal'/>",
            XMLSchemaMistake(
                line: 2, what: "unknown value 'smal' of attribute 'size' of 'item'", expected: ["small", "large"],
                didYouMean: "small")
        ),
        ("<title/><item/>", XMLSchemaMistake(line: 2, what: "attribute 'size' of 'item' is missing")),
        (
            "<title/><item size='small' count='0'/>",
            XMLSchemaMistake(
                line: 2, what: "value '0' of attribute 'count' of 'item' has not the right form",
                expected: ["a value of type xs:positiveInteger"])
        ),
        (
            "<title/><item size='small' day='it''s'/>".replacing("''", with: "&apos;"),
            XMLSchemaMistake(line: 2, what: "value 'it's' of attribute 'day' of 'item' has not the right form")
        ),
        ("<title/>words", XMLSchemaMistake(line: 1, what: "text is not allowed in 'shop'")),
        ("<title><b/></title>", XMLSchemaMistake(line: 2, what: "no element is allowed in 'title'")),
        (
            "<title/><item size='small'><x/></item>",
            XMLSchemaMistake(line: 2, what: "no element is allowed in 'item'")
        ),
        (
            "<title/><item xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:x /etc/passwd' size='small'/>",
            XMLSchemaMistake(line: 2, what: "attribute 'schemaLocation' of XML Schema is not allowed")
        ),
    ])
    func saysWhatIsWrongAndWhatWasMeant(body: String, mistake: XMLSchemaMistake) throws {
        #expect(try mistakes(body) == [mistake])
    }

    @Test func namesARootThatIsNone() throws {
        let schema = try XMLSchema(parsing: Array(Self.schemaText.utf8))
        let found = schema.mistakes(in: try XMLTree(parsing: Array("<shop/>".utf8)))
        #expect(
            found == [
                XMLSchemaMistake(line: 1, what: "'shop' is no root element, or its namespace is not the schema's")
            ])
    }

    @Test(arguments: ["import", "include", "redefine"])
    func refusesSchemasThatLoadOthers(name: String) {
        let text = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <xs:\(name) schemaLocation="file:///etc/passwd"/>
            </xs:schema>
            """
        #expect(
            throws: XMLFault(
                code: .library, line: 2, offset: 58,
                detail: "'\(name)' would load another file; a schema is one file here")
        ) { try XMLSchema(parsing: Array(text.utf8)) }
    }

    @Test func saysWhyASchemaCannotBeUsed() {
        let text = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <xs:element name="a" type="nothing"/>
            </xs:schema>
            """
        do {
            _ = try XMLSchema(parsing: Array(text.utf8))
            Issue.record("the schema was taken")
        } catch {
            #expect(error.line == 2)
            #expect(error.detail.contains("nothing"))
        }
    }

    @Test(
        arguments: [
            ("htpStatus", "httpStatus"), ("lable", "label"), ("LABEL", "label"), ("labe", "label"), ("xyz", nil),
            ("", nil),
        ] as [(String, String?)])
    func findsTheNameThatWasMeant(name: String, meant: String?) {
        #expect(NameSuggestion.nearest(to: name, in: ["httpStatus", "httpReason", "label", "day"]) == meant)
    }
}
