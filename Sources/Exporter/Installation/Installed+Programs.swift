internal import FoundationEssentials

extension Installed {
    /// What opens letters, and makes pages of them.
    static var libreOffice: Installed {
        guard let found = program("soffice") else {
            return Installed(
                "LibreOffice", .missing,
                note: "no soffice on PATH; it shows letters as pages, makes PDF, and edits the house style",
                remedy: "sudo apt install libreoffice-writer")
        }
        return Installed("LibreOffice", .ok, path: found)
    }

    /// What reads PDFs back.
    static var poppler: Installed {
        guard let found = program("pdftotext") else {
            return Installed(
                "poppler", .missing, note: "no pdftotext on PATH; every PDF is read back with it",
                remedy: "sudo apt install poppler-utils")
        }
        return Installed("poppler", .ok, path: found)
    }

    /// The path of a program on PATH.
    static func program(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
