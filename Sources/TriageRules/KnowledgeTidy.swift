import TriageXML

/// Lays out files of `rules/` in one way, without a change of what they say (see ``XMLTidy``).
public enum KnowledgeTidy {
    /// The file laid out; equal to what was given where it is in order.
    ///
    /// - Parameter name: the file as mistakes show it.
    public static func tidied(_ bytes: [UInt8], name: String) throws(KnowledgeError) -> [UInt8] {
        do throws(XMLFault) {
            return try XMLTidy.tidied(bytes)
        } catch {
            throw KnowledgeError([RuleMistake(file: name, line: error.line, what: error.detail)])
        }
    }
}
