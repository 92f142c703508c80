import TriageModel

/// Cuts clean text into regions: asks the readers at every line that looks like something, and leaves the rest as prose.
struct RegionCutter {
    let readers: [any RegionReader]
    let vocabulary: PreparedVocabulary

    /// The regions of a text, in order, without gaps but for blank lines.
    func cut(_ text: CleanText) -> [ReadRegion] {
        var regions: [ReadRegion] = []
        var floor = 0
        var line = 0
        while line < text.lines.count {
            let shape = text.lines[line].shape
            if shape != .blank, let region = read(text, at: line, floor: floor, shape: shape) {
                addProse(floor..<region.lines.lowerBound, of: text, to: &regions)
                floor = region.lines.upperBound
                line = floor
                regions.append(region)
            } else {
                line += 1
            }
        }
        addProse(floor..<text.lines.count, of: text, to: &regions)
        return regions
    }

    private func read(_ text: CleanText, at line: Int, floor: Int, shape: LineShape) -> ReadRegion? {
        for reader in readers where reader.triggers.isEmpty || !reader.triggers.isDisjoint(with: shape) {
            guard let region = reader.region(in: text, at: line, floor: floor, vocabulary: vocabulary) else { continue }
            // A region that does not hold the line, or reaches into another, would stop or confuse the cutting.
            guard region.lines.contains(line), region.lines.lowerBound >= floor,
                region.lines.upperBound <= text.lines.count
            else { continue }
            return region
        }
        return nil
    }

    private func addProse(_ lines: Range<Int>, of text: CleanText, to regions: inout [ReadRegion]) {
        var first = lines.lowerBound
        var last = lines.upperBound
        while first < last, isEmpty(text, first) { first += 1 }
        while last > first, isEmpty(text, last - 1) { last -= 1 }
        guard first < last else { return }
        regions.append(
            ReadRegion(lines: first..<last, format: "prose", why: "no other format was recognised", records: []))
    }

    private func isEmpty(_ text: CleanText, _ line: Int) -> Bool {
        text.lines[line].isBlank || text.lines[line].shape.contains(.fence)
    }
}
