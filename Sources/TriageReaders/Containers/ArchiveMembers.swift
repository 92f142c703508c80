import TriageArchives

/// The members of an archive, one after the other, so that an archive of any number of them takes the memory of one. For
/// archives whose members are cases of their own; those of one case come through ``ContainerCatalogue``.
///
/// One thread at a time may use it.
public final class ArchiveMembers: @unchecked Sendable {
    // SAFETY: nothing here is shared: the class exists because the reader cannot be copied, and its user is one thread.
    private var unpacking: Unpacking
    private var reader: ArchiveReader
    private var budget: ContainerBudget
    private var names: [String: Int] = [:]
    private var isAtEnd = false

    /// A member, or what could not be read.
    public enum Item: Sendable {
        /// A file of the archive.
        case member(ContainerMember)
        /// What could not be read.
        case problem(ContainerProblem)
    }

    private var waiting: [Item] = []

    /// Opens an archive: zip, tar, or a lone compressed file; nil for anything else.
    ///
    /// - Parameter memberLimit: bytes a member may have; one that has more is a problem.
    public init?(_ bytes: [UInt8], name: String, memberLimit: Int) {
        guard let kind = ArchiveContainer.Kind(bytes) else { return nil }
        let input = ContainerInput(bytes: bytes, name: name)
        unpacking = Unpacking(input: input, kind: kind)
        unpacking.memberLimit = memberLimit
        budget = ContainerBudget(bytes: 64 << 30, members: 1_000_000, maximumRatio: 1_000, free: 1 << 30)
        budget.begin(inputOf: bytes.count)
        do throws(ArchiveError) {
            reader = try ArchiveReader(bytes)
        } catch {
            // An archive of nothing stands in for one that cannot be opened; the reason comes first.
            guard let empty = try? ArchiveReader([]) else { return nil }
            reader = empty
            unpacking.fail(error)
            isAtEnd = true
            collect()
        }
    }

    /// The next member or problem; nil behind the last one.
    public func next() -> Item? {
        while waiting.isEmpty, !isAtEnd {
            do throws(ArchiveError) {
                isAtEnd = try !unpacking.step(&reader, budget: &budget)
            } catch {
                unpacking.fail(error)
                isAtEnd = true
            }
            collect()
        }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    private func collect() {
        for var member in unpacking.contents.members {
            let count = (names[member.name] ?? 0) + 1
            names[member.name] = count
            if count > 1 { member.name += " (\(count))" }
            waiting.append(.member(member))
        }
        waiting += unpacking.contents.problems.map { .problem($0) }
        unpacking.contents = ContainerContents()
    }
}

extension ArchiveMembers {
    /// True when the bytes begin as an archive does; the first 512 are enough.
    public static func begins(_ bytes: [UInt8]) -> Bool { ArchiveContainer.Kind(bytes) != nil }
}
