public import TriageModel

/// What a case tells of names: fields that hold them, addresses, headers.
extension Redactor {
    /// Learns the names of a case. The order of the case decides the order of tokens.
    public mutating func learn(_ evidence: Evidence) {
        for record in evidence.records { learn(record) }
        for source in evidence.sources where source.encoding != "binary" {
            learn(text: source.text, depth: 0)
            for line in LabelledValues.find(in: source.text, fields: privacy.fields) {
                learn(line.value, as: line.kind)
            }
        }
        for repaired in evidence.texts { learn(TextView(repaired)) }
    }

    /// Learns what is private in a text by its form.
    public mutating func learn(text: [UInt8]) { learn(text: text, depth: 0) }

    /// Learns a name or an account that somebody stated.
    public mutating func learn(name: String) { learn(name, as: .name, isName: true) }

    mutating func learn(text: [UInt8], depth: Int) {
        learn(TextView(text))
        guard depth < 2 else { return }
        var finder = ByteRunFinder(text)
        finder.find()
        for run in finder.runs {
            if let inner = InnerText(run) { learn(text: inner.utf8, depth: depth + 1) }
        }
    }

    private mutating func learn(_ view: TextView) {
        for shape in shapes(in: view) {
            switch shape {
            case .address(let local, let host):
                for word in view.words(in: local) { learn(word: Array(view.lower[word]), as: .name, isName: false) }
                learn(host: host.map { Array(view.lower[$0]) })
            case .host(let labels): learn(host: labels.map { Array(view.lower[$0]) })
            case .server(let label): learn(hostLabel: Array(view.lower[label]))
            case .part(let range, let isPerson):
                if isPerson { learn(view.text(range), as: .name, isName: true) }
            case .account(let domain, let user):
                if let domain { learn(hostLabel: Array(view.lower[domain])) }
                for word in view.words(in: user) { learn(word: Array(view.lower[word]), as: .name, isName: false) }
            case .guid, .sid, .ip, .ip6: break
            }
        }
    }

    func shapes(in view: TextView) -> [Shape] {
        let words = hostWords
        var finder = ShapeFinder(view, knowledge) { words.contains($0) }
        finder.find()
        return finder.shapes
    }

    // MARK: Records

    private mutating func learn(_ record: Record) {
        let kind = vocabulary.kind(record.kind)
        for field in record.fields {
            let declared = kind?.field(field.name)
            if let identity = declared?.identity {
                learn(field.value, as: identity == .displayName ? .name : .account)
            } else if kind?.about != .thing || privateKind(of: field.name) != .name,
                let held = privateKind(of: field.name)
            {
                learn(field.value, as: held)
            } else if record.kind == "message", ["from", "to"].contains(field.name) {
                learn(field.value, as: .name)
            }
        }
    }

    private func privateKind(of field: String) -> Vocabulary.PrivateKind? {
        privacy.fields.first { $0.name.isEqualIgnoringCase(field) }?.kind
    }

    private mutating func learn(_ value: Value, as kind: Vocabulary.PrivateKind) {
        switch value.content {
        case .text(let text): learn(text, as: kind)
        case .list(let values): for value in values { learn(value, as: kind) }
        default: break
        }
    }

    private mutating func learn(_ text: String, as kind: Vocabulary.PrivateKind) {
        // Variables, expressions and what the rules compare with are no names.
        guard !text.isEmpty, text.utf8.count < 4096, !text.contains("$"), !knowledge.isText(text) else { return }
        switch kind {
        case .name:
            for part in text.split(whereSeparator: { ";\n".contains($0) }) { learn(header: String(part)) }
        case .account: learn(account: text)
        case .host:
            // What stands behind a domain in a canonical name is no host.
            let host = text.prefix { $0 != "(" }.split(whereSeparator: { " \\/,;:{}[]'\"".contains($0) })
            for name in host.prefix(64) {
                let labels = name.split(separator: ".").map { $0.unicodeScalars.map { Letters.lower($0.value) } }
                if labels.count == 1, let label = labels.first {
                    learn(hostLabel: label)
                } else {
                    learn(host: labels)
                }
            }
        case .phone, .text: learn(phrase: text, as: .value)
        }
    }

    /// `Anna Berg <anna@contoso.com>`, `"Berg, Anna" (Sales)`, `Anna Berg`.
    private mutating func learn(header text: String) {
        if text.contains("\\") || text.contains("/") || text.contains(":") { return }
        if text.contains("@") || text.contains("<") {
            // The address is found by its form.
            let name = text.prefix { $0 != "<" && $0 != "[" }
            if name.contains("@") { return }
            learn(String(name), as: .name, isName: true)
        } else if !text.contains("=") {
            learn(text, as: .name, isName: true)
        }
    }

