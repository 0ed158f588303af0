import Exporter
import Foundation
import Support
import Testing

@Suite("The house style")
struct HouseStyleTests {
    @Test("May be opened and saved in LibreOffice: its letters are the same text, and valid")
    func savedByLibreOffice() throws {
        try TestFolder.withURL { directory in
            var sample = SampleCopy()
            let original = directory.appending(path: "original.fodt")
            try Data(sample.houseStyle.utf8).write(to: original)
            let saved = directory.appending(path: "saved")
            try Judges.convert([original.path], to: "fodt:OpenDocument Text Flat XML", in: saved)
            let bytes = try Data(contentsOf: saved.appending(path: "original.fodt"))
            #expect(String(decoding: bytes, as: UTF8.self).contains("<meta:generator>LibreOffice"))
            let text = try sample.filled(as: .txt)
            sample.replacements["letters/house-style.fodt"] = Array(bytes)
            let after = try sample.filled(as: .txt)
            #expect(after == text)

            let odt = directory.appending(path: "letter.odt")
            try Data(try sample.bytes(as: .odt)).write(to: odt)
            try Program("unzip", "-q", odt.path, "-d", directory.path).output()
            #expect(try Judges.jing(["content", "styles", "meta"].map { "\(directory.path)/\($0).xml" }) == "")
        }
    }

    @Test("Tags are found wherever an office program has split them")
    func splitTags() throws {
        var sample = SampleCopy()
        sample.houseStyle = sample.houseStyle.replacing(
            "{{ recipient.addressee }}",
            with: "{{ rec<text:span text:style-name=\"Emphasis\">ipient.</text:span>addressee<text:s/>}} en {{\"x\"}}")
        let fodt = try sample.filled(as: .fodt)
        #expect(fodt.contains("gemeente Deventer<text:span"))
        #expect(fodt.contains(" en x</text:p>"))
    }

    @Test("What an office program left behind is not in the letters")
    func cleaned() throws {
        var sample = SampleCopy()
        sample.houseStyle = sample.houseStyle
            .replacing("<office:document\n", with: "<office:document xmlns:loext=\"urn:example:loext\"\n")
            .replacing(
                "<text:p text:style-name=\"Addressee\">", with: "<text:p loext:x=\"1\" text:style-name=\"Addressee\">"
            )
            .replacing(
                "<office:font-face-decls>",
                with: "<office:settings><config:x/></office:settings><office:font-face-decls>"
            )
            .replacing("xmlns:dc=", with: "xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" xmlns:dc=")
        let fodt = try sample.filled(as: .fodt)
        #expect(!fodt.contains("loext") && !fodt.contains("settings") && !fodt.contains("Huisstijl voor brieven"))
    }

    @Test("A picture in it goes along, once")
    func picture() throws {
        let png = """
            iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
            """
        var sample = SampleCopy()
        let frame = """
            <draw:frame draw:name="Logo" text:anchor-type="as-char" svg:width="10mm" svg:height="10mm"><draw:image>\
            <office:binary-data>\(png)</office:binary-data></draw:image><svg:title>Logo</svg:title></draw:frame>
            """
        sample.houseStyle = sample.houseStyle.replacing(
            ">{{ sender.name }}</text:p>", with: ">\(frame)\(frame)</text:p>", maxReplacements: 1)
        try TestFolder.withURL { directory in
            let odt = directory.appending(path: "letter.odt")
            try Data(try sample.bytes(as: .odt)).write(to: odt)
            let names = try Program("unzip", "-Z1", odt.path).output().split(separator: "\n")
            #expect(names.count { $0.hasPrefix("Pictures/") } == 1)
            #expect(try Program("unzip", "-p", odt.path, "META-INF/manifest.xml").output().contains("image/png"))
        }
        #expect(try sample.filled(as: .fodt).contains(png.filter { !$0.isWhitespace }))
        #expect(try sample.filled(as: .html).contains("data:image/png;base64,"))
    }

    /// A frame in the letterhead with these pictures, each with its form.
    private static func frame(_ pictures: (type: String, bytes: [UInt8])...) -> SampleCopy {
        let images = pictures.map { type, bytes in
            """
            <draw:image draw:mime-type="\(type)"><office:binary-data>\(Data(bytes).base64EncodedString())\
            </office:binary-data></draw:image>
            """
        }.joined()
        let frame = """
            <draw:frame draw:name="Logo" text:anchor-type="as-char" svg:width="30mm" svg:height="10mm">\(images)\
            <svg:title>Logo</svg:title></draw:frame>
            """
        var sample = SampleCopy()
        sample.houseStyle = sample.houseStyle.replacing(
            ">{{ sender.name }}</text:p>", with: ">\(frame){{ sender.name }}</text:p>", maxReplacements: 1)
        return sample
    }

    @Test("Of a picture in several forms, the one that can be kept is kept")
    func renderings() throws {
        let svg = ("image/svg+xml", Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8))
        let png = ("image/png", SmallPNG.bytes(width: 30, height: 10))
        for sample in [Self.frame(svg, png), Self.frame(png, svg), Self.frame(png)] {
            let fodt = try sample.filled(as: .fodt)
            #expect(fodt.contains(Data(png.1).base64EncodedString()))
            #expect(!fodt.contains(Data(svg.1).base64EncodedString()))
            #expect(fodt.components(separatedBy: "<draw:image").count == 2)
            #expect(try sample.filled(as: .html).contains("data:image/png;base64,"))
        }
        #expect(try Self.frame(svg).report().contains("is neither PNG nor JPEG"))
        #expect(try Self.frame(svg, svg).report().contains("is neither PNG nor JPEG"))
    }

