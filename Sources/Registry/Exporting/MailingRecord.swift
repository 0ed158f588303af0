package import Exporter

/// All that the registry knows of one mailing, but for the bytes of its documents: those are asked for by their
/// SHA-256.
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
    /// The text whose SHA-256 was approved.
    package let freeze: [UInt8]
    package let recipients: [Recipient]
    package let frozen: Event
    package let approved: Event?
    /// The last event of it that tells of no bag.
    package let last: Int
    /// When that was recorded (UTC).
    package let lastTime: String
    /// The events from its freezing to the last, as `EventsFile` describes them.
    package let events: [UInt8]
    /// The hash of the last event.
    package let head: String
    /// The last bag that was begun, when nothing else has happened since.
    package let begun: Event?
    /// The mailing that it follows on.
    package let previous: Mailing?
}
