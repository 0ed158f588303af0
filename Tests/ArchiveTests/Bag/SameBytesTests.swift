import Foundation
import Support
import Testing

@testable import Archive
@testable import Registry

@Suite("The same registry gives the same bag")
struct SameBytesTests {
    private let deposit: Deposit

    init() throws {
        deposit = try Deposit(copying: Correspondence.shared.get().deposit)
    }

    private func exports() throws -> Int {
        try deposit.exports()
    }

    /// What a new bag holds; as a ZIP, what is in it.
    private func files(_ form: Archiving.Form = .folder, diwoo: Bool = false) throws -> [String: [UInt8]] {
        guard form == .zip else { return try BagFiles { try deposit.archive(to: $0, diwoo: diwoo) }.all }
        return try BagFiles { path in
            try deposit.archive(to: path + ".zip", as: .zip, diwoo: diwoo)
            try Program("unzip", "-q", path + ".zip", "-d", path + ".d").output()
            try FileManager.default.moveItem(atPath: "\(path).d/verzendronde_1_oproep", toPath: path)
        }.all
    }

    @Test func `as a folder and as a ZIP, now and later, and it is recorded once`() throws {
        let first = try files()
        #expect(try exports() == 1)
        #expect(try files(.zip) == first && files() == first && files(.zip) == first)
        #expect(try exports() == 1 && deposit.audit() == [])
    }

    @Test func `for the program in another time zone, language and folder`() throws {
        let expected = try files()
        for (zone, language, form) in [("Pacific/Kiritimati", "tr_TR.UTF-8", "folder"), ("America/Adak", "C", "zip")] {
            let bag = try BagFiles { path in
                let program = BuiltProgram(
                    directory: "/", environment: ["PATH": "/usr/bin:/bin", "TZ": zone, "LC_ALL": language])
                let made = try program.run(
                    ["archive", "1", "--workspace", deposit.root.path, "-o", path, "--by", "Iemand anders"]
                        + (form == "zip" ? ["--zip"] : []))
                try #require(made.status == 0, "\(made.output)")
                guard form == "zip" else { return }
                try Program("unzip", "-q", path, "-d", path + ".d").output()
                try FileManager.default.removeItem(atPath: path)
                try FileManager.default.moveItem(atPath: "\(path).d/verzendronde_1_oproep", toPath: path)
            }
            var found = try bag.all
            // Only the name and version of what made it differ here.
            var expected = expected
            for name in ["bag-info.txt", "tagmanifest-sha256.txt"] {
                found[name] = nil
                expected[name] = nil
            }
            #expect(found == expected, "\(zone)")
        }
        #expect(try exports() == 1)
    }

    @Test func `what happens to other mailings changes nothing`() throws {
        let before = try files()
        try deposit.record(.sent, ["A-b"], in: 2, channel: .post)
        try deposit.freeze()
        #expect(try files() == before)
        #expect(try exports() == 1)
    }

    @Test func `another event, another oproep.yaml and another form of it are other exports`() throws {
        let first = try files()
        deposit["oproep.yaml"] = Deposit.settings.replacing("P7Y", with: "P10Y")
        let second = try files()
        #expect(second != first)
        #expect(try exports() == 2)
        deposit["oproep.yaml"] = Deposit.settings
        // The last is what counts for how long it is kept, so it is one of its own.
        #expect(try files() != first && exports() == 3)
        #expect(try files(diwoo: true) != first && exports() == 4)
        try deposit.record(.closed, ["GM0193"], on: "2024-09-01")
        let later = try files()
        #expect(later != first)
        #expect(try exports() == 5)
        #expect(try files() == later && exports() == 5)
        #expect(try deposit.audit() == [])
    }

    @Test func `what oproep.yaml does not say is said aloud`() throws {
        deposit["oproep.yaml"] = Deposit.settings.split(separator: "\n").filter { !$0.hasPrefix("archive:") }
            .joined(separator: "\n")
        try TestFolder.withPath { folder in
            let program = BuiltProgram(directory: folder)
            let made = try program.run(["archive", "1", "--workspace", deposit.root.path, "-o", "bag"])
            #expect(made.status == 0)
            for said in [
                "archiefvormer is not set", "waardering is not set: N", "Nader te bepalen", "part_of is not set",
            ] {
                #expect(made.output.contains("oproep.yaml, archive: ") && made.output.contains(said), "\(made.output)")
            }
            let verification = try BagFiles.verify("\(folder)/bag")
            #expect(verification.failures == [])
        }
    }
}
