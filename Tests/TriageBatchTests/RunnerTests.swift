import Foundation
import Synchronization
import Testing
import TriageBatch
import TriageModel

@Suite("Running a batch")
struct RunnerTests {
    private func tickets(_ count: Int) -> [Ticket] {
        (0..<count).map { Ticket(id: "t\($0)", place: "t\($0)", content: .inputs([]), byteCount: 10) }
    }

    private func ids(
        _ source: some TicketSource, _ options: BatchRunner.Options, stop: StopRequest? = nil,
        work: @escaping @Sendable (Ticket) -> Void = { _ in }
    ) -> (ids: [String], ending: BatchRunner.Ending) {
        var ids: [String] = []
        let ending = BatchRunner(options: options).run(source, stop: stop) { ticket in
            work(ticket)
            return TicketVerdict(of: ticket, .offTopic)
        } take: { verdict in
            ids.append(verdict.id)
            return true
        }
        return (ids, ending)
    }

    @Test(arguments: [1, 2, 8, 33])
    func rowsComeInTheOrderOfTheTickets(jobs: Int) {
        let (ids, ending) = ids(TicketList(tickets(500)), .init(jobs: jobs)) { ticket in
            if ticket.id.hasSuffix("7") { usleep(300) }
        }
        #expect(ids == (0..<500).map { "t\($0)" })
        #expect(ending == .finished)
    }

    @Test func othersOvertakeASlowTicket() {
        let done = Mutex<[String]>([])
        let (ids, _) = ids(TicketList(tickets(200)), .init(jobs: 2)) { ticket in
            if ticket.id == "t0" {
                for _ in 0..<2_000 where done.withLock({ $0.count }) < 199 { usleep(1_000) }
            }
            done.withLock { $0.append(ticket.id) }
        }
        #expect(done.withLock { $0.last } == "t0")
        #expect(ids.first == "t0")
        #expect(ids.count == 200)
    }

    @Test func unorderedRowsDoNotWaitForASlowTicket() {
        let slow = Mutex(false)
        var before = 0
        let ending = BatchRunner(options: .init(jobs: 2, isOrdered: false)).run(TicketList(tickets(100))) { ticket in
            if ticket.id == "t0" { for _ in 0..<2_000 where !slow.withLock({ $0 }) { usleep(1_000) } }
            return TicketVerdict(of: ticket, .offTopic)
        } take: { verdict in
            if verdict.id != "t0" { before += 1 }
            if before == 99 { slow.withLock { $0 = true } }
            return true
        }
        #expect(before == 99)
        #expect(ending == .finished)
    }

    @Test func noMoreThanTheWindowIsBegunBeforeTheFirstIsDone() {
        let begun = Mutex(0)
        let most = Mutex(0)
        _ = ids(TicketList(tickets(100)), .init(jobs: 4, window: 10)) { ticket in
            begun.withLock { $0 += 1 }
            if ticket.id == "t0" {
                usleep(200_000)
                most.withLock { $0 = begun.withLock { $0 } }
            }
        }
        #expect(most.withLock { $0 } <= 10)
        #expect(begun.withLock { $0 } == 100)
    }

    @Test func theBytesAtWorkAreBounded() {
        let working = Mutex((now: 0, most: 0))
        let list = (0..<60).map { index in
            Ticket(
                id: "\(index)", place: "", content: .inputs([]),
                byteCount: index == 20 ? 5_000 : 100 + index % 7 * 100)
        }
        _ = ids(TicketList(list), .init(jobs: 8, bytesInFlight: 1_000)) { ticket in
            let size = ticket.byteCount ?? 0
            working.withLock { state in
                state.now += size
                if size < 1_000 { state.most = max(state.most, state.now) }
            }
            usleep(500)
            working.withLock { $0.now -= size }
        }
        #expect(working.withLock { $0.most } <= 1_000)
        #expect(working.withLock { $0.most } > 500)
    }

    @Test func theGateLetsOneGrowWhenAllWait() {
        let gate = MemoryGate(limit: 100)
        let finished = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            gate.enter(20)
            gate.grow(90)
            gate.shrink(90)
            gate.leave(20)
            finished.add(1, ordering: .relaxed)
        }
        #expect(finished.load(ordering: .relaxed) == 4)
    }

    @Test func aRequestToStopKeepsWhatWasBegun() {
        let stop = StopRequest()
        let (ids, ending) = ids(TicketList(tickets(1_000)), .init(jobs: 2), stop: stop) { ticket in
            if ticket.id == "t50" { stop.request() }
            // However late the worker with that ticket comes to it, the other one does not work off all the rest.
            if ticket.id == "t500" { while !stop.isRequested { usleep(100) } }
        }
        #expect(ending == .stopped)
        #expect(ids.count >= 51 && ids.count < 1_000)
        #expect(ids == (0..<ids.count).map { "t\($0)" })
    }

    @Test func whoeverTakesNoMoreEndsIt() {
        var taken = 0
        let ending = BatchRunner(options: .init(jobs: 4)).run(TicketList(tickets(1_000))) { ticket in
            TicketVerdict(of: ticket, .offTopic)
        } take: { _ in
            taken += 1
            return taken < 10
        }
        #expect(ending == .refused)
        #expect(taken == 10)
    }

    @Test func nothingIsNothing() {
        let (ids, ending) = ids(TicketList([]), .init(jobs: 3))
        #expect(ids.isEmpty)
        #expect(ending == .finished)
    }
}
