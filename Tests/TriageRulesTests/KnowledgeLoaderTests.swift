import Testing
import TriageModel
import TriageRules

struct KnowledgeLoaderTests {
    @Test func loadsAFolderWithoutMistake() throws {
        let base = try Knowledge().load()
        #expect(base.hash == "0123")
        #expect(base.rules.map(\.id) == ["refused", "too-large"])
        #expect(base.articles.map(\.id) == ["KB1", "graph"])
        #expect(base.vocabulary.kinds.map(\.name) == ["error", "session", "directory-user", "cloud-user"])
    }

    @Test func readsARule() throws {
        let rule = try #require(try Knowledge().load().rules.last)
        #expect(rule.title == "The photo is too large")
        #expect(rule.cause == "RC01")
        #expect(rule.severity == "error")
        #expect(rule.prior == 5)
        #expect(rule.subject == .person)
        #expect(rule.confidence == .high)
        #expect(rule.resolution == ["KB1/connect", "graph/set"])
        #expect(rule.explains == ["refused"])
        #expect(rule.near == Rule.Near(field: "directory-user.thumbnail.bytes", within: 500))
        #expect(rule.proof == "samples/too-large")
        #expect(rule.file == "rules/topic/too-large.xml")
        #expect(rule.line == 1)
        #expect(rule.sources == [Rule.Source(article: "KB1", version: "v1", section: "Cause", checked: "2026-11-23")])
        #expect(rule.exceptions.map(\.because) == ["it arrived"])
        #expect(rule.exceptions.map(\.lowersConfidenceWhenUnknown) == [true])
        #expect(rule.cases.map(\.note) == ["Nearly small enough."])
        #expect(rule.cases.map(\.confidence) == [.low])
        #expect(rule.cases.map(\.resolution) == [["graph/set"]])
        guard case .field(let test) = rule.when.test else {
            Issue.record("one condition stands for itself")
            return
        }
        #expect(
            test
                == Condition.FieldTest(
                    kind: "directory-user", name: "thumbnail.bytes", comparison: .greaterThan(10_240)))
        #expect(rule.when.line == 7)
    }

    @Test func takesSeveralConditionsTogether() throws {
        let rule = try #require(try Knowledge().load().rules.first)
        #expect(rule.subject == .record(kind: "error"))
        #expect(rule.confidence == .medium)
        guard case .all(let inner) = rule.when.test else {
            Issue.record("several conditions must all hold")
            return
        }
        #expect(inner.map(\.line) == [6, 7])
    }

    @Test func readsAnArticle() throws {
        let article = try #require(try Knowledge().load().articles.first)
        #expect(article.versions == [Article.Version(id: "v1", dated: "2022", text: "First.")])
        #expect(article.history.map(\.date) == ["2023-06", "2023-06-02"])
        let step = try #require(article.steps.first)
        #expect(step.text == "Connect and append ?a=b.\nA second paragraph.")
        #expect(step.command == "$s = Open-Session {upn}\n  if ($s) { $s.Id }")
        #expect(step.until == CivilDate(year: 2023, month: 10, day: 1))
        #expect(step.retiredBecause == "It was switched off.")
        #expect(step.replacedBy == "graph/set")
        #expect(step.risk == .read)
        #expect(step.versions == ["v1"])
    }

    @Test func readsAVocabulary() throws {
        let vocabulary = try Knowledge().load().vocabulary
        let user = try #require(vocabulary.kind("directory-user"))
        #expect(user.types == ["Contoso.User"])
        #expect(user.signatures == [["thumbnail", "account"]])
        #expect(user.field("logon")?.name == "account")
        #expect(user.field("account")?.identity == .samAccountName)
        #expect(
            user.derivations == [
                Vocabulary.Derivation(
                    field: "home", value: "cloud",
                    tests: [.init(field: "account", comparison: .endsWith, text: "cloud")])
            ])
        #expect(vocabulary.kind("error")?.field("timeStamp")?.isEventTime == true)
        #expect(
            vocabulary.templates == [
                Vocabulary.MessageTemplate(
                    kind: "error", text: "Refused by {server:word} with {httpStatus:digits}",
                    sets: ["reason": "refused"],
                    startsError: true)
            ])
        #expect(vocabulary.cmdlet("get-person")?.identityKey == .samAccountName)
        #expect(vocabulary.sessionOpeners.first?.sets == ["kind": "remote"])
        #expect(vocabulary.collectors.first?.gives == ["directory-user.thumbnail.bytes", "cloud-user"])
        #expect(vocabulary.topic.groups == [["photo"]])
        #expect(vocabulary.surfaces == [Vocabulary.Term(name: "teams", phrases: ["Teams"])])
        #expect(vocabulary.states.map(\.name) == ["old"])
        #expect(vocabulary.tried.map(\.name) == ["graph/set"])
        #expect(vocabulary.stages.map(\.name) == ["upload", "content"])
    }

    @Test func keepsTheBlankAtTheEndOfATemplateAndDropsTheFilesLayout() throws {
        let knowledge = Knowledge().replacing(
            "Refused by {server:word} with {httpStatus:digits}<set", with: "\n   Refused by\n     {server:word} <set",
            in: "vocabulary.xml")
        #expect(try knowledge.load().vocabulary.templates.map(\.text) == ["Refused by {server:word} "])
    }

    @Test func doesNotCareAboutTheOrderOfFiles() throws {
        let list = Knowledge().list
        let straight = try KnowledgeLoader.load(files: list)
        let turned = try KnowledgeLoader.load(files: Array(list.reversed()))
        #expect(straight == turned)
    }

    @Test func readsWindowsLineEndsAlike() throws {
        var knowledge = Knowledge()
        knowledge.files = knowledge.files.mapValues { $0.replacing("\n", with: "\r\n") }
        #expect(try knowledge.load() == Knowledge().load())
    }

    @Test func passesOverFilesOfOtherKinds() throws {
        var files = Knowledge().list
        files.append(("README.md", Array("# <no> XML".utf8)))
        #expect(throws: Never.self) { try KnowledgeLoader.load(files: files) }
    }

    @Test func needsNoSchemasForRulesThatWereChecked() throws {
        let files = Knowledge().list.filter { $0.path.hasSuffix(".xml") }
        let base = try KnowledgeLoader.load(files: files, validate: false)
        #expect(base.rules.count == 2)
    }

    @Test func loadsThePackagesOwnRules() {
        do throws(KnowledgeError) {
            let base = try KnowledgeLoader.load(files: Knowledge.own())
            #expect(base.rules.count >= 16)
            #expect(base.rules.allSatisfy { !$0.sources.isEmpty })
        } catch {
            Issue.record("\(error)")
        }
    }

    /// The first `rule` and the first `article` of the handbook take the places of the real files.
    @Test func loadsTheExamplesOfTheHandbook() throws {
        let handbook = try #require(Knowledge.text("docs/RULES.md"))
        for (start, end, path) in [
            ("<rule xmlns", "</rule>", "photo-sync/photo-over-cloud-limit.xml"),
            ("<article xmlns", "</article>", "articles/x.xml"),
        ] {
            let open = try #require(handbook.firstRange(of: start))
            let close = try #require(handbook[open.lowerBound...].firstRange(of: end))
            // The group of the example exists: under another name it must stand on its own.
            let text = handbook[open.lowerBound..<close.upperBound].replacing(
                "graph", with: path.hasPrefix("articles") ? "x" : "graph")
            var files = Knowledge.own().filter { $0.path != path }
            files.append((path, Array(text.utf8)))
            do throws(KnowledgeError) {
                _ = try KnowledgeLoader.load(files: files)
            } catch {
                Issue.record("\(error)")
            }
        }
    }

    @Test func hashesNothingItself() throws {
        #expect(try KnowledgeLoader.load(files: Knowledge().list).hash.isEmpty)
    }

    @Test func shownNamesStartWithTheFolderGiven() {
        var files = Knowledge().list
        files.append(("topic/x.xml", Array("<rule".utf8)))
        #expect(
            throws: KnowledgeError([
                RuleMistake(
                    file: "mine/topic/x.xml", line: 1, what: "the document ends before its root element is closed")
            ])
        ) {
            try KnowledgeLoader.load(files: files, folder: "mine")
        }
    }
}
