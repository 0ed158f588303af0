package import Exporter

/// All that the registry knows of one mailing, but for the bytes of its documents: those are asked for by their SHA-256.
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

        /// The numbers of events that were taken back.
        private var retracted: Set<Int> { Set(events.compactMap(\.detail.retracts)) }

        /// What happened, without mistakes and their taking back.
        package var effective: [Event] {
            let retracted = retracted
            return events.filter { $0.kind != .retracted && !retracted.contains($0.id) }
        }

        /// What left by e-mail: the event by which that is known, and the SHA-256 of the exact bytes.
        package var messages: [(event: Event, sha256: String)] {
            var claimed: String?
            var found: [(Event, String)] = []
            for event in effective where event.channel == .email {
                switch event.kind {
                case .claimed: claimed = event.detail.message
                case .accepted, .foundSent:
                    if let message = claimed { found.append((event, message)) }
                    claimed = nil
                default: break
                }
            }
            return found
        }

        /// What came in, each with the event that it came with.
        package var incoming: [(event: Event, sha256: String)] {
            effective.compactMap { event in event.detail.file.map { (event, $0) } }
        }
    }

    package let mailing: Mailing
    /// The files that it was made from, by their names from the workspace.
    package let sources: [(name: String, sha256: String)]
    /// The text whose SHA-256 was approved.
    package let freeze: [UInt8]
    package let recipients: [Recipient]
    package let frozen: Event
    package let approved: Event?
    /// The last event of it that is no export.
    package let last: Int
    /// When that was recorded (UTC).
    package let lastTime: String
    /// The events from its freezing to the last, as `EventsFile` describes them.
    package let events: [UInt8]
    /// The hash of the last event.
    package let head: String
    /// Those since the last event.
    package let exports: [Event]
}
