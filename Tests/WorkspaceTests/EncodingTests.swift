import Support
import Templating
import Testing

@testable import Workspace

/// The bytes that files are saved in.
struct EncodingTests {
    /// A list in which the name of Zwolle is written in these bytes.
    private func workspace(name: [UInt8], elsewhere: String = "ZWOLLE") -> TemporaryWorkspace {
        var workspace = TemporaryWorkspace()
        let parts = workspace.list.replacing("ZWOLLE", with: elsewhere).split(separator: "Zwolle")
        workspace.files["recipients/gemeenten.csv"] = Array(parts[0].utf8) + name + Array(parts[1].utf8)
        return workspace
    }

    @Test func `Windows-1252 is read with a warning where it shows`() throws {
        let (letter, diagnostics) = try workspace(name: [0x53, 0xFA, 0x64, 0x77, 0x20, 0x80, 0x92]).load()
        expect(
            diagnostics.all.map(\.description).joined(),
            is: """
                recipients/gemeenten.csv:3:2 (B3): warning: this is not UTF-8; the file is read as Windows-1252 \
                [windows-1252]
                       look whether this is right, and save it as UTF-8
                """)
        #expect(letter?.recipients.last?.name == "Súdw €’")
    }

    @Test(arguments: [[0x81], [0x8D], [0x8F], [0x90], [0x9D]] as [[UInt8]])
    func `a byte without a meaning is refused`(byte: [UInt8]) throws {
        expect(
            try workspace(name: byte).report(),
            is: """
                recipients/gemeenten.csv:3:2 (B3): error: this is not UTF-8, and the file as a whole is not Windows-1252 \
                [bad-encoding]
                       save it as UTF-8
                """)
    }

    @Test func `a file that is partly UTF-8 is refused, not read as Windows-1252`() throws {
        expect(
            try workspace(name: [0xFA], elsewhere: "ZWÔLLE").report(),
            is: """
                recipients/gemeenten.csv:3:2 (B3): error: this is not UTF-8, and the file as a whole is not Windows-1252 \
                [bad-encoding]
                       save it as UTF-8
                """)
    }

    @Test(
        arguments: [
            [0xC3], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80],
        ] as [[UInt8]])
    func `what is almost UTF-8 is not UTF-8`(name: [UInt8]) throws {
        #expect(try !workspace(name: name).load().diagnostics.all.isEmpty)
    }

    @Test(arguments: [("little", true), ("little", false), ("big", true), ("big", false)])
    func `UTF-16 is read, as Excel's "Unicode text" is`(order: String, isMarked: Bool) throws {
        let text = (isMarked ? "\u{FEFF}" : "") + "code\tbegin\teind\r\nGM0150\t1\t2\r\nGM0193\t3\t4\r\n"
        var workspace = TemporaryWorkspace()
        workspace.files["letters/oproep/figures.csv"] = text.utf16.flatMap { unit in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return order == "little" ? bytes : bytes.reversed()
        }
        #expect(try workspace.report() == "")
    }

    @Test(arguments: [
        ("Caf\u{FFFD}", DiagnosticID.damagedText), ("Caf\u{EF}\u{BF}\u{BD}", .damagedText), ("#N/B", .damagedText),
        ("CafÃ© ZoÃ«", .misreadText), ("d\u{E2}\u{20AC}\u{2122}Arc", .misreadText),
    ])
    func `text that was damaged before is told, wherever it stands`(text: String, id: DiagnosticID) throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("Deventer,", with: "\(text),", in: \.list)
        #expect(try workspace.load().diagnostics.all.map(\.problem.id) == [id])
        workspace = TemporaryWorkspace()
        workspace.replace("begin: { type: integer }", with: "begin: { type: text }", in: \.letter)
        workspace.replace("GM0150,-10", with: "GM0150,\(text)", in: \.figures)
        #expect(try workspace.load().diagnostics.all.map(\.problem.id) == [id])
        guard !text.hasPrefix("#") else { return }
        workspace = TemporaryWorkspace()
        workspace.letter += "signatory: { name: \"\(text)\" }\n"
        #expect(try workspace.load().diagnostics.all.map(\.problem.id) == [id])
        workspace = TemporaryWorkspace()
        workspace["letters/oproep/letter.md"] = "Aan \(text).\n"
        #expect(Set(try workspace.load().diagnostics.all.map(\.problem.id)) == [id])
    }

    @Test(arguments: ["Café Zoë", "Ångström", "São", "À", "naïve â", "Ÿ"])
    func `what is rightly written is not damaged`(text: String) throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("Deventer,", with: "\(text),", in: \.list)
        #expect(try workspace.report() == "")
    }

    @Test func `white space and what nobody sees round a text is not part of it`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("Deventer,", with: "\u{A0}Deventer\u{200B} ,", in: \.list)
        workspace.replace("begin: { type: integer }", with: "begin: { type: text }", in: \.letter)
        workspace.replace("GM0150,-10", with: "GM0150,j\u{200B}a\u{FEFF} ", in: \.figures)
        workspace.letter += "values: { x: \" geen \" }\n"
        let letter = try #require(try workspace.load().letter)
        #expect(letter.texts(of: "recipient.name").first == "Deventer")
        #expect(letter.texts(of: "figures.begin").first == "ja")
        #expect(letter.texts(of: "values.x").first == "geen")
    }

    @Test func `texts are read in the same way, and the place is that of the text`() throws {
        var workspace = TemporaryWorkspace()
        workspace.files["letters/oproep/letter.md"] = Array("Geacht\r\ncollege, ".utf8) + [0xE9, 0x65, 0x6E]
        let (letter, diagnostics) = try workspace.load()
        expect(
            diagnostics.all.map(\.description).joined(),
            is: """
                letters/oproep/letter.md:2:10: warning: this is not UTF-8; the file is read as Windows-1252 [windows-1252]
                    2 | college, éen
                      |          ^ look whether this is right, and save it as UTF-8
                """)
        #expect(letter.map { String(String.UnicodeScalarView($0.text.scalars)) } == "Geacht\ncollege, éen")
    }
}
