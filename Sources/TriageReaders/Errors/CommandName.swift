import TriageModel

/// Names of commands as they stand before an error's message.
enum CommandName {
    /// True when the line starts with `Verb-Noun :` or `Verb-Noun:` of an approved PowerShell verb.
    ///
    /// Mail and HTTP headers (`Content-Type:`) have the same shape, so the verb is looked at.
    static func isHeader(_ text: CleanText, _ line: Int) -> Bool {
        guard text.lines[line].shape.contains(.commandHeader) else { return false }
        let body = text.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        return hasApprovedVerb(body)
    }

    /// True when the text starts with an approved verb, a hyphen and a noun of three letters or more.
    static func hasApprovedVerb(_ text: ArraySlice<UInt8>) -> Bool {
        guard let hyphen = text.prefix(16).firstIndex(of: 0x2D) else { return false }
        var noun = hyphen + 1
        while noun < text.endIndex, noun - hyphen < 4, text[noun].isAlphanumeric { noun += 1 }
        guard noun - hyphen >= 4 else { return false }
        return verbs.contains(String(decoding: text[text.startIndex..<hyphen], as: UTF8.self).asciiLowercased)
    }

    /// The verbs of Get-Verb (PowerShell 7), which every published command has.
    private static let verbs: Set<String> = [
        "add", "approve", "assert", "backup", "block", "build", "checkpoint", "clear", "close", "compare", "complete",
        "compress", "confirm", "connect", "convert", "convertfrom", "convertto", "copy", "debug", "deny", "deploy",
        "disable", "disconnect", "dismount", "edit", "enable", "enter", "exit", "expand", "export", "find", "foreach",
        "format", "get", "grant", "group", "hide", "import", "initialize", "install", "invoke", "join", "limit",
        "lock", "measure", "merge", "mount", "move", "new", "open", "optimize", "out", "ping", "pop", "protect",
        "publish", "push", "read", "receive", "redo", "register", "remove", "rename", "repair", "request", "reset",
        "resize", "resolve", "restart", "restore", "resume", "revoke", "save", "search", "select", "send", "set",
        "show", "skip", "sort", "split", "start", "step", "stop", "submit", "suspend", "switch", "sync", "tee",
        "test", "trace", "unblock", "undo", "uninstall", "unlock", "unprotect", "unpublish", "unregister", "update",
        "use", "wait", "watch", "where", "write",
    ]
}
