public import TriageBytes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What arrives in a folder, until somebody asks to stop. Files that are there already come first.
///
/// The folder is looked through again and again: every second, or less often where looking takes long. A file counts as
/// arrived when its size and time stayed the same from one look to the next; where the system tells what was written, when
/// whoever wrote it closed it, or moved it here, and then at once. One that changes later is a ticket again. Names
/// that begin with a dot, and those with an end that programs use while they write (`.part`, `.tmp`), are passed over.
public struct WatchedFolder: TicketSource {
    private struct Known {
        var size: Int64
        var modified: Int64
        var isTaken: Bool
        /// Number of the look that saw it last.
        var look: Int
    }

    private let folder: FilePath
    private let opener: TicketOpener
    private let stop: StopRequest
    private let interval: UInt64
    private var known: [FilePath: Known] = [:]
    private var arrived: [FilePath] = []
    private var nextArrived = 0
    private var inner: (any TicketSource)?
    private var look = 0
    private let events: FolderEvents?
    private var lastCost: UInt64 = 0
    private static let maximumDepth = 16
    private static let unfinished: Set<String> = ["part", "tmp", "temp", "partial", "crdownload", "swp"]

    /// Watches a folder.
    ///
    /// - Parameters:
    ///   - interval: milliseconds between two looks.
    ///   - usesEvents: false to rely on looking alone.
    public init(
        _ folder: FilePath, opener: TicketOpener, stop: StopRequest, interval: Int = 1_000, usesEvents: Bool = true
    ) {
        self.folder = folder
        events = usesEvents ? FolderEvents() : nil
        self.opener = opener
        self.stop = stop
        self.interval = UInt64(max(20, interval)) &* 1_000_000
    }

    /// True while the next file that arrived is a ticket whatever it holds.
    public var isReady: Bool {
        inner == nil && nextArrived < arrived.count && TicketOpener.isPlain(arrived[nextArrived])
    }

    /// The next ticket; waits for it; nil when somebody asked to stop.
    public mutating func next() -> Ticket? {
        while !stop.isRequested {
            if inner != nil {
                if let ticket = inner?.next() { return ticket }
                inner = nil
            }
            if nextArrived < arrived.count {
                nextArrived += 1
                switch opener.open(arrived[nextArrived - 1], isNamed: false) {
                case .ticket(let ticket): return ticket
                case .source(let source): inner = source
                }
                continue
            }
            if look > 0 { pause() }
            if stop.isRequested { return nil }
            lookThrough()
        }
        return nil
    }

    private mutating func lookThrough() {
        let start = SystemClock.monotonicNanoseconds
        look += 1
        arrived = []
        nextArrived = 0
        let finished = events?.finished ?? []
        var folders: [(path: FilePath, depth: Int)] = [(folder, 0)]
        while let (path, depth) = folders.popLast() {
            // Before it is read: what comes in between is seen by both.
            events?.watch(path)
            for entry in (try? Directory.entries(of: path)) ?? [] where entry.name.bytes.first != UInt8(ascii: ".") {
                let file = path.appending(entry.name)
                switch entry.kind {
                case .directory: if depth < Self.maximumDepth { folders.append((file, depth + 1)) }
                case .regular where !Self.unfinished.contains(file.lowercasedExtension): see(file)
                default: break
                }
            }
        }
        known = known.filter { $0.value.look == look }
        // What was finished meanwhile is for the next look.
        events?.forget(finished)
        arrived.sort()
        lastCost = SystemClock.monotonicNanoseconds &- start
    }

    private mutating func see(_ file: FilePath) {
        guard let info = try? FileInfo.of(file, followingLinks: false) else { return }
        var now = Known(size: info.size, modified: info.modified, isTaken: false, look: look)
        if let before = known[file], before.size == info.size, before.modified == info.modified {
            now.isTaken = true
            if !before.isTaken { arrived.append(file) }
        } else if info.size > 0, let events, events.finished.contains(file), isFinished(file, events) {
            // An empty one was only made; what fills it comes later.
            now.isTaken = true
            arrived.append(file)
        }
        known[file] = now
    }

    /// Asks once more after the file was looked at: who wrote to it before that is known now.
    private func isFinished(_ file: FilePath, _ events: FolderEvents) -> Bool {
        events.update()
        return events.finished.contains(file)
    }

    /// Waits for the next look, for something that was written, or for a signal.
    private mutating func pause() {
        let begun = SystemClock.monotonicNanoseconds
        let end = begun &+ max(interval, lastCost &* 10)
        // Looking again for everything that is written takes no more than a tenth of the time either.
        let earliest = begun &+ max(20_000_000, lastCost &* 10)
        // In pieces, so that a request that is no signal is heard too.
        while !stop.isRequested {
            let now = SystemClock.monotonicNanoseconds
            let hasNews = events?.finished.isEmpty == false
            if now >= end || now >= earliest && hasNews { return }
            let next = hasNews ? min(end, earliest) : end
            var waits = [
                pollfd(fd: SignalWatch.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: events?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let left = Int32(clamping: (next &- now) / 1_000_000 + 1)
            // SAFETY: poll reads and writes the two structs of the array.
            _ = unsafe poll(&waits, 2, min(left, 200))
            if waits[1].revents != 0 { events?.update() }
        }
    }
}
