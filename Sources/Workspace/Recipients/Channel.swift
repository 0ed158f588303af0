/// How a letter goes to a recipient.
package enum Channel: String, Hashable, Sendable, CaseIterable {
    case post, email
    case postAndEmail = "post+email"
    /// By other means, and recorded by hand.
    case manual

    package var usesPost: Bool { self == .post || self == .postAndEmail }
    package var usesEmail: Bool { self == .email || self == .postAndEmail }
}
