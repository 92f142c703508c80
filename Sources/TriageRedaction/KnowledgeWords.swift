import TriageModel

/// What means something to the rules and stands for nobody: names of fields and commands, phrases, hosts everybody uses.
struct KnowledgeWords: Sendable {
    /// Words as they are written in the knowledge.
    private var exact: Set<String> = []
    /// The same in lower case.
    private var folded: Set<String> = []
    /// Words of no one, in lower case.
    private var common: Set<String>
    /// Whole texts rules compare values with, in lower case.
    private var texts: Set<String> = []
    /// GUIDs the rules know, in lower case.
    private(set) var guids: Set<String> = ["00000000-0000-0000-0000-000000000000"]
    private let publicDomains: [[String]]
    private let sharedDomains: [[String]]
    private let hostEndings: Set<String>

    init(_ privacy: Vocabulary.Privacy, texts known: [String]) {
        common = Set(privacy.commonWords.map(Self.fold))
        publicDomains = privacy.publicDomains.map { Self.labels(Self.fold($0)) }
        sharedDomains = privacy.sharedDomains.map { Self.labels(Self.fold($0)) }
        hostEndings = Set(privacy.hostEndings.map(Self.fold))
        for text in known {
            texts.insert(Self.fold(text))
            let view = TextView(Array(text.utf8))
            for range in view.words(in: 0..<view.count) {
                let word = view.text(range)
                exact.insert(word)
                folded.insert(Self.fold(word))
            }
            for range in GUIDShapes.texts(in: view) { guids.insert(Self.fold(view.text(range))) }
        }
    }

    static func fold(_ text: String) -> String {
        Pseudonyms.text(text.unicodeScalars.map { Letters.lower($0.value) })
    }

    private static func labels(_ host: String) -> [String] { host.split(separator: ".").map(String.init) }

    /// True for a word of the knowledge, in whatever case.
    func knows(folded word: String) -> Bool { folded.contains(word) || common.contains(word) }

    /// True for a word written as the knowledge writes it, or one of no one.
    func knows(_ word: String) -> Bool { exact.contains(word) || common.contains(Self.fold(word)) }

    /// True for a word of a group, a role, a container.
    func isCommon(folded word: String) -> Bool { common.contains(word) }

    /// True for a whole text that the rules compare with.
    func isText(_ text: String) -> Bool { texts.contains(Self.fold(text)) }

    func isHostEnding(folded label: String) -> Bool { hostEndings.contains(label) }

    /// How many of the last labels of a host everybody knows; all of them for a public one, 0 for a private one.
    func publicLabels(of labels: [String]) -> Int {
        for domain in publicDomains
        where labels.count >= domain.count && labels.suffix(domain.count).elementsEqual(domain) {
            return labels.count
        }
        var most = 0
        for domain in sharedDomains
        where labels.count >= domain.count && labels.suffix(domain.count).elementsEqual(domain) {
            most = max(most, domain.count)
        }
        return most
    }
}
