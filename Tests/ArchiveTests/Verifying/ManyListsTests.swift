import Disk
import Foundation
import Registry
import Support
import Testing

@testable import Archive
@testable import Exporter

@Suite("Every list of a bag is proved")
struct ManyListsTests {
    /// Adds a list of the payload, and the list of tag files anew.
    private func bag(
        with name: String, of algorithm: ChecksumAlgorithm, _ change: (inout String) -> Void = { _ in }
    ) throws -> BagFiles {
        let bag = try BagFiles(copying: BagFiles.small.get())
        let isOfTags = name.hasPrefix("tag")
        var text = ""
        for path in try bag.paths where path.hasPrefix("data/") != isOfTags && !path.hasPrefix("tagmanifest") {
            let bytes = try bag.bytes(path)
            text += "\(algorithm.hex { $0(bytes.span) })  \(path)\n"
        }
        change(&text)
        try bag.write(Array(text.utf8), as: name)
        let tags = try bag.paths.filter { !$0.hasPrefix("data/") && !$0.hasPrefix("tagmanifest") }
        try bag.write(Bag.list(tags.map { BagEntry(try bag.bytes($0), as: $0) }), as: Bag.tagManifest)
        return bag
    }

    @Test(arguments: ChecksumAlgorithm.allCases.filter { $0 != .sha256 }, ["manifest", "tagmanifest"])
    func `one that is right holds, and one that is wrong does not`(
        algorithm: ChecksumAlgorithm, kind: String
    ) throws {
        let name = "\(kind)-\(algorithm.rawValue).txt"
        let right = try bag(with: name, of: algorithm)
        #expect(try right.verify().failures == [])
        let zip = try right.zipped()
        #expect(try BagFiles.verify(zip).failures == [])
        let changes: [(String, (inout String) -> Void)] = [
            ("is not what '\(name)' says", { $0 = ($0.first == "0" ? "1" : "0") + $0.dropFirst() }),
            ("is not in '\(name)'", { $0 = String($0.drop { $0 != "\n" }.dropFirst()) }),
            ("in '\(name)' and not in the bag", { $0 += String($0.prefix(algorithm.digits)) + "  data/more\n" }),
            ("'\(name)' line 1 is not", { $0 = "x" + $0.dropFirst() }), ("ends within a line", { $0.removeLast() }),
            ("'\(name)' lists", { $0 += String($0.prefix { $0 != "\n" }) + "\n" }),
        ]
        for (words, change) in changes {
            let failures = try bag(with: name, of: algorithm, change).verify().failures
            #expect(failures.contains { $0.contains(words) }, "\(words): \(failures)")
        }
    }

    @Test func `one that nobody here knows how to make is told, and proves nothing`() throws {
        let bag = try bag(with: "manifest-blake3.txt", of: .md5)
        let verification = try bag.verify()
        #expect(verification.failures == [])
        #expect(
            verification.proofs.all[0].findings[0].hasSuffix(
                "oproep does not know how it is made: 'manifest-blake3.txt'"))
    }

    // MARK: What is no bag

    @Test func `a folder that is no bag is told in a sentence, with the bag that is in it`() throws {
        let bag = try BagFiles.small.get()
        let folder = bag.root.deletingLastPathComponent().path
        let program = BuiltProgram(directory: folder)
        let said = try program.run(["verify", "."])
        #expect(said.status == 1)
        #expect(said.output == "error: '.' is no bag: there is no 'bagit.txt' in it (RFC 8493); './bag' is one\n")
        let other = try program.run(["verify", "/"])
        #expect(other.status == 1 && other.output.hasPrefix("error: '/' is no bag"), "\(other.output)")
    }

    @Test func `a bag of another program is told so first`() throws {
        let bag = try BagFiles(copying: BagFiles.small.get())
        let info = try bag.text(Bag.info).replacing("Oproep-", with: "Andere-")
        try bag.write(Array(info.utf8), as: Bag.info)
        let proofs = try bag.verify().proofs.all
        #expect(proofs.map(\.name) == ["delivery", "bag"] && proofs[0].findings.count == 1)
    }

    // MARK: The terminal

    @Test(arguments: [40, 80, 120]) func `lines are fitted to the terminal, between words`(width: Int) throws {
        let bag = try BagFiles.small.get()
        var program = BuiltProgram(directory: "/")
        let whole = try program.run(["verify", bag.path]).output
        program.environment["COLUMNS"] = "\(width)"
        let fitted = try program.run(["verify", bag.path]).output
        let words = { (text: String) in text.split { $0 == " " || $0 == "\n" } }
        #expect(words(fitted) == words(whole))
    }

    // MARK: Stopping

    @Test func `whatever it is at, it stops`() throws {
        let bag = try BagFiles.small.get()
        for limit in [0, 1, 50, 200, 400] {
            var count = 0
            #expect(throws: Verification.Refusal.self) {
                _ = try Verification(
                    of: bag.path, schemas: nil, rerender: false,
                    goesOn: {
                        count += 1
                        return count <= limit
                    }, progress: { _, _ in true })
            }
        }
    }
}
