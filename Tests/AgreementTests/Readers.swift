import Foundation

/// What one output says of a diagnosis, read by a small reader of its own: nothing here is shared with the product, and no
/// reader with another one.
struct Said: Equatable {
    /// `cause`, `insufficient` …; nil where the format does not say it.
    var verdict: String?
    /// Causes that were found, in order: `RC22`.
    var causes: [String]?
    /// How many people or things each of them is about, in the same order.
    var counts: [Int]?
    /// Lines the proof of each of them stands on, as `file:line`, in the same order; each line once.
    var places: [[String]]?
    /// Commands to run next, in order.
    var commands: [String]?
}

/// JSON by Foundation.
enum JSONReading {
    static func said(_ bytes: [UInt8]) throws -> Said {
        let root = try object(bytes)
        let findings = root["findings"] as? [[String: Any]] ?? []
        return Said(
            verdict: root["verdict"] as? String, causes: findings.map { $0["cause"] as? String ?? "" },
            counts: findings.map { $0["subjectCount"] as? Int ?? -1 },
            places: findings.map { finding in
                unique(
                    (finding["evidence"] as? [[String: Any]] ?? []).compactMap { item in
                        guard let file = item["file"] as? String, let line = item["line"] as? Int else { return nil }
                        return "\(file):\(line)"
                    })
            },
            commands: (root["nextEvidence"] as? [[String: Any]] ?? []).map { $0["command"] as? String ?? "" })
    }

    static func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
    }

    static func unique(_ texts: [String]) -> [String] {
        var seen = Set<String>()
        return texts.filter { seen.insert($0).inserted }
    }
}

/// A row of a batch.
enum RowReading {
    static func said(_ bytes: [UInt8]) throws -> (said: Said, firstPlace: String?, people: [Int]) {
        let row = try JSONReading.object(bytes)
        let causes = row["causes"] as? [[String: Any]] ?? []
        var place: String?
        if let evidence = row["evidence"] as? [String: Any], let file = evidence["file"], let line = evidence["line"] {
            place = "\(file):\(line)"
        }
        return (
            Said(verdict: row["verdict"] as? String, causes: causes.map { $0["cause"] as? String ?? "" }), place,
            causes.map { $0["people"] as? Int ?? -1 }
        )
    }
}

/// SARIF by Foundation.
enum SARIFReading {
    static func said(_ bytes: [UInt8]) throws -> Said {
        let run = (try JSONReading.object(bytes)["runs"] as? [[String: Any]])?.first ?? [:]
        let results = (run["results"] as? [[String: Any]] ?? []).filter { $0["kind"] as? String == "fail" }
        func bag(_ result: [String: Any]) -> [String: Any] { result["properties"] as? [String: Any] ?? [:] }
        return Said(
            verdict: bag(run)["verdict"] as? String, causes: results.map { bag($0)["cause"] as? String ?? "" },
            counts: results.map { bag($0)["subjectCount"] as? Int ?? -1 },
            places: results.map { result in
                JSONReading.unique(
                    (result["locations"] as? [[String: Any]] ?? []).compactMap { location in
                        let physical = location["physicalLocation"] as? [String: Any]
                        let uri = (physical?["artifactLocation"] as? [String: Any])?["uri"] as? String
                        let line = (physical?["region"] as? [String: Any])?["startLine"] as? Int
                        return "\(uri?.removingPercentEncoding ?? "?"):\(line ?? 0)"
                    })
            })
    }
}

/// RFC 4180 by hand.
enum CSVReading {
    static func said(_ text: String) -> Said {
        let rows = rows(text)
        guard let header = rows.first else { return Said() }
        let all = rows.dropFirst().map { row in
            Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
        }
        let matched = all.filter { $0["status"] == "matched" }
        let causes = JSONReading.unique(matched.map { $0["cause"] ?? "" })
        return Said(
            verdict: all.first?["verdict"], causes: causes,
            counts: causes.map { cause in
                matched.count { $0["cause"] == cause && $0["kind"] != "" }
            },
            places: causes.map { cause in
                matched.first { $0["cause"] == cause }.map { row in
                    (row["line"] ?? "").isEmpty ? [] : [plain(row["file"] ?? "") + ":" + (row["line"] ?? "")]
                } ?? []
            })
    }

