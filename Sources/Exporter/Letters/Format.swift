/// The formats that a letter is written in.
package enum Format: String, Sendable, CaseIterable {
    case odt, fodt, html, txt
    /// Made by LibreOffice, of the same bytes as `odt`.
    case pdf
}
