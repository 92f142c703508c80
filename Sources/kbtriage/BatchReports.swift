import Synchronization
import TriageBatch
import TriageBytes
import TriageKit
import TriageReporting

/// Writes each ticket's own report, on the thread that worked on it.
final class BatchReports: Sendable {
    /// The folder.
    let folder: ReportFolder
    private let format: ReportFormat
    private let triage: Triage
    private let first = Mutex<OutputError?>(nil)
    private let stop: StopRequest
    private let isRedacted: Bool

    init(_ folder: ReportFolder, format: ReportFormat, triage: Triage, isRedacted: Bool, stop: StopRequest) {
        self.folder = folder
        self.format = format
        self.triage = triage
        self.stop = stop
        self.isRedacted = isRedacted
    }

    /// What rows depend on: they name their reports.
    var identity: String { "reports=\(folder.path.description) format=\(format.rawValue)" }

    /// The first thing that could not be written.
    var failure: OutputError? { first.withLock { $0 } }

    /// Writes the report of a ticket and notes its place in the row; the first failure ends the batch.
    func write(_ reading: TicketTriage.Reading, _ row: inout TicketVerdict) {
        let output = DiagnosisOutput(
            triage: triage, isRedacted: isRedacted, evidence: reading.evidence, diagnosis: reading.diagnosis,
            textOptions: TextOptions(),
            tone: .full)
        do throws(OutputError) {
            row.report = try folder.write(output.bytes(as: format.format), of: reading.loaded.ticket)
        } catch {
            first.withLock { if $0 == nil { $0 = error } }
            stop.request()
        }
    }
}
