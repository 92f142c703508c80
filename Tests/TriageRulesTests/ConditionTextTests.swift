import Testing
import TriageModel
import TriageRules

struct ConditionTextTests {
    /// Conditions of a rule about an error -> their plain words.
    private func text(_ conditions: String) throws -> String {
        let base = try Knowledge().when(conditions).load()
        let rule = try #require(base.rules.first { $0.id == "refused" })
        return rule.when.plainText(in: base.vocabulary, of: "error")
    }

    @Test(arguments: [
        (
            "<field kind='directory-user' name='thumbnail.bytes' greater-than='10 KB'/>",
            "photo in the directory (directory-user.thumbnail.bytes) is greater than 10,240 bytes"
        ),
        ("<field name='httpStatus' equals='413'/>", "HTTP status (error.httpStatus) is 413"),
        ("<field name='cmdlet' equals='Set-Photo'/>", "command that failed (error.cmdlet) is \"Set-Photo\""),
        ("<field name='cmdlet' one-of='a|b|c'/>", "command that failed (error.cmdlet) is one of \"a\", \"b\" or \"c\""),
        ("<field name='server' contains='x'/>", "error.server contains \"x\""),
        ("<field name='cmdlet' starts-with='x'/>", "command that failed (error.cmdlet) starts with \"x\""),
        ("<field name='cmdlet' ends-with='x'/>", "command that failed (error.cmdlet) ends with \"x\""),
        ("<field name='cmdlet' matches='a.c'/>", "command that failed (error.cmdlet) matches /a.c/"),
        (
            "<field kind='directory-user' name='thumbnail.width' less-than='48'/>",
            "photo in the directory (directory-user.thumbnail.width) is less than 48 pixels"
        ),
        (
            "<field kind='directory-user' name='idle' at-least='3 d'/>",
            "time without logon (directory-user.idle) is at least 3 d"
        ),
        (
            "<field kind='directory-user' name='idle' at-most='90 min'/>",
            "time without logon (directory-user.idle) is at most 90 min"
        ),
        (
            "<field kind='directory-user' name='changed' before='2023-10-01'/>",
            "last change (directory-user.changed) is before 2023-10-01"
        ),
        (
            "<field kind='directory-user' name='changed' on-or-after='2023-10-01'/>",
            "last change (directory-user.changed) is on or after 2023-10-01"
        ),
        ("<field name='cmdlet' present='true'/>", "command that failed (error.cmdlet) is present"),
        ("<field name='cmdlet' blank='true'/>", "command that failed (error.cmdlet) is blank"),
        ("<field name='cmdlet' absent='true'/>", "command that failed (error.cmdlet) is not there at all"),
        ("<field kind='directory-user' name='groups' includes='a'/>", "groups (directory-user.groups) includes \"a\""),
        (
            "<field kind='directory-user' name='groups' none-of='a|b'/>",
            "groups (directory-user.groups) includes none of \"a\" or \"b\""
        ),
        (
            "<field kind='directory-user' name='enabled' equals='False'/>",
            "account enabled (directory-user.enabled) is false"
        ),
        ("<text contains='too large' scope='block'/>", "the text in the same block contains \"too large\""),
        ("<text matches='4[0-9]{2}' scope='case'/>", "the text anywhere in the case matches /4[0-9]{2}/"),
        ("<happened from='2023-10-01'/>", "it happened on or after 2023-10-01"),
        ("<happened until='2023-11-30'/>", "it happened before 2023-11-30"),
        (
            "<happened from='2023-10-01' until='2023-11-30'/>",
            "it happened on or after 2023-10-01 and before 2023-11-30"
        ),
        (
            "<any-record kind='session' scope='session'><field name='uri.query.method' equals='RPS'/></any-record>",
            "there is a session in the same session with: connection URI (session.uri.query.method) is \"RPS\""
        ),
        ("<no-record kind='directory-user' scope='case'/>", "there is no on-premises user anywhere in the case"),
        (
            "<any-record kind='cloud-user' scope='subject' via='session.policy'/>",
            "there is a cloud user named by session.policy of the same subject"
        ),
        (
            "<any-record kind='directory-user' scope='case' bind='ad'><compare left='ad.changed' relation='after' right='cloud-user.synchronised' within='30 min'/></any-record>",
            "there is an on-premises user anywhere in the case with: last change (ad.changed) is later than last synchronisation (cloud-user.synchronised) by more than 30 min"
        ),
        (
            "<compare left='error.cmdlet' relation='differs' right='session.command'/>",
            "command that failed (error.cmdlet) differs from session.command"
        ),
        (
            "<compare left='error.httpStatus' relation='before' right='session.status'/>",
            "HTTP status (error.httpStatus) is less than session.status"
        ),
        ("<not><field name='cmdlet' present='true'/></not>", "not so: command that failed (error.cmdlet) is present"),
        (
            "<any><field name='cmdlet' blank='true'/><all><field name='cmdlet' present='true'/><field name='httpStatus' equals='1'/></all></any>",
            "command that failed (error.cmdlet) is blank, or (command that failed (error.cmdlet) is present, and HTTP status (error.httpStatus) is 1)"
        ),
        (
            "<at-least n='2'><field name='cmdlet' contains='a'/><field name='cmdlet' contains='b'/><field name='cmdlet' contains='c'/></at-least>",
            "at least 2 of these: command that failed (error.cmdlet) contains \"a\"; command that failed (error.cmdlet) contains \"b\"; command that failed (error.cmdlet) contains \"c\""
        ),
        (
            "<any says='the  error names\n the command'><field name='cmdlet' present='true'/></any>",
            "the error names the command"
        ),
    ])
    func saysItInPlainWords(conditions: String, words: String) throws {
        #expect(try text(conditions) == words)
    }

