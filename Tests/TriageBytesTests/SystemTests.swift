import Foundation
import Testing
import TriageBytes
import TriageModel

/// What the program asks the system for.
struct SystemTests {
    @Test func knowsTodayInUTC() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let before = calendar.dateComponents([.year, .month, .day], from: Date())
        let today = SystemClock.today
        let after = calendar.dateComponents([.year, .month, .day], from: Date())
        let seen = DateComponents(year: today.year, month: today.month, day: today.day)
        #expect(seen == before || seen == after)
        #expect(abs(Double(SystemClock.seconds) - Date().timeIntervalSince1970) < 5)
        #expect(SystemClock.monotonicNanoseconds > 0)
    }

    @Test func readsTheEnvironment() {
        #expect(ProcessEnvironment.value(of: "PATH") == ProcessInfo.processInfo.environment["PATH"])
        #expect(ProcessEnvironment.value(of: "KBTRIAGE_NO_SUCH_VARIABLE") == nil)
        #expect(ProcessEnvironment.arguments.map(\.description).first == CommandLine.arguments.first)
        #expect(ProcessEnvironment.processorCount >= 1)
    }

    @Test func knowsItsOwnFile() throws {
        let executable = try #require(ProcessEnvironment.executable)
        #expect(try FileInfo.of(executable).kind == .regular)
    }

    @Test func tellsWhenAFileChanged() throws {
        let folder = try TemporaryFolder()
        try OutputFile.write([1, 2, 3], to: folder.file("a"))
        let info = try FileInfo.of(folder.file("a"))
        #expect(info.size == 3)
        #expect(abs(Double(info.modified) / 1e9 - Date().timeIntervalSince1970) < 60)
        let detour = folder.path.appending("..").appending(folder.path.lastComponent).appending("a")
        #expect(try FileInfo.of(detour).identity == info.identity)
    }
}
