import CommandArguments

/// The commands of the program, their arguments and what the help says about them.
enum CommandLineDeclaration {
    static let program = CommandDeclaration(
        name: "kbtriage",
        abstract: "Find out why a user photo is not synced",
        discussion: """
            Reads what a customer sent (pasted PowerShell errors, transcripts, attribute dumps, mails) and prints the \
            root cause, the proof, the steps that resolve it and, when the evidence is not enough, the one command to \
            run next.

              kbtriage ticket.txt dump.txt
              kbtriage < ticket.txt
            """,
        sections: [exitCodes, environment],
        subcommands: [
            diagnose, batch, CompareCommand.declaration, AcknowledgeCommand.declaration, explain, facts, redact,
            CollectCommand.declaration, kb, rules,
        ],
        defaultSubcommand: "diagnose")

    static let diagnose = CommandDeclaration(
        name: "diagnose",
        abstract: "Say what is wrong, prove it, and say what to do",
        arguments: [.inputs],
        options: [.format, .formatOf, .tone, .output, .asOf, .fact, .key, .map, .rules, .color, .width],
        flags: [.explain, .redact, .quiet])

    static let batch = CommandDeclaration(
        name: "batch",
        abstract: "Triage many tickets: one verdict each, and a picture of the queue",
        discussion: """
            A ticket is a file, a mail with its attachments, a message of a mailbox, a row of a ticket system's export, \
            a member of an archive, or with --case-per-folder a folder. Columns of exports are found by their names in \
            many languages and by what they hold.

              kbtriage batch tickets/ --html queue.html --reports reports/
              kbtriage batch export.csv --ndjson verdicts.ndjson
              kbtriage batch tickets/ --store triage.sqlite
              kbtriage batch tickets/ --redact --html queue.html --map names.jsonl
              producer | kbtriage batch --stream | consumer

            It ends with 0 when all is done, 2 when something could not be read, 128 and the signal's number when it \
            was interrupted; what is done is kept then.
            """,
        arguments: [.ticketPaths],
        options: [
            .ndjson, .csv, .json, .html, .reports, .reportFormat, .jobs, .maximumTicketSize, .archives, .idColumn,
            .subjectColumn, .bodyColumn, .createdColumn, .store, .verify, .watch, .skip, .key, .map, .asOf, .rules,
            .color, .width,
        ],
        flags: [.resume, .stream, .unordered, .casePerFolder, .redact, .quiet])

    static let explain = CommandDeclaration(
        name: "explain",
        abstract: "Say why a rule holds for these files, or why not",
        arguments: [.rule, .inputs],
        options: [.asOf, .fact, .key, .map, .rules, .color, .width],
        flags: [.redact, .quiet])

    static let facts = CommandDeclaration(
        name: "facts",
        abstract: "Print what was read, one line a value",
        arguments: [.inputs],
        options: [.factsFormat, .formatOf, .output, .subject, .fact, .key, .map, .rules, .color, .width],
        flags: [.raw, .redact, .quiet])

    static let redact = CommandDeclaration(
        name: "redact",
        abstract: "Write the files without what tells people and organisations apart",
        discussion: """
            Puts a token of the same length in the place of every name, address, domain, id, number and photo, so that \
            the redacted files come to the same diagnosis, line by line. The same value gets the same token in all files.

              kbtriage redact ticket.zip --output redacted/
              kbtriage redact ticket.txt > redacted.txt
            """,
        arguments: [.inputs],
        options: [.redactedOutput, .formatOf, .key, .map, .rules],
        flags: [.quiet])

    static let kb = CommandDeclaration(
        name: "kb",
        abstract: "Print an article: its steps, its history, and what is retired",
        arguments: [.article],
        options: [.asOf, .output, .rules, .color, .width])

    static let rules = CommandDeclaration(
        name: "rules",
        abstract: "List, show, check, test, draft and lay out the rules",
        subcommands: [
            CommandDeclaration(
                name: "list", abstract: "List the rules", options: [.rules, .color, .width], flags: [.identifiersOnly]),
            CommandDeclaration(
                name: "show", abstract: "Print one rule in plain words", arguments: [.rule],
                options: [.asOf, .rules, .color, .width]),
            CommandDeclaration(
                name: "check", abstract: "Find mistakes in rule files", arguments: [.ruleFiles],
                options: [.rules, .color, .width], flags: [.quiet]),
            CommandDeclaration(
                name: "test", abstract: "Run the rules on the samples that prove them", arguments: [.someRules],
                options: [.rules, .color, .width], flags: [.quiet]),
            RulesNewCommand.declaration, RulesFmtCommand.declaration,
        ])

    private static let exitCodes = HelpSection(
        "Exit codes",
        """
           0  diagnose: a cause was found; other commands: done
           1  diagnose: no cause was found; compare: something changed;
              rules fmt --check: a file would change
           2  an input could not be read, or not all of it
          64  the command line is wrong
          65  a rule file is broken
        """)

    private static let environment = HelpSection(
        "Environment",
        """
          KBTRIAGE_RULES  folder of the rules, unless --rules is given
          KBTRIAGE_CACHE  folder for compiled patterns and checked rules; off keeps
                          nothing between runs (default: ~/.cache/kbtriage)
          NO_COLOR        no colours, unless --color is given
        """)
}
