import TriageModel
import TriageRules

extension Evaluator {
    /// When the record at hand happened: its own time, else that of its session or transcript; an explicit date stands
    /// in for a time nobody wrote.
    func evaluate(_ range: Condition.DateRange, _ plan: Plan, _ context: Context) -> Outcome {
        var outcome = Outcome(plan, .unknown)
        if let time = context.hand.flatMap(eventTime), case .date(let date) = time.value.content {
            outcome.truth = Evaluator.lies(date.instants, range)
            outcome.readings = [Reading(state: .value(time.value), record: time.record, at: time.value)]
            let day = Int64(options.asOf.days) * 86_400
            if outcome.truth == .unknown, date.mayBeEarlierBy > 0, options.asOfIsExplicit,
                date.instants.contains(day)
            {
                // A mail only says until when it was; within that an explicit date stands in for the time.
                outcome.truth = Evaluator.lies(day...(day + 86_399), range)
            }
            if outcome.truth == .unknown {
                outcome.missing = [Evaluator.eventTimePath]
                outcome.remark =
                    date.isDayMonthAmbiguous ? "day and month can be exchanged" : "the time can lie on either side"
            }
        } else if options.asOfIsExplicit {
            let start = Int64(options.asOf.days) * 86_400
            outcome.truth = Evaluator.lies(start...(start + 86_399), range)
            outcome.remark = "no time is known; \(options.asOf.iso) was given"
        } else {
            outcome.missing = [Evaluator.eventTimePath]
            outcome.remark = "when it happened is not known"
        }
        return outcome
    }

    /// What is missing when a date is: no record can be asked for it.
    static let eventTimePath = "event-time"

    /// The time of an event and the record that tells it.
    func eventTime(of record: Int) -> (value: Value, record: Int)? {
        if let own = file.records[record].eventTime { return (own, record) }
        return sessionTimes.time(for: file.records[record]).flatMap { position in
            file.records[position].eventTime.map { ($0, position) }
        }
    }

    private static func lies(_ instants: ClosedRange<Int64>, _ range: Condition.DateRange) -> Truth {
        var truth = Truth.true
        if let from = range.from {
            let start = Int64(from.days) * 86_400
            truth = truth & (instants.lowerBound >= start ? .true : instants.upperBound < start ? .false : .unknown)
        }
        if let until = range.until {
            let end = Int64(until.days) * 86_400
            truth = truth & (instants.upperBound < end ? .true : instants.lowerBound >= end ? .false : .unknown)
        }
        return truth
    }
}

/// When sessions and transcripts started.
struct SessionTimes {
    private var bySession: [Int: Int] = [:]
    private var byRegion: [Int: Int] = [:]

    init(_ file: CaseFile) {
        for (position, record) in file.records.enumerated() where record.kind == RecordKind.session {
            guard record.eventTime != nil, !record.isAsserted else { continue }
            if let session = record.place.session, bySession[session] == nil { bySession[session] = position }
            if byRegion[record.place.region] == nil { byRegion[record.place.region] = position }
        }
    }

    /// The record that tells when the session, or else the transcript, of a record started.
    func time(for record: Record) -> Int? {
        guard !record.isAsserted else { return nil }
        return record.place.session.flatMap { bySession[$0] } ?? byRegion[record.place.region]
    }
}
