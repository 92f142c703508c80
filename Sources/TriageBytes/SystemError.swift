/// The number the system gives for what went wrong (`errno`).
struct SystemError: Error {
    let number: Int32
}
