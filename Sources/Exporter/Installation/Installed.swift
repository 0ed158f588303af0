/// One of the things that letters are made and shown with, and whether it is there.
package struct Installed: Sendable {
    package enum State: String, Sendable {
        case ok, missing
        /// It is there, but may not do what it is for.
        case warning
    }

    package let name: String
    package let state: State
    package let version: String?
    /// Where it is, nil for what is part of the program.
    package let path: String?
    /// What it is for, and what is wrong, when it is not ok.
    package let note: String?
    /// The command that installs it on Debian, when it is not ok.
    package let remedy: String?

    init(
        _ name: String, _ state: State, version: String? = nil, path: String? = nil, note: String? = nil,
        remedy: String? = nil
    ) {
        self.name = name
        self.state = state
        self.version = version
        self.path = path
        self.note = note
        self.remedy = remedy
    }
}

extension Installed {
    /// Everything that Oproep works with. No program that is asked for its version is waited for longer than `limit`.
    package static func all(limit: Duration = .seconds(20)) -> [Installed] {
        [
            Installed("libxml2", .ok, version: LibXML2.version),
            Installed("cmark-gfm", .ok, version: MarkdownReader.version),
            Installed("zlib", .ok, version: Deflater.version),
            libreOffice(limit: limit),
            font(limit: limit),
        ]
    }
}
