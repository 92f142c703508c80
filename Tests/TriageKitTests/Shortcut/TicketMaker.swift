import Foundation
import TriageModel
import TriageRules
import TriageTestSupport

/// Tickets put together at random: from pieces of samples, from what the rules look for, and from prose about other things.
struct TicketMaker {
    private var random: SeededRandom
    private let pieces: [String]
    private let needles: [String]

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed &* 7919 &+ 17)
        pieces = (Samples.rules.map(\.sample) + Samples.tickets + Samples.healthy).flatMap(\.inputs).compactMap(\.text)
        needles = Self.needles(of: try CaseTriage.knowledge())
    }

    /// What rules and the vocabulary look for, and everything they could be told by.
    private static func needles(of knowledge: KnowledgeBase) -> [String] {
        let vocabulary = knowledge.vocabulary
        var found = vocabulary.topic.groups.flatMap { $0 } + vocabulary.cmdlets.map(\.name)
        found += (vocabulary.surfaces + vocabulary.states + vocabulary.tried).flatMap(\.phrases)
        found += vocabulary.kinds.flatMap { $0.signatures.flatMap { $0 } + $0.types + $0.objectClasses }
        found += vocabulary.templates.map(\.text)
        for rule in knowledge.rules {
            var open = [rule.when] + rule.exceptions.map(\.condition)
            while let condition = open.popLast() {
                open += condition.children
                switch condition.test {
                case .text(let test) where !test.pattern.isRegularExpression: found.append(test.pattern.text)
                case .field(let test):
                    switch test.comparison {
                    case .equals(let text), .contains(let text), .startsWith(let text), .endsWith(let text):
                        found.append(text)
                        found.append("\(test.name) : \(text)")
                    case .oneOf(let texts): found += texts + texts.map { "\(test.name) : \($0)" }
                    default: break
                    }
                default: break
                }
            }
        }
        return found
    }

    private static let subjects = [
        "the printer", "the VPN", "my laptop", "the badge reader", "the meeting room", "the scanner",
    ]
    private static let verbs = [
        "does not start", "is slow", "shows error 0x80070005", "asks for a password", "restarts",
    ]
    private static let times = ["since Monday", "after the update", "every morning", "on the third floor", "at home"]

    /// A ticket about something else.
    mutating func prose() -> String {
        var text = "From: user\(number(1000))@contoso.example\nSubject: help\n\nHello,\n\n"
        for _ in 0...number(12) {
            text += "\(pick(Self.subjects)) \(pick(Self.verbs)) \(pick(Self.times)). "
            if number(3) == 0 { text += "\n" }
        }
        return text + "\n\nThanks\n"
    }

    /// A ticket that is hard to tell.
    mutating func adversarial() -> String {
        var parts: [String] = []
        for _ in 0...number(5) {
            switch number(9) {
            case 0, 1: parts.append(prose())
            case 2: parts.append(piece())
            case 3: parts.append(cut(pick(needles)))
            case 4: parts.append(pick(needles))
            case 5: parts.append(removingMatter(piece()))
            case 7: parts.append(json([pick(needles), cut(pick(needles)), removingMatter(piece())]))
            case 6: parts.append("PS C:\\> \(pick(needles)) -Identity anna\n")
            default: parts.append(table(pick(needles), pick(needles)))
            }
        }
        var text = parts.joined(separator: number(2) == 0 ? "\n" : "\n\n")
        switch number(6) {
        case 0:
            text = text.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(
                separator: "\n")
        case 1: text = text.replacingOccurrences(of: "\n", with: "\r\n")
        case 2: text = Dress.wrapped(width: 20 + number(60)).text(of: text)
        default: break
        }
        return text
    }

    /// Some lines of a sample.
    private mutating func piece() -> String {
        let lines = pick(pieces).split(separator: "\n", omittingEmptySubsequences: false)
        let start = number(lines.count)
        return lines[start..<min(lines.count, start + 1 + number(12))].joined(separator: "\n")
    }

    /// A piece that no longer says what it is about, so that the screen has to look closely.
    private func removingMatter(_ text: String) -> String {
        ["photo", "Photo", "PHOTO", "picture", "Picture", "Foto", "foto", "Bild", "thumbnail"].reduce(text) {
            $0.replacingOccurrences(of: $1, with: "item")
        }
    }

    /// A text with something put into it where a console, a mail program or a person would.
    private mutating func cut(_ text: String) -> String {
        let place = text.index(text.startIndex, offsetBy: number(text.count + 1))
        let inserted = pick([
            "\n", "\r\n", "\n> ", " ", "\n    ", "\n| ", "\u{A0}", "\u{200B}", "\u{AD}", "*", "\\", "_", "\n# ", "x",
        ])
        return String(text[..<place]) + inserted + String(text[place...])
    }

    /// A JSON object with these texts in it, some of their letters escaped.
    mutating func json(_ texts: [String]) -> String {
        let members = texts.map { text in
            let value = text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
                .replacingOccurrences(of: "\r", with: "\\r").replacingOccurrences(of: "\n", with: "\\n")
            return "\"\(escaping(pick(needles).filter { $0.isLetter }))\": \"\(escaping(value))\""
        }
        return "{\(members.joined(separator: ",\n "))}\n"
    }

    /// A text with some of its letters as `\u0041`; nothing else changes.
    mutating func escaping(_ text: String) -> String {
        var result = ""
        var isEscape = false
        for character in text {
            let unit = character.utf16.first ?? 0
            if !isEscape, character.isLetter, character.utf16.count == 1, number(5) == 0 {
                result += "\\u" + String(format: "%04x", unit)
            } else {
                result.append(character)
            }
            isEscape = !isEscape && character == "\\"
        }
        return result
    }

    /// A text with letters escaped in what stands between double quotes.
    mutating func escapingStrings(in text: String) -> String {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().map { number, part in
            number % 2 == 1 ? escaping(String(part)) : String(part)
        }.joined(separator: "\"")
    }

    /// A table whose headings are broken over two lines.
    private func table(_ left: String, _ right: String) -> String {
        let words = [left, right].map { $0.filter { $0.isLetter || $0.isNumber } }
        let heads = words.map { ($0.prefix(8), $0.dropFirst(8).prefix(8)) }
        func row(_ cells: [Substring]) -> String {
            cells.map { String($0).padding(toLength: 9, withPad: " ", startingAt: 0) }.joined()
        }
        return "\n"
            + [row(heads.map(\.0)), row(heads.map(\.1)), row(["--------", "--------"]), row(["True", "5"])]
            .joined(separator: "\n") + "\n"
    }

    private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &random) }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(elements.count)] }
}
