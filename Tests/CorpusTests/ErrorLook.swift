import TriageTestSupport

/// One look of an error: a file of the shared PowerShell views. What it shows is told by its name.
struct ErrorLook: Sendable, CustomStringConvertible {
    let view: String
    let input: SampleInput

    var description: String { view + "/" + input.name }

    private var stem: String { String(input.name.prefix { $0 != "." }) }
    private var squeezed: String { (input.text ?? "").squeezed }

    /// Fields a reader must find in this look, if the truth has them.
    var shownFields: [String] {
        let category = ["category", "cmdlet", "reason", "target", "targetType"]
        switch stem {
        case "category": return category
        case "concise-120", "concise-72", "concise-ansi", "caught":
            return ["cmdlet", "message"] + (squeezed.contains("Line|") ? ["script", "line"] : [])
        case "normal-120", "normal-60", "normal-80":
            return ["message", "errorId", "script", "line", "column"] + category
        case "detailed", "get-error":
            return ["message", "errorId", "exceptionType", "script", "line", "column"] + category
        case "format-list": return ["message", "errorId", "exceptionType"] + category
        case "exception-list": return ["message"] + (squeezed.contains("Type:") ? ["exceptionType"] : [])
        default: return ErrorTruth.fields
        }
    }

    /// True when the look says line and column of a command typed at the prompt (`At line:1 char:76`).
    var showsPosition: Bool {
        ["normal-120", "normal-60", "normal-80", "detailed", "get-error", "errors"].contains(stem)
    }

    /// True when the look carries what tells this cause from others (fact sheet, sections 2 and 3).
    func carriesDiscriminator(of cause: String) -> Bool {
        let text = squeezed
        switch cause {
        case "RC22": return text.contains("(413)RequestEntityTooLarge") && text.contains("UserPhoto")
        case "RC26":
            return text.contains("Set-UserPhoto")
                && (text.contains("isnotrecognized") || text.contains("CommandNotFoundException"))
        case "RC03":
            return text.contains("thumbnailPhoto")
                && (text.contains("8322") || text.contains("notintheacceptablerange"))
        case "RC24": return text.contains("Basicauthenticationiscurrentlydisabled")
        case "RC25": return text.contains("AADSTS50076")
        case "RC34": return text.contains("ErrorAccessDenied") && text.contains("UserPhoto")
        default: return false
        }
    }
}
