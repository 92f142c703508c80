import TriageModel

/// Follows sessions: gives every draft the number of the session it happened in, makes a `session` record of each
/// command that opens one, fills in splatted parameters, and dates what stands in a transcript.
struct SessionPass: DraftPass {
    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        var state = State(vocabulary: vocabulary)
        for region in regions.indices {
            var drafts: [Draft] = []
            drafts.reserveCapacity(regions[region].records.count)
            for draft in regions[region].records { state.take(draft, into: &drafts) }
            regions[region].records = drafts
        }
    }

    private struct State {
        let vocabulary: PreparedVocabulary
        var variables: [String: [Record.Field]] = [:]
        var session: Int?
        var count = 0
        var time: Value?

        init(vocabulary: PreparedVocabulary) { self.vocabulary = vocabulary }

        mutating func take(_ draft: Draft, into drafts: inout [Draft]) {
            var draft = draft
            switch draft.kind {
            case "transcript":
                session = nil
                time = draft["start"]
            case "transcript-command":
                time = draft["time"]
            case "transcript-end":
                draft.session = session
                session = nil
                time = nil
            case "variable":
                if case .text(let name)? = draft["variable"]?.content, variables.count < 4096 {
                    variables[name.asciiLowercased] = Array(draft.fields.dropFirst())
                }
                return
            case "command":
                fillSplat(&draft)
                if let opener = opener(of: draft) {
                    count += 1
                    session = count
                    draft.session = session
                    date(&draft)
                    drafts.append(draft)
                    drafts.append(open(opener, draft))
                    return
                }
            default: break
            }
            if draft.session == nil { draft.session = session }
            date(&draft)
            drafts.append(draft)
        }

        /// An error or a command in a transcript happened when the transcript says.
        private func date(_ draft: inout Draft) {
            guard draft.eventTime == nil, draft.kind == "error" || draft.kind == "command" || draft.kind == "session"
            else { return }
            draft.eventTime = time
        }

        private func fillSplat(_ draft: inout Draft) {
            guard case .text(let name)? = draft["splat"]?.content, let entries = variables[name.asciiLowercased] else {
                return
            }
            for entry in entries where draft[entry.name] == nil { draft.fields.append(entry) }
            guard draft.whom == nil, case .text(let command)? = draft["name"]?.content,
                let parameter = vocabulary.cmdlet(command)?.identityParameter, let value = draft[parameter]
            else { return }
            draft.fields.append(.init("identity", value))
        }

        private func opener(of draft: Draft) -> Vocabulary.SessionOpener? {
            guard case .text(let name)? = draft["name"]?.content else { return nil }
            return vocabulary.openers[name.asciiLowercased]
        }

        private func open(_ opener: Vocabulary.SessionOpener, _ command: Draft) -> Draft {
            var fields: [Record.Field] = []
            if let name = command["name"] { fields.append(.init("command", name)) }
            if let parameter = opener.uriParameter, let value = command[parameter] {
                fields.append(.init("uri", ValueTyper.type(value, as: .uri, fieldName: "uri")))
            }
            let spans = command["name"]?.spans ?? []
            for effect in opener.setsWhenParameter {
                guard let value = command[effect.parameter] else { continue }
                if case .boolean(false) = value.content { continue }
                if !fields.contains(where: { $0.name == effect.field }) {
                    fields.append(.init(effect.field, Value(.text(effect.value), spans: value.spans)))
                }
            }
            for (name, value) in opener.sets.sorted(by: { $0.key < $1.key })
            where !fields.contains(where: { $0.name == name }) {
                fields.append(.init(name, Value(.text(value), spans: spans)))
            }
            for field in command.fields where !["name", "text", "splat"].contains(field.name) { fields.append(field) }
            return Draft(
                kind: "session", fields: fields, span: command.span, format: "command", eventTime: command.eventTime,
                block: command.block, session: session)
        }
    }
}
