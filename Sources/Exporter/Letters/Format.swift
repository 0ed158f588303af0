package import Workspace

/// The formats that a letter is written in.
package enum Format: String, Sendable, CaseIterable {
    case odt, fodt, html, txt
    /// Made by LibreOffice, of the same bytes as `odt`.
    case pdf
    /// The message that a letter goes with by e-mail: see `LetterMessage`.
    case mail

    /// What is kept of a letter that goes by a channel: what leaves, and what it was made of.
    package static func frozen(for channel: Channel) -> [Format] {
        switch channel {
        case .manual: [.odt]
        case .post: [.odt, .pdf]
        case .email, .postAndEmail: [.odt, .mail, .pdf]
        }
    }

    package var fileExtension: String { self == .mail ? "mail.txt" : rawValue }
}
