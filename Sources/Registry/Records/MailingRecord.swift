package import Exporter

/// What the registry knows of one mailing as a whole. Its recipients and documents are asked for as they are needed: there
/// may be more than there is room for in memory.
package struct MailingRecord: Sendable {
    /// One who was written to.
    package struct Recipient: Sendable {
        package let code: String
        package let name: String
        package let reference: String?
        /// What was frozen of the letter.
        package let documents: [(format: Format, sha256: String)]
        /// With this recipient, in their order, those that were taken back included.
        package let events: [Event]
    }

    package let mailing: Mailing
    /// The files that it was made from, by their names from the workspace.
    package let sources: [(name: String, sha256: String)]
    /// How many recipients.
    package let count: Int
    package let frozen: Event
    package let approved: Event?
    /// The last event of it that tells of no bag.
    package let last: Int
    /// When that was recorded (UTC).
    package let lastTime: String
    /// The hash of the last event.
    package let head: String
    /// The last bag that was begun, when nothing else has happened since.
    package let begun: Event?
    /// The mailing that it follows on.
    package let previous: Mailing?
}