    /// A logon name, an alias, or what a command was told: an address, a distinguished name, `domain/folder/Anna Berg`.
    private mutating func learn(account text: String) {
        if text.contains("@") || text.contains("=") || text.contains("(") || text.contains("{") { return }
        if let slash = text.lastIndex(where: { $0 == "/" || $0 == "\\" }) {
            let last = String(text[text.index(after: slash)...])
            learn(last, as: .name, isName: last.contains(" "))
            let first = text[..<slash].prefix { $0 != "/" && $0 != "\\" }
            learn(String(first), as: .host)
        } else {
            learn(text, as: .name, isName: text.contains(" "))
        }
    }

    // MARK: Words

    /// A name of one word or several: the words, and the whole.
    private mutating func learn(_ text: String, as kind: RedactedKind, isName: Bool) {
        // A path, an address or a type is no name.
        if text.contains("\\") || text.contains("/") || text.contains(":") { return }
        let view = TextView(Array(text.utf8))
        guard view.count <= NameTree.longest else { return }
        let words = view.words(in: 0..<view.count)
        guard words.count <= 8, GUIDShapes.texts(in: view).isEmpty else { return }
        for word in words {
            let isCapital = Letters.isUpper(view.scalars[word.lowerBound]) || view.scalars[word.lowerBound] > 0x7F
            // `van`, `de`: small words of names are words of the language too.
            if isName, words.count > 1, !isCapital { continue }
            learn(word: Array(view.lower[word]), as: kind, isName: isName)
        }
        if words.count > 1 { learn(phrase: text, as: kind) }
        guard isName, words.count == 2 else { return }
        // Accounts are often made of both names.
        let first = Array(view.lower[words[0]])
        let last = Array(view.lower[words[1]])
        for joined in [
            first + last, last + first, first.prefix(1) + last, last + first.prefix(1), first + last.prefix(1),
        ]
        where joined.count > 4 {
            learn(word: Array(joined), as: kind, isName: false)
        }
    }

    private mutating func learn(word: [UInt32], as kind: RedactedKind, isName: Bool) {
        let text = Pseudonyms.text(word)
        let isIdeograph = word.first.map(Letters.needsNoBorder) ?? false
        guard word.count >= 2 || isIdeograph, word.contains(where: { Letters.family($0) != .digit }) || word.count > 5,
            !knowledge.isCommon(folded: text), isName || !knowledge.knows(folded: text)
        else { return }
        names.insert(
            word,
            .init(
                kind: kind, isPhrase: false, isName: isName, standsInside: isName || kind == .host,
                needsCapital: isName && word.count <= 3))
    }

    /// Several words that are found together only.
    private mutating func learn(phrase text: String, as kind: RedactedKind) {
        var scalars: [UInt32] = []
        for scalar in TextView(Array(text.utf8)).lower {
            if scalar == 0x20 || scalar == 0x09 || scalar == 0xA0 || scalar == 0x0A || scalar == 0x0D {
                if scalars.last != 0x20, !scalars.isEmpty { scalars.append(0x20) }
            } else {
                scalars.append(scalar)
            }
        }
        while scalars.last == 0x20 { scalars.removeLast() }
        let words = Pseudonyms.text(scalars).split(separator: " ").map(String.init)
        guard scalars.count > 3, scalars.contains(where: TextView.isWord),
            !words.allSatisfy({ knowledge.isCommon(folded: $0) })
        else { return }
        if words.count == 1, knowledge.knows(folded: words[0]) { return }
        names.insert(scalars, .init(kind: kind, isPhrase: true, isName: true, standsInside: false))
    }

    // MARK: Hosts

    private mutating func learn(host labels: [[UInt32]]) {
        for place in privateLabels(of: labels) { learn(hostLabel: labels[place]) }
    }

    private mutating func learn(hostLabel label: [UInt32]) {
        var word: [UInt32] = []
        for scalar in label + [0x2D] {
            if TextView.isWord(scalar) {
                word.append(scalar)
            } else {
                if word.count > 2 || word.count == label.count && word.count == 2 {
                    hostWords.insert(word)
                    learn(word: word, as: .host, isName: false)
                }
                word = []
            }
        }
        hostWords.insert(label)
    }

    /// Which labels of a dotted name are private: all before what everybody knows. The last label stays, and so do words
    /// of the knowledge, except for the one a domain is registered by.
    func privateLabels(of labels: [[UInt32]]) -> [Int] {
        let folded = labels.map { Pseudonyms.text($0.map(Letters.lower)) }
        let known = knowledge.publicLabels(of: folded)
        if known == folded.count { return [] }
        var owner = -1
        var end = folded.count - known
        if known == 0 {
            end = folded.count > 1 ? folded.count - 1 : 1
            owner = end - 1
            // `co.uk`, `com.au`: the domain is registered one label before.
            if folded.count > 2, let last = folded.last, last.utf8.count == 2, folded[owner].utf8.count <= 3 {
                owner -= 1
            }
        }
        return (0..<end).filter { place in
            let label = folded[place]
            return place == owner || !knowledge.knows(folded: label)
        }
    }
}
