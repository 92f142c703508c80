import Testing
import TriageRules

/// What is said about conditions that fit no type, are never true, or always.
struct ConditionMistakeTests {
    private func said(_ conditions: String) -> [String] {
        Knowledge().when(conditions).mistakes().map { $0.replacing("rules/topic/refused.xml:5: ", with: "") }
    }

    @Test(arguments: [
        (
            "<field kind='directory-user' name='enabled' equals='yes'/>",
            "'yes' cannot be a value of 'enabled', which is of type boolean; expected true or false"
        ),
        (
            "<field name='httpStatus' equals='4xx'/>",
            "'4xx' cannot be a value of 'httpStatus', which is of type integer; expected a whole number"
        ),
        (
            "<field name='httpStatus' one-of='403|4o4'/>",
            "'4o4' cannot be a value of 'httpStatus', which is of type integer; expected a whole number"
        ),
        (
            "<field kind='directory-user' name='objectID' equals='1-2'/>",
            "'1-2' cannot be a value of 'objectID', which is of type guid; expected a GUID"
        ),
        (
            "<field kind='directory-user' name='changed' equals='yesterday'/>",
            "'yesterday' cannot be a value of 'changed', which is of type date; expected a day that exists, like 2023-10-01"
        ),
        (
            "<field kind='directory-user' name='thumbnail' equals='x'/>",
            "'thumbnail' is of type binary and equals no text; expected one of thumbnail.bytes, thumbnail.format, "
                + "thumbnail.width, thumbnail.height, thumbnail.sha256"
        ),
        (
            "<field kind='directory-user' name='thumbnail.format' equals='jpg'/>",
            "'jpg' is no format of a binary value; expected one of jpeg, png, gif, bmp, other, unknown"
        ),
        (
            "<field kind='directory-user' name='enabled' contains='x'/>",
            "'enabled' is of type boolean, which 'contains' does not suit"
        ),
        (
            "<field name='httpStatus' before='2023-01-01'/>",
            "'httpStatus' is of type integer, which 'before' does not suit"
        ),
        ("<field name='httpStatus' includes='1'/>", "'httpStatus' is of type integer, which 'includes' does not suit"),
        (
            "<field kind='directory-user' name='groups' greater-than='3'/>",
            "'groups' is of type list and is no number; expected groups.count; did you mean 'groups.count'?"
        ),
        (
            "<field kind='directory-user' name='changed' greater-than='3 d'/>",
            "'changed' is of type date and is no number"
        ),
        (
            "<field kind='directory-user' name='idle' less-than='10 KB'/>",
            "less-than=\"10 KB\" is a size, which does not suit 'idle'; expected one of a length of time, a plain number"
        ),
        (
            "<field kind='directory-user' name='thumbnail.width' less-than='10 KB'/>",
            "less-than=\"10 KB\" is a size, which does not suit 'thumbnail.width'; expected a plain number"
        ),
        (
            "<field kind='directory-user' name='enabled.length' equals='1'/>",
            "'enabled' is of type boolean and has no 'length'; expected the field itself"
        ),
        (
            "<field kind='directory-user' name='account.lenght' equals='1'/>",
            "'account' is of type text and has no 'lenght'; expected account.length; did you mean 'account.length'?"
        ),
        (
            "<field kind='session' name='uri.query.' equals='1'/>",
            "'uri' is of type uri and has no 'query.'; expected one of uri.scheme, uri.host, uri.path, uri.query.NAME"
        ),
        (
            "<field kind='directory-user' name='changed' before='2023-02-29'/>",
            "'2023-02-29' of attribute 'before' is no day; expected a day that exists, like 2023-10-01"
        ),
        ("<field name='cmdlet' one-of='a||b'/>", "'a||b' of attribute 'one-of' holds an empty value"),
        ("<field name='cmdlet' one-of='a|A'/>", "'a|A' of attribute 'one-of' names a value twice"),
        (
            "<compare left='ad.changed' relation='after' right='cloud-user.synchronised'/>",
            "unknown kind or binding 'ad'; expected one of cloud-user, directory-user, error, session"
        ),
        (
            "<compare left='changed' relation='after' right='cloud-user.synchronised'/>",
            "'changed' names no record; expected kind.field or binding.field"
        ),
        (
            "<compare left='directory-user.changed' relation='after' right='cloud-user.synchronised' within='30'/>",
            "within=\"30\" is a plain number, which does not suit 'changed'; expected a length of time"
        ),
        (
            "<any-record kind='cloud-user' scope='case' bind='x'/><any-record kind='session' scope='case' bind='x'/>",
            "'x' is bound to records of session and of cloud-user"
        ),
        (
            "<any-record kind='cloud-user' scope='case' bind='error'/>",
            "'error' is the name of a kind and cannot be bound"
        ),
        (
            "<any-record kind='cloud-user' scope='case' via='cloud-user.polcy'/>",
            "unknown field 'polcy' of cloud-user; expected one of policy, synchronised; did you mean 'policy'?"
        ),
        ("<text scope='case'/>", "'text' needs exactly one comparison; expected one of contains, matches"),
        (
            "<text contains='a' matches='b' scope='case'/>",
            "'text' needs exactly one comparison; expected one of contains, matches"
        ),
    ])
    func saysWhatFitsNoType(conditions: String, words: String) {
        #expect(said(conditions) == [words])
    }

