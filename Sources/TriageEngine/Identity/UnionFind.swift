/// Sets that grow together (union by size, path halving): near-linear whatever the input.
struct UnionFind {
    private var parents: [Int]
    private var sizes: [Int]

    /// `count` sets of one member each.
    init(count: Int) {
        parents = Array(0..<count)
        sizes = Array(repeating: 1, count: count)
    }

    /// The representative of a member's set.
    mutating func root(of member: Int) -> Int {
        var member = member
        while parents[member] != member {
            parents[member] = parents[parents[member]]
            member = parents[member]
        }
        return member
    }

    /// Makes two sets one; says which representative stays and which goes, nil when they were one already.
    @discardableResult
    mutating func join(_ left: Int, _ right: Int) -> (kept: Int, gone: Int)? {
        let left = root(of: left)
        let right = root(of: right)
        guard left != right else { return nil }
        let (kept, gone) = (sizes[left], -left) >= (sizes[right], -right) ? (left, right) : (right, left)
        parents[gone] = kept
        sizes[kept] += sizes[gone]
        return (kept, gone)
    }
}
