import TriageModel
import TriageXML

/// Checks steps against each other.
enum ArticleLint {
    /// `isComplete`: false when a file could not be read, which may hold the step somebody asks for.
    static func run(_ steps: [ReadStep], isComplete: Bool) {
        var first: [String: ReadStep] = [:]
        for read in steps {
            if let other = first[read.step.id] {
                read.element.note(
                    "step '\(read.step.id)' stands twice: also \(other.element.mistakes.file):\(other.element.line)")
            } else {
                first[read.step.id] = read
            }
        }
        let ids = first.keys.sorted()
        for read in steps where isComplete && !read.step.replacedBy.isEmpty && first[read.step.replacedBy] == nil {
            read.element.noteUnknown("step", read.step.replacedBy, known: ids)
        }
        checkCycles(steps, first)
    }

    private static func checkCycles(_ steps: [ReadStep], _ byID: [String: ReadStep]) {
        var cleared: Set<String> = []
        for read in steps {
            var path: [String] = []
            var current: String? = read.step.id
            while let id = current, !cleared.contains(id) {
                if let start = path.firstIndex(of: id) {
                    let circle = path[start...] + [id]
                    byID[id]?.element.note("steps replace each other in a circle: " + circle.joined(separator: " -> "))
                    break
                }
                path.append(id)
                let next = byID[id]?.step.replacedBy ?? ""
                current = next.isEmpty ? nil : next
            }
            cleared.formUnion(path)
        }
    }
}