    @Test("A signature gets the room that the house style has for it, or at most 80 by 30 mm")
    func signature() throws {
        var sample = SampleCopy()
        sample.yaml = sample.yaml.replacing("signatory:\n", with: "signatory:\n  signature: handtekening.png\n")
        sample.replacements["letters/\(SampleCopy.letter)/handtekening.png"] = SmallPNG.bytes(width: 800, height: 400)
        #expect(try sample.filled(as: .fodt).contains("svg:width=\"60.00mm\" svg:height=\"30.00mm\""))

        let line = "<text:p text:style-name=\"Handtekening_20_beeld\">{{ signatory.signature }}</text:p>"
        #expect(sample.houseStyle.contains(line))
        func framed(_ size: String, _ height: String = "") throws -> String {
            var framed = sample
            framed.houseStyle = sample.houseStyle.replacing(
                line,
                with: """
                    <text:p><draw:frame draw:style-name="Vak" text:anchor-type="as-char" \(size)><draw:text-box\(height)>\
                    \(line)</draw:text-box></draw:frame></text:p>
                    """
            ).replacing(
                "<office:automatic-styles>",
                with: """
                    <office:automatic-styles><style:style style:name="Vak" style:family="graphic">\
                    <style:graphic-properties fo:padding="1mm" fo:padding-left="2mm"/></style:style>
                    """)
            return try framed.filled(as: .fodt)
        }
        #expect(try framed("svg:width=\"43mm\" svg:height=\"40mm\"").contains("\"40.00mm\" svg:height=\"20.00mm\""))
        #expect(
            try framed("svg:width=\"9in\"", " fo:min-height=\"12mm\"").contains("\"20.00mm\" svg:height=\"10.00mm\""))
        #expect(try framed("svg:width=\"50mm\"").contains("\"60.00mm\" svg:height=\"30.00mm\""))
    }

    private static let mistakes: [(from: String, to: String, expected: String)] = [
        (
            "{{ body }}", "body",
            """
            letters/house-style.fodt: error: there is no place for the letter's text [bad-house-style]
                   write {{ body }} in one paragraph by itself
            """
        ),
        (
            "office:mimetype=\"application/vnd.oasis.opendocument.text\"", "office:mimetype=\"text/plain\"",
            """
            letters/house-style.fodt: error: this is not a flat ODF text document [bad-house-style]
                   in LibreOffice choose Save As, 'Flat XML ODF Text Document (.fodt)'
            """
        ),
        (
            "table:name=\"Tabel\"", "table:name=\"Tafel\"",
            "error: the house style has no table to model this one on [bad-house-style]"
        ),
        (
            "style:name=\"Footnote\"", "style:name=\"Voetnoot\"",
            "error: the house style has no paragraph style 'Footnote', which this letter needs [bad-house-style]"
        ),
        ("{{ sender.name }}", "{{ sender.naam }}", "unknown name 'sender.naam' [unknown-name]"),
        ("<office:body>", "<office:body><text:p>", "[bad-xml]"),
    ]

    @Test("What is wrong with it is told with what to do", arguments: mistakes)
    func mistaken(from: String, to: String, expected: String) throws {
        var sample = SampleCopy()
        sample.houseStyle = sample.houseStyle.replacing(from, with: to)
        let report = try sample.report()
        #expect(report.contains(expected), "\(report)")
    }
}
