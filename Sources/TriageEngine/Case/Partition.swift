extension RandomAccessCollection where Index == Int {
    /// The first position whose element is in the second part, in a collection whose elements are parted in two; its
    /// end when none is.
    func partitioningIndex(where isInSecondPart: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isInSecondPart(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
