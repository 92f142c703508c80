/// A rule nobody has written yet: what one sample suggests, for an author to judge. Everything in it is a guess and says so.
public struct RuleDraft: Sendable, Hashable {
    /// Its id, and the name of its file and its samples' folder.
    public var id: String
    /// A cause id that is free.
    var cause: String
    var stage: String
    /// Why that stage.
    var stageReason: String
    var title: String
    /// The element that says what it is about: `kind="error"`, `person="true"`, `ticket="true"`.
    var subject: String
    /// The conditions, the rarest first.
    var conditions: [DraftCondition]
    /// Facts that were left out, as there are better ones.
    var others: [DraftCondition]
    /// Samples the facts were looked up in.
    var sampleCount: Int
    /// Rules that already say something about the sample.
    var remarks: [String]
    /// `stable` to see what the checker still wants.
    var status = "draft"

    /// The file.
    public var xml: String {
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<!-- A draft, made from one sample. Everything here is a guess until somebody who knows the cause has read it:",
            "     take out what this cause does not need, put in what it does, name the source, and set status to stable. -->",
            "<rule xmlns=\"urn:kbtriage:rules:1\" id=\"\(id)\" cause=\"\(cause)\" stage=\"\(Self.escaped(stage))\" severity=\"error\"",
            "      status=\"\(status)\" since=\"1.0\" prior=\"1\">",
            "  <!-- guess: \(cause) is the next free number; \(Self.comment(stageReason)) -->",
        ]
        lines += remarks.map { "  <!-- \(Self.comment($0)) -->" }
        lines += [
            "  <!-- guess: name the fault, not the message -->",
            "  <title>\(Self.escaped(title))</title>",
            "  <!-- guess: nothing is known of why yet -->",
            "  <why>The cause of this is not known yet.</why>",
            "  <subject \(subject)/>",
            "  <when>",
        ]
        for condition in conditions {
            lines.append("    <!-- guess: \(use(condition)) -->")
            lines.append("    \(condition.xml)")
        }
        lines.append("  </when>")
        if !others.isEmpty {
            lines.append("  <!-- Also true of the sample, and as common or more:")
            lines += others.map { "       \(Self.comment($0.xml)) (\(use($0)))" }
            lines.append("  -->")
        }
        lines += [
            "  <!-- What would excuse it: <unless because=\"...\">. What tells it from its look-alikes: one silent-* sample each. -->",
            "  <!-- guess: one sample proves nothing -->",
            "  <confidence level=\"low\"/>",
            "  <!-- The steps that resolve it: <resolution><use step=\"ARTICLE/step\"/></resolution> -->",
            "  <!-- Where this is known from: <source article=\"...\" checked=\"DATE\"/>. Needed before status can be stable. -->",
            "  <proof samples=\"samples/\(id)\"/>",
            "</rule>",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private func use(_ condition: DraftCondition) -> String {
        let rules = condition.rules == 0 ? "no rule asks this" : "\(condition.rules) rules ask this"
        if sampleCount == 0 { return rules + "; no samples were at hand to compare with" }
        return rules + ", \(condition.samples) of \(sampleCount) samples have it"
    }

    /// Text for content and attributes.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Text within a comment, which no two hyphens may stand in.
    static func comment(_ text: String) -> String {
        // A comment needs no escapes, but may hold no controls.
        var out = String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        while let range = out.range(ofDoubled: "-") { out.replaceSubrange(range, with: "- -") }
        return out
    }
}

extension String {
    /// The first place a character stands twice in a row.
    fileprivate func range(ofDoubled character: Character) -> Range<String.Index>? {
        var previous: String.Index?
        for index in indices {
            if self[index] == character {
                if let previous { return previous..<self.index(after: index) }
                previous = index
            } else {
                previous = nil
            }
        }
        return nil
    }
}