    @Test(arguments: [
        ("<all><field name='cmdlet' present='true'/></all>", "all of these hold"),
        ("<any><field name='cmdlet' present='true'/></any>", "at least one of these holds"),
        ("<not><field name='cmdlet' present='true'/></not>", "this does not hold"),
        ("<at-least n='1'><field name='cmdlet' present='true'/></at-least>", "at least 1 of these hold"),
        (
            "<any-record kind='session' scope='session'><field name='x' equals='y'/></any-record>",
            "there is a session in the same session"
        ),
        ("<field name='httpStatus' equals='413'/>", "HTTP status (error.httpStatus) is 413"),
        ("<not says='mine'><field name='cmdlet' present='true'/></not>", "mine"),
    ])
    func saysTheTopOfATreeInOneLine(conditions: String, words: String) throws {
        let base = try Knowledge().when(conditions).load()
        let rule = try #require(base.rules.first { $0.id == "refused" })
        #expect(rule.when.headline(in: base.vocabulary, of: "error") == words)
    }

    @Test func worksWithoutAVocabulary() {
        let test = Condition.FieldTest(kind: "a", name: "b.bytes", comparison: .greaterThan(1))
        #expect(Condition(.field(test)).plainText(in: Vocabulary()) == "a.b.bytes is greater than 1 byte")
    }

    @Test func listsPatternsOnceInAStableOrder() throws {
        let base = try Knowledge().when(
            """
            <text contains='zebra' scope='block'/><text matches='b+' scope='case'/><field name='cmdlet' matches='a+'/>
            <any><text contains='apple' scope='block'/><text contains='zebra' scope='case'/></any>
            <any-record kind='session' scope='case'><field name='command' matches='b+'/></any-record>
            """
        ).load()
        #expect(
            requiredPatterns(of: base.rules).map { ($0.isRegularExpression ? "/" : "=") + $0.text } == [
                "=apple", "=zebra", "/a+", "/b+",
            ])
        #expect(
            requiredPatterns(of: base.rules.reversed()) == requiredPatterns(of: base.rules))
    }
}
