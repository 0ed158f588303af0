import Templating

/// Why a letter that was checked could not be made after all.
package enum LetterError: Error, CustomStringConvertible {
    case package(String)
    /// Values that should have been found in the check; nothing with a hole is ever handed out.
    case notFilled(recipient: String, sources: [String])

    package var description: String {
        switch self {
        case .package(let why): why
        case .notFilled(let recipient, let sources):
            "the letter to \(recipient) has no value for \(sources.joined(separator: ", ")); nothing was written"
        }
    }
}
