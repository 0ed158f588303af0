package import Templating

/// What came of freezing a letter.
package struct Frozen: Sendable {
    package let mailing: Int
    package let recipients: Int
    package let dispatches: Int
    package let sha256: String
    /// Of the chain of events.
    package let head: String
    /// What is to be said of the letters, without errors.
    package let diagnostics: Diagnostics
}
