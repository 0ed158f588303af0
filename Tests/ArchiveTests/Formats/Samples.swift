import Foundation
import Support

@testable import Archive
@testable import Containers

/// Small files of many formats, each with the name it would have.
enum Samples {
    static let message = """
        From: a@example.org\r
        To: b@example.org\r
        Subject: Oproep\r
        Date: Mon, 01 Jan 2024 00:00:00 +0000\r
        Message-ID: <1@example.org>\r
        MIME-Version: 1.0\r
        Content-Type: text/plain\r
        \r
        Geachte heer,\r

        """

    static let texts: [(name: String, text: String)] = [
        ("a.json", #"{"a": [1, -2.5e3, true, null, {"b\"": "c"}], "d": {}}"# + "\n"),
        ("b.json", "[]"),
        ("a.xml", #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n<a/>\n"),
        ("bom.xml", "\u{FEFF}<?xml version='1.0'?><a/>"),
        ("image.svg.xml", #"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" version="1.1"/>"#),
        ("a.html", "<!DOCTYPE html>\n<html lang=\"nl\"><head><title>x</title></head><body>y</body></html>\n"),
        ("b.html", "\n<!-- x -->\n<!doctype html>\n<p>x"),
        ("legacy.html", "<!DOCTYPE html SYSTEM \"about:legacy-compat\">\n<html></html>"),
        ("old.html", "<HTML><BODY>y</BODY></HTML>"),
        (
            "4.html",
            "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">\n"
                + "<html><head><title>x</title></head><body>y</body></html>"
        ),
        (
            "x.html",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" "
                + "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\"><html xmlns=\"http://www.w3.org/1999/xhtml\">"
                + "<head><title>x</title></head><body>y</body></html>"
        ),
        ("a.txt", "Gewone tekst, één.\n"),
        ("bel.txt", "Tekst\u{7}met\u{C}bel\n"),
        ("a.eml", message),
        ("lines.eml", message.replacing("\r\n", with: "\n")),
        ("long.eml", String(repeating: "Received: from a by b;\r\n Mon, 01 Jan 2024\r\n", count: 100) + message),
        ("a.rtf", #"{\rtf1\ansi hallo}"#),
        ("b.rtf", #"{\rtf1\ansi\ansicpg1252\deff0 hallo}"#),
        (
            "c.rtf",
            #"{\rtf1\ansi\ansicpg1252\uc1\deff0\stshfdbch0\stshfloch0\stshfhich0\stshfbi0\deflang1043 hallo}"#
        ),
    ]

    static var bytes: [(name: String, bytes: [UInt8])] {
        var samples = texts.map { (name: $0.name, bytes: Array($0.text.utf8)) }
        samples.append(("latin.txt", Array("een ".utf8) + [0xE9, 0xE9] + Array("n\n".utf8)))
        samples.append(("paren.txt", [0xFF, 0xFE] + "één\n".utf16.flatMap { CraftedZIP.number(Int($0), 2) }))
        samples += pictures
        for version in ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.0"] {
            samples.append(("v\(version).pdf", pdf(version)))
        }
        for level in ["1A", "1B", "2A", "2B", "2U", "3A", "3B", "3U"] {
            samples.append(("a\(level).pdf", pdf("1.7", metadata(level.prefix(1), level.suffix(1)))))
        }
        for level in ["4", "4E", "4F"] {
            samples.append(("a\(level).pdf", pdf("2.0", metadata("4", level.dropFirst()))))
        }
        let attributes = #"<r xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:conformance="B" pdfaid:part="2"/>"#
        samples.append(("attributes.pdf", pdf("1.7", attributes)))
        // What cannot be so: the fourth part is of PDF 2.0 only.
        samples.append(("wrong.pdf", pdf("1.7", metadata("4", ""))))
        for (fileExtension, kind) in [("odt", "text"), ("ods", "spreadsheet"), ("odp", "presentation")] {
            for version in ["1.0", "1.1", "1.2", "1.3", "1.4"] {
                samples.append(("v\(version).\(fileExtension)", openDocument(kind, version)))
            }
        }
        samples.append(("a.zip", CraftedZIP(.init("a.txt")).bytes))
        return samples
    }

    private static var pictures: [(name: String, bytes: [UInt8])] {
        var pictures: [(name: String, bytes: [UInt8])] = [
            ("a.png", png()), ("b.png", png(with: "sRGB", [0])),
            ("c.png", png(with: "iTXt", Array("x\0\0\0\0\0y".utf8))),
            // A chunk that is only in the contents of another.
            ("d.png", png(with: "tEXt", Array("Comment\0gAMA".utf8))),
            ("a.gif", Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0, 0x3B]),
            ("b.gif", Array("GIF87a".utf8) + [1, 0, 1, 0, 0, 0, 0, 0x3B]),
            ("a.tif", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            ("b.tif", [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0]),
            ("raw.jpg", [0xFF, 0xD8, 0xFF, 0xDB, 0, 3, 0, 0xFF, 0xD9]),
        ]
        for minor in UInt8(0)...2 {
            let segment = Array("JFIF\0\u{1}".utf8) + [minor, 1, 0, 72, 0, 72, 0, 0]
            pictures.append(
                ("\(minor).jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + segment + [0xFF, 0xDB, 0, 3, 0, 0xFF, 0xD9]))
        }
        for version in ["0200", "0210", "0220", "0221", "0230", "0231", "0300"] {
            for isLittleEndian in [true, false] {
                var segment = Array("Exif\0\0".utf8)
                segment +=
                    isLittleEndian ? [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 1, 0] : [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1]
                segment += isLittleEndian ? [0, 0x90, 7, 0, 4, 0, 0, 0] : [0x90, 0, 0, 7, 0, 0, 0, 4]
                segment += Array(version.utf8) + [0, 0, 0, 0]
                let length = [UInt8(0), UInt8(segment.count + 2)]
                pictures.append(
                    (
                        "exif-\(version)-\(isLittleEndian).jpg",
                        [0xFF, 0xD8, 0xFF, 0xE1] + length + segment + [0xFF, 0xDB, 0, 3, 0, 0xFF, 0xD9]
                    ))
            }
        }
        return pictures
    }

    /// One black point.
    static func png(with type: String? = nil, _ contents: [UInt8] = []) -> [UInt8] {
        func chunk(_ type: String, _ contents: [UInt8]) -> [UInt8] {
            let checked = Array(type.utf8) + contents
            let checksum = CRC32.checksum(checked)
            return CraftedZIP.number(contents.count, 4).reversed() + checked
                + CraftedZIP.number(Int(checksum), 4).reversed()
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
            + (type.map { chunk($0, contents) } ?? [])
            + chunk("IDAT", [0x78, 1, 1, 2, 0, 0xFD, 0xFF, 0, 0, 0, 2, 0, 1])
            + chunk("IEND", [])
    }

    static func pdf(_ version: String, _ metadata: String = "") -> [UInt8] {
        Array("%PDF-\(version)\n1 0 obj\n<<>>\nstream\n\(metadata)\nendstream\nendobj\ntrailer\n<<>>\n%%EOF\n".utf8)
    }

    private static func metadata(_ part: some StringProtocol, _ conformance: some StringProtocol) -> String {
        let level = conformance.isEmpty ? "" : "\n<pdfaid:conformance>\(conformance)</pdfaid:conformance>"
        return "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
            + "<pdfaid:part>\(part)</pdfaid:part>\(part == "4" ? "\n<pdfaid:rev>2020</pdfaid:rev>" : "")\(level)"
            + "</rdf:Description>"
    }

    static func openDocument(_ kind: String, _ version: String) -> [UInt8] {
        let mediaType = "application/vnd.oasis.opendocument.\(kind)"
        let content = """
            <?xml version="1.0" encoding="UTF-8"?><office:document-content \
            xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="\(version)">\
            <office:body/></office:document-content>
            """
        let manifest = """
            <?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" \
            manifest:version="\(version)"><manifest:file-entry manifest:full-path="/" manifest:version="\(version)" \
            manifest:media-type="\(mediaType)"/></manifest:manifest>
            """
        return CraftedZIP([
            .init("mimetype", mediaType), .init("content.xml", content), .init("META-INF/manifest.xml", manifest),
        ]).bytes
    }
}
