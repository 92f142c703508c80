/// What a mailbox file looks like, for those who read one message by message (RFC 4155, mboxrd quoting).
public enum MailboxFormat {
    /// True when the bytes begin as a mailbox does; the first few kilobytes are enough.
    public static func begins(_ bytes: [UInt8]) -> Bool {
        MailboxContainer().recognise(ContainerInput(bytes: bytes, name: "")) != nil
    }

    /// True for a line `From anna@contoso.example Mon Nov 16 09:02:41 2026` at `start`; behind a blank line it begins a
    /// message.
    public static func isSeparator(_ bytes: [UInt8], at start: Int = 0) -> Bool {
        MailboxContainer.isSeparator(bytes, start)
    }

    /// A message without what its quoting put before lines that begin with `From `.
    public static func unquoted(_ message: [UInt8]) -> [UInt8] { MailboxContainer.unquoted(message[...]) }
}
