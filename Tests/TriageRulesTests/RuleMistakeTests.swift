import Testing
import TriageRules

/// Every class of mistake with its exact words.
struct RuleMistakeTests {
    /// Something changed in one file, and what is said about it.
    struct Change: CustomTestStringConvertible, Sendable {
        var text: String
        var other: String
        var path: String
        var said: [String]

        init(_ text: String, _ other: String, in path: String, _ said: String...) {
            self.text = text
            self.other = other
            self.path = path
            self.said = said
        }

        var testDescription: String { said.first ?? "nothing" }
    }

    @Test(arguments: rules + vocabulary + articles + structure)
    func saysWhatIsWrong(change: Change) {
        #expect(Knowledge().replacing(change.text, with: change.other, in: change.path).mistakes() == change.said)
    }

    static let rule = "topic/too-large.xml"
    static let rules = [
        Change(
            "stage=\"content\"", "stage=\"contents\"", in: rule,
            "rules/topic/too-large.xml:1: unknown stage 'contents'; expected one of upload, content; did you mean 'content'?"
        ),
        Change(
            "id=\"too-large\"", "id=\"to-large\"", in: rule,
            "rules/topic/too-large.xml:1: rule 'to-large' stands in a file of another name; expected to-large.xml"),
        Change(
            "name=\"thumbnail.bytes\" greater-than", "name=\"thumbnial.bytes\" greater-than", in: rule,
            "rules/topic/too-large.xml:7: unknown field 'thumbnial' of directory-user; expected one of account, changed, "
                + "enabled, groups, home, idle, logon, objectID, quota, samAccount, thumbnail; did you mean 'thumbnail'?"
        ),
        Change(
            "thumbnail.bytes\" greater-than", "thumbnail.byts\" greater-than", in: rule,
            "rules/topic/too-large.xml:7: 'thumbnail' is of type binary and has no 'byts'; expected one of thumbnail.bytes, "
                + "thumbnail.format, thumbnail.width, thumbnail.height, thumbnail.sha256; did you mean 'thumbnail.bytes'?"
        ),
        Change(
            "<any-record kind=\"cloud-user\"", "<any-record kind=\"clod-user\"", in: rule,
            "rules/topic/too-large.xml:10: unknown kind 'clod-user'; expected one of cloud-user, directory-user, error, "
                + "session; did you mean 'cloud-user'?"),
        Change(
            "greater-than=\"10 KB\"", "greater-than=\"24 h\"", in: rule,
            "rules/topic/too-large.xml:7: greater-than=\"24 h\" is a length of time, which does not suit 'thumbnail.bytes'; "
                + "expected one of a size, a plain number"),
        Change(
            "greater-than=\"10 KB\"", "greater-than=\"9999999999 GB\"", in: rule,
            "rules/topic/too-large.xml:7: '9999999999 GB' of attribute 'greater-than' is no number; expected digits with an "
                + "optional unit of B, KB, MB, GB, s, min, h, d"),
        Change(
            "thumbnail.bytes\" greater-than", "thumbnail\" greater-than", in: rule,
            "rules/topic/too-large.xml:7: 'thumbnail' is of type binary and is no number; expected one of thumbnail.bytes, "
                + "thumbnail.width, thumbnail.height; did you mean 'thumbnail.bytes'?",
            "rules/topic/too-large.xml:18: 'directory-user.thumbnail.bytes' is near no limit: <when> compares it with no number"
        ),
        Change(
            "<field kind=\"directory-user\" name=\"thumbnail.bytes\" greater",
            "<field name=\"thumbnail.bytes\" greater",
            in: rule,
            "rules/topic/too-large.xml:7: field 'thumbnail.bytes' needs a kind, because the rule is about no record; "
                + "expected kind=\"…\""),
        Change(
            "greater-than=\"10 KB\"", "greater-than=\"10 KB\" less-than=\"20 KB\"", in: rule,
            "rules/topic/too-large.xml:7: 'field' needs exactly one comparison and has greater-than and less-than; expected "
                + "one of equals, one-of, contains, starts-with, ends-with, matches, greater-than, less-than, at-least, "
                + "at-most, before, on-or-after and 5 more"),
        Change(
            "scope=\"subject\"", "scope=\"block\"", in: rule,
            "rules/topic/too-large.xml:10: scope 'block' needs a record, and the rule is about no record; expected one of "
                + "subject, case"),
        Change(
            "<use step=\"KB1/connect\"/>", "<use step=\"KB1/conect\"/>", in: rule,
            "rules/topic/too-large.xml:21: unknown step 'KB1/conect'; expected one of KB1/connect, graph/set; did you mean "
                + "'KB1/connect'?"),
        Change(
            "<use step=\"KB1/connect\"/>", "<use step=\"graph/set\"/>", in: rule,
            "rules/topic/too-large.xml:22: step 'graph/set' is used twice"),
        Change(
            "<explains rule=\"refused\"/>", "<explains rule=\"refusd\"/>", in: rule,
            "rules/topic/too-large.xml:19: unknown rule 'refusd'; expected one of refused, too-large; did you mean 'refused'?"
        ),
        Change(
            "<explains rule=\"refused\"/>", "<explains rule=\"too-large\"/>", in: rule,
            "rules/topic/too-large.xml:19: rule 'too-large' explains itself"),
        Change(
            "<source article=\"KB1\" version=\"v1\" section=\"Cause\" checked=\"2026-11-23\"/>", "", in: rule,
            "rules/topic/too-large.xml:1: rule 'too-large' names no source; expected <source article=\"…\" checked=\"…\"/>"
        ),
        Change(
            "<proof samples=\"samples/too-large\"/>", "", in: rule,
            "rules/topic/too-large.xml:1: rule 'too-large' names no samples that prove it; expected <proof "
                + "samples=\"samples/too-large\"/>"),
        Change(
            "version=\"v1\"", "version=\"v7\"", in: rule,
            "rules/topic/too-large.xml:24: unknown version 'v7' of KB1; expected v1; did you mean 'v1'?"),
        Change(
            "checked=\"2026-11-23\"", "checked=\"2026-11-31\"", in: rule,
            "rules/topic/too-large.xml:24: '2026-11-31' of attribute 'checked' is no day; expected a day that exists, like "
                + "2023-10-01"),
        Change(
            "within=\"500 B\"", "within=\"3 d\"", in: rule,
            "rules/topic/too-large.xml:18: within=\"3 d\" is a length of time, which does not suit 'thumbnail.bytes'; expected "
                + "one of a size, a plain number"),
        Change(
            "<near field=\"directory-user.thumbnail.bytes\"", "<near field=\"directory-user.quota\"", in: rule,
            "rules/topic/too-large.xml:18: 'directory-user.quota' is near no limit: <when> compares it with no number"),
        Change(
            "<subject person=\"true\"/>", "<subject person=\"true\" ticket=\"true\"/>", in: rule,
            "rules/topic/too-large.xml:5: 'subject' needs exactly one attribute; expected one of kind, person, ticket"),
        Change(
            "<subject person=\"true\"/>", "<subject kind=\"directory-usr\"/>", in: rule,
            "rules/topic/too-large.xml:5: unknown kind 'directory-usr'; expected one of cloud-user, directory-user, error, "
                + "session; did you mean 'directory-user'?"),
        Change(
            "cause=\"RC02\"", "cause=\"RC01\"", in: "topic/refused.xml"),
        Change(
            "<subject kind=\"error\"/>", "<subject ticket=\"true\"/>", in: "topic/refused.xml",
            "rules/topic/refused.xml:6: field 'httpStatus' needs a kind, because the rule is about no record; expected "
                + "kind=\"…\"",
            "rules/topic/refused.xml:7: scope 'session' needs a record, and the rule is about no record; expected one of "
                + "subject, case"),
    ]

