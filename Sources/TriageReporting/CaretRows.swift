/// The rows of carets under one row of source, with their labels: beside the carets where there is room, else before
/// them, else on a row of their own.
enum CaretRows {
    /// Columns to underline and what to say about them.
    struct Mark: Hashable {
        var columns: Range<Int>
        var label: String
    }

    /// Rows of text without trailing blanks, none wider than `room`.
    static func rows(_ marks: [Mark], room: Int, ascii: Bool) -> [String] {
        let glyphs = Glyphs(ascii: ascii)
        var rows: [Row] = []
        for mark in merged(marks) {
            let label = TextFit.start(TerminalText.safe(mark.label, ascii: ascii), columns: room, glyphs: glyphs)
            let width = DisplayWidth.of(label)
            let carets = String(repeating: glyphs.caret, count: mark.columns.count)
            if label.isEmpty {
                place(carets, at: mark.columns.lowerBound, width: mark.columns.count, in: &rows)
            } else if mark.columns.upperBound + 1 + width <= room {
                place(
                    carets + " " + label, at: mark.columns.lowerBound, width: mark.columns.count + 1 + width, in: &rows)
            } else if mark.columns.lowerBound >= 1 + width {
                let start = mark.columns.lowerBound - 1 - width
                place(label + " " + carets, at: start, width: mark.columns.count + 1 + width, in: &rows)
            } else {
                place(carets, at: mark.columns.lowerBound, width: mark.columns.count, in: &rows)
                let start = max(0, min(mark.columns.lowerBound, room - width))
                rows.append(Row(items: [(start, start + width, label)]))
            }
        }
        return rows.map(\.text)
    }

    /// Marks of the same columns become one, their labels joined.
    private static func merged(_ marks: [Mark]) -> [Mark] {
        var merged: [Mark] = []
        for mark in marks {
            if let last = merged.last, last.columns == mark.columns {
                let labels = [last.label, mark.label].filter { !$0.isEmpty }
                merged[merged.count - 1].label =
                    labels.first == labels.last ? labels.first ?? "" : labels.joined(separator: ", ")
            } else {
                merged.append(mark)
            }
        }
        return merged
    }

    /// Puts text into the first row where it touches nothing.
    private static func place(_ text: String, at start: Int, width: Int, in rows: inout [Row]) {
        let end = start + width
        for index in rows.indices where rows[index].isFree(from: start, to: end) {
            rows[index].items.append((start, end, text))
            return
        }
        rows.append(Row(items: [(start, end, text)]))
    }

    private struct Row {
        var items: [(start: Int, end: Int, text: String)]

        func isFree(from start: Int, to end: Int) -> Bool {
            items.allSatisfy { start > $0.end || end < $0.start }
        }

        var text: String {
            var text = ""
            var column = 0
            for item in items.sorted(by: { $0.start < $1.start }) {
                text += String(repeating: " ", count: max(0, item.start - column)) + item.text
                column = item.end
            }
            return text
        }
    }
}
