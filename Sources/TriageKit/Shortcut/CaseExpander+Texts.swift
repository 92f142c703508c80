import TriageBytes
import TriageModel
import TriageReaders

extension CaseExpander {
    /// Bytes that may come out of a container before anybody asked for room.
    private static let mostBytes = 1 << 20

    /// True for an input that is nothing but text as it is: no container, no picture, nothing known that is no text.
    static func isItsOwnText(_ bytes: [UInt8], name: String) -> Bool {
        let input = ContainerInput(bytes: bytes, name: name)
        guard ContainerCatalogue.format(of: input) == nil,
            DescribedInput.picture(bytes, name: name, hints: input.hints) == nil,
            ForeignFormat(signatureOf: bytes) == nil
        else { return false }
        // What is no text of a known format is told by its control characters, which are signs (``TextSigns``) in what is not
        // decoded.
        return TextDecoder.isPlain(bytes)
    }

    /// The texts an input holds; nil stands for what is no text, or could not be read. An input that is nothing but text
    /// is not copied, and its lines are not counted.
    static func texts(of bytes: [UInt8], name: String) -> [[UInt8]?] {
        let input = ContainerInput(bytes: bytes, name: name)
        if ContainerCatalogue.format(of: input) == nil {
            guard DescribedInput.picture(bytes, name: name, hints: input.hints) == nil,
                ForeignFormat(signatureOf: bytes) == nil
            else {
                return [nil]
            }
            if TextDecoder.isPlain(bytes) { return [bytes] }
            return ForeignFormat(bytes) == nil ? [TextDecoder.decode(bytes).text] : [nil]
        }
        if ArchiveMembers.begins(bytes) { return [nil] }
        // What is large inside is left to the reading, which asks for room first.
        var texts: [[UInt8]?] = []
        var expander = CaseExpander(budget: ContainerBudget(bytes: mostBytes))
        expander.expand(CaseInput(name: name, bytes: bytes)) { leaf in
            if case .text(let info) = leaf { texts.append(info.text) } else { texts.append(nil) }
        }
        return texts
    }
}