    static let vocabulary = [
        Change(
            "prints=\"directory-user\"", "prints=\"directry-user\"", in: "vocabulary.xml",
            "rules/vocabulary.xml:35: unknown kind 'directry-user'; expected one of cloud-user, directory-user, error, session; "
                + "did you mean 'directory-user'?"),
        Change(
            "path=\"cloud-user\"", "path=\"cloud-usr\"", in: "vocabulary.xml",
            "rules/vocabulary.xml:42: unknown kind 'cloud-usr'; expected one of cloud-user, directory-user, error, session; did "
                + "you mean 'cloud-user'?"),
        Change(
            "path=\"directory-user.thumbnail.bytes\"", "path=\"directory-user.thumb.bytes\"", in: "vocabulary.xml",
            "rules/vocabulary.xml:41: unknown field 'thumb' of directory-user; expected one of account, changed, enabled, "
                + "groups, home, idle, logon, objectID, quota, samAccount, thumbnail"),
        Change(
            "{sam}", "{smtp}", in: "vocabulary.xml",
            "rules/vocabulary.xml:39: unknown hole '{smtp}' in a command; expected one of {upn}, {sam}, {mail}, {id}, {file}"
        ),
        Change(
            "{sam}", "{same}", in: "vocabulary.xml",
            "rules/vocabulary.xml:39: unknown hole '{same}' in a command; expected one of {upn}, {sam}, {mail}, {id}, {file}; did "
                + "you mean '{sam}'?"),
        Change(
            "{server:word}", "{server:wrod}", in: "vocabulary.xml",
            "rules/vocabulary.xml:33: unknown hole '{server:wrod}'; expected one of {name}, {name:word}, {name:digits}, {}"
        ),
        Change(
            "template kind=\"error\"", "template kind=\"eror\"", in: "vocabulary.xml",
            "rules/vocabulary.xml:33: unknown kind 'eror'; expected one of cloud-user, directory-user, error, session; did you "
                + "mean 'error'?"),
        Change(
            "<test field=\"account\"", "<test field=\"acount\"", in: "vocabulary.xml",
            "rules/vocabulary.xml:25: unknown field 'acount' of directory-user; expected one of account, changed, enabled, "
                + "groups, home, idle, logon, objectID, quota, samAccount, thumbnail; did you mean 'account'?"),
        Change(
            "ends-with=\"cloud\"", "ends-with=\"cloud\" equals=\"x\"", in: "vocabulary.xml",
            "rules/vocabulary.xml:25: a test needs exactly one comparison; expected one of equals, contains, starts-with, "
                + "ends-with"),
        Change(
            "aliases=\"samAccount logon\"", "aliases=\"samAccount Thumbnail\"", in: "vocabulary.xml",
            "rules/vocabulary.xml:18: field 'Thumbnail' of directory-user stands twice"),
        Change(
            "type=\"date\" label=\"time stamp\"", "type=\"text\" label=\"time stamp\"", in: "vocabulary.xml",
            "rules/vocabulary.xml:8: field 'timeStamp' is an event time and no date; expected type=\"date\""),
        Change(
            "<kind name=\"cloud-user\"", "<kind name=\"error\" label=\"x\" about=\"thing\"/><kind name=\"cloud-user\"",
            in: "vocabulary.xml", "rules/vocabulary.xml:27: kind 'error' stands twice"),
        Change(
            "<stage name=\"content\"", "<stage name=\"content\" label=\"x\"/><stage name=\"content\"",
            in: "vocabulary.xml",
            "rules/vocabulary.xml:3: stage 'content' stands twice"),
        Change(
            "term name=\"graph/set\"", "term name=\"graph/get\"", in: "vocabulary.xml",
            "rules/vocabulary.xml:48: unknown step 'graph/get'; expected one of KB1/connect, graph/set; did you mean "
                + "'graph/set'?"),
        Change(
            "<set field=\"kind\" value=\"remote\"/>",
            "<set field=\"kind\" value=\"remote\"/><set field=\"kind\" value=\"local\"/>", in: "vocabulary.xml",
            "rules/vocabulary.xml:36: field 'kind' is set twice"),
    ]

