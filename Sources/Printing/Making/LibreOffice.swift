/// The program that sets letters as pages.
struct LibreOffice: Sendable {
    let program: String

    /// More arguments than 255 it drops without a word; fewer also keeps its memory small.
    static let longestRun = 200

    /// PDF/A-2b (ISO 19005-2) that is PDF/UA-1 (ISO 14289-1) as well.
    private static let filter = """
        pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},\
        "PDFUACompliance":{"type":"boolean","value":"true"}}
        """

    /// Turns documents into PDFs of the same name in `output`; both relative, for paths may have what LibreOffice takes
    /// for more than a path. A profile is used by one process at a time.
    static func arguments(profile: String, output: String, documents: [String]) -> [String] {
        [
            "\(profileOption)file://\(encoded(profile))", "--headless", "--convert-to", filter, "--outdir", output,
        ] + documents
    }

    static let profileOption = "-env:UserInstallation="

    /// A path in a URL (RFC 3986 §3.3): all but unreserved characters and the slash as percent and two digits.
    static func encoded(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            let isPlain = byte.isASCIIPlain || byte == UInt8(ascii: "/")
            let digits = String(byte, radix: 16, uppercase: true)
            result += isPlain ? String(UnicodeScalar(byte)) : "%\(digits.count == 1 ? "0" : "")\(digits)"
        }
        return result
    }

    /// The name of the document that it begins with, when that is what it says.
    static func begun(_ line: String) -> String? {
        guard line.hasPrefix("convert "), let end = line.firstRange(of: " -> ") else { return nil }
        return line[..<end.lowerBound].split(separator: "/").last.map(String.init)
    }
}

extension LibreOffice {
    /// The one that a shell would find.
    init() throws(PDFError) {
        guard let found = Installed.program("soffice") else {
            throw .missing("LibreOffice", package: "libreoffice-writer-nogui")
        }
        self.init(program: found)
    }
}

extension UInt8 {
    /// Unreserved in a URL (RFC 3986 §2.3).
    fileprivate var isASCIIPlain: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
