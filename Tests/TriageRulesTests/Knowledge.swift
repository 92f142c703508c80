import Foundation
import TriageRules
import TriageTestSupport

/// A small `rules/` folder in memory that is without mistake; tests change one thing and look what is said.
struct Knowledge {
    var files: [String: String] = [
        "vocabulary.xml": vocabulary, "articles/KB1.xml": article, "articles/graph.xml": group,
        "topic/too-large.xml": rule, "topic/refused.xml": errorRule,
    ]

    static let vocabulary = """
        <?xml version="1.0" encoding="UTF-8"?>
        <vocabulary xmlns="urn:kbtriage:rules:1" version="1.0">
          <stages><stage name="upload" label="Upload"/><stage name="content" label="Content"/></stages>
          <kinds>
            <kind name="error" label="error" about="event">
              <field name="httpStatus" type="integer" label="HTTP status"/>
              <field name="cmdlet" type="text" label="command that failed"/>
              <field name="timeStamp" type="date" label="time stamp" event-time="true"/>
            </kind>
            <kind name="session" label="session" about="event" open="true">
              <field name="uri" type="uri" label="connection URI"/>
              <field name="command" type="text"/>
            </kind>
            <kind name="directory-user" label="on-premises user" about="person">
              <type name="Contoso.User"/>
              <signature all="thumbnail account"/>
              <field name="thumbnail" type="binary" label="photo in the directory"/>
              <field name="account" type="text" aliases="samAccount logon" identity="samAccountName"/>
              <field name="enabled" type="boolean" label="account enabled"/>
              <field name="groups" type="list" label="groups"/>
              <field name="objectID" type="guid" label="object id"/>
              <field name="changed" type="date" label="last change"/>
              <field name="idle" type="duration" label="time without logon"/>
              <field name="quota" type="size" label="quota"/>
              <derive field="home" value="cloud"><test field="account" ends-with="cloud"/></derive>
            </kind>
            <kind name="cloud-user" label="cloud user" about="person">
              <field name="synchronised" type="date" label="last synchronisation"/>
              <field name="policy" type="text" label="policy"/>
            </kind>
          </kinds>
          <templates>
            <template kind="error" starts-error="true">Refused by {server:word} with {httpStatus:digits}<set field="reason" value="refused"/></template>
          </templates>
          <cmdlets><cmdlet name="Get-Person" prints="directory-user" identity="Identity" identity-key="samAccountName"/></cmdlets>
          <sessions><opener command="Open-Session" uri="Address"><set field="kind" value="remote"/></opener></sessions>
          <collectors>
            <collector id="length" order="1" where="directory">
              <command>(Get-Person {sam}).thumbnail.Length</command>
              <reads>A number of bytes.</reads>
              <gives path="directory-user.thumbnail.bytes"/>
              <gives path="cloud-user"/>
            </collector>
          </collectors>
          <topic><group><word>photo</word></group></topic>
          <surfaces><term name="teams"><phrase>Teams</phrase></term></surfaces>
          <states><term name="old"><phrase>old photo</phrase></term></states>
          <tried><term name="graph/set"><phrase>used Graph</phrase></term></tried>
        </vocabulary>
        """

    static let article = """
        <article xmlns="urn:kbtriage:rules:1" id="KB1" title="Photos" address="https://contoso.example/kb1">
          <version id="v1" dated="2022">First.</version>
          <event date="2023-06" source="blog">Announced.</event>
          <event date="2023-06-02" source="blog">Begun.</event>
          <step id="KB1/connect" section="Resolution" versions="v1" where="cloud" risk="read" until="2023-10-01" replaced-by="graph/set" source="KB1 v1" checked="2026-11-23">
            <text>Connect and append <code>?a=b</code>.

              A second paragraph.</text>
            <command><![CDATA[
              $s = Open-Session {upn}
                if ($s) { $s.Id }
            ]]></command>
            <retired>It was switched off.</retired>
          </step>
        </article>
        """

    static let group = """
        <article xmlns="urn:kbtriage:rules:1" id="graph" title="Graph">
          <step id="graph/set" risk="write" source="Graph documentation" checked="2026-11-23">
            <text>Set it.</text>
          </step>
        </article>
        """