    static let articles = [
        Change(
            "replaced-by=\"graph/set\"", "replaced-by=\"graph/sett\"", in: "articles/KB1.xml",
            "rules/articles/KB1.xml:5: unknown step 'graph/sett'; expected one of KB1/connect, graph/set; did you mean "
                + "'graph/set'?"),
        Change(
            "risk=\"write\" source", "risk=\"write\" replaced-by=\"KB1/connect\" source", in: "articles/graph.xml",
            "rules/articles/KB1.xml:5: steps replace each other in a circle: KB1/connect -> graph/set -> KB1/connect"),
        Change(
            "replaced-by=\"graph/set\"", "replaced-by=\"KB1/connect\"", in: "articles/KB1.xml",
            "rules/articles/KB1.xml:5: steps replace each other in a circle: KB1/connect -> KB1/connect"),
        Change(
            "<retired>It was switched off.</retired>", "", in: "articles/KB1.xml",
            "rules/articles/KB1.xml:5: step 'KB1/connect' is retired without a reason; expected <retired>why</retired>"),
        Change(
            "until=\"2023-10-01\"", "", in: "articles/KB1.xml",
            "rules/articles/KB1.xml:5: step 'KB1/connect' says why it was retired and not when; expected until=\"…\""),
        Change(
            "until=\"2023-10-01\"", "from=\"2023-10-01\" until=\"2023-10-01\"", in: "articles/KB1.xml",
            "rules/articles/KB1.xml:5: step 'KB1/connect' is valid on no day: from 2023-10-01 until 2023-10-01"),
        Change(
            "until=\"2023-10-01\"", "until=\"2023-02-30\"", in: "articles/KB1.xml",
            "rules/articles/KB1.xml:5: '2023-02-30' of attribute 'until' is no day; expected a day that exists, like 2023-10-01"
        ),
        Change(
            "versions=\"v1\"", "versions=\"v1 v2\"", in: "articles/KB1.xml",
            "rules/articles/KB1.xml:5: unknown version 'v2' of KB1; expected v1"),
        Change(
            "step id=\"graph/set\"", "step id=\"grph/set\"", in: "articles/graph.xml",
            "rules/articles/KB1.xml:5: unknown step 'graph/set'; expected one of KB1/connect, grph/set; did you mean 'grph/set'?",
            "rules/articles/graph.xml:2: step 'grph/set' stands in article 'graph'; expected graph/…",
            "rules/topic/too-large.xml:16: unknown step 'graph/set'; expected one of KB1/connect, grph/set; did you mean "
                + "'grph/set'?",
            "rules/topic/too-large.xml:22: unknown step 'graph/set'; expected one of KB1/connect, grph/set; did you mean "
                + "'grph/set'?",
            "rules/vocabulary.xml:48: unknown step 'graph/set'; expected one of KB1/connect, grph/set; did you mean 'grph/set'?"
        ),
        Change(
            "id=\"graph\"", "id=\"graf\"", in: "articles/graph.xml",
            "rules/articles/graph.xml:1: article 'graf' stands in a file of another name; expected graf.xml",
            "rules/articles/graph.xml:2: step 'graph/set' stands in article 'graf'; expected graf/…"),
        Change(
            "date=\"2023-06-02\"", "date=\"2023-13\"", in: "articles/KB1.xml",
            "rules/articles/KB1.xml:4: '2023-13' of attribute 'date' is no day; expected a day or month that exists, like "
                + "2023-10-01"),
        Change(
            "date=\"2023-06-02\"", "date=\"2022-06-02\"", in: "articles/KB1.xml",
            "rules/articles/KB1.xml:4: event of 2022-06-02 stands behind that of 2023-06; expected events in order of time"
        ),
        Change(
            "{upn}", "{unp}", in: "articles/KB1.xml",
            "rules/articles/KB1.xml:9: unknown hole '{unp}' in a command; expected one of {upn}, {sam}, {mail}, {id}, {file}; did "
                + "you mean '{upn}'?"),
        Change(
            "</article>",
            "<step id=\"graph/set\" risk=\"read\" source=\"x\" checked=\"2026-11-23\"><text>x</text></step></article>",
            in: "articles/graph.xml",
            "rules/articles/graph.xml:5: step 'graph/set' stands twice: also rules/articles/graph.xml:2"),
    ]

