import TriageBytes
import TriageKit
import TriageModel

/// A ticket as its system holds it: who wrote when about what, the text, and what was attached. It becomes the inputs of
/// a case.
///
/// What is known of it stands above the text in the words a mail's header has, as an input of its own: the lines of the
/// text keep their numbers, and a text that is HTML stays HTML.
struct TicketMessage {
    var subject: [UInt8] = []
    var body: [UInt8] = []
    var created: String?
    var sender: String?
    /// Names and contents, or why there is none.
    var attachments: [(name: String, content: Result<[UInt8], AttachmentProblem>)] = []

    struct AttachmentProblem: Error { var message: String }

    private static let maximumHeader = 4_096

    /// The ticket of that name and place.
    func ticket(id: String, place: String) -> Ticket {
        var inputs: [CaseInput] = []
        let shown = Self.oneLine(TicketExport.text(subject))
        let header = header(subject: shown)
        if !header.isEmpty { inputs.append(CaseInput(name: place + "!header", bytes: header)) }
        if !body.isEmpty || inputs.isEmpty { inputs.append(CaseInput(name: place, bytes: body)) }
        var problems: [Evidence.Problem] = []
        for attachment in attachments {
            let name = place + "!" + Self.oneLine(attachment.name)
            switch attachment.content {
            case .success(let bytes): inputs.append(CaseInput(name: name, bytes: bytes))
            case .failure(let problem):
                problems.append(
                    Evidence.Problem(code: "bad-attachment", message: problem.message, file: name, isFatal: true))
            }
        }
        let count = inputs.reduce(0) { sum, input in
            guard case .success(let bytes) = input.content else { return sum }
            return sum + bytes.count
        }
        var ticket = Ticket(
            id: id, place: place, content: .inputs(inputs), subject: shown.isEmpty ? nil : TicketVerdict.short(shown),
            created: created.map { TicketVerdict.short(Self.oneLine($0)) }, byteCount: count)
        ticket.problems = problems
        return ticket
    }

    /// `From: …`, `Date: …`, `Subject: …`; a subject alone stands as it is.
    private func header(subject shown: String) -> [UInt8] {
        let fields = [("From: ", sender ?? ""), ("Date: ", created ?? ""), ("Subject: ", shown)]
            .filter { !$0.1.isEmpty }
        if shown.isEmpty, sender == nil { return [] }
        if fields.count < 2 { return Array((shown + "\n").utf8.prefix(Self.maximumHeader)) }
        var header: [UInt8] = []
        for (label, value) in fields {
            let line = Self.oneLine(value)
            header += label.utf8
            // A text has no more characters than bytes.
            if line.utf8.count <= Self.maximumField {
                header += line.utf8
            } else {
                header += line.prefix(Self.maximumField).utf8
            }
            header.append(0x0A)
        }
        header.append(0x0A)
        return header
    }

    /// Characters of a field that are shown.
    private static let maximumField = 1_000

    /// Without line breaks and other controls.
    static func oneLine(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }
}
