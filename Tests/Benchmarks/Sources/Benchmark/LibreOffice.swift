internal import FoundationEssentials

/// The program that makes the PDFs, without Oproep around it.
enum LibreOffice {
    /// More arguments than 255 it drops without a word; Oproep gives it no more documents than these either.
    private static let longestCall = 200

    /// The one that Oproep has too.
    private static let filter = """
        pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},\
        "PDFUACompliance":{"type":"boolean","value":"true"}}
        """

    static var isInstalled: Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/soffice") }
    }

    /// For one after the other, as a profile serves one at a time; as few as can be, of about the same length.
    static func calls(profile: String, output: String, documents: [String]) -> [ChildProcess] {
        let count = (documents.count + longestCall - 1) / longestCall
        return (0..<count).map { call in
            let part = documents[documents.count * call / count..<documents.count * (call + 1) / count]
            return ChildProcess(
                "soffice",
                ["-env:UserInstallation=file://\(profile)", "--headless", "--convert-to", filter, "--outdir", output]
                    + part)
        }
    }
}