    static let structure = [
        Change(
            "<title>Refused</title>", "<titel>Refused</titel>", in: "topic/refused.xml",
            "rules/topic/refused.xml:2: unknown element 'titel'; expected title; did you mean 'title'?"),
        Change(
            "severity=\"warning\"", "severity=\"warn\"", in: "topic/refused.xml",
            "rules/topic/refused.xml:1: unknown value 'warn' of attribute 'severity' of 'rule'; expected one of error, warning, "
                + "note"),
        Change(
            "since=\"1.0\"", "since=\"1.0\" priro=\"1\"", in: "topic/refused.xml",
            "rules/topic/refused.xml:1: unknown attribute 'priro' of 'rule'; expected one of cause, id, prior, severity, since, "
                + "stage, status; did you mean 'prior'?"),
        Change(
            "equals=\"413\"", "equal=\"413\"", in: "topic/refused.xml",
            "rules/topic/refused.xml:6: 'field' needs exactly one comparison and has none; expected one of equals, one-of, "
                + "contains, starts-with, ends-with, matches, greater-than, less-than, at-least, at-most, before, on-or-after "
                + "and 5 more",
            "rules/topic/refused.xml:6: unknown attribute 'equal' of 'field'; expected one of absent, at-least, at-most, before, "
                + "blank, contains, ends-with, equals, greater-than, includes, kind, less-than and 8 more; did you mean "
                + "'equals'?"),
        Change(
            "scope=\"session\"", "scope=\"sesion\"", in: "topic/refused.xml",
            "rules/topic/refused.xml:7: unknown value 'sesion' of attribute 'scope' of 'any-record'; expected one of record, "
                + "block, session, subject, case; did you mean 'session'?"),
        Change(
            "<subject kind=\"error\"/>", "", in: "topic/refused.xml",
            "rules/topic/refused.xml:5: misplaced element 'when'; expected one of customer, subject"),
        Change(
            "urn:kbtriage:rules:1", "urn:kbtriage:rules:2", in: "topic/refused.xml",
            "rules/topic/refused.xml:1: 'rule' is in the namespace 'urn:kbtriage:rules:2'; expected "
                + "xmlns=\"urn:kbtriage:rules:1\"",
            "rules/topic/refused.xml:1: 'rule' is no root element, or its namespace is not the schema's"),
        Change(
            "</why>", "</wy>", in: "topic/refused.xml",
            "rules/topic/refused.xml:3: Opening and ending tag mismatch: why line 3 and wy"),
        Change(
            "<rule xmlns", "<!DOCTYPE rule><rule xmlns", in: "topic/refused.xml",
            "rules/topic/refused.xml:1: a DOCTYPE is not allowed; remove it"),
    ]

