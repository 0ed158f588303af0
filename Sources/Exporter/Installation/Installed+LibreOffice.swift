internal import FoundationEssentials

extension Installed {
    /// What opens letters, and shows them as pages: the one that a shell would find.
    static var libreOffice: Installed {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        let found = folders.map { "\($0)/soffice" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else {
            return Installed(
                "LibreOffice", .missing,
                note: "no soffice on PATH; it shows letters as pages, and edits the house style",
                remedy: "sudo apt install libreoffice-writer")
        }
        return Installed("LibreOffice", .ok, path: found)
    }
}
