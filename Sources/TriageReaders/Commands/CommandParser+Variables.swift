import TriageModel

/// Variables of a command line: `$u = Get-X anna`, and then `$u.photo.Length`.
extension CommandParser {
    /// The variable a statement that asks for members of one names, in lower case; nil for any other statement.
    static func askedVariable(_ line: ArraySlice<UInt8>) -> String? {
        let line = line.drop { $0 == 0x20 }
        guard line.first == 0x24, let dot = line.firstIndex(of: 0x2E) else { return nil }
        let name = line[(line.startIndex + 1)..<dot]
        let members = line[(dot + 1)...]
        guard isName(name), members.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy(isName) else {
            return nil
        }
        return String(decoding: name, as: UTF8.self).asciiLowercased
    }

    /// True when a command line gives a variable a value.
    static func assigns(_ line: ArraySlice<UInt8>, to variable: String) -> Bool {
        let line = line.drop { $0 == 0x20 }
        guard line.first == 0x24 else { return false }
        let name = line.dropFirst().prefix(variable.utf8.count)
        guard name.map(\.asciiLowered).elementsEqual(variable.utf8) else { return false }
        let rest = line[name.endIndex...].drop { $0 == 0x20 }
        return rest.first == 0x3D && rest.dropFirst().first != 0x3D
    }

    /// True when a command line may give a variable another value in a way that is not followed: `foreach ($u in …)`,
    /// `$u += …`, `$u.photo = …`, `… -OutVariable u`.
    static func mayChange(_ line: ArraySlice<UInt8>, _ variable: String) -> Bool {
        let text = String(decoding: line, as: UTF8.self).asciiLowercased
        guard text.contains(variable) else { return false }
        if text.contains("$" + variable + "."), text.contains("=") { return true }
        return text.contains("foreach") || text.contains("for (") || text.contains("for(") || text.contains("+=")
            || text.contains("variable") || text.contains("-ov ")
    }

    private static func isName(_ word: ArraySlice<UInt8>) -> Bool {
        !word.isEmpty && word.count <= 64 && word.allSatisfy { $0.isAlphanumeric || $0 == 0x5F }
    }
}
