/// Why the knowledge cannot be embedded.
struct EmbedFailure: Error {
    /// One mistake a line.
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
