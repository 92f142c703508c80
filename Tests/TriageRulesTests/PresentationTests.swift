import Testing
import TriageModel
import TriageRules

@Suite struct PresentationTests {
    private static let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <presentation xmlns="urn:kbtriage:rules:1" title="Photos">
          <way title="The way">
            <hop id="directory" label="Directory" column="1" row="1"><about>holds it</about><broken rules="too-large"/></hop>
            <hop id="cloud" label="Cloud" column="2" row="1"><about>takes it</about><cleared rules="too-large refused"/></hop>
            <link from="directory" to="cloud"/>
          </way>
          <gauge title="Size" least="1 KB" most="10 MB">
            <limit at="10 KB" unclear-from="10001 B" label="the cloud takes no more"/>
            <limit at="500 KB" label="the command took no more" until="2023-11-30"/>
            <measure kind="directory-user" field="thumbnail" label="photo"/>
          </gauge>
          <reply subject="Photo of {who}">
            <opening>Thank you.</opening><insufficient>Not enough.</insufficient><healthy>Fine.</healthy>
            <off-topic>Other.</off-topic><unreadable>Not open.</unreadable>
          </reply>
        </presentation>
        """

    private static func knowledge(_ text: String) -> Knowledge {
        var knowledge = Knowledge()
        knowledge.files["topic/presentation.xml"] = text
        return knowledge
    }

    @Test func readsWhatItSays() throws {
        let presentation = try #require(try Self.knowledge(Self.text).load().presentation)
        #expect(presentation.title == "Photos" && presentation.wayTitle == "The way")
        #expect(presentation.hops.map(\.id) == ["directory", "cloud"])
        #expect(presentation.hops[1].cleared == ["too-large", "refused"])
        #expect(presentation.links == [.init(from: "directory", to: "cloud")])
        let gauge = try #require(presentation.gauge)
        #expect(gauge.least == 1024 && gauge.most == 10 << 20)
        #expect(gauge.limits[0].value == 10_240 && gauge.limits[0].unclearFrom == 10_001)
        #expect(gauge.limits[1].unclearFrom == 512_000)
        #expect(gauge.limits[1].until == CivilDate(year: 2023, month: 11, day: 30))
        #expect(gauge.measures == [.init(kind: "directory-user", field: "thumbnail", label: "photo")])
        #expect(presentation.reply.offTopic == "Other.")
    }

    @Test(arguments: [
        ("too-large refused", "too-large refusd", "unknown rule 'refusd'"),
        ("to=\"cloud\"", "to=\"clout\"", "unknown hop 'clout'"),
        ("id=\"cloud\"", "id=\"directory\"", "hop 'directory' stands twice"),
        ("field=\"thumbnail\"", "field=\"thumbnale\"", "unknown field 'thumbnale' of directory-user"),
        ("kind=\"directory-user\"", "kind=\"directory-usr\"", "unknown kind 'directory-usr'"),
        ("at=\"500 KB\"", "at=\"5 KB\"", "the limits do not ascend"),
        ("most=\"10 MB\"", "most=\"1 KB\"", "the gauge has no length"),
        ("label=\"Cloud\"", "label=\"A name that is far too long\"", "maximum length"),
        ("<opening>Thank you.</opening>", "", "opening"),
    ]) func saysWhatIsWrong(change: (from: String, to: String, said: String)) {
        let parts = Self.text.split(separator: change.from, omittingEmptySubsequences: false).map(String.init)
        let mistakes = Self.knowledge(parts.joined(separator: change.to)).mistakes()
        #expect(mistakes.contains { $0.contains(change.said) }, "\(mistakes)")
    }

    @Test func thereIsOneAtMost() {
        var knowledge = Self.knowledge(Self.text)
        knowledge.files["topic/second.xml"] = Self.text
        #expect(knowledge.mistakes().contains { $0.contains("second presentation") })
    }
}
