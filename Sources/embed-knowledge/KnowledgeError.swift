/// Why the knowledge cannot be embedded.
struct KnowledgeError: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
