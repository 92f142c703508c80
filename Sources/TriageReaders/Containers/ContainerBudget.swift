/// What the containers of one case may cost together. One budget a case, so that a bomb inside of a bomb gains nothing.
public struct ContainerBudget: Sendable, Hashable {
    /// Bytes that may still come out of containers.
    public private(set) var bytes: Int
    /// Members that may still be read.
    public internal(set) var members: Int
    /// Containers inside of each other.
    public let maximumDepth: Int
    /// Bytes that may come out of one input for each of its own, once more than ``free`` come out.
    public let maximumRatio: Int
    /// Bytes that may come out of an input whatever its size.
    public let free: Int
    /// Bytes that may still come out of the present input, containers inside of it included.
    private var inputBytes: Int

    /// Limits a ticket does not reach: 256 MiB in 5,000 members, 8 containers deep, 100 bytes for one beyond 64 MiB.
    public init(
        bytes: Int = 256 << 20, members: Int = 5_000, maximumDepth: Int = 8, maximumRatio: Int = 100,
        free: Int = 64 << 20
    ) {
        self.bytes = bytes
        self.members = members
        self.maximumDepth = maximumDepth
        self.maximumRatio = maximumRatio
        self.free = free
        inputBytes = bytes
    }

    /// Begins an input of the case: what comes out of it, at any depth, is measured against its size.
    public mutating func begin(inputOf count: Int) {
        let (scaled, overflow) = count.multipliedReportingOverflow(by: maximumRatio)
        inputBytes = min(bytes, max(free, overflow ? Int.max : scaled))
    }

    /// Bytes that may come out of the next member.
    var allowance: Int { min(bytes, inputBytes) }

    /// Takes one member of that size; false, and nothing is taken, when the budget is used up.
    mutating func take(_ count: Int) -> Bool {
        guard members > 0, count <= allowance else { return false }
        members -= 1
        bytes -= count
        inputBytes -= count
        return true
    }
}

extension ContainerProblem {
    /// What there is to say when a budget is used up.
    static func overBudget(_ member: String, _ budget: ContainerBudget) -> ContainerProblem {
        budget.members <= 0
            ? ContainerProblem(
                code: "limit-members",
                message: "the case holds more inputs than are read; the rest was left out; send what matters alone",
                member: member)
            : ContainerProblem(
                code: "limit-bytes",
                message: "unpacked, it has more bytes than are read; it was left out; send it alone", member: member)
    }
}
