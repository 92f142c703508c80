extension CompletionScript {
    /// For Windows PowerShell 5.1 and PowerShell 7. Where it offers nothing, PowerShell offers files.
    var powershell: [String] {
        let withValue = spellingsWithValue.map(quotePowerShell).joined(separator: ", ")
        var lines = [
            "# PowerShell completion for \(program.name); made by '\(program.name) --generate-completion-script powershell'",
            "",
            "Register-ArgumentCompleter -Native -CommandName \(quotePowerShell(program.name)) -ScriptBlock {",
            "    param($wordToComplete, $commandAst, $cursorPosition)",
            "",
            "    $commands = @{",
        ]
        lines += nodes.flatMap(powerShellTable)
        lines += [
            "    }",
            "    $withValue = @(\(withValue))",
            "",
            "    # The command typed so far, and the word in front of the cursor's.",
            "    $command = \(quotePowerShell(program.name))",
            "    $last = ''",
            "    $isOpen = $true",
            "    foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {",
            "        if ($element.Extent.EndOffset -ge $cursorPosition) { break }",
            "        $word = $element.Extent.Text",
            "        if ($withValue -ccontains $last) { $last = ''; continue }",
            "        $last = $word",
            "        if ($word -ceq '--') { $isOpen = $false }",
            "        if (-not $isOpen -or $word.StartsWith('-')) { continue }",
            "        if ($commands.ContainsKey(\"$command $word\")) { $command = \"$command $word\" } else { $isOpen = $false }",
            "    }",
            "",
            "    $known = $commands[$command]",
            "    $start = ''",
            "    $typed = \"$wordToComplete\"",
            "    $joint = $typed.IndexOf('=')",
            "    if ($typed.StartsWith('--') -and $joint -gt 0) {",
            "        $last = $typed.Substring(0, $joint)",
            "        $start = $typed.Substring(0, $joint + 1)",
            "        $typed = $typed.Substring($joint + 1)",
            "    }",
            "    if ($withValue -ccontains $last) { $candidates = & $known.Values $last }",
            "    elseif ($start) { $candidates = @() }",
            "    elseif ($typed.StartsWith('-')) { $candidates = $known.Options }",
            "    elseif ($isOpen) { $candidates = $known.Words + @(& $known.Arguments) }",
            "    else { $candidates = @(& $known.Arguments) }",
            "",
            "    foreach ($candidate in $candidates) {",
            "        $text, $tip = \"$candidate\" -split \"`t\", 2",
            "        if (-not $text.StartsWith($typed, [StringComparison]::OrdinalIgnoreCase)) { continue }",
            "        if (-not $tip) { $tip = $text }",
            "        [System.Management.Automation.CompletionResult]::new(($start + $text), $text, 'ParameterValue', $tip)",
            "    }",
            "}",
        ]
        return lines
    }

    /// Candidates are written with a tabulator before their explanation.
    private func powerShellTable(_ node: CommandNode) -> [String] {
        let options = node.switches.flatMap { option in option.spellings.map { "\($0)\t\(option.help)" } }
        let words = node.command.visibleSubcommands.map { "\($0.name)\t\($0.abstract)" }
        let arguments = node.arguments.map { powerShellOffer($0.value) }.filter { !$0.isEmpty }
        let values = node.switches.flatMap { option -> [String] in
            guard case .option(let declaration) = option else { return [] }
            let offer = powerShellOffer(declaration.value)
            return offer.isEmpty ? [] : option.spellings.map { "                \(quotePowerShell($0)) { \(offer) }" }
        }
        return [
            "        \(quotePowerShell(node.key)) = @{",
            "            Words = @(\(words.map(quotePowerShell).joined(separator: ", ")))",
            "            Options = @(\(options.map(quotePowerShell).joined(separator: ", ")))",
            "            Arguments = { \(arguments.joined(separator: "; ")) }",
            "            Values = { switch -CaseSensitive ($args[0]) {",
        ] + values + [
            "                default { }",
            "            } }",
            "        }",
        ]
    }

    private func powerShellOffer(_ value: ValueKind) -> String {
        switch value {
        case .text, .integer, .checked, .file, .directory: ""
        case .oneOf(let choices): choices.map { quotePowerShell($0.name) }.joined(separator: ", ")
        case .listed(let arguments):
            "& \(([program.name] + arguments).map(quotePowerShell).joined(separator: " ")) 2>$null"
        }
    }

    private func quotePowerShell(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }
}
