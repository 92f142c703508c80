import Foundation
import Synchronization
import Testing
import TriageModel

@testable import TriageBatch

@Suite("Tickets handed over in chunks")
struct TicketChunkTests {
    private func tickets(_ count: Int) -> [Ticket] {
        (0..<count).map { Ticket(id: "t\($0)", place: "t\($0)", content: .inputs([])) }
    }

    @Test func everyTicketIsClaimedOnce() {
        let chunk = TicketChunk(start: 7, tickets(1_000))
        let claimed = Mutex<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            while let (index, _) = chunk.claim() { claimed.withLock { $0.append(index) } }
        }
        #expect(claimed.withLock { $0.sorted() } == Array(7..<1_007))
        #expect(!chunk.hasMore)
    }

    @Test func aClosedChunkGivesNoMore() {
        let chunk = TicketChunk(start: 3, tickets(5))
        #expect(chunk.claim()?.index == 3)
        #expect(chunk.close() == 4)
        #expect(chunk.claim() == nil)
        #expect(chunk.end == 8)
    }

    @Test func slowTicketsAreTakenOneByOneAndQuickOnesTogether() {
        var size = ChunkSize()
        #expect(size.count == 1)
        for _ in 0..<10 { size.learn(100_000, tickets: size.count) }
        #expect(size.count == ChunkSize.most)
        for _ in 0..<10 { size.learn(1_000_000_000, tickets: size.count) }
        #expect(size.count == 1)
    }

    @Test func aTrayKeepsTicketsThatFollowOneAnother() {
        let tray = RowTray()
        func row(_ id: String) -> TicketVerdict {
            TicketVerdict(of: Ticket(id: id, place: id, content: .inputs([])), .offTopic)
        }
        #expect(tray.take() == nil)
        #expect(tray.add(row("a"), at: 0) == nil)
        #expect(tray.add(row("b"), at: 1) == nil)
        let before = tray.add(row("d"), at: 3)
        #expect(before?.start == 0)
        #expect(before?.rows.map(\.id) == ["a", "b"])
        #expect(tray.take()?.rows.map(\.id) == ["d"])
        #expect(tray.take() == nil)
    }

    /// A source of quick tickets with a poisonous one in the middle of a chunk.
    @Test(arguments: [true, false])
    func onePoisonousTicketHoldsNobodyUpButTheRowsBehindIt(isOrdered: Bool) {
        let done = Mutex<Set<String>>([])
        let release = Mutex(false)
        var seen: [String] = []
        let ending = BatchRunner(options: .init(jobs: 2, isOrdered: isOrdered)).run(TicketList(tickets(2_000))) {
            ticket in
            if ticket.id == "t1000" {
                for _ in 0..<5_000 where !release.withLock({ $0 }) { usleep(1_000) }
            }
            done.withLock { _ = $0.insert(ticket.id) }
            return TicketVerdict(of: ticket, .offTopic)
        } rest: { _ in
            // All others are done although it is not; and those before it, or all of them, were given out.
            if done.withLock({ $0.count }) == 1_999, seen.count >= (isOrdered ? 1_000 : 1_999) {
                release.withLock { $0 = true }
            }
            return true
        } take: { verdict in
            seen.append(verdict.id)
            return true
        }
        #expect(ending == .finished)
        #expect(release.withLock { $0 })
        #expect(seen.count == 2_000)
        if isOrdered { #expect(seen == (0..<2_000).map { "t\($0)" }) } else { #expect(seen.last == "t1000") }
    }

    @Test func aSourceThatWaitsKeepsNoTicketBack() {
        /// Gives one ticket and ends when its row was seen.
        struct Dialogue: TicketSource {
            let answered: @Sendable () -> Int
            var given = 0
            var isReady: Bool { false }
            mutating func next() -> Ticket? {
                for _ in 0..<5_000 where answered() < given { usleep(1_000) }
                guard given < 50, answered() == given else { return nil }
                given += 1
                return Ticket(id: "t\(given)", place: "", content: .inputs([]))
            }
        }
        let answers = Counter()
        var count = 0
        _ = BatchRunner(options: .init(jobs: 3)).run(Dialogue(answered: { answers.value })) { ticket in
            TicketVerdict(of: ticket, .offTopic)
        } take: { _ in
            count += 1
            answers.add()
            return true
        }
        #expect(count == 50)
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .relaxed) }
        func add() { count.add(1, ordering: .relaxed) }
    }
}
