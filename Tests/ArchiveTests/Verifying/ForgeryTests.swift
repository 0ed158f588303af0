import Disk
import Foundation
import Registry
import Support
import Testing

@testable import Archive
@testable import Exporter

@Suite("A bag whose lists were made anew after a change is found out")
struct ForgeryTests {
    private let original: BagFiles
    private let dossier: String

    init() throws {
        original = try BagFiles.shared.get()
        dossier = try original.dossier
    }

    private func letter(_ name: String, _ ext: String = "odt") -> String { "\(dossier)/\(name)/\(name).\(ext)" }

    /// What is false of a bag after a change, when all lists say what is there.
    private func failures(_ forge: (Forger) throws -> Void) throws -> [String] {
        let forger = try Forger(original)
        try forge(forger)
        try forger.seal()
        let failures = try forger.bag.verify().failures
        #expect(!failures.contains { $0.hasPrefix("bag: ") }, "\(failures)")
        return failures
    }

    /// What is told must be told of all of `proofs`, and have these words in it.
    private func expect(
        _ proof: String, _ words: String, _ forge: (Forger) throws -> Void,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let failures = try failures(forge)
        #expect(
            failures.contains { $0.hasPrefix("\(proof): ") && $0.contains(words) }, "\(failures)",
            sourceLocation: sourceLocation)
    }

    @Test func `what is made anew is what was there when nothing was changed`() throws {
        let forger = try Forger(original)
        try forger.seal()
        #expect(try forger.bag.all == original.all)
    }

    // MARK: Letters

    @Test func `letters of two recipients that were swapped`() throws {
        try expect("letters", "the letter to A (odt) is not there") { try $0.swap(letter("A-b-c"), letter("A-b_c")) }
        try expect("letters", "the letter to GM0193 (pdf) is not there") {
            try $0.swap(letter("GM0193-zwolle", "pdf"), letter("A-b_c", "pdf"))
        }
    }

    @Test func `letters of two recipients of whom one's code begins the other's`() throws {
        let deposit = try Deposit([
            Deposit.Recipient(code: "A", name: "b"), Deposit.Recipient(code: "A-b", name: "🏛️"),
        ])
        try deposit.freeze()
        try deposit.record(.sent)
        let forger = try Forger(BagFiles { try deposit.archive(to: $0) })
        let folder = "data/verzendronde_1_oproep"
        for ext in ["odt", "pdf"] { try forger.swap("\(folder)/A-b/A-b.\(ext)", "\(folder)/A-b_/A-b_.\(ext)") }
        try forger.seal()
        #expect(try forger.bag.verify().failing == ["letters"])
    }

    @Test func `a letter that was changed, with what was frozen of it`() throws {
        try expect("letters", "is not what was frozen and approved") { forger in
            let path = letter("GM0193-zwolle", "pdf")
            let before = ContentHash(of: try forger.bag.bytes(path)).hex
            let other = SmallPDF.bytes("Anders")
            try forger.bag.write(other, as: path)
            let freeze = "\(dossier)/verzendronde_1_bevriezing/verzendronde_1_bevriezing.jsonl"
            try forger.change(freeze) { $0 = $0.replacing(before, with: ContentHash(of: other).hex) }
            try forger.replaceInfo(BagInfo.freeze, with: ContentHash(of: try forger.bag.bytes(freeze)).hex)
        }
    }

    @Test func `a source that was changed`() throws {
        try expect("letters", "'letters/oproep/figures.csv', which the letters were made from") { forger in
            let path = try forger.bag.path(endingWith: "_figures.csv")
            try forger.change(path) { $0 = $0.replacing("\"43\"", with: "\"44\"") }
        }
    }

    // MARK: What left and came

    @Test func `e-mails of two recipients that were swapped`() throws {
        try expect("letters", "is not there as it was sent") { forger in
            let paths = try forger.bag.paths.filter { $0.contains("_email_") && $0.hasSuffix(".eml") }
            try forger.swap(paths[0], paths[1])
        }
    }

    @Test func `an answer that was left out`() throws {
        let answers = try original.paths.filter { $0.contains("_antwoord_") }.map { $0.split(separator: "/")[2] }
        for answer in Set(answers) {
            try expect("letters", "is not there as it came") { try $0.remove(folder: "\(dossier)/\(answer)") }
        }
    }

    @Test func `an answer that nobody gave`() throws {
        let path = try #require(original.paths.first { $0.contains("_antwoord_") && $0.hasSuffix(".png") })
        let name = String(path.split(separator: "/")[2])
        let other = name.replacing("_antwoord_", with: "_antwoord_9")
        try expect("letters", "/\(other)/\(other).png' is of nothing that was frozen or happened") { forger in
            for path in try forger.bag.paths where path.contains("/\(name)/") {
                let copy = path.replacing(name, with: other)
                let folder = forger.bag.root.appending(path: copy).deletingLastPathComponent()
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                let bytes = try forger.bag.bytes(path)
                try forger.bag.write(
                    Sidecar.isOne(path)
                        ? Array(String(decoding: bytes, as: UTF8.self).replacing(name, with: other).utf8) : bytes,
                    as: copy)
            }
            try forger.change("\(dossier)/verzendronde_1_oproep.mdto.xml") { text in
                let parts = text.components(separatedBy: "<bevatOnderdeel>")
                let own = try #require(parts.first { $0.contains("/\(name)</identificatieKenmerk>") })
                let end = try #require(own.range(of: "</bevatOnderdeel>"))
                let copy = own[..<end.upperBound].replacing(name, with: other)
                text = parts.joined(separator: "<bevatOnderdeel>").replacing(
                    "<bevatOnderdeel>\(own)", with: "<bevatOnderdeel>\(copy)<bevatOnderdeel>\(own)")
            }
        }
    }

    // MARK: Events

    @Test func `events that were changed, removed, moved or made up`() throws {
        let changes: [(inout [String]) throws -> Void] = [
            { lines in lines[2] = lines[2].replacing("Piet", with: "Klaas") },
            { lines in lines.remove(at: 5) },
            { lines in lines.swapAt(6, 7) },
            { lines in lines.insert(lines[5], at: 6) },
            { lines in lines.removeLast() },
            { lines in
                let own = try #require(lines.firstIndex { $0.hasPrefix("\"") })
                lines[own] = "\"\(String(repeating: "0", count: 64))\""
            },
        ]
        for change in changes {
            try expect("events", "does not lead to the head") { try $0.changeEvents(head: false, change) }
            // Who makes that anew too has another head than was noted.
            let forger = try Forger(original)
            try forger.changeEvents(head: true, change)
            try forger.seal()
            let noted = try original.verify().head
            #expect(try noted != nil && forger.bag.verify().head != noted)
        }
    }

    @Test func `another hash that was approved`() throws {
        try expect("letters", "is not what was frozen and approved") { forger in
            try forger.changeEvents(head: true) { lines in
                let approved = try #require(lines.firstIndex { $0.contains("\"approved\"") })
                let freeze = try #require(BagInfo(try original.bytes(Bag.info))?[BagInfo.freeze])
                lines[approved] = lines[approved].replacing(freeze, with: String(repeating: "a", count: 64))
            }
        }
    }

    // MARK: Metadata

    @Test func `references that lead elsewhere, and identifications that two have`() throws {
        let a = "\(dossier)/A-b-c/A-b-c.mdto.xml"
        try expect("metadata", "leads to nothing that it may lead to") { forger in
            try forger.change("\(dossier)/A-b-c/A-b-c.odt.bestand.mdto.xml") { text in
                let parts = text.components(separatedBy: "<isRepresentatieVan>")
                text = parts[0] + "<isRepresentatieVan>" + parts[1].replacing("/A-b-c<", with: "/A-b_c<")
            }
        }
        try expect("metadata", "heeftRepresentatie 'A-b-c.odt' leads to nothing that it may lead to") { forger in
            try forger.change(a) { $0 = $0.replacing("/A-b-c/A-b-c.odt<", with: "/A-b_c/A-b_c.odt<") }
        }
        try expect("metadata", "which has another name") { forger in
            try forger.change(a) { $0 = $0.replacing(">A-b-c.odt<", with: ">A-b-c.ods<") }
        }
        try expect("metadata", "have the same identificatie") { forger in
            try forger.change("\(dossier)/A-b_c/A-b_c.mdto.xml") { text in
                let end = try #require(text.range(of: "</identificatieKenmerk>"))
                text = String(text[..<end.upperBound].replacing("/A-b_c<", with: "/A-b-c<") + text[end.upperBound...])
            }
        }
        try expect("metadata", "is not onderdeel van one other") { forger in
            try forger.change(a) { text in
                let (start, end) = (
                    try #require(text.range(of: "<isOnderdeelVan>")), try #require(text.range(of: "</isOnderdeelVan>"))
                )
                text.removeSubrange(start.lowerBound..<end.upperBound)
            }
        }
    }

    // MARK: What only a noted hash tells

    @Test func `where figures come from is told by filling letters anew`() throws {
        let forger = try Forger(original)
        try forger.change("\(dossier)/GM0193-zwolle/GM0193-zwolle_herkomst.json") {
            $0 = $0.replacing("telling", with: "gissing")
        }
        try forger.seal()
        #expect(try forger.bag.verify().failures == [])
        let failures = try forger.bag.verify(rerender: true).failures
        #expect(failures.count == 1 && failures[0].contains("GM0193-zwolle_herkomst.json' is not where the figures"))
    }

    /// The page that lay before the approver, who is named in metadata, and an event that is passed off as that of another
    /// mailing: nothing in the bag itself tells.
    @Test func `what nothing else vouches for has another sha256 than was noted`() throws {
        let noted = try #require(try original.verify().sha256)
        let changes: [(Forger) throws -> Void] = [
            { forger in
                try forger.change("\(dossier)/verzendronde_1_accordering/verzendronde_1_accordering.html") {
                    $0 += "<!-- -->"
                }
            },
            { forger in
                try forger.change("\(dossier)/A-b-c/A-b-c.mdto.xml") { $0 = $0.replacing(">Piet<", with: ">Klaas<") }
            },
            { forger in
                let answer = try #require(
                    try forger.bag.paths.first { $0.contains("_retourbericht_") }?.split(separator: "/")[2])
                try forger.remove(folder: "\(dossier)/\(answer)")
                try forger.changeEvents(head: false) { lines in
                    let event = try #require(lines.firstIndex { $0.contains("\"returned\"") })
                    lines[event] = "\"\(ContentHash(of: Array(lines[event].utf8)).hex)\""
                }
            },
        ]
        for change in changes {
            let forger = try Forger(original)
            try change(forger)
            try forger.seal()
            let verification = try forger.bag.verify()
            #expect(verification.failures == [])
            #expect(verification.sha256 != noted)
        }
    }
}
