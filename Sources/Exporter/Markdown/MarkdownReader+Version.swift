internal import CCMarkGFM

extension MarkdownReader {
    /// Of cmark-gfm: `0.29.0.gfm.6`.
    package static var version: String { unsafe String(cString: cmark_version_string()) }
}
