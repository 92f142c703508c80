/// Formats an input can be said to have (`--format-of`), where the program would take it for something else.
public enum InputFormat: String, Sendable, Hashable, CaseIterable {
    /// Serialised PowerShell objects.
    case clixml
    /// JSON, also one value a line.
    case json
    /// LDIF.
    case ldif
    /// Cells parted by commas, semicolons or tabs.
    case csv
    /// A page or the body of a mail.
    case html
    /// Any other XML that is known: ConvertTo-Xml, DSML, exports of a sync server, events.
    case xml
    /// `Name : value`.
    case list
    /// Rows under headings and dashes.
    case table
    /// What `reg query` prints, or a `.reg` file.
    case registry
    /// An event as the event viewer copies it.
    case event
    /// Prose, errors and commands, and nothing structured.
    case text
}
