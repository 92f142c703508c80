import CommandArguments
import TriageBytes
import TriageKit
import TriageModel
import TriageReporting

/// `kbtriage redact`: writes the inputs without what tells people and organisations apart.
enum RedactCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let inputs = try ForcedFormats.apply(to: context.inputs(), arguments) else {
            context.complain("name the files to redact, or pipe a ticket in")
            return .usage
        }
        guard let triage = context.triage() else { return .brokenRules }
        guard let redacted = try Redaction(arguments, context).redact(inputs, triage) else { return .cannotWrite }
        let problems = triage.read(redacted).problems
        context.complain(about: problems)
        let files = redacted.files()
        let code = write(files, context)
        guard code == .success else { return code }
        Redaction.tell(redacted, context)
        return problems.contains(where: \.isFatal) ? .unreadableInput : .success
    }

    /// One text goes where every command writes; several files go into a folder.
    private static func write(_ files: [RedactedCase.File], _ context: CommandContext) -> ExitCode {
        let path = context.arguments.value(of: .redactedOutput).map { FilePath($0) }
        if files.count == 1, path.map({ !Directory.isDirectory($0) && $0.bytes.last != UInt8(ascii: "/") }) ?? true {
            return context.write(files[0].bytes, to: path, then: .success)
        }
        guard let path else {
            if files.isEmpty { return .success }
            context.complain("there are \(files.count) files; name the folder for them with --output")
            return .usage
        }
        do throws(OutputError) {
            if !Directory.isDirectory(path) { try Directory.create(path) }
            for file in files { try OutputFile.write(file.bytes, to: path.appending(FilePath(file.name))) }
            return .success
        } catch {
            context.complain(error.description)
            return .cannotWrite
        }
    }
}

/// What the command line says about redaction.
struct Redaction {
    private let context: CommandContext
    private let key: [UInt8]?
    private let map: FilePath?

    init(_ arguments: ParsedArguments, _ context: CommandContext) throws(UsageError) {
        self.context = context
        map = arguments.value(of: .map).map { FilePath($0) }
        guard let text = arguments.value(of: .key) else {
            key = nil
            return
        }
        // A file that is there is read; anything else is the key itself.
        let path = FilePath(text)
        if let info = try? FileInfo.of(path), info.kind == .regular {
            do throws(InputError) {
                key = try InputFile.read(path, limit: 1 << 16)
            } catch {
                throw arguments.invalidValue(of: .key, expected: "a text, or a file that can be read")
            }
        } else {
            key = Array(text.utf8)
        }
    }

    /// The redacted case, its map written; nil after saying what went wrong.
    func redact(_ inputs: [CaseInput], _ triage: Triage, stated: [String] = []) -> RedactedCase? {
        let redacted = triage.redact(inputs, key: key, stated: stated)
        return writeMap(redacted.map) ? redacted : nil
    }

    // MARK: A queue

    /// Redacts the tickets of a batch, its tokens the same in all of them.
    func queue(_ triage: Triage) -> QueueRedaction { QueueRedaction(triage, key: key, keepsNames: map != nil) }

    /// What else rows of a store depend on: the key, as nobody can tell it.
    var identity: String {
        guard let key, let code = try? HMACSHA256.code(of: Array("store".utf8), key: key) else { return "redact" }
        return "redact=" + Hex.text(Array(code.prefix(16)))
    }

    /// Ends the redaction of a batch: writes the map and says what was masked; false after saying what went wrong.
    func finish(_ queue: QueueRedaction) -> Bool {
        guard writeMap(queue.map) else { return false }
        Self.tell(queue.summary, context)
        return true
    }

    // MARK: Map

    private func writeMap(_ entries: [(kind: String, original: String, token: String)]) -> Bool {
        guard let map else { return true }
        do throws(OutputError) {
            // A map of old may have been open to others; it is none of what is replaced.
            try OutputFile.remove(map)
            try OutputFile.write(Self.json(entries), to: map, mode: 0o600)
            return true
        } catch {
            context.complain(error.description)
            return false
        }
    }

    private static func json(_ entries: [(kind: String, original: String, token: String)]) -> [UInt8] {
        var writer = JSONWriter()
        for entry in entries {
            writer.beginObject()
            writer.key("kind")
            writer.string(entry.kind)
            writer.key("original")
            writer.string(entry.original)
            writer.key("token")
            writer.string(entry.token)
            writer.endObject()
            writer.endLine()
        }
        return writer.bytes
    }

    // MARK: Words

    /// Options of redaction are of no use without it.
    static func check(_ arguments: ParsedArguments) throws(UsageError) {
        guard !arguments.has(.redact) else { return }
        for option in [OptionDeclaration.key, .map] where arguments.value(of: option) != nil {
            throw arguments.invalidValue(of: option, expected: "--redact beside it")
        }
    }

    /// Says on standard error what was masked and what nobody can know.
    static func tell(_ redacted: RedactedCase, _ context: CommandContext) { tell(redacted.summary, context) }

    private static func tell(_ summary: String, _ context: CommandContext) {
        if context.arguments.has(.quiet) { return }
        context.complain("masked: \(summary)")
        context.complain(RedactedCase.limits)
    }
}
