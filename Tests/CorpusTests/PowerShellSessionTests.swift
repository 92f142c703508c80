import Testing
import TriageModel
import TriageTestSupport

/// What stands in a session, read off by hand.
struct SessionFacts: Sendable, CustomStringConvertible {
    var name: String
    /// Cmdlet, reason and last part of the error id; reason and id are empty where the view does not show them.
    var errors: [[String]]
    /// Commands of interest with how often they were run.
    var commands: [String: Int]
    var causes: Set<String>
    /// Causes that may be named beside them.
    var alsoTrue: Set<String> = []

    var description: String { name }

    static let photo413 = ["Set-UserPhoto", "CmdletProxyException", "SetUserPhoto"]
    static let all: [SessionFacts] = ["screen.txt", "screen-ansi.txt", "transcript.txt"].flatMap { kind in
        [
            SessionFacts(
                name: "413-80." + kind, errors: [photo413], commands: ["set-userphoto": 1, "get-date": 1],
                causes: ["RC22"]),
            SessionFacts(
                name: "413-120." + kind, errors: [["Set-UserPhoto", "", ""]], commands: [:], causes: ["RC22"]),
            SessionFacts(
                name: "basic-100." + kind,
                errors: [
                    ["New-PSSession", "PSRemotingTransportException", "NewPSSessionCommand"],
                    ["Import-PSSession", "ParameterBindingException", "ImportPSSessionCommand"],
                ], commands: ["new-pssession": 1, "import-pssession": 1], causes: ["RC24"],
                // The transcript is dated long after the end of the address it connects to; the screen is not dated.
                alsoTrue: kind == "transcript.txt" ? ["RC23"] : []),
            SessionFacts(
                name: "range-66." + kind,
                errors: [["Set-ADUser", "ADException", "SetADUser"], ["Set-ADUser", "ADException", "SetADUser"]],
                commands: ["set-aduser": 2], causes: ["RC03"]),
        ]
    }

    func input() throws -> SampleInput { try SharedSamples.file("samples/powershell/sessions/" + name).inputs[0] }
}

@Suite(
    "Sessions as a console shows and a transcript keeps them",
    .needsSharedSamples)
struct PowerShellSessionTests {
    @Test(arguments: SessionFacts.all)
    func everyErrorIsReadOnce(session: SessionFacts) throws {
        let errors = try CaseTriage.read([session.input()]).facts(of: "error")
        #expect(errors.count == session.errors.count, "\(errors)")
        for (error, truth) in zip(errors, session.errors) {
            #expect(error["cmdlet"]?.lowercased() == truth[0].lowercased())
            #expect((error["reason"] ?? "") == truth[1])
            #expect((error["errorId"] ?? "").hasSuffix(truth[2]))
        }
    }

    @Test(arguments: SessionFacts.all)
    func aCommandEchoedAtEveryKeystrokeIsRunOnce(session: SessionFacts) throws {
        let commands = try CaseTriage.read([session.input()]).facts(of: "command")
        for (name, count) in session.commands {
            #expect(commands.count { $0["name"]?.lowercased() == name } == count, "\(name): \(commands)")
        }
    }

    @Test(arguments: SessionFacts.all)
    func theCauseIsNamedAndNoOther(session: SessionFacts) throws {
        let diagnosis = try CaseTriage.diagnose([session.input()])
        #expect(diagnosis.causes.isSuperset(of: session.causes))
        #expect(diagnosis.causes.isSubset(of: session.causes.union(session.alsoTrue)))
    }

    @Test(arguments: ["413-80", "413-120", "basic-100", "range-66"])
    func screenColouredScreenAndTranscriptSayTheSame(name: String) throws {
        let facts = try ["screen.txt", "screen-ansi.txt", "transcript.txt"].map { kind in
            try CaseTriage.read(SharedSamples.file("samples/powershell/sessions/\(name).\(kind)").inputs)
                .facts(of: "error")
                .map { error in
                    ["cmdlet", "errorId", "reason", "target", "message", "line", "column"].map { field in
                        (error[field] ?? "").squeezed.lowercased()
                    }
                }
        }
        #expect(facts[0] == facts[1])
        #expect(facts[0] == facts[2])
    }

    @Test(arguments: ["basic-100.screen.txt", "basic-100.screen-ansi.txt", "basic-100.transcript.txt"])
    func theConnectionAddressIsWhole(name: String) throws {
        let evidence = try CaseTriage.read(SharedSamples.file("samples/powershell/sessions/" + name).inputs)
        let command = evidence.facts(of: "command").first { $0["name"]?.lowercased() == "new-pssession" }
        #expect(command?["ConnectionUri"] == "https://outlook.office365.com/powershell-liveid/?proxyMethod=RPS")
        #expect(command?["Authentication"] == "Basic")
    }
}
