import TriageArchives
import TriageBytes
import TriageModel

/// Reads zip and tar archives and lone compressed files (gzip, xz, bzip2; a tar inside of them too).
struct ArchiveContainer: ContainerReader {
    let format = "archive"

    func recognise(_ input: ContainerInput) -> String? {
        guard let kind = Kind(input.bytes) else { return nil }
        return "certain: \(kind.sign)"
    }

    func contents(of input: ContainerInput, budget: inout ContainerBudget) -> ContainerContents {
        guard let kind = Kind(input.bytes) else { return ContainerContents() }
        var unpacking = Unpacking(input: input, kind: kind)
        do throws(ArchiveError) {
            try unpacking.run(budget: &budget)
        } catch {
            unpacking.fail(error)
        }
        if unpacking.contents.members.isEmpty, unpacking.contents.problems.isEmpty {
            unpacking.contents.problems.append(
                ContainerProblem(code: "empty", message: "is an archive that holds no files", member: ""))
        }
        MemberName.makeUnique(&unpacking.contents.members)
        return unpacking.contents
    }

    /// What the first bytes say.
    enum Kind {
        case zip, tar, gzip, xz, bzip2

        init?(_ bytes: [UInt8]) {
            // Nearly every input is none, and its first byte shows it, but for those that begin with the name of a file.
            switch bytes.first {
            case 0x50, 0x1F, 0xFD, 0x42: break
            default:
                guard Self.isTar(bytes) else { return nil }
                self = .tar
                return
            }
            if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
                self = .zip
            } else if bytes.starts(with: [0x1F, 0x8B, 8]) {
                self = .gzip
            } else if bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) {
                self = .xz
            } else if bytes.starts(with: [0x42, 0x5A, 0x68]), bytes.count >= 10,
                Array(bytes[4..<10]) == [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
            {
                self = .bzip2
            } else if Self.isTar(bytes) {
                self = .tar
            } else {
                return nil
            }
        }

        var sign: String {
            switch self {
            case .zip: "signature PK"
            case .tar: "tar header with its checksum"
            case .gzip: "signature 1F 8B"
            case .xz: "signature FD 37 7A 58 5A"
            case .bzip2: "signature BZh"
            }
        }

        /// True where what is inside can only be reached through what stands before it.
        var isStream: Bool { self != .zip && self != .tar }

        /// Ends of names that are dropped from a lone compressed file.
        var suffixes: [String] {
            switch self {
            case .gzip: [".gz", ".tgz", ".gzip"]
            case .xz: [".xz", ".txz"]
            case .bzip2: [".bz2", ".tbz2"]
            case .zip, .tar: []
            }
        }

        /// The checksum of the first header (POSIX.1-1988 ustar; the same in older forms) is right.
        private static func isTar(_ bytes: [UInt8]) -> Bool {
            guard bytes.count >= 512, bytes[0] != 0 else { return false }
            var stated = 0
            var digits = 0
            for byte in bytes[148..<156] {
                if (0x30...0x37).contains(byte) {
                    stated = stated * 8 + Int(byte - 0x30)
                    digits += 1
                } else if byte != 0x20, byte != 0 {
                    return false
                }
            }
            var sum = 8 * 0x20
            for index in 0..<512 where !(148..<156).contains(index) { sum += Int(bytes[index]) }
            return digits > 0 && sum == stated
        }
    }
}

/// The unpacking of one archive.
struct Unpacking {
    let input: ContainerInput
    let kind: ArchiveContainer.Kind
    /// Bytes one member may have, whatever the budget says.
    var memberLimit = Int.max
    var contents = ContainerContents()

    init(input: ContainerInput, kind: ArchiveContainer.Kind) {
        self.input = input
        self.kind = kind
    }

    mutating func run(budget: inout ContainerBudget) throws(ArchiveError) {
        var reader = try ArchiveReader(input.bytes)
        while try step(&reader, budget: &budget) {}
    }

    /// Looks at the next member; false when there is none, or the rest cannot be reached.
    mutating func step(_ reader: inout ArchiveReader, budget: inout ContainerBudget) throws(ArchiveError) -> Bool {
        guard let entry = try reader.next() else { return false }
        let name = MemberName.shown(entry.path)
        if name == "[Content_Types].xml" {
            // ECMA-376, part 2: an Office document is a zip archive with this member.
            contents = ContainerContents()
            contents.problems.append(
                ContainerProblem(code: "unread-format", message: ForeignFormat.office.message, member: ""))
            return false
        }
        if entry.kind == .folder { return true }
        guard budget.members > 0 else {
            contents.problems.append(.overBudget("", budget))
            return false
        }
        if Self.isOfTheSystem(name) {
            let what = ContainerMember.Description(
                format: "system-file", what: "a file of the system the archive was made on",
                byteCount: Int(clamping: entry.size ?? 0))
            contents.members.append(ContainerMember(name: name, content: .named(what), hints: ContainerHints()))
            budget.members -= 1
            return true
        }
        if let refusal = Self.refusal(entry, name) {
            contents.problems.append(refusal)
            return true
        }
        return try read(entry, as: name, from: &reader, budget: &budget)
    }

