public import TriageModel

/// The mail to the customer: what we found, why, what to do, what to send back. Plain language, no names of rules.
public enum ReplyReporter {
    /// How much is said.
    public enum Tone: String, Sendable, CaseIterable {
        /// The cause and the steps.
        case brief
        /// With reasons, checks, what no longer works, and what else there may be.
        case full
    }

    /// The mail, its subject in the first line; rows of at most 76 columns, commands in one piece.
    public static func render(_ diagnosis: Diagnosis, context: ReportContext, tone: Tone) -> String {
        var reply = Reply(diagnosis: diagnosis, context: context, tone: tone)
        reply.write()
        return reply.page.text(color: false)
    }
}

/// One mail on its way.
struct Reply {
    let diagnosis: Diagnosis
    let context: ReportContext
    let tone: ReplyReporter.Tone
    let phrases: Presentation.ReplyWords
    var page = TextPage(options: TextOptions(width: 76))

    /// People named with their values.
    private static let mostPeople = 8

    init(diagnosis: Diagnosis, context: ReportContext, tone: ReplyReporter.Tone) {
        self.diagnosis = diagnosis
        self.context = context
        self.tone = tone
        phrases = context.presentation?.reply ?? Presentation.ReplyWords()
    }

    private var isFull: Bool { tone == .full }

    mutating func write() {
        subject()
        page.prose("Hello,")
        page.gap()
        if !phrases.opening.isEmpty {
            page.prose(phrases.opening)
            page.gap()
        }
        switch diagnosis.verdict {
        case .cause: findings()
        case .insufficient: say(phrases.insufficient, orElse: "What you sent does not yet tell what is wrong.")
        case .healthy: healthy()
        case .offTopic: say(phrases.offTopic, orElse: "What you sent seems to be about something else.")
        case .unreadable: say(phrases.unreadable, orElse: "We could not open what you sent. Please send it again.")
        }
        unread()
        needed()
        page.gap()
        page.prose("Kind regards")
    }

    private mutating func subject() {
        let who = VerdictWords(diagnosis: diagnosis).affected ?? "your user"
        let words = phrases.subject.isEmpty ? "What we found" : phrases.subject
        let parts = words.split(separator: "{who}", omittingEmptySubsequences: false).map(String.init)
        page.row("Subject: " + parts.joined(separator: who))
        page.gap()
    }

    private mutating func say(_ words: String, orElse other: String) { page.prose(words.isEmpty ? other : words) }

    private mutating func healthy() {
        say(phrases.healthy, orElse: "Nothing in what you sent is wrong.")
        for note in diagnosis.notes.prefix(3) {
            page.gap()
            page.prose(TextReport.sentence(note))
        }
    }

    // MARK: What we found

    private mutating func findings() {
        let own = diagnosis.findings.filter { $0.explainedBy == nil }
        guard let first = own.first ?? diagnosis.findings.first else { return }
        page.heading("What we found")
        page.gap()
        page.prose(sureness(first) + " " + meaning(first))
        if let sentence = VerdictWords(diagnosis: diagnosis).aboutOthers(first) {
            page.gap()
            page.prose(sentence)
        }
        measured(first)
        if isFull { quote(first) }
        for finding in own.dropFirst().prefix(isFull ? 5 : 2) {
            page.gap()
            page.prose("We also found: " + meaning(finding))
        }
        steps(first)
        for finding in own.dropFirst().prefix(isFull ? 2 : 0) where finding.confidence == .high {
            steps(finding, heading: "For the second point", without: first.resolution.map(\.id))
        }
    }

    /// How sure we are, in a sentence that leads to the cause.
    private func sureness(_ finding: Diagnosis.Finding) -> String {
        switch finding.confidence {
        case .high: finding.alsoFound ? "What you sent shows a cause." : "What you sent shows the cause."
        case .medium: "We think we know the cause, but what you sent does not prove it."
        case .low: "There is one possible cause; we are not sure of it."
        }
    }

    private func meaning(_ finding: Diagnosis.Finding) -> String {
        if let words = context.customerWords[finding.rule], !words.isEmpty { return TextReport.sentence(words) }
        return TextReport.sentence(finding.title) + (finding.why.isEmpty ? "" : " " + TextReport.sentence(finding.why))
    }