    static let rule = """
        <rule xmlns="urn:kbtriage:rules:1" id="too-large" cause="RC01" stage="content" severity="error" status="stable" since="1.0" prior="5">
          <title>The photo
             is too large</title>
          <why>More than 10 KB are refused.</why>
          <subject person="true"/>
          <when>
            <field kind="directory-user" name="thumbnail.bytes" greater-than="10 KB"/>
          </when>
          <unless because="it arrived" unknown="lower">
            <any-record kind="cloud-user" scope="subject"><field name="synchronised" present="true"/></any-record>
          </unless>
          <confidence level="high"/>
          <case confidence="low">
            <when><field kind="directory-user" name="thumbnail.bytes" at-most="12 KB"/></when>
            <note>Nearly small enough.</note>
            <resolution><use step="graph/set"/></resolution>
          </case>
          <near field="directory-user.thumbnail.bytes" within="500 B"/>
          <explains rule="refused"/>
          <resolution>
            <use step="KB1/connect"/>
            <use step="graph/set"/>
          </resolution>
          <source article="KB1" version="v1" section="Cause" checked="2026-11-23"/>
          <proof samples="samples/too-large"/>
        </rule>
        """

    static let errorRule = """
        <rule xmlns="urn:kbtriage:rules:1" id="refused" cause="RC02" stage="upload" severity="warning" status="stable" since="1.0">
          <title>Refused</title>
          <why>It was refused.</why>
          <subject kind="error"/>
          <when>
            <field name="httpStatus" equals="413"/>
            <any-record kind="session" scope="session" bind="s"><field name="uri.query.method" equals="RPS"/></any-record>
          </when>
          <source article="Graph documentation" checked="2026-11-23"/>
          <proof samples="samples/refused"/>
        </rule>
        """

    /// The knowledge with one text replaced by another in one file; the text must stand there.
    func replacing(_ text: String, with other: String, in path: String) -> Knowledge {
        var changed = self
        let old = files[path] ?? ""
        precondition(old.contains(text), "'\(text)' does not stand in \(path)")
        changed.files[path] = old.replacingOccurrences(of: text, with: other)
        return changed
    }

    /// The error rule with other conditions.
    func when(_ conditions: String, in path: String = "topic/refused.xml") -> Knowledge {
        var changed = self
        let old = files[path] ?? ""
        if let start = old.range(of: "<when>"), let end = old.range(of: "</when>") {
            changed.files[path] = old[..<start.upperBound] + conditions + old[end.lowerBound...]
        }
        return changed
    }

    var list: [KnowledgeLoader.File] {
        files.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) } + Knowledge.schemas
    }

    func load(validate: Bool = true, checkExpression: (String) -> String? = { _ in nil }) throws(KnowledgeError)
        -> KnowledgeBase
    {
        try KnowledgeLoader.load(files: list, hash: "0123", validate: validate, checkExpression: checkExpression)
    }

    /// What is said about it, one line a mistake.
    func mistakes(validate: Bool = true, checkExpression: (String) -> String? = { _ in nil }) -> [String] {
        do throws(KnowledgeError) {
            _ = try load(validate: validate, checkExpression: checkExpression)
            return []
        } catch {
            return error.mistakes.map(\.description)
        }
    }

    /// The schemas of the package.
    static let schemas: [KnowledgeLoader.File] = ["rule", "article", "vocabulary", "presentation"].compactMap { name in
        let path = "schema/\(name).xsd"
        guard let data = FileManager.default.contents(atPath: rulesFolder + "/" + path) else { return nil }
        return (path, Array(data))
    }

    /// `rules/` of the package.
    static let rulesFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("rules").resolvingSymlinksInPath().path

    /// A file of the package.
    static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: rulesFolder + "/../" + path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// All files of the package's own rules.
    static func own() -> [KnowledgeLoader.File] {
        let all = FileManager.default.enumerator(atPath: rulesFolder)?.allObjects.compactMap { $0 as? String } ?? []
        return all.sorted().compactMap { path in
            FileManager.default.contents(atPath: rulesFolder + "/" + path).map { (path, Array($0)) }
        }
    }
}
