/// The formats that a letter is written in.
package enum Format: String, Sendable, CaseIterable {
    case odt, fodt, html, txt
}
