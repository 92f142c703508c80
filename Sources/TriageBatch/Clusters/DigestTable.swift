import TriageBytes

/// Numbers by digest. Digests are as random as any hash of them, so that a place follows from the digest itself.
struct DigestTable {
    private var digests: [SHA256Digest] = []
    private var numbers: [Int32] = []
    /// Positions in the lists by place; -1 where there is none. At least twice as many as digests, a power of two.
    private var places = [Int32](repeating: -1, count: 1_024)

    /// The number of a digest; nil where there was none, and then it has this one.
    mutating func number(of digest: SHA256Digest, orBecomes number: Int32) -> Int32? {
        if digests.count * 2 >= places.count { grow() }
        var place = place(of: digest)
        while places[place] >= 0 {
            let position = Int(places[place])
            if digests[position] == digest { return numbers[position] }
            place = (place + 1) & (places.count - 1)
        }
        places[place] = Int32(digests.count)
        digests.append(digest)
        numbers.append(number)
        return nil
    }

    private func place(of digest: SHA256Digest) -> Int {
        Int(truncatingIfNeeded: digest.firstBytes) & (places.count - 1)
    }

    private mutating func grow() {
        places = [Int32](repeating: -1, count: places.count * 2)
        for (position, digest) in digests.enumerated() {
            var place = place(of: digest)
            while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
            places[place] = Int32(position)
        }
    }
}
