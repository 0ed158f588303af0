import Foundation
import Testing

@testable import Archive
@testable import Exporter

@Suite("Names and times as tools of archives take them")
struct MDTOTextTests {
    @Test(
        "A moment has no parts of a second",
        arguments: [
            ("2024-09-01T08:00:01.000Z", "2024-09-01T08:00:01Z"),
            ("2024-09-01T08:00:01.5+02:00", "2024-09-01T08:00:01+02:00"),
            ("2024-09-01T08:00:01Z", "2024-09-01T08:00:01Z"), ("2024-09-01", "2024-09-01"), ("", ""),
        ])
    func seconds(time: String, expected: String) {
        #expect(MDTO.seconds(time) == expected)
    }

    @Test func `no time in a delivery has parts of a second, and no name is longer than 80`() throws {
        let bag = try BagFiles.shared.get()
        for path in try bag.paths where path.hasSuffix(".xml") {
            let text = try bag.text(path)
            #expect(text.firstMatch(of: /T\d\d:\d\d:\d\d\./) == nil, "\(path)")
            for match in text.matches(of: /<(?:naam|verwijzingNaam)>([^<]*)</) {
                let name = match.output.1.replacing("&amp;", with: "&").replacing("&lt;", with: "<")
                    .replacing("&gt;", with: ">")
                #expect(name.unicodeScalars.count <= 80, "\(path): \(name)")
            }
        }
    }

    @Test func `what is too long keeps its beginning and its end, and is no other's`() {
        let start = String(repeating: "Oproep aan allen ", count: 10)
        let names = (0..<50).map { "\(start)\(["é", "e\u{301}", "👨‍👩‍👧", "x"][$0 % 4])\($0)\(start)Zwolle" }
        let fitted = names.map(MDTO.fitted)
        #expect(Set(fitted).count == 50)
        for name in fitted {
            #expect(name.unicodeScalars.count <= 80 && name.hasPrefix("Oproep aan allen") && name.contains("Zwolle ["))
            #expect(MDTO.fitted(name) == name)
        }
        let just = String(repeating: "x", count: 80)
        #expect(MDTO.fitted(just) == just && MDTO.fitted(just + "y").count == 80)
    }

    @Test func `names of files are short, their own, and keep their extension`() {
        let long = String(repeating: "Bestuur van de gemeenschappelijke regeling ", count: 4)
        let codes = ["A", "A-b", "-X", String(repeating: "L", count: 32), "\(String(repeating: "L", count: 31))-"]
        let names = codes.map { RecordName.letter(code: $0, name: long) }
        #expect(Set(names).count == codes.count)
        for name in names {
            for end in ["_afschrift_publicatie.diwoo.xml", "_ontvangstbevestiging_1234567.docx", "_herkomst.json"] {
                #expect((name + end).count <= 80)
            }
            #expect(name.last != "-" || name.hasSuffix("-_"))
        }
        for path in ["letters/oproep/\(long).csv", "\(long)", "a.\(long)", "letters/x/letter.md", ".yaml"] {
            let (record, file) = RecordName.source(123, "verzendronde_12345", called: path)
            #expect(record.count <= 80 && file.count <= 80 && file.hasPrefix(record), "\(file)")
        }
        #expect(RecordName.source(1, "v_1", called: "x/\(long).csv").file.hasSuffix(".csv"))
    }
}
