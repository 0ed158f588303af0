internal import Containers
internal import Exporter

/// One of the things that letters are made and shown with, and whether it is there.
package struct Installed: Sendable {
    package enum State: String, Sendable {
        case ok, missing
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
    /// Everything that Oproep works with.
    package static var all: [Installed] {
        [
            Installed("libxml2", .ok, version: LibXML2.version),
            Installed("cmark-gfm", .ok, version: MarkdownReader.version),
            Installed("zlib", .ok, version: Deflater.version),
            Installed("qpdf", .ok, version: PDFDocument.version),
            libreOffice,
            fontconfig,
            font,
        ]
    }
}
