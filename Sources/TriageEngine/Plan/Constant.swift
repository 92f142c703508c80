import TriageModel

/// A constant of a rule, read once in every way it can be compared.
struct Constant: Sendable {
    /// As written.
    let text: String
    /// Without blanks, lower case.
    let folded: [UInt8]
    let boolean: Bool?
    let number: Int64?
    let guid: String?
    let day: CivilDate?

    init(_ text: String) {
        self.text = text
        folded = FoldedText.fold(text)
        boolean = WrittenNumber.boolean(text)
        let startsLikeANumber = text.utf8.first.map { (0x30...0x39).contains($0) || $0 <= 0x2D } ?? false
        number = startsLikeANumber ? WrittenNumber.plain(text) : nil
        day = startsLikeANumber ? CivilDate(iso: text) : nil
        guid = text.utf8.count >= 24 ? GUIDText.any(text) : nil
    }
}