    /// Reads one member; false when the rest of the archive cannot be reached within the budget.
    private mutating func read(
        _ entry: ArchiveEntry, as name: String, from reader: inout ArchiveReader, budget: inout ContainerBudget
    ) throws(ArchiveError) -> Bool {
        let shown = shownName(name)
        let limit = min(budget.allowance, memberLimit)
        if let size = entry.size, size > Int64(limit) {
            contents.problems.append(Self.tooLarge(shown))
            // Passing over a member of a compressed stream means unpacking it.
            return !kind.isStream || passOver(&reader, entry: shown)
        }
        switch reader.content(limit: limit) {
        case .whole(let bytes) where kind.isStream && bytes == input.bytes:
            // Not even the header of the compressed file is whole: the library hands it out as it is.
            contents.problems.append(
                ContainerProblem(
                    code: "damaged-archive", message: "is cut short; nothing of it can be read", member: ""))
            return false
        case .whole(let bytes):
            guard budget.take(bytes.count) else { return false }
            contents.members.append(ContainerMember(name: shown, content: .bytes(bytes), hints: ContainerHints()))
            return true
        case .tooLarge:
            contents.problems.append(Self.tooLarge(shown))
            return !kind.isStream || passOver(&reader, entry: shown)
        case .damaged(let bytes, let reason):
            contents.problems.append(
                ContainerProblem(
                    code: "damaged-archive", message: "is damaged: \(reason); what stands before is read", member: shown
                ))
            if !bytes.isEmpty, budget.take(bytes.count) {
                contents.members.append(ContainerMember(name: shown, content: .bytes(bytes), hints: ContainerHints()))
            }
            return !kind.isStream
        }
    }

    private mutating func passOver(_ reader: inout ArchiveReader, entry: String) -> Bool {
        if reader.discard(limit: 64 << 20) { return true }
        contents.problems.append(
            ContainerProblem(
                code: "limit-bytes", message: "what stands behind this member was not reached; send it alone",
                member: entry))
        return false
    }

    /// A lone compressed file has the name of its archive without what the compression added.
    private func shownName(_ name: String) -> String {
        guard kind.isStream, name.isEmpty || name == "data" else { return name.isEmpty ? "member" : name }
        let own = input.name.split(whereSeparator: { $0 == "/" || $0 == "!" }).last.map(String.init) ?? ""
        for suffix in kind.suffixes where own.asciiLowercased.hasSuffix(suffix) && own.utf8.count > suffix.utf8.count {
            return String(own.dropLast(suffix.count))
        }
        return "content"
    }

    mutating func fail(_ error: ArchiveError) {
        let isAbsent = error.code == .unavailable
        contents.problems.append(
            ContainerProblem(
                code: isAbsent ? "archives-unavailable" : "damaged-archive",
                message: isAbsent
                    ? "archives cannot be opened on this machine (\(error.message)); unpack it and give the files"
                    : "is damaged: \(error.message)" + (contents.members.isEmpty ? "" : "; what stands before is read"),
                member: ""))
    }

    /// What macOS and Windows put beside the files somebody meant to send.
    private static func isOfTheSystem(_ name: String) -> Bool {
        name.hasPrefix("__MACOSX/")
            || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(
                name.split(separator: "/").last.map(String.init) ?? "")
    }

    /// Why a member is not even looked at; nil when it is a plain file.
    private static func refusal(_ entry: ArchiveEntry, _ name: String) -> ContainerProblem? {
        let reason: (String, String)? =
            if entry.leadsOutside {
                ("unsafe-path", "its path leads out of the archive; it was not read")
            } else if entry.isEncrypted {
                ("encrypted", "needs a password; unpack it and give the files")
            } else {
                switch entry.kind {
                case .file, .folder: nil
                case .symbolicLink, .hardLink: ("link", "is a link to something else; links are not followed")
                case .special: ("not-a-regular-file", "is a device, pipe or socket; it was not read")
                }
            }
        return reason.map { ContainerProblem(code: $0.0, message: $0.1, member: name) }
    }

    private static func tooLarge(_ name: String) -> ContainerProblem {
        ContainerProblem(
            code: "limit-bytes",
            message: "unpacked, it has more bytes than are read of an input of this size; send it alone",
            member: name)
    }
}
