public import TriageModel

/// A PowerShell script that asks everything the rules can use and writes the answers as a console would show them, so
/// that they are read like any transcript, and can be read by whoever sends them. It changes nothing. Nothing here runs
/// it.
public enum CollectScriptReporter {
    /// The script, in ASCII; equal input gives equal text.
    ///
    /// - Parameters:
    ///   - values: what is known of the person, by hole (`upn`, `sam`, `mail`, `id`, `file`); asked for otherwise.
    ///   - version: of the program.
    public static func render(
        _ collectors: [Vocabulary.Collector], values: [String: String] = [:], version: String
    ) -> String {
        CollectScript(collectors: collectors, values: values, version: version).text
    }
}

/// One script on its way.
struct CollectScript {
    let collectors: [Vocabulary.Collector]
    let values: [String: String]
    let version: String

    var text: String {
        let questions = collectors.sorted { ($0.order, $0.id) < ($1.order, $1.id) }.flatMap { collector in
            collector.scripts.map { (collector, $0, PowerShellTemplate($0.command)) }
        }
        let used = PowerShellTemplate.variables.filter { variable in
            questions.contains { $0.2.holes.contains(variable.hole) }
        }
        var text = PowerShellText.comment("Written by kbtriage \(version).") + "#\n" + CollectScriptText.introduction
        text += "[CmdletBinding()]\nparam(\n"
        for variable in used {
            text += "    # \(CollectScriptText.meanings[variable.hole] ?? variable.hole)\n"
            text += "    [string] $\(variable.variable) = \(PowerShellText.literal(values[variable.hole] ?? "")),\n"
        }
        text += CollectScriptText.outputParameter + CollectScriptText.start
        text += "$Values = [ordered]@{ "
        text += used.map { "\($0.variable) = $\($0.variable)" }.joined(separator: "; ") + " }\n\n$Questions = @(\n"
        for (collector, script, template) in questions {
            guard let code = template.code else { continue }
            let wants = template.holes.compactMap { hole in
                PowerShellTemplate.variables.first { $0.hole == hole }.map { "'\($0.variable)'" }
            }
            text += """
                    @{ Id = \(PowerShellText.literal(collector.id)); Where = \(PowerShellText.shown(script.place))
                       Needs = \(PowerShellText.literal(script.needs)); Wants = @(\(wants.joined(separator: ", ")))
                       Prompt = \(PowerShellText.shown(script.prompt))
                       Ask = { \(code) } }

                """
        }
        return text + ")\n\n" + CollectScriptText.run
    }
}
