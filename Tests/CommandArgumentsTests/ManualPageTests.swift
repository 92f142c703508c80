import CommandArguments
import Testing
import TriageTestSupport

@Suite("The manual page")
struct ManualPageTests {
    @Test func isAsWritten() throws {
        Golden.check(try Sample.print(["--generate-man-page"]), named: "pack.1")
    }

    @Test(.enabled(if: Shell.isInstalled("groff"), "groff is not installed"))
    func isSetWithoutWarnings() throws {
        let page = try Sample.print(["--generate-man-page"])
        let warnings = try Shell.run("groff", ["-man", "-ww", "-Tutf8", "-z"], input: page)
        #expect(warnings.output.isEmpty)
        #expect(warnings.code == 0)
        let set = try Shell.run("groff", ["-man", "-Tutf8", "-P-cbou", "-rLL=80n"], input: page)
        #expect(set.output.contains("-s, --style <style>"))
        #expect(set.output.contains("Look inside: [everything] is 'checked' twice \\ thrice."))
        #expect(set.output.contains("  pack < letter.txt"))
    }

    @Test func startsNoRequestByAccident() throws {
        let program = CommandDeclaration(
            name: "p", abstract: ".so /etc/passwd", discussion: ".ex\n\n  'br\n\\n(.z",
            options: [OptionDeclaration("x1", help: "\"quoted\" … \\fB")])
        guard case .print(let text) = try CommandParser(program, version: "1\"2").parse(["--generate-man-page"]) else {
            throw Sample.Unexpected()
        }
        let requests = Set(
            text.split(separator: "\n").filter { $0.first == "." || $0.first == "'" }.map { $0.prefix(3) })
        #expect(requests.isSubset(of: [".\\\"", ".TH", ".SH", ".B ", ".PP", ".TP", ".nf", ".fi", ".SS"]))
        #expect(text.contains("\\[u2026]"))
        #expect(!text.contains("\\n") && !text.contains("\\fB"))
    }
}
