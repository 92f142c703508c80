import Testing
import TriageBytes
import TriageModel
import TriageTestSupport

@testable import TriageReporting

@Suite struct HTMLReporterTests {
    static func render(_ diagnosis: Diagnosis, _ context: ReportContext = Cases.context()) -> [UInt8] {
        HTMLReporter.render(diagnosis, context: context) { (try? SHA256.digest(of: $0)) ?? [] }
    }

    static let cases: [(String, Diagnosis)] = [
        ("413", Cases.proxy413()), ("undecided", Cases.undecided()), ("people", Cases.people()),
        ("healthy", Cases.healthy()), ("empty", Cases.empty()),
    ]

    /// Everything the writer can write.
    static let elements = Set(
        """
        html head meta title style script body header nav main section article footer h1 h2 h3 h4 h5 p div img span bdi strong
        small mark code pre a ul ol li dl dt dd details summary table thead tbody tr th td figure figcaption svg g path
        rect circle line text
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    @Test(arguments: cases.indices) func looksRight(_ index: Int) {
        // No hashes: they change with every change of the style, which is not what this looks at.
        let bytes = HTMLReporter.render(Self.cases[index].1, context: Cases.context()) { _ in [] }
        Golden.check(Page(bytes).outline, named: Self.cases[index].0 + ".html.txt")
    }

    @Test(arguments: cases.indices) func isWellFormedAndLinksOnlyWithinItself(_ index: Int) {
        Self.checkPage(Page(Self.render(Self.cases[index].1)))
    }

    static func checkPage(_ page: Page, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(page.problems == [], sourceLocation: sourceLocation)
        var ids = Set<String>()
        for tag in page.tags {
            #expect(elements.contains(tag.name), "<\(tag.name)>", sourceLocation: sourceLocation)
            for attribute in tag.attributes {
                let name = attribute.name
                #expect(!name.hasPrefix("on") && name != "style" && name != "action", "\(name)")
                if name == "src" { #expect(tag.name == "img" && attribute.value.hasPrefix("data:image/")) }
                if name == "id" { #expect(ids.insert(attribute.value).inserted, "id \(attribute.value) stands twice") }
            }
        }
        for tag in page.tags {
            if let target = tag["href"] {
                #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())), "no place \(target)")
            }
            for name in ["aria-labelledby", "aria-describedby"] {
                if let target = tag[name] { #expect(ids.contains(target), "no place \(target)") }
            }
        }
    }

    @Test func allowsItsOwnStyleAndScriptAndNothingElse() throws {
        let page = Page(Self.render(Cases.proxy413()))
        let policy = try #require(page.tags.first { $0["http-equiv"] != nil }?["content"])
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
        let html = String(decoding: Self.render(Cases.proxy413()), as: UTF8.self)
        for (name, start) in [("style-src", "<style>"), ("script-src", "<script>")] {
            let parts = html.components(between: start, and: "</")
            let body = try #require(parts)
            let hash = Base64.text(try SHA256.digest(of: Array(body.utf8)))
            #expect(policy.contains("\(name) 'sha256-\(hash)'"))
        }
        #expect(!policy.contains("unsafe"))
    }

    @Test func encodesBase64() {
        let known = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE="]
        for (text, expected) in known { #expect(Base64.text(Array(text.utf8)) == expected) }
        #expect(Base64.text([0xFB, 0xFF]) == "+/8=")
    }

    @Test(arguments: Diagnosis.Verdict.allCases) func letsNoTextBecomeMarkup(_ verdict: Diagnosis.Verdict) {
        for text in Hostile.texts + Self.markup {
            let bytes = Self.render(Cases.every(text, verdict: verdict), Cases.context(hostile: text))
            let page = Page(bytes)
            #expect(page.problems == [])
            #expect(page.tags.allSatisfy { Self.elements.contains($0.name) })
            #expect(page.tags.allSatisfy { tag in tag.attributes.allSatisfy { !$0.name.hasPrefix("on") } })
            let scripts = page.tags.filter { $0.name == "script" }
            #expect(scripts.count { $0["type"] == nil } == PageAssets.reportScripts.count)
            let outside = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter(Hostile.isForbidden)
            #expect(outside.isEmpty, "\(outside)")
        }
    }

    static let markup = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title><svg onload=alert(1)>",
        "javascript:alert(1)", "</script><script>alert(1)</script>", "<!-- <script>", "]]><b>", "&lt;b&gt;&#60;i&#62;",
        "' onmouseover='alert(1)", "</style><style>*{display:none}</style>", "{{7*7}}${7*7}<%= 7*7 %>",
        "\u{2028}</script>\u{202E}gpj.exe",
    ]

    @Test func isTheSameForTheSameDiagnosis() {
        for (_, diagnosis) in Self.cases { #expect(Self.render(diagnosis) == Self.render(diagnosis)) }
    }

    @Test func weighsLittle() {
        for (name, diagnosis) in Self.cases { #expect(Self.render(diagnosis).count < 200_000, "\(name)") }
    }

    @Test func saysWhatIsShownOfManyPeople() throws {
        let page = Page(Self.render(Cases.crowd(3_000)))
        #expect(page.text.contains("The worst 500 of 3,001."))
        #expect(page.tags.filter { $0.name == "tr" }.count < 600)
        let html = String(decoding: Self.render(Cases.crowd(3_000)), as: UTF8.self)
        let data = try #require(html.components(between: "id=\"people-data\">", and: "</script>"))
        let json = try JSON.parse(Array(data.utf8))
        #expect(json["who"]?.elements.count == 3_001)
        #expect(json["kind"]?.elements.count == 3_001 && json["value"]?.elements.count == 3_001)
        #expect(!data.contains("<") && !data.contains(">"))
    }

    /// A picture of one dot.
    static let dot: [UInt8] = [
        0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0xFF, 0, 0, 0xFF, 0xFF, 0xFF, 0x2C, 0, 0, 0, 0, 1,
        0,
        1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
    ]

    static func photoContext(_ subject: String = "anna.keller@contoso.example") throws -> ReportContext {
        var context = Cases.context()
        context.photos = [
            try #require(ReportPhoto(subject: subject, label: "photo in AD", span: nil, bytes: dot))
        ]
        return context
    }

    @Test func showsThePhotoItself() throws {
        let page = Page(Self.render(Cases.people(), try Self.photoContext()))
        Self.checkPage(page)
        let image = try #require(page.tags.first { $0.name == "img" })
        #expect(image["src"] == "data:image/gif;base64," + Base64.text(Self.dot))
        #expect(image["alt"] == "photo in AD of anna.keller@contoso.example")
        let policy = try #require(page.tags.first { $0["http-equiv"] != nil }?["content"])
        #expect(policy.contains("; img-src data:;"))
    }

    @Test func showsNoPhotoWhenNamesAreMasked() throws {
        var context = try Self.photoContext()
        context.isRedacted = true
        let page = Page(Self.render(Cases.people(), context))
        #expect(!page.tags.contains { $0.name == "img" })
        let policy = try #require(page.tags.first { $0["http-equiv"] != nil }?["content"])
        #expect(policy.contains("img-src 'none'"))
    }

    @Test func leadsToTheArticlesOfItsSteps() throws {
        var context = Cases.context()
        let articles = [
            ReportArticle(id: "graph", title: "Photos <in> the cloud", address: "https://learn.example/graph?view=1"),
            ReportArticle(id: "nothing", title: "Not used", address: "https://learn.example/other"),
        ]
        context.articles = articles.compactMap { $0 }
        let page = Page(Self.render(Cases.proxy413(), context))
        let links = page.tags.filter { $0["href"]?.hasPrefix("#") == false }
        #expect(links.map { $0["href"] } == ["https://learn.example/graph?view=1"])
        #expect(links.first?["rel"] == "noreferrer")
        #expect(page.text.contains("Photos <in> the cloud"))
        for address in [
            "javascript:alert(1)", "http://learn.example/", "https://x/\"y", "https://x/ y", "https://x/\n",
        ] {
            #expect(ReportArticle(id: "graph", title: "x", address: address) == nil, "\(address)")
        }
    }

    /// The first pieces stand open, so that what to do is not far below them; the others keep their numbers.
    @Test func foldsManyPiecesOfProof() throws {
        var diagnosis = Cases.people()
        let item = diagnosis.findings[0].evidence[0]
        let many = Diagnosis.Proof(item, Array(repeating: item, count: 39))
        diagnosis.findings[0] = diagnosis.findings[0].matched(.high, evidence: many)
        let page = Page(Self.render(diagnosis))
        Self.checkPage(page)
        #expect(page.text.contains("28 more pieces of proof"))
        let anchor = HTMLPage.anchor(diagnosis.findings[0].rule)
        #expect(page.tags.contains { $0["id"] == anchor + "-e40" && $0["value"] == "40" })
        #expect(page.tags.contains { $0.name == "ol" && $0["start"] == "13" })
    }

    /// A limit of the past limits nothing, and a picture has no lines.
    @Test func measuresAgainstTheLimitsOfTheDay() {
        let page = Page(Self.render(Cases.people()))
        #expect(page.text.contains("102,553 to 102,656 bytes, over 10 KB"))
        #expect(!page.text.contains("within 500 KB"))
        var before = Cases.people()
        before.asOf = CivilDate(year: 2021, month: 3, day: 1)
        #expect(Page(Self.render(before)).text.contains("over 10 KB, within 500 KB"))
    }

    @Test func takesNothingForAPhotoThatIsNone() {
        let svg = Array("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".utf8)
        for bytes in [[], svg, Array("BM is no picture".utf8), Array("GIF88a".utf8), [0xFF, 0xD8]] {
            #expect(ReportPhoto(subject: "a", label: "b", span: nil, bytes: bytes) == nil)
        }
        let large = [0xFF, 0xD8, 0xFF] + [UInt8](repeating: 0, count: ReportPhoto.mostBytes)
        #expect(ReportPhoto(subject: "a", label: "b", span: nil, bytes: large) == nil)
        #expect(ReportPhoto(subject: "a", label: "b", span: nil, bytes: [0xFF, 0xD8, 0xFF, 0xE0]) != nil)
    }

    @Test func marksStepsOfWhichOneWayIsEnough() {
        let page = Page(Self.render(Cases.twoCauses()))
        Self.checkPage(page)
        for words in ["Either in Active Directory", "Or with Microsoft Graph", "In any case", "one of them is enough"] {
            #expect(page.text.contains(words))
        }
        let numbers = page.tags.filter { $0["class"]?.hasPrefix("step ") == true }.compactMap { $0["value"] }
        #expect(numbers.prefix(5) == ["1", "2", "3", "4", "5"])
    }

    @Test func linksEvidenceAndConditionsBothWays() {
        let page = Page(Self.render(Cases.proxy413()))
        let links = Set(page.tags.compactMap { $0["href"] })
        #expect(links.contains("#cause-photo-proxy-413-e1"))
        #expect(links.contains("#cause-photo-proxy-413-c2"))
    }

    @Test func marksWhatIsMeantWithinTheLine() {
        let page = Page(Self.render(Cases.proxy413()))
        #expect(page.outline.contains("<mark>"))
        #expect(page.text.contains("The remote server returned an error: ("))
    }
}

extension String {
    /// What stands between two texts, the first time.
    func components(between start: String, and end: String) -> String? {
        let bytes = Array(utf8)
        guard let low = Self.find(Array(start.utf8), in: bytes, from: 0) else { return nil }
        let from = low + start.utf8.count
        guard let high = Self.find(Array(end.utf8), in: bytes, from: from) else { return nil }
        return String(decoding: bytes[from..<high], as: UTF8.self)
    }

    private static func find(_ wanted: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
        var index = from
        while index + wanted.count <= bytes.count {
            if bytes[index] == wanted[0], bytes[index..<index + wanted.count].elementsEqual(wanted) { return index }
            index += 1
        }
        return nil
    }
}