    @Test(arguments: [
        (
            "<field name='httpStatus' equals='413'/><field name='httpStatus' equals='414'/>",
            "can never be true: httpStatus is 413, and httpStatus is 414"
        ),
        (
            "<field name='httpStatus' greater-than='500'/><field name='httpStatus' less-than='400'/>",
            "can never be true: httpStatus is greater than 500, and httpStatus is less than 400"
        ),
        (
            "<field name='httpStatus' greater-than='500'/><field name='httpStatus' equals='413'/>",
            "can never be true: httpStatus is greater than 500, and httpStatus is 413"
        ),
        (
            "<field name='cmdlet' one-of='a|b'/><all><field name='cmdlet' equals='c'/></all>",
            "can never be true: cmdlet is one of \"a\" or \"b\", and cmdlet is \"c\""
        ),
        (
            "<field name='cmdlet' blank='true'/><field name='cmdlet' contains='c'/>",
            "can never be true: cmdlet is blank, and cmdlet contains \"c\""
        ),
        (
            "<field name='cmdlet' absent='true'/><field name='cmdlet' present='true'/>",
            "can never be true: cmdlet is not there at all, and cmdlet is present"
        ),
        (
            "<field name='timeStamp' before='2023-01-01'/><field name='timeStamp' on-or-after='2023-01-01'/>",
            "can never be true: timeStamp is before 2023-01-01, and timeStamp is on or after 2023-01-01"
        ),
        (
            "<any-record kind='directory-user' scope='case'><field name='enabled' equals='true'/><field name='enabled' equals='False'/></any-record>",
            "can never be true: enabled is true, and enabled is false"
        ),
        (
            "<field name='cmdlet' present='true'/><not><field name='cmdlet' present='true'/></not>",
            "can never be true: cmdlet is present, and not so"
        ),
        (
            "<happened from='2023-10-01' until='2023-10-01'/>",
            "can never be true: on or after 2023-10-01 and before 2023-10-01"
        ),
        (
            "<at-least n='3'><field name='cmdlet' equals='a'/><field name='server' equals='b'/></at-least>",
            "can never be true: at least 3 of 2 conditions"
        ),
        ("<field name='httpStatus' less-than='0'/>", "can never be true: 'httpStatus' is less than 0"),
        ("<happened/>", "is always true: it names no day"),
        ("<field name='httpStatus' at-least='0'/>", "is always true: 'httpStatus' is at least 0"),
        (
            "<any><field name='httpStatus' at-least='400'/><field name='httpStatus' less-than='400'/></any>",
            "is always true: httpStatus is at least 400, or httpStatus is less than 400"
        ),
        (
            "<any><field kind='directory-user' name='enabled' equals='true'/><field kind='directory-user' name='enabled' equals='false'/></any>",
            "is always true: directory-user.enabled is true, or directory-user.enabled is false"
        ),
        (
            "<any><text contains='x' scope='case'/><not><text contains='x' scope='case'/></not></any>",
            "is always true: the text anywhere in the case contains \"x\", and not so"
        ),
        (
            "<any><text contains='x' scope='case'/><text contains='x' scope='case'/></any>",
            "the same condition stands twice: the text anywhere in the case contains \"x\""
        ),
        (
            "<compare left='error.cmdlet' relation='equals' right='error.cmdlet'/>",
            "compares 'error.cmdlet' with itself"
        ),
    ])
    func saysWhatIsNeverOrAlwaysTrue(conditions: String, words: String) {
        #expect(said(conditions) == [words])
    }

