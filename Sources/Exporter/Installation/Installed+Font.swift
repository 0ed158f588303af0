internal import FoundationEssentials

extension Installed {
    private static let family = "Liberation Sans"

    /// What the house style is set in: with another font lines and pages break elsewhere.
    static func font(limit: Duration) -> Installed {
        let name = "font \(family)"
        if let path = fontFile(limit: limit) { return Installed(name, .ok, path: path) }
        return Installed(
            name, .missing, note: "the house style is set in it; with another, lines and pages break elsewhere",
            remedy: "sudo apt install fonts-liberation")
    }

    private static func fontFile(limit: Duration) -> String? {
        // fontconfig answers with another font when it does not have this one.
        if let program = Program(named: "fc-match"),
            let answer = try? program.output(["--format=%{family}\n%{file}", family], limit: limit),
            case let lines = answer.split(separator: "\n"), lines.count == 2
        {
            return lines[0].split(separator: ",").contains(family[...]) ? String(lines[1]) : nil
        }
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"].map { ["\($0)/.local/share/fonts", "\($0)/.fonts"] } ?? []
        for folder in ["/usr/share/fonts", "/usr/local/share/fonts"] + home {
            let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
            if let file = files.first(where: { $0.hasSuffix("LiberationSans-Regular.ttf") }) {
                return "\(folder)/\(file)"
            }
        }
        return nil
    }
}
