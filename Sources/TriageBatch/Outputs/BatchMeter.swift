import TriageBytes

/// Says how far a batch is: on a terminal a line that is drawn anew, else a plain line now and then.
public struct BatchMeter {
    private let isTerminal: Bool
    private let columns: Int
    private let ascii: Bool
    private let write: (String) -> Void
    private let start = SystemClock.monotonicNanoseconds
    private var lastShown: UInt64 = 0
    private var isShown = false

    /// Makes a meter.
    ///
    /// - Parameters:
    ///   - columns: width of the terminal; nil when there is none.
    ///   - write: writes to standard error.
    public init(columns: Int?, ascii: Bool, write: @escaping (String) -> Void) {
        isTerminal = columns != nil
        self.columns = columns ?? 80
        self.ascii = ascii
        self.write = write
    }

    /// Shows it, when that was not done for a while.
    public mutating func show(_ progress: BatchProgress) {
        let now = SystemClock.monotonicNanoseconds
        let pause: UInt64 = isTerminal ? 100_000_000 : 10_000_000_000
        // The first plain line comes late, so that a short batch says nothing.
        guard now &- max(lastShown, start) >= pause else { return }
        lastShown = now
        let text = line(progress, seconds: Double(now &- start) / 1e9)
        if isTerminal {
            write("\r" + text + "\u{1B}[K")
            isShown = true
        } else {
            write(text + "\n")
        }
    }

    /// Takes the line away.
    public mutating func clear() {
        if isShown { write("\r\u{1B}[K") }
        isShown = false
    }

    private func line(_ progress: BatchProgress, seconds: Double) -> String {
        let rate = seconds > 0 ? Double(progress.done) / seconds : 0
        var parts = [Self.grouped(progress.done) + " tickets", Self.grouped(Int(rate.rounded())) + "/s"]
        var bar = ""
        if let (done, total) = progress.source, total > 0 {
            let part = min(1, Double(done) / Double(total))
            parts.append("\(Int(part * 100))%")
            if part > 0.01, seconds > 1 { parts.append(Self.clock(seconds / part - seconds) + " left") }
            if isTerminal { bar = self.bar(part) + " " }
        }
        let waiting = progress.done - progress.given
        if waiting > 100 { parts.append(Self.grouped(waiting) + " wait for a slow one") }
        let text = bar + parts.joined(separator: ascii ? ", " : " \u{00B7} ")
        return isTerminal ? String(text.prefix(max(20, columns - 1))) : text
    }

    private func bar(_ part: Double) -> String {
        let full = Int((part * 20).rounded())
        let signs = ascii ? ("#", ".") : ("\u{2588}", "\u{2591}")
        return String(repeating: signs.0, count: full) + String(repeating: signs.1, count: 20 - full)
    }

    /// `1:05`, `2:03:00`.
    static func clock(_ seconds: Double) -> String {
        let whole = max(0, Int(min(seconds, 359_999).rounded()))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        if whole >= 3_600 { return "\(whole / 3_600):\(two(whole / 60 % 60)):\(two(whole % 60))" }
        return "\(whole / 60):\(two(whole % 60))"
    }

    /// `12,345`.
    static func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        var place = digits.count - 3
        while place > (number < 0 ? 1 : 0) {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }
}
