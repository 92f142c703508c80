/// The manual page of a program in roff (man macros), section 1.
struct ManualPage {
    let program: CommandDeclaration
    let version: String

    var text: String { "" }
}
