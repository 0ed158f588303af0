import Foundation
import Registry
import Support
import Testing

@testable import Archive
@testable import Exporter

@Suite("A bag is proved anywhere")
struct AnywhereTests {
    /// With nothing of where it was made: no workspace, no registry, no environment.
    @Test func `from a folder and from a ZIP, with nothing else there`() throws {
        let bag = try BagFiles.shared.get()
        let zip = try bag.zipped(as: "anywhere.zip")
        try TestFolder.withPath { folder in
            for path in [bag.path, zip] {
                let program = BuiltProgram(directory: folder, environment: [:])
                let said = try program.run(["verify", path, "--rerender"])
                #expect(said.status == 0 && !said.output.contains("FALSE"), "\(said.output)")
                #expect(said.output.split(separator: "\n").count == 5, "\(said.output)")
                var judging = program
                judging.environment = ["OPROEP_SCHEMAS": Repository.path("Tests/Schemas")]
                let judged = try judging.run(["verify", path, "--json"])
                #expect(judged.status == 0 && judged.output.contains("\"schemas\""), "\(judged.output)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    @Test func `schemas that are not where they are said to be are missed`() throws {
        let bag = try BagFiles.shared.get()
        var program = BuiltProgram(directory: "/")
        program.environment["OPROEP_SCHEMAS"] = "/nowhere"
        let said = try program.run(["verify", bag.path])
        #expect(said.status == 1 && said.output.contains("OPROEP_SCHEMAS is '/nowhere'"))
    }

    /// By a server that keeps what it took, and the program that sends, archives and proves.
    @Test func `what a mail server took is what is in the bag`() throws {
        let deposit = try Deposit(Correspondence.recipients)
        try deposit.freeze()
        try deposit.record(.sent)
        let server = try Server("faulty-smtp.py")
        var program = BuiltProgram(directory: deposit.root.path)
        program.environment["OPROEP_SMTP_URL"] = server.url
        deposit["oproep.yaml"] = Deposit.settings.replacing("{ user: jan }", with: "{}")
        let sent = try program.run(["send", "1", "--confirm", "4"])
        #expect(sent.status == 0, "\(sent.output)")
        let bag = try BagFiles { path in
            let made = try program.run(["archive", "1", "-o", path])
            #expect(made.status == 0, "\(made.output)")
        }
        let kept = try bag.paths.filter { $0.contains("_email_") && $0.hasSuffix(".eml") }.map(bag.bytes)
        #expect(kept.count == 4)
        #expect(try Set(kept) == Set(server.received.map(\.bytes)))
        #expect(try bag.verify(rerender: true).failures == [])
    }
}
