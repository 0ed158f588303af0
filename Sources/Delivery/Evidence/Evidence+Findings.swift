internal import Foundation
package import Registry
package import Workspace

extension Evidence {
    package struct Findings: Sendable {
        /// What is to be known of one letter.
        package struct Open: Sendable {
            /// `Zwolle (GM0193)`
            package fileprivate(set) var label = ""
            package let because: String
            /// Where it stands; nil when it is the source itself.
            package let file: String?

            init(because: String, file: String?) {
                self.because = because
                self.file = file
            }

            fileprivate func of(_ offer: Offer) -> Open {
                var open = self
                open.label = offer.label
                return open
            }
        }

        /// By code.
        package fileprivate(set) var findings: [String: Finding] = [:]
        /// What is in doubt and cannot be settled by this source, and why.
        package fileprivate(set) var unsettled: [Open] = []
        /// Notices that a letter could not be delivered to another address than it was sent to.
        package fileprivate(set) var unclear: [Open] = []
        /// What names a letter and was not understood: a person has to look.
        package fileprivate(set) var reported: [Open] = []
        /// What changes nothing, such as that a letter is delayed.
        package fileprivate(set) var noted: [Open] = []
    }

    /// A letter that a mail server said it has.
    private struct Witness {
        let label: String
        let accepted: Date
        /// When the source has it; nil when it does not, or tells of no time.
        let seen: Date?
        let isThere: Bool
    }

    /// RFC 5321 §4.5.3.2.6 gives a server ten minutes for its last answer; and the clocks of two computers may differ.
    private static let patience = 900.0
    /// Within which of the offer the server must have accepted another letter that the source has.
    private static let neighbourhood = 3600.0

    /// What it says of the letters of a mailing, with days in a zone.
    package func findings(of offers: [Offer], in zone: LocalZone = .amsterdam) -> Findings {
        var result = Findings()
        var witnesses: [String: [Witness]] = [:]
        for offer in offers {
            guard let server = offer.server, let accepted = Self.date(offer.acceptedAt) else { continue }
            let found = known[offer.messageID]
            witnesses[server, default: []].append(
                Witness(
                    label: offer.label, accepted: accepted, seen: found?.acceptedAt,
                    isThere: found?.hasCopy ?? false))
        }
        for offer in offers {
            addStrays(of: offer, to: &result)
            if let known = known[offer.messageID] {
                add(known, of: offer, in: zone, to: &result)
                continue
            }
            let why = gap(around: offer, witnesses[offer.server ?? ""] ?? [])
            if why == nil { result.findings[offer.code] = .notAccepted(evidence: "\(source) does not have it") }
            if let why, offer.delivery == .inDoubt {
                result.unsettled.append(Findings.Open(because: why, file: nil).of(offer))
            }
        }
        return result
    }

    private func add(_ known: Known, of offer: Offer, in zone: LocalZone, to result: inout Findings) {
        result.reported += known.reported.map { $0.of(offer) }
        result.noted += known.noted.map { $0.of(offer) }
        let email = offer.email.lowercased()
        let accepted = Finding.accepted(
            evidence: "\(source) \(known.hasCopy ? "has it" : "names it")",
            on: (known.acceptedAt ?? known.returnedAt).flatMap(zone.day))
        // What the recipient sends on to others may come back from there.
        let own = known.returned.last { returned in
            returned.recipients.isEmpty || returned.recipients.contains { $0.lowercased() == email }
        }
        guard let own else {
            result.unclear += known.returned.map { Findings.Open(because: $0.reason, file: $0.file).of(offer) }
            result.findings[offer.code] = accepted
            return
        }
        if known.delivered.contains(email) {
            let why = "one of those that the address stands for has it, and another has not: \(own.reason)"
            result.reported.append(Findings.Open(because: why, file: own.file).of(offer))
            result.findings[offer.code] = accepted
            return
        }
        let notice = own.notice.map { (name: $0.name, bytes: $0.bytes) }
        result.findings[offer.code] = .returned(
            evidence: "\(source): \(own.reason)", on: (known.returnedAt ?? known.acceptedAt).flatMap(zone.day),
            notice: notice)
    }

    /// Of what came back and names no letter: the address may be that of this one.
    private func addStrays(of offer: Offer, to result: inout Findings) {
        guard let offered = Self.date(offer.time) else { return }
        for stray in strays[offer.email.lowercased()] ?? [] where (stray.time ?? now) > offered - Self.difference {
            let why = "something came back from its address, and does not say what: \(stray.reason)"
            result.reported.append(Findings.Open(because: why, file: stray.file).of(offer))
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
