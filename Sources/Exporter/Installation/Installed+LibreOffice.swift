extension Installed {
    /// What opens letters, and shows them as pages.
    static func libreOffice(limit: Duration) -> Installed {
        let name = "LibreOffice"
        guard let program = Program(named: "soffice") else {
            return Installed(
                name, .missing, note: "no soffice on PATH; it shows letters as pages, and edits the house style",
                remedy: "sudo apt install libreoffice-writer")
        }
        do throws(Program.Failure) {
            // LibreOffice 7.4.7.2 40(Build:2)
            let words = try program.output(["--version"], limit: limit).split(whereSeparator: \.isWhitespace)
            if let version = words.first(where: { $0.first?.isNumber == true }) {
                return Installed(name, .ok, version: String(version), path: program.path)
            }
            return Installed(
                name, .warning, path: program.path, note: "'soffice --version' tells no version",
                remedy: "sudo apt install --reinstall libreoffice-writer libreoffice-core")
        } catch {
            return Installed(
                name, .warning, path: program.path, note: "'soffice --version' \(error.message)",
                remedy: "sudo apt install --reinstall libreoffice-writer libreoffice-core")
        }
    }
}
