import TriageModel

/// Where the stations of a way stand in a drawing.
struct WayMap {
    struct Box {
        var x: Int
        var y: Int
        var width: Int
        var height: Int

        var middle: Int { y + height / 2 }
    }

    struct Line {
        var path: String
        var source: Int
        var target: Int
    }

    let boxes: [Box]
    let lines: [Line]
    let width: Int
    let height: Int

    /// Side by side, as the presentation places them.
    static func wide(_ presentation: Presentation) -> WayMap {
        let size = (width: 214, height: 62)
        let pitch = (x: 252, y: 82)
        let columns = presentation.hops.map(\.column).max() ?? 1
        let rows = presentation.hops.map(\.row).max() ?? 1
        let boxes = presentation.hops.map { hop in
            Box(
                x: 4 + (hop.column - 1) * pitch.x, y: 4 + (hop.row - 1) * pitch.y, width: size.width,
                height: size.height)
        }
        let lines = edges(presentation).map { from, to in
            let start = boxes[from]
            let end = boxes[to]
            let x = start.x + start.width
            let bend = (end.x - x) / 2
            let path =
                start.middle == end.middle
                ? "M\(x) \(start.middle)H\(end.x - 3)"
                : "M\(x) \(start.middle)C\(x + bend) \(start.middle) \(end.x - bend) \(end.middle) \(end.x - 3) \(end.middle)"
            return Line(path: path, source: from, target: to)
        }
        return WayMap(
            boxes: boxes, lines: lines, width: (columns - 1) * pitch.x + size.width + 8,
            height: (rows - 1) * pitch.y + size.height + 8)
    }

    /// One below the other, for narrow screens: what does not follow its forerunner is reached through the margin.
    static func narrow(_ presentation: Presentation) -> WayMap {
        let margin = 34
        let size = (width: 300, height: 58)
        let pitch = 76
        let boxes = presentation.hops.indices.map {
            Box(x: margin, y: 4 + $0 * pitch, width: size.width, height: size.height)
        }
        let lines = edges(presentation).map { from, to in
            let start = boxes[from]
            let end = boxes[to]
            if to == from + 1 {
                let x = start.x + 22
                return Line(path: "M\(x) \(start.y + start.height)V\(end.y - 3)", source: from, target: to)
            }
            let lane = 6 + from % 3 * 7
            return Line(
                path: "M\(start.x) \(start.middle)H\(lane + 6)Q\(lane) \(start.middle) \(lane) \(start.middle + 6)"
                    + "V\(end.middle - 6)Q\(lane) \(end.middle) \(lane + 6) \(end.middle)H\(end.x - 3)", source: from,
                target: to)
        }
        return WayMap(
            boxes: boxes, lines: lines, width: margin + size.width + 4,
            height: (boxes.count - 1) * pitch + size.height + 8)
    }

    private static func edges(_ presentation: Presentation) -> [(Int, Int)] {
        presentation.links.compactMap { link in
            guard let from = presentation.hops.firstIndex(where: { $0.id == link.from }),
                let to = presentation.hops.firstIndex(where: { $0.id == link.to })
            else { return nil }
            return (from, to)
        }
    }
}
