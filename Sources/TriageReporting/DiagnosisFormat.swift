/// The formats a diagnosis can be shown in: what `--format` takes.
public enum DiagnosisFormat: String, Sendable, CaseIterable {
    /// A screen for the terminal.
    case text
    /// The contract for programs.
    case json
    /// One page for people who did not run it.
    case html
    /// For the ticket.
    case markdown
    /// Rows for spreadsheets.
    case csv
    /// SARIF 2.1.0.
    case sarif
    /// JUnit's XML.
    case junit
    /// The mail to the customer.
    case reply
    /// A PowerShell script that does the steps.
    case fix
}
