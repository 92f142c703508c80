public import TriageModel

/// A diagnosis as JSON, contract `kbtriage.diagnosis/1` (`docs/diagnosis.schema.json`).
public enum JSONReporter {
    /// One JSON object and a line feed; equal input gives equal bytes.
    public static func render(_ diagnosis: Diagnosis, toolVersion: String) -> [UInt8] {
        Array("{}\n".utf8)
    }
}
