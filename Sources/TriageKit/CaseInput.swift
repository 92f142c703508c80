public import TriageBytes
import TriageModel

/// One input of a case: its name and its bytes, or why they could not be had.
public struct CaseInput: Sendable {
    /// Name shown: the path as given, or `stdin`.
    public var name: String
    /// The bytes.
    public var content: Result<[UInt8], InputError>

    /// An input whose bytes are there.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        content = .success(bytes)
    }

    /// Reads a file; a path that cannot be read is an input too, so that it is reported with the others.
    public init(path: FilePath) {
        name = path.description
        do throws(InputError) {
            content = .success(try InputFile.read(path))
        } catch {
            content = .failure(error)
        }
    }

    /// Reads standard input to its end.
    public static func standardInput() -> CaseInput {
        var input = CaseInput(name: "stdin", bytes: [])
        do throws(InputError) {
            input.content = .success(try InputFile.readStandardInput())
        } catch {
            input.content = .failure(error)
        }
        return input
    }

    /// What there is to say when the bytes could not be had.
    var problem: Evidence.Problem? {
        guard case .failure(let error) = content else { return nil }
        return Evidence.Problem(code: error.code.rawValue, message: error.message, file: name, isFatal: true)
    }
}