    @Test func sayItAllAtOnceInTheOrderOfFilesAndLines() {
        let knowledge = Knowledge()
            .replacing("stage=\"content\"", with: "stage=\"x\"", in: Self.rule)
            .replacing("KB1/connect\"/>", with: "KB1/x\"/>", in: Self.rule)
            .replacing("risk=\"write\"", with: "risk=\"rite\"", in: "articles/graph.xml")
        #expect(
            knowledge.mistakes() == [
                "rules/articles/graph.xml:2: unknown value 'rite' of attribute 'risk' of 'step'; expected one of read, write; "
                    + "did you mean 'write'?",
                "rules/topic/too-large.xml:1: unknown stage 'x'; expected one of upload, content",
                "rules/topic/too-large.xml:21: unknown step 'KB1/x'; expected one of KB1/connect, graph/set",
            ])
    }

    @Test func oneCauseHasOneRuleForOneKindOfSubject() {
        let knowledge = Knowledge().replacing("cause=\"RC01\"", with: "cause=\"RC02\"", in: Self.rule)
        #expect(knowledge.mistakes().isEmpty)
        let both = knowledge.replacing(
            "<subject kind=\"error\"/>", with: "<subject person=\"true\"/>", in: "topic/refused.xml"
        )
        .when("<field kind=\"error\" name=\"httpStatus\" equals=\"413\"/>")
        #expect(
            both.mistakes() == [
                "rules/topic/too-large.xml:1: cause RC02 has two rules about the same subject: also "
                    + "rules/topic/refused.xml:1; one cause, one rule"
            ])
    }

    @Test func aRuleStandsOnce() {
        var knowledge = Knowledge()
        knowledge.files["other/refused.xml"] = Knowledge.errorRule
        #expect(
            knowledge.mistakes() == [
                "rules/topic/refused.xml:1: rule 'refused' stands twice: also rules/other/refused.xml:1"
            ])
    }

    @Test func draftsNeedNeitherSourceNorProof() {
        let knowledge = Knowledge()
            .replacing("status=\"stable\"", with: "status=\"draft\"", in: Self.rule)
            .replacing("<proof samples=\"samples/too-large\"/>", with: "", in: Self.rule)
        #expect(knowledge.mistakes().isEmpty)
    }

    @Test func aMissingVocabularyIsAMistakeAndNotAHundred() {
        var knowledge = Knowledge()
        knowledge.files["vocabulary.xml"] = nil
        #expect(knowledge.mistakes() == ["rules/vocabulary.xml:1: the vocabulary is missing"])
    }

    @Test func aFileThatCannotBeReadMakesNoOtherFileWrong() {
        var knowledge = Knowledge()
        knowledge.files["articles/graph.xml"] = "<article"
        #expect(
            knowledge.mistakes() == ["rules/articles/graph.xml:1: the document ends before its root element is closed"])
    }

    @Test func anUnknownRootIsNamed() {
        var knowledge = Knowledge()
        knowledge.files["topic/x.xml"] = "<rul xmlns=\"urn:kbtriage:rules:1\"/>"
        #expect(
            knowledge.mistakes() == [
                "rules/topic/x.xml:1: unknown root element 'rul'; expected one of rule, article, vocabulary, presentation; did you mean 'rule'?"
            ])
    }

    @Test func aSecondVocabularyIsAMistake() {
        var knowledge = Knowledge()
        knowledge.files["w.xml"] = Knowledge.vocabulary
        #expect(knowledge.mistakes() == ["rules/w.xml:2: there is a second vocabulary"])
    }

    @Test func schemasMustBeThereWhenTheyAreAskedFor() {
        let files = Knowledge().list.filter { $0.path != "schema/rule.xsd" }
        #expect(
            throws: KnowledgeError([RuleMistake(file: "rules/schema/rule.xsd", line: 1, what: "the schema is missing")])
        ) {
            try KnowledgeLoader.load(files: files)
        }
    }

    @Test func expressionsAreCheckedWithTheEngineThatRunsThem() {
        let knowledge = Knowledge().when("<text matches='a(?=b)' scope='case'/><field name='cmdlet' matches='x'/>")
        let said = knowledge.mistakes { $0.contains("(?=") ? "look-ahead is not supported" : nil }
        #expect(
            said == [
                "rules/topic/refused.xml:5: regular expression 'a(?=b)' cannot be used: look-ahead is not supported"
            ])
    }
}
