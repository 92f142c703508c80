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
        number = WrittenNumber.plain(text)
        guid = GUIDText.any(text)
        day = CivilDate(iso: text)
    }
}
