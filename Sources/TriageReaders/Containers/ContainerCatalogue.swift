/// Every container reader, in the order in which they are asked. A new container format is one file and one line here.
public enum ContainerCatalogue {
    static let readers: [any ContainerReader] = [
        ArchiveContainer(),
        OutlookContainer(),
        TNEFContainer(),
        SMIMEContainer(),
        MailboxContainer(),
        MailContainer(),
        RichTextContainer(),
    ]

    /// The format of a container, why it was taken for one, and what it holds; nil for an input that is no container.
    public static func open(_ input: ContainerInput, budget: inout ContainerBudget) -> (
        format: String, why: String, contents: ContainerContents
    )? {
        for reader in readers {
            guard let why = reader.recognise(input) else { continue }
            return (reader.format, why, reader.contents(of: input, budget: &budget))
        }
        return nil
    }

    /// Whether an input is a container; it is not opened.
    public static func format(of input: ContainerInput) -> String? {
        readers.first { $0.recognise(input) != nil }?.format
    }
}
