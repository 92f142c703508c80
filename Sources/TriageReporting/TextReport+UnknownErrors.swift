import TriageModel

extension TextReport {
    /// Errors no rule speaks of: that they were seen, and where.
    mutating func unknownErrors() {
        let errors = diagnosis.unknownErrors
        guard !errors.isEmpty else { return }
        if detail.unknownErrors == 0 {
            page.gap()
            let count = Numbers.count(errors.count, "error no rule knows", "errors no rule knows")
            return page.prose("\(count), with --explain", .dim)
        }
        page.heading(errors.count == 1 ? "An error no rule knows" : "Errors no rule knows")
        for error in errors.prefix(detail.unknownErrors) {
            let place = error.evidence.spans.first.map { self.place($0) + ": " } ?? ""
            page.prose([Piece(place, .strong), Piece(brief(Self.words(error)))], indent: 2)
        }
        more(errors.count - detail.unknownErrors, "error", "errors")
    }

    /// `Set-MgUserPhotoContent: The request was refused. (3 times)`.
    static func words(_ error: Diagnosis.UnknownError) -> String {
        let command = error.command.isEmpty ? "" : error.command + ": "
        return command + error.evidence.value + (error.count > 1 ? " (\(Numbers.grouped(error.count)) times)" : "")
    }
}
