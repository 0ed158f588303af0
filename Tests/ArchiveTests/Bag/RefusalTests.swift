import Foundation
import Support
import Templating
import Testing
import Workspace

@testable import Archive
@testable import Registry

@Suite("No bag where there may be none")
struct RefusalTests {
    private let deposit: Deposit

    init() throws {
        deposit = try Deposit(copying: Correspondence.shared.get().deposit)
    }

    private func exports() throws -> Int { try deposit.exports() }

    /// What is said, with nothing left beside the target.
    private func refusal(_ number: Int = 1, to path: String, as form: Archiving.Form = .folder) throws -> String? {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        func names() -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }
        let before = names()
        let said = try deposit.refusal { try deposit.archive(number, to: path, as: form) }
        #expect(names() == before)
        return said
    }

    @Test(arguments: [Archiving.Form.folder, .zip])
    func `a mailing that is not finished`(form: Archiving.Form) throws {
        let said = try refusal(2, to: deposit.path("out/bag"), as: form)
        #expect(said?.contains("mailing 2 is 'sending' and not finished (") == true, "\(said ?? "")")
        #expect(try refusal(3, to: deposit.path("out/bag"), as: form)?.contains("not finished") == true)
        #expect(try refusal(9, to: deposit.path("out/bag"), as: form)?.contains("no mailing 9") == true)
    }

    @Test(arguments: [Archiving.Form.folder, .zip])
    func `where something stands already`(form: Archiving.Form) throws {
        try FileManager.default.createDirectory(
            atPath: deposit.path("out/bag"), withIntermediateDirectories: true)
        deposit["out/bag/brief.txt"] = "van iemand"
        deposit["out/file"] = "van iemand"
        for name in ["out/bag", "out/file"] {
            #expect(try refusal(to: deposit.path(name), as: form) != nil)
        }
        try FileManager.default.createSymbolicLink(atPath: deposit.path("out/link"), withDestinationPath: "bag")
        #expect(try refusal(to: deposit.path("out/link"), as: form) != nil)
        #expect(deposit["out/bag/brief.txt"] == "van iemand" && deposit["out/file"] == "van iemand")
        #expect(try exports() == 0)
    }

    @Test(arguments: [Archiving.Form.folder, .zip])
    func `among the files that letters are made from, and on the registry`(form: Archiving.Form) throws {
        for name in ["letters/bag", "recipients/bag", ".oproep/bag", "letters"] {
            #expect(try refusal(to: deposit.path(name), as: form) != nil, "\(name)")
        }
        #expect(try exports() == 0 && deposit.audit() == [])
    }

    @Test func `one that was destroyed, and then what is there of it stays`() throws {
        let bag = try BagFiles { try deposit.archive(to: $0) }
        let later = try #require(Author(name: "Ans", time: "2033-01-01T09:00:00.000Z", zone: .amsterdam))
        let proved = try #require(bag.verify().sha256)
        let other = try deposit.refusal {
            _ = try deposit.registry().destroy(
                1, proved: String(repeating: "0", count: 64), authorisedBy: "Besluit 7", by: later)
        }
        #expect(other?.contains("is not the last that was made of mailing 1") == true, "\(other ?? "nothing")")
        _ = try deposit.registry().destroy(1, proved: proved, authorisedBy: "Besluit 7", by: later)
        let said = try refusal(to: deposit.path("out/bag"))
        #expect(said?.contains("destroyed") == true, "\(said ?? "nothing")")
        #expect(try bag.verify(rerender: true).failures == [])
    }

    @Test func `when something was recorded meanwhile`() throws {
        let said = try deposit.refusal {
            let registry = try deposit.registry()
            let record = try registry.record(of: 1)
            try deposit.record(.closed, ["GM0193"], on: "2024-09-01")
            _ = try registry.beginExport(of: 1, sha256: "", until: nil, after: record.last, by: deposit.author())
        }
        #expect(said?.contains("archive it again") == true)
        #expect(try exports() == 0)
    }
}