    @Test(arguments: [
        "<field name='httpStatus' at-least='400'/><field name='httpStatus' less-than='500'/>",
        "<any><field name='httpStatus' less-than='400'/><field name='httpStatus' greater-than='500'/></any>",
        "<any><field name='httpStatus' equals='413'/><field name='httpStatus' equals='414'/></any>",
        "<any><field name='cmdlet' blank='true'/><field name='cmdlet' present='true'/></any>",
        "<field kind='directory-user' name='groups' equals='a'/><field kind='directory-user' name='groups' equals='b'/>",
        "<field name='cmdlet' one-of='a|b'/><field name='cmdlet' one-of='B|c'/>",
        "<field name='cmdlet' equals='Set-Photo'/><field name='cmdlet' contains='photo'/>",
        "<any-record kind='session' scope='session'><field name='AnyParameter' present='true'/></any-record>",
        "<field kind='directory-user' name='LOGON' equals='anna'/>",
        "<field kind='session' name='uri.query.proxyMethod' equals='RPS'/>",
        "<field name='httpStatus' greater-than='10 KB'/>",
    ])
    func hasNothingToSayAboutWhatCanBeTrue(conditions: String) {
        #expect(said(conditions).isEmpty)
    }

    @Test func anExceptionThatAlwaysHoldsIsFound() {
        let knowledge = Knowledge().replacing(
            "</when>\n  <source",
            with: "</when>\n  <unless because=\"x\"><field name=\"httpStatus\" equals=\"413\"/></unless>\n  <source",
            in: "topic/refused.xml")
        #expect(
            knowledge.mistakes() == [
                "rules/topic/refused.xml:9: the exception holds whenever <when> does, so the rule can never match"
            ])
    }

    @Test func anExceptionThatNeverHoldsIsFound() {
        let knowledge = Knowledge().replacing(
            "</when>\n  <source",
            with:
                "</when>\n  <unless because=\"x\"><happened from=\"2023-10-01\" until=\"2022-10-01\"/></unless>\n  <source",
            in: "topic/refused.xml")
        #expect(
            knowledge.mistakes() == [
                "rules/topic/refused.xml:9: can never be true: on or after 2023-10-01 and before 2022-10-01"
            ])
    }

    @Test func aCaseBehindOneThatHoldsWheneverItDoesIsFound() {
        let first = "<case confidence=\"low\"><when><field name=\"cmdlet\" present=\"true\"/></when></case>"
        let second =
            "<case confidence=\"high\"><when><field name=\"cmdlet\" present=\"true\"/><field name=\"server\" equals=\"x\"/></when></case>"
        let knowledge = Knowledge().replacing(
            "</when>\n  <source", with: "</when>\n  \(first)\n  \(second)\n  <source", in: "topic/refused.xml")
        #expect(
            knowledge.mistakes() == [
                "rules/topic/refused.xml:10: the case is never taken: the one on line 9 holds whenever it does"
            ])
        let turned = Knowledge().replacing(
            "</when>\n  <source", with: "</when>\n  \(second)\n  \(first)\n  <source", in: "topic/refused.xml")
        #expect(turned.mistakes().isEmpty)
    }

    @Test func noneOfThisIsLookedForInRulesThatWereChecked() {
        let knowledge = Knowledge().when("<happened/>")
        #expect(knowledge.mistakes(validate: false).isEmpty)
        #expect(
            Knowledge().when("<field name='htpStatus' equals='1'/>").mistakes(validate: false).contains {
                $0.hasPrefix("rules/topic/refused.xml:5: unknown field 'htpStatus' of error")
            })
    }
}
