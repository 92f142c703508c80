/// How a console cuts a line that is longer than the window.
public struct ConsoleWrap: Sendable, Hashable, CustomStringConvertible {
    /// What stands between the end of the text and the right edge of the window when it is copied.
    public enum RightEdge: String, Sendable, Hashable, CaseIterable {
        /// Nothing is added and nothing removed.
        case kept
        /// Trailing blanks are removed, as most terminals do when copying. The blank a line was cut at is lost.
        case trimmed
        /// Blanks up to the edge, as the old Windows console does.
        case padded
    }

    /// Columns of the window.
    public var width: Int
    /// Blanks in front of a continuation; they take room of the window.
    public var indent: Int
    /// The right edge.
    public var rightEdge: RightEdge

    /// Makes a wrap; the width is at least 8 and leaves at least 4 columns behind the indent.
    public init(width: Int, indent: Int = 0, rightEdge: RightEdge = .kept) {
        self.width = max(width, 8)
        self.indent = min(max(indent, 0), self.width - 4)
        self.rightEdge = rightEdge
    }

    /// `wrapped at 80 indent 4 trimmed`.
    public var description: String {
        "wrapped at \(width)" + (indent > 0 ? " indent \(indent)" : "")
            + (rightEdge == .kept ? "" : " " + rightEdge.rawValue)
    }

    /// The parts of a line as the window's width cuts it, before indent and edge: together they are the line.
    public func parts(of line: String) -> [String] {
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var column = 0
        for scalar in line.unicodeScalars {
            let columns = DisplayWidth.columns(of: scalar)
            if column + columns > width, !part.isEmpty {
                parts.append(String(part))
                part = String.UnicodeScalarView()
                column = indent
            }
            part.append(scalar)
            column += columns
        }
        parts.append(String(part))
        return parts
    }

    /// The lines of the window a line takes.
    public func wrap(_ line: String) -> [String] {
        let blanks = String(repeating: " ", count: indent)
        return parts(of: line).enumerated().map { index, part in
            var shown = index == 0 ? part : blanks + part
            switch rightEdge {
            case .kept: break
            case .trimmed: while shown.unicodeScalars.last == " " { shown.unicodeScalars.removeLast() }
            case .padded:
                shown += String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: shown)))
            }
            return shown
        }
    }
}
