import Foundation
import Testing
import TriageTestSupport

@Suite("Folders, archives and mails on the command line")
struct ContainerInputTests {
    private func inputs(_ run: ProgramRun) throws -> [String] {
        (try run.json()["inputs"] as? [[String: Any]])?.compactMap { $0["file"] as? String } ?? []
    }

    @Test func aFolderIsOneCase() throws {
        let folder = "samples/tickets/hybrid-folder"
        let run = try ProgramRun([folder, "--format", "json", "--as-of", "2026-11-23"])
        #expect(run.code == 0)
        #expect(
            try inputs(run)
                == ["1-mail.eml", "anna.ldf", "mailbox.xml", "photoUpdateSettings.json"].map { folder + "/" + $0 })
        #expect(try run.json()["verdict"] as? String == "cause")
    }

    @Test func membersAreInputsAndWhatIsNotReadIsAnError() throws {
        let zip = "samples/tickets/portal-export.zip"
        let run = try ProgramRun([zip, "--format", "json", "--as-of", "2021-03-12"])
        #expect(run.code == 2)
        #expect(
            try inputs(run) == [
                zip + "!ticket/description.txt", zip + "!ticket/logs/transcript.txt.gz!transcript.txt",
                zip + "!ticket/form.pdf",
            ])
        let errors = try run.json()["errors"] as? [[String: Any]]
        #expect(errors?.compactMap { $0["file"] as? String } == [zip + "!ticket/form.pdf"])
        #expect(errors?.compactMap { $0["code"] as? String } == ["unread-format"])
    }

    @Test func anArchiveCanBePiped() throws {
        let run = try ProgramRun(
            ["--format", "json", "--as-of", "2021-03-12"], input: try Samples.ticket("portal-export.zip"))
        #expect(try inputs(run).first == "stdin!ticket/description.txt")
    }

    @Test func linksInsideOfAFolderAreNotFollowed() throws {
        try Fixture.withFolder { folder in
            _ = try Fixture.write(Fixture.photo413, "a.txt", in: folder)
            let inner = folder.appendingPathComponent("more")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            _ = try Fixture.write(Fixture.bareComplaint, "b.txt", in: inner)
            _ = try Fixture.write("x", ".hidden", in: folder)
            try FileManager.default.createSymbolicLink(
                atPath: folder.appendingPathComponent("z").path, withDestinationPath: "/etc/passwd")
            let run = try ProgramRun([folder.path, "--format", "json"])
            #expect(run.code == 2)
            #expect(try inputs(run) == [folder.path + "/a.txt", folder.path + "/more/b.txt"])
            #expect(run.notices.contains("not followed"))
        }
    }

    @Test func anEmptyFolderIsSaid() throws {
        try Fixture.withFolder { folder in
            let run = try ProgramRun([folder.path])
            #expect(run.code == 2)
            #expect(run.notices.contains("no files"))
        }
    }

    @Test func rawValuesOfMembersAreReadToo() throws {
        let mailbox = try Samples.ticket("hybrid-folder/mailbox.xml")
        let zip = ArchiveWriter.zip([.init("mailbox.xml", mailbox)])
        let plain = try ProgramRun(["facts", "--raw"], input: mailbox)
        #expect(!plain.output.isEmpty)
        #expect(try ProgramRun(["facts", "--raw"], input: zip).output == plain.output)
    }
}