    private mutating func measured(_ finding: Diagnosis.Finding) {
        // What lies within a limit, and a number without a unit, says nothing to who does not know the rule.
        let known = finding.subjects.filter { subject in
            guard let distance = subject.distance, !distance.unit.isEmpty, distance.value > distance.limit else {
                return false
            }
            return VerdictWords.measured(subject) != nil && VerdictWords.isTelling(distance)
        }
        guard !known.isEmpty else { return }
        page.gap()
        for subject in known.prefix(Self.mostPeople) {
            page.prose("\(shownName(subject)): \(VerdictWords.measured(subject) ?? "").", indent: 2)
        }
        let left = known.count - Self.mostPeople
        if left > 0 { page.prose("and \(Numbers.count(left, "more", "more")).", indent: 2) }
    }

    /// Somebody's name; what names nobody is called by its place: `line 9 of ticket.txt`.
    private func shownName(_ subject: Diagnosis.Subject) -> String {
        guard subject.kind != "user", let colon = subject.id.lastIndex(of: ":"),
            let line = Int(subject.id[subject.id.index(after: colon)...]),
            diagnosis.sources.contains(where: { $0.name == subject.id[..<colon] })
        else { return subject.kind == "user" ? subject.id : Self.ownName(subject.id) }
        return "Line \(line) of \(Self.ownName(String(subject.id[..<colon])))"
    }

    /// The lines of the input the cause is seen in: those of one input, the first few.
    private mutating func quote(_ finding: Diagnosis.Finding) {
        let spans = finding.evidence.prefix(8).compactMap(\.spans.first).filter {
            diagnosis.sources.indices.contains($0.source.number)
        }
        guard let first = spans.first else { return }
        let source = diagnosis.sources[first.source.number]
        var numbers: [Int] = []
        var texts = Set<ArraySlice<UInt8>>()
        for span in spans where span.source == first.source && numbers.count < 3 {
            let number = source.position(of: span.start).line
            // The same line of two objects is said once.
            if !numbers.contains(number), texts.insert(source.line(number)).inserted { numbers.append(number) }
        }
        numbers.sort()
        // A bare value says little without the line above it, which is the command that was asked.
        var shown = Set(numbers)
        for number in numbers where Self.isBare(source.line(number), isAlone: numbers.count == 1) {
            shown.insert(number - 1)
        }
        page.gap()
        let words = numbers.map { "\($0)" }
        let place =
            words.count > 1
            ? "lines \(words.dropLast().joined(separator: ", ")) and \(words[words.count - 1])" : "line \(words[0])"
        page.prose("You can see it here (\(Self.ownName(source.name)), \(place)):")
        page.gap()
        for line in shown.sorted() where line > 0 && !source.line(line).isEmpty {
            let content = source.line(line)
            let text = UTF8Text.text(source.text, content.startIndex..<content.endIndex, limit: 240)
            page.row("  > " + text.text + (text.isCut ? "\u{2026}" : ""))
        }
    }

    private static func isBare(_ line: ArraySlice<UInt8>, isAlone: Bool) -> Bool {
        line.count <= (isAlone ? 40 : 16) && (isAlone || !line.contains(UInt8(ascii: ":")))
    }

    /// The folder is the reader's own, and none of the customer's business.
    private static func ownName(_ name: String) -> String {
        name.split(separator: "/").last.map(String.init) ?? name
    }

    // MARK: What to do

    private mutating func steps(
        _ finding: Diagnosis.Finding, heading: String? = nil, without done: [String] = []
    ) {
        let valid = StepWays.without(
            done, of: VerdictWords.valid(finding).filter { $0.validFrom.map { $0 <= diagnosis.asOf } ?? true })
        guard !valid.isEmpty else { return }
        let ways = StepWays(valid)
        page.heading(heading ?? (ways.hasChoice || valid.count == 1 ? "What to do" : "What to do, in this order"))
        var choice = 0
        for run in ways.runs {
            if run.choice > choice {
                choice = run.choice
                page.gap()
                page.prose(Self.choice(ways.runs.filter { $0.choice == choice }.count))
            }
            if !run.words.isEmpty {
                page.gap()
                page.prose(run.words + ":")
            }
            // Every way is counted from one, so that nobody takes them for one list.
            for (index, step) in valid[run.steps].enumerated() {
                self.step(
                    step, number: run.steps.count > 1 ? index + 1 : nil, isInWay: ways.hasChoice
                )
            }
        }
        retired(finding)
        articles(valid)
    }

