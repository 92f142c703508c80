/// The private words and phrases that were learned, searched for at every place of a text at once: a tree of characters.
///
/// A step costs the same whatever was learned, and a word is at most ``longest`` characters long: linear in the text.
struct NameTree: Sendable {
    static let longest = 96

    /// How freely a word may stand in a text.
    struct Terminal: Hashable {
        var kind: RedactedKind
        /// Several words; found even where they are words of the knowledge.
        var isPhrase: Bool
        /// A name as people write it: a word of the knowledge that is not written as there is masked where it begins with
        /// a capital.
        var isName: Bool
        /// May stand inside of a longer word.
        var standsInside: Bool
        /// A short name is known by its capital only: `Li`, `Eva`.
        var needsCapital = false
    }

    private var children: [UInt64: Int32] = [:]
    private var terminals: [Terminal?] = [nil]
    /// The first word learned that leads through a node.
    private var firstWords: [[UInt32]] = [[]]
    private(set) var isEmpty = true

    /// A step down the tree.
    func child(_ node: Int32, _ scalar: UInt32) -> Int32? {
        children[UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar)]
    }

    func terminal(_ node: Int32) -> Terminal? { terminals[Int(node)] }

    /// Takes in a word or phrase in lower case; blanks are single spaces.
    mutating func insert(_ scalars: [UInt32], _ terminal: Terminal) {
        guard !scalars.isEmpty, scalars.count <= Self.longest else { return }
        isEmpty = false
        var node: Int32 = 0
        for scalar in scalars {
            let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar)
            if let next = children[key] {
                node = next
            } else {
                let next = Int32(truncatingIfNeeded: terminals.count)
                terminals.append(nil)
                firstWords.append(scalars)
                children[key] = next
                node = next
            }
        }
        if var old = terminals[Int(node)] {
            old.isName = old.isName || terminal.isName
            old.standsInside = old.standsInside || terminal.standsInside
            old.needsCapital = old.needsCapital && terminal.needsCapital
            terminals[Int(node)] = old
        } else {
            terminals[Int(node)] = terminal
        }
    }

    /// The first word learned that begins so; nil when none does.
    func firstWord(beginningWith scalars: some Sequence<UInt32>) -> [UInt32]? {
        var node: Int32 = 0
        for scalar in scalars {
            guard let next = child(node, scalar) else { return nil }
            node = next
        }
        return node == 0 ? nil : firstWords[Int(node)]
    }

    /// True for a word that was learned.
    func has(_ scalars: [UInt32]) -> Bool {
        var node: Int32 = 0
        for scalar in scalars {
            guard let next = child(node, scalar) else { return false }
            node = next
        }
        return terminal(node) != nil
    }

    /// A place where something learned stands.
    struct Match {
        /// The characters of each word, as places of the view; line ends and marks of quoting may lie between them.
        var words: [[Int]]
        /// Behind the last one.
        var end: Int
        var terminal: Terminal
    }

    /// The longest match at a place; lines may end inside of it.
    func match(in view: TextView, at start: Int) -> Match? {
        guard let first = child(0, view.lower[start]) else { return nil }
        var node = first
        var place = start + 1
        var words = [[start]]
        var length = 1
        var best: Match?
        while true {
            if let terminal = terminal(node), allows(terminal, view, start, words, length: length, behind: place) {
                best = Match(words: words, end: place, terminal: terminal)
            }
            guard place < view.count, length <= Self.longest else { return best }
            let scalar = view.lower[place]
            if scalar != 0x20, let next = child(node, scalar) {
                node = next
                if TextView.isWord(scalar) {
                    words[words.count - 1].append(place)
                } else if words.last?.isEmpty == false {
                    words.append([])
                }
                place += 1
                length += 1
            } else if let behind = view.behindLineEnd(place) {
                if let next = child(node, 0x20) {
                    node = next
                    if words.last?.isEmpty == false { words.append([]) }
                }
                place = behind
            } else if isBlank(view.scalars[place]), let next = child(node, 0x20) {
                node = next
                if words.last?.isEmpty == false { words.append([]) }
                let from = place
                while place < view.count, isBlank(view.scalars[place]), place - from < 64 { place += 1 }
                if let behind = view.behindLineEnd(place) { place = behind }
            } else {
                return best
            }
        }
    }

    private func isBlank(_ scalar: UInt32) -> Bool { scalar == 0x20 || scalar == 0x09 || scalar == 0xA0 }

    /// Whether a word may be taken for the one that was learned, seeing what stands around it.
    private func allows(
        _ terminal: Terminal, _ view: TextView, _ start: Int, _ words: [[Int]], length: Int, behind: Int
    ) -> Bool {
        let last = behind - 1
        if !terminal.isPhrase {
            let isWrapped = behind - start != length
            if isWrapped, length < 4 { return false }
            if terminal.needsCapital, !Letters.isUpper(view.scalars[start]), view.scalars[start] < 0x2E80 {
                return false
            }
        }
        if Letters.needsNoBorder(view.scalars[start]) || Letters.needsNoBorder(view.scalars[last]) { return true }
        let begins = !view.isWordCharacter(start - 1) || isBehindEscape(view, start)
        let ends = !view.isWordCharacter(behind) || terminal.isName && isGenitive(view, start, length, behind)
        if begins && ends { return true }
        guard length >= 3, begins || isCamel(view, start), ends || isCamel(view, behind) else {
            return terminal.standsInside && length >= 5
        }
        return true
    }

    /// `Annas Foto`: somebody's, in languages that write it without an apostrophe.
    private func isGenitive(_ view: TextView, _ start: Int, _ length: Int, _ behind: Int) -> Bool {
        length >= 3 && Letters.isUpper(view.scalars[start]) && view.lower[behind] == 0x73
            && !view.isWordCharacter(behind + 1)
    }

    /// A new word inside of a word: `annaBerg`, `PC12`, `anna2`.
    private func isCamel(_ view: TextView, _ place: Int) -> Bool {
        guard place > 0, place < view.count else { return true }
        let before = view.scalars[place - 1]
        let here = view.scalars[place]
        let isDigit = Letters.family(here) == .digit
        if isDigit != (Letters.family(before) == .digit) { return true }
        return Letters.isUpper(here) && !Letters.isUpper(before)
    }

    /// `\n`, `\r`, `\t` of JSON before a word.
    private func isBehindEscape(_ view: TextView, _ place: Int) -> Bool {
        guard place >= 2, view.scalars[place - 2] == 0x5C else { return false }
        return view.scalars[place - 1] == 0x6E || view.scalars[place - 1] == 0x72 || view.scalars[place - 1] == 0x74
    }
}
