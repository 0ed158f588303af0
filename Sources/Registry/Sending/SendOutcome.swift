/// What came of offering one message to the mail server.
package enum SendOutcome: Codable, Hashable, Sendable {
    /// The server has it; its words.
    case accepted(String)
    /// Not now; the server's words.
    case deferred(String)
    /// Never; the server's words.
    case refused(String)
    /// Nothing of the message reached the server, and what is in the way is not the message.
    case notOffered(String)
    /// All of it was sent, and no answer came: it may have been accepted.
    case unknown(String)
}
