internal import Subprocess

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The fonts that LibreOffice finds: those of fontconfig.
struct InstalledFonts: Sendable {
    /// In small letters.
    private let families: Set<String>

    init() async throws(PDFError) {
        guard let program = Installed.program("fc-list") else { throw .missing("fc-list", package: "fontconfig") }
        let result = try? await Subprocess.run(
            .path(FilePath(program)), arguments: [":", "family"], platformOptions: .ownGroup,
            output: .bytes(limit: 20_000_000), error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { throw .missing("fc-list", package: "fontconfig") }
        let text = String(decoding: result.standardOutput, as: UTF8.self)
        families = Set(
            text.split { $0 == "," || $0.isNewline }.map { $0.filter { $0 != "\\" }.lowercased() })
    }

    /// In alphabetical order.
    func missing(of names: Set<String>) -> [String] {
        names.filter { !families.contains($0.lowercased()) }.sorted()
    }
}
