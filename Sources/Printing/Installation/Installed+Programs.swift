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

    /// What tells which fonts there are.
    static var fontconfig: Installed {
        guard let found = program("fc-list") else {
            return Installed(
                "fontconfig", .missing,
                note: "no fc-list on PATH; it tells whether the fonts of the house style are there",
                remedy: "sudo apt install fontconfig")
        }
        return Installed("fontconfig", .ok, path: found)
    }

    /// The path of a program on PATH.
    static func program(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