    /// Where to read on.
    private mutating func articles(_ steps: [Diagnosis.Step]) {
        let articles = context.articles(of: steps)
        guard isFull, !articles.isEmpty else { return }
        page.gap()
        page.prose("To read on:")
        for article in articles {
            page.prose(article.title + ":", indent: 2, lead: Piece("- "))
            page.command(article.address, indent: 4)
        }
    }

    private static func choice(_ count: Int) -> String {
        count == 2
            ? "There are two ways. One of them is enough: take the one that fits."
            : "There are \(Numbers.words(count)) ways. One of them is enough: take the one that fits."
    }

    private mutating func step(_ step: Diagnosis.Step, number: Int?, isInWay: Bool) {
        page.gap()
        let lead = (isInWay ? "  " : "") + (number.map { "\($0). " } ?? "")
        let indent = lead.utf8.count
        let tried = step.wasTried ? "You have tried this already; it is listed for the order. " : ""
        page.prose(tried + (isFull ? step.text : TextReport.first(step.text)), lead: Piece(lead))
        if !step.place.isEmpty { page.prose("Where: \(step.place)", indent: indent) }
        if !step.command.isEmpty { page.command(step.command, indent: indent + 2) }
        if isFull && !(step.verify.isEmpty && step.expect.isEmpty) { check(step, indent: indent) }
    }

    private mutating func check(_ step: Diagnosis.Step, indent: Int) {
        if step.verify.isEmpty {
            // What a command shows that only reads is what it prints.
            let lead = step.risk == .read && !step.command.isEmpty ? "It should show" : "Afterwards"
            page.prose("\(lead): \(TextReport.sentence(step.expect))", indent: indent)
            return
        }
        page.prose("To see whether it worked:", indent: indent)
        page.command(step.verify, indent: indent + 2)
        if !step.expect.isEmpty {
            page.prose("It should show: \(TextReport.sentence(step.expect))", indent: indent)
        }
    }

    /// Older instructions are all over the web: what no longer works is said, with the reason.
    private mutating func retired(_ finding: Diagnosis.Finding) {
        let retired = finding.resolution.filter(\.isRetired)
        guard isFull, !retired.isEmpty else { return }
        page.gap()
        page.prose("You may find older instructions. These no longer work:")
        for step in retired {
            let date = step.retired.map { " (since \($0.iso))" } ?? ""
            let because = step.retiredBecause.isEmpty ? "" : " " + TextReport.sentence(step.retiredBecause)
            var text = TextReport.first(step.text)
            if text.hasSuffix(".") { text.removeLast() }
            page.prose(text + date + "." + because, indent: 2, lead: Piece("- "))
        }
    }

    // MARK: What to send back

    private mutating func unread() {
        let fatal = diagnosis.problems.filter(\.isFatal)
        guard !fatal.isEmpty, diagnosis.verdict != .unreadable else { return }
        page.heading("What we could not open")
        page.gap()
        for problem in fatal.prefix(5) {
            page.prose(TextReport.sentence(problem.message), indent: 2, lead: Piece(problem.file + ": "))
        }
    }

    private mutating func needed() {
        // Where the cause is proven nothing is needed; what else could be asked is for those who look on.
        let entries = diagnosis.nextEvidence.filter { $0.purpose != .optional }.prefix(isFull ? 5 : 2)
        guard !entries.isEmpty, diagnosis.verdict != .offTopic else {
            if diagnosis.verdict == .cause {
                page.gap()
                page.prose("Please tell us whether it helped.")
            }
            return
        }
        page.heading("What to send us")
        page.gap()
        switch diagnosis.verdict {
        case .healthy: page.prose("If it is still not right, please run this and send us everything it prints:")
        default: page.prose("Please run this and send us everything it prints, also when it is an error:")
        }
        for (index, entry) in entries.enumerated() {
            page.gap()
            let lead = entries.count > 1 ? "\(index + 1). " : ""
            page.prose(entry.place.isEmpty ? "Anywhere:" : "Where: \(entry.place)", lead: Piece(lead))
            page.command(entry.command, indent: lead.utf8.count + 2)
        }
    }
}
