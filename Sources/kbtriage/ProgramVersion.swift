/// The version of the program, as `--version` and the reports print it.
enum ProgramVersion {
    static let text = "0.1.0"
}
