internal import FoundationEssentials

extension Installed {
    private static let file = "LiberationSans-Regular.ttf"

    /// What the house style is set in, looked for where fonts are kept.
    static var font: Installed {
        let environment = ProcessInfo.processInfo.environment
        let own = environment["HOME"].map { ["\($0)/.local/share/fonts", "\($0)/.fonts"] } ?? []
        for folder in ["/usr/share/fonts", "/usr/local/share/fonts"] + own {
            let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
            if let found = files.first(where: { $0.hasSuffix(file) }) {
                return Installed("font Liberation Sans", .ok, path: "\(folder)/\(found)")
            }
        }
        return Installed(
            "font Liberation Sans", .missing,
            note: "the house style is set in it; with another, lines and pages break elsewhere",
            remedy: "sudo apt install fonts-liberation")
    }
}
