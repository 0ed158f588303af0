internal import Foundation
package import Registry

/// What a mailbox or a log says of the letters that were offered to the mail server.
package struct Evidence: Sendable {
    /// Of one message.
    enum Fate: Sendable {
        /// The server has accepted it.
        case accepted
        /// It accepted it, and could not deliver it: to whom, and why; with the notice that says so.
        case returned(recipients: [String], reason: String, notice: (name: String, bytes: [UInt8])?)
    }

    /// For people: `the log mail.log`.
    let source: String
    /// By Message-ID.
    var fates: [String: Fate] = [:]
    /// The first and the last moment that it tells of; nil when it tells of none.
    var span: ClosedRange<Date>?

    /// That a source knows nothing of a letter proves that it was not accepted, when the source goes on for so long after
    /// it was offered. RFC 5321 §4.5.3.2.6 gives a server ten minutes for its last answer.
    private static let patience = 600.0
    /// The two may have clocks that differ.
    private static let difference = 60.0

    package struct Findings: Sendable {
        /// By code.
        package fileprivate(set) var findings: [String: Finding] = [:]
        /// What is in doubt and cannot be settled by this source, and why.
        package fileprivate(set) var unsettled: [(label: String, why: String)] = []
        /// Notices that a letter could not be delivered to another address than it was sent to.
        package fileprivate(set) var unclear: [(label: String, reason: String)] = []
    }

    /// What it says of the letters of a mailing.
    package func findings(of offers: [Offer]) -> Findings {
        var result = Findings()
        for offer in offers {
            switch fates[offer.messageID] {
            case .accepted: result.findings[offer.code] = .accepted(evidence: "\(source) has it")
            case .returned(let recipients, let reason, let notice):
                // What the recipient sends on to others may come back from there.
                if recipients.contains(where: { $0.lowercased() == offer.email.lowercased() }) {
                    result.findings[offer.code] = .returned(evidence: "\(source): \(reason)", notice: notice)
                } else {
                    result.unclear.append((offer.label, reason))
                    result.findings[offer.code] = .accepted(evidence: "\(source) has it")
                }
            case nil:
                let why = gap(around: offer, offers)
                if why == nil { result.findings[offer.code] = .notAccepted(evidence: "\(source) does not have it") }
                if let why, offer.delivery == .inDoubt { result.unsettled.append((offer.label, why)) }
            }
        }
        return result
    }

    /// Why it proves nothing that the source does not tell of a letter; nil when it does.
    private func gap(around offer: Offer, _ offers: [Offer]) -> String? {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        guard let span, let first = try? Date(offer.first, strategy: style),
            let last = try? Date(offer.last, strategy: style)
        else { return "\(source) tells of no moment" }
        if span.lowerBound > first - Self.difference {
            return "\(source) begins too late to tell of it: it was offered at \(offer.first)"
        }
        if span.upperBound < last + Self.patience {
            return "\(source) does not go on until ten minutes after it was offered, at \(offer.last): look again later"
        }
        // A mailbox that was tidied, or gets copies of some only, proves nothing.
        let missing = offers.first { $0.isAcknowledged && fates[$0.messageID] == nil }
        return missing.map { "\(source) does not have \($0.label) either, which the mail server did accept" }
    }
}