    /// Without the apostrophe that keeps a cell from being a formula.
    private static func plain(_ cell: String) -> String { cell.hasPrefix("'") ? String(cell.dropFirst()) : cell }

    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [[""]]
        var isQuoted = false
        var signs = Array(text.unicodeScalars)[...]
        while let sign = signs.popFirst() {
            if isQuoted {
                guard sign == "\"" else {
                    rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append(sign)
                    continue
                }
                if signs.first == "\"" {
                    signs.removeFirst()
                    rows[rows.count - 1][rows[rows.count - 1].count - 1] += "\""
                } else {
                    isQuoted = false
                }
            } else if sign == "\"" {
                isQuoted = true
            } else if sign == "," {
                rows[rows.count - 1].append("")
            } else if sign == "\r" {
                if signs.first == "\n" { signs.removeFirst() }
                rows.append([""])
            } else {
                rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append(sign)
            }
        }
        if rows.last == [""] { rows.removeLast() }
        return rows
    }
}

/// Markup by hand: enough for what the product writes itself.
enum MarkupReading {
    /// Texts between two signs, one after the other.
    static func between(_ start: String, _ end: String, in text: String) -> [String] {
        text.components(separatedBy: start).dropFirst().map { $0.components(separatedBy: end)[0] }
    }

    /// Text without elements, its references replaced.
    static func plain(_ text: String) -> String {
        var result = text.replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
        for (name, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            result = result.replacingOccurrences(of: name, with: sign)
        }
        return result
    }

    /// The page: causes are articles, the lines of the proof are marked rows of excerpts.
    static func page(_ html: String) -> Said {
        let head = between("<p class=\"verdict\">", "</p>", in: html).first ?? ""
        let articles = between("<article id=\"cause-", "</article>", in: html)
        return Said(
            verdict: between("<strong>", "</strong>", in: head).first.map(plain),
            causes: articles.map { plain(between("<a class=\"cause\"", "</a>", in: $0).first.map { "<a" + $0 } ?? "") },
            places: articles.map { article in
                between("<ol class=\"evidence\">", "</ol>", in: article).flatMap { list in
                    between("<span class=\"quiet\">", "</span>", in: list).map {
                        plain($0).trimmingCharacters(in: .whitespaces)
                    }
                }
            },
            commands: between("<section id=\"next\"", "</section>", in: html).flatMap { section in
                between("<pre", "</pre>", in: section).map { plain("<pre" + $0) }
            })
    }

    /// JUnit: failures are causes.
    static func junit(_ xml: String) -> Said {
        let cases = between("<testcase ", "</testcase>", in: xml).filter { $0.contains("<failure ") }
        return Said(
            verdict: between("<property name=\"verdict\" value=\"", "\"", in: xml).first,
            causes: cases.map {
                between("name=\"", " ", in: $0.replacingOccurrences(of: "classname=", with: "")).first ?? ""
            },
            places: cases.map { test in
                let text = plain(between("<failure ", "</failure>", in: test).first.map { "<f " + $0 } ?? "")
                return JSONReading.unique(
                    text.split(separator: "\n").compactMap { line in
                        guard let range = line.range(of: ":[0-9]+: (?=.* = )", options: .regularExpression) else {
                            return nil
                        }
                        return String(line[..<range.upperBound].dropLast(2))
                    })
            })
    }
}

/// Markdown by hand: headings, the table of the proof, fenced commands.
enum MarkdownReading {
    static func said(_ text: String) -> Said {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let title = lines.first ?? ""
        let first = cause(in: title)
        let also = section("### Also found", of: lines).filter { $0.hasPrefix("- ") }.compactMap { cause(in: $0) }
        let rows = section("### Proof", of: lines).filter { $0.hasPrefix("| ") }.dropFirst()
        let next = [
            "### To be surer, or if it does not help", "### Only if that does not help", "### What we still need",
            "### If it is still wrong",
        ]
        .flatMap { section($0, of: lines) }
        return Said(
            verdict: title.drop { $0 == "#" || $0 == " " }.split(separator: ":").first.map(String.init),
            causes: [first].compactMap { $0 } + also,
            places: [
                rows.map { row in
                    row.split(separator: "|")[0].trimmingCharacters(in: CharacterSet(charactersIn: " `"))
                }
            ],
            commands: fenced(next))
    }

    static func section(_ heading: String, of lines: [String]) -> [String] {
        guard let start = lines.firstIndex(of: heading) else { return [] }
        return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("### ") && $0 != "---" })
    }

    static func cause(in line: String) -> String? {
        line.range(of: "RC[0-9]+", options: .regularExpression).map { String(line[$0]) }
    }

    static func fenced(_ lines: [String]) -> [String] {
        var blocks: [String] = []
        var open: [String]?
        for line in lines.map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if line.hasPrefix("```") {
                if let block = open { blocks.append(block.joined(separator: "\n")) }
                open = open == nil ? [] : nil
            } else {
                open?.append(line)
            }
        }
        return blocks
    }
}
