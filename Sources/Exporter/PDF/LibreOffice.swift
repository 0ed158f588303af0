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

    /// Turns documents into PDFs of the same name in `output`. A profile is used by one process at a time.
    static func arguments(profile: String, output: String, documents: [String]) -> [String] {
        [
            "-env:UserInstallation=file://\(profile)", "--headless", "--convert-to", filter, "--outdir", output,
        ] + documents
    }

    /// What it says when it begins with a document: the path, when `line` is that.
    static func begun(_ line: String) -> String? {
        guard line.hasPrefix("convert "), let end = line.firstRange(of: " -> ") else { return nil }
        return String(line[..<end.lowerBound].dropFirst("convert ".count))
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
