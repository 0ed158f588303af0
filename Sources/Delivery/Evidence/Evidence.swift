internal import Foundation
package import Registry
internal import Templating

/// What a mailbox or a log says of the letters that were offered to the mail server.
///
/// That a letter is in it proves that it was accepted. That it is not there proves something only where it would be there
/// otherwise: see `gap`.
package struct Evidence: Sendable {
    /// Of one message.
    enum Fate: Sendable {
        /// The server has accepted it.
        case accepted
        /// It accepted it, and could not deliver it: to whom (all, when that is empty), and why; with the notice that says
        /// so.
        case returned(recipients: [String], reason: String, notice: (name: String, bytes: [UInt8])?)
    }

    /// For people: `the log mail.log`.
    let source: String
    /// Nothing that it tells of can be later.
    private let now: Date
    /// By Message-ID, and when it was accepted as far as the source tells.
    private(set) var fates: [String: (fate: Fate, time: Date?)] = [:]
    /// The first and the last moment that it tells of; nil when it tells of none.
    private(set) var span: ClosedRange<Date>?
    /// Of a source that has a line for whatever happens: the minutes since 1970 in which anything did.
    private(set) var minutes: Set<Int>?

    /// RFC 5321 §4.5.3.2.6 gives a server ten minutes for its last answer; and the clocks of two computers may differ.
    private static let patience = 900.0
    /// By how much. Time zones differ by a quarter of an hour at least.
    private static let difference = 300.0
    /// Within which of the offer the server must have accepted another letter that the source has.
    private static let neighbourhood = 3600.0

    init(source: String, now: Date, isComplete: Bool) {
        self.source = source
        self.now = now
        minutes = isComplete ? [] : nil
    }

    mutating func add(_ time: Date) {
        // Nobody has seen what is to come: somebody's clock is wrong, or the source is made up.
        if time > now + Self.difference { return }
        span = span.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
        minutes?.insert(Self.minute(of: time))
    }

    private static func minute(of time: Date) -> Int { Int((time.timeIntervalSince1970 / 60).rounded(.down)) }

    /// That a message came back tells more than that it was accepted.
    mutating func add(_ fate: Fate, of messageID: String, at time: Date?) {
        guard let (known, first) = fates[messageID] else {
            fates[messageID] = (fate, time)
            return
        }
        switch (known, fate) {
        case (.accepted, _): fates[messageID] = (fate, first ?? time)
        case (.returned(let recipients, let reason, let notice), .returned(let others, _, _)):
            // A server may tell of each recipient by itself.
            fates[messageID] = (.returned(recipients: recipients + others, reason: reason, notice: notice), first)
        case (.returned, .accepted): break
        }
    }

    package struct Findings: Sendable {
        /// By code.
        package fileprivate(set) var findings: [String: Finding] = [:]
        /// What is in doubt and cannot be settled by this source, and why.
        package fileprivate(set) var unsettled: [(label: String, why: String)] = []
        /// Notices that a letter could not be delivered to another address than it was sent to.
        package fileprivate(set) var unclear: [(label: String, reason: String)] = []
    }

    /// A letter that a mail server said it has.
    private struct Witness {
        let label: String
        let accepted: Date
        /// When the source has it; nil when it does not, or tells of no time.
        let seen: Date?
        let isThere: Bool
    }

    /// What it says of the letters of a mailing.
    package func findings(of offers: [Offer]) -> Findings {
        var result = Findings()
        var witnesses: [String: [Witness]] = [:]
        for offer in offers {
            guard let server = offer.server, let accepted = Self.date(offer.acceptedAt) else { continue }
            let found = fates[offer.messageID]
            witnesses[server, default: []].append(
                Witness(label: offer.label, accepted: accepted, seen: found?.time, isThere: found != nil))
        }
        for offer in offers {
            let accepted = Finding.accepted(evidence: "\(source) has it", on: day(of: offer))
            switch fates[offer.messageID]?.fate {
            case .accepted: result.findings[offer.code] = accepted
            case .returned(let recipients, let reason, let notice):
                // What the recipient sends on to others may come back from there.
                if recipients.isEmpty || recipients.contains(where: { $0.lowercased() == offer.email.lowercased() }) {
                    result.findings[offer.code] = .returned(
                        evidence: "\(source): \(reason)", on: day(of: offer), notice: notice)
                } else {
                    result.unclear.append((offer.label, reason))
                    result.findings[offer.code] = accepted
                }
            case nil:
                let why = gap(around: offer, witnesses[offer.server ?? ""] ?? [])
                if why == nil { result.findings[offer.code] = .notAccepted(evidence: "\(source) does not have it") }
                if let why, offer.delivery == .inDoubt { result.unsettled.append((offer.label, why)) }
            }
        }
        return result
    }

    /// Where we are.
    private func day(of offer: Offer) -> CalendarDate? {
        let time = fates[offer.messageID]?.time
        return time.flatMap {
            CalendarDate(iso: $0.formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day()))
        }
    }

    private static func date(_ time: String?) -> Date? {
        time.flatMap { try? Date($0, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }
    }

    /// Why it proves nothing that the source does not tell of a letter; nil when it does. `witnesses` are of the same
    /// server.
    private func gap(around offer: Offer, _ witnesses: [Witness]) -> String? {
        guard offer.isDoubtOfOffer, let time = Self.date(offer.time) else {
            return "it may have left while another registry was in use: only that it is there proves something"
        }
        guard let span else { return "\(source) tells of no moment" }
        let seen = witnesses.lazy.compactMap { witness in witness.seen.map { (accepted: witness.accepted, seen: $0) } }
        if let wrong = seen.first(where: { abs($0.seen.timeIntervalSince($0.accepted)) > Self.difference }) {
            let seconds = Int(wrong.seen.timeIntervalSince(wrong.accepted))
            return "the times of \(source) are \(seconds) s off: is it of another time zone?"
        }
        guard seen.contains(where: { abs($0.accepted.timeIntervalSince(time)) < Self.neighbourhood }) else {
            return
                "\(source) has no letter that the same mail server accepted within an hour of it: is it of that server?"
        }
        if span.lowerBound > time - Self.difference { return "\(source) begins after it was offered" }
        if span.upperBound < time + Self.patience {
            return "\(source) does not go on until a quarter of an hour after it was offered: look again later"
        }
        let minute = Self.minute(of: time)
        if let minutes, !(minute - 5...minute + 5).contains(where: minutes.contains) {
            return "\(source) has nothing of the minutes in which it was offered: a part of it is missing"
        }
        // A mailbox that was tidied, or gets copies of some only, proves nothing.
        let missing = witnesses.first { span.contains($0.accepted) && !$0.isThere }
        return missing.map { "\(source) does not have \($0.label) either, which the mail server did accept" }
    }
}
