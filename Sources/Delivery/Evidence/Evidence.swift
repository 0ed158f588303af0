internal import Foundation

/// What a mailbox or a log says of the letters that were offered to the mail server.
///
/// That a letter is in it proves that it was accepted. That it is not there proves something only where it would be there
/// otherwise: see `gap`.
package struct Evidence: Sendable {
    /// Of one letter that came back.
    struct Returned: Sendable {
        struct Notice: Sendable {
            let name: String
            let bytes: [UInt8]
        }

        /// To whom it could not be delivered; all, when that is empty.
        let recipients: [String]
        let reason: String
        /// Where it stands, when it is not a log.
        let file: String?
        /// What says so.
        let notice: Notice?
    }

    /// Of one letter. Each but `accepted` has been accepted as well.
    enum Statement: Sendable {
        /// The server has it.
        case accepted
        /// One of those that an address stands for has it.
        case delivered(String)
        case returned(Returned)
        /// For a person: what names it, and in which file.
        case reported(String, String)
        /// What changes nothing, and in which file.
        case noted(String, String)

        static func returned(_ recipients: [String], _ reason: String) -> Statement {
            .returned(Returned(recipients: recipients, reason: reason, file: nil, notice: nil))
        }
    }

    /// All of one letter.
    struct Known: Sendable {
        /// When the server accepted it, as far as the source tells.
        var acceptedAt: Date?
        var hasCopy = false
        var delivered: [String] = []
        var returned: [Returned] = []
        /// When it came back first.
        var returnedAt: Date?
        var reported: [Findings.Open] = []
        var noted: [Findings.Open] = []
    }

    /// That something came back, which names no letter.
    struct Stray: Sendable {
        let recipients: [String]
        let reason: String
        let file: String
        let time: Date?
    }

    /// For people: `the log mail.log`.
    let source: String
    /// Nothing that it tells of can be later.
    let now: Date
    /// The Message-IDs of those that are asked for; nil for all.
    let letters: Set<String>?
    /// By Message-ID.
    private(set) var known: [String: Known] = [:]
    /// By the address, in lower case.
    private(set) var strays: [String: [Stray]] = [:]
    /// Files that could not be read: what they tell is not known.
    package var unread: [String] = []
    /// The first and the last moment that it tells of; nil when it tells of none.
    private(set) var span: ClosedRange<Date>?
    /// Of a source that has a line for whatever happens: the minutes since 1970 in which anything did.
    private(set) var minutes: Set<Int>?

    /// The clocks of two computers may differ by so much. Time zones differ by a quarter of an hour at least.
    static let difference = 300.0
    /// Of one letter more than anybody reads.
    private static let limit = 20

    init(source: String, now: Date, isComplete: Bool, letters: Set<String>? = nil) {
        self.source = source
        self.now = now
        self.letters = letters
        minutes = isComplete ? [] : nil
    }

    mutating func add(_ time: Date) {
        // Nobody has seen what is to come: somebody's clock is wrong, or the source is made up.
        if time > now + Self.difference { return }
        span = span.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
        minutes?.insert(Self.minute(of: time))
    }

    static func minute(of time: Date) -> Int { Int((time.timeIntervalSince1970 / 60).rounded(.down)) }

    func isAskedFor(_ messageID: String) -> Bool { letters?.contains(messageID) ?? true }

    /// Of a letter that nobody asks for nothing is kept.
    mutating func add(_ statement: Statement, of messageID: String, at time: Date?) {
        guard isAskedFor(messageID) else { return }
        var known = known[messageID] ?? Known()
        switch statement {
        case .accepted:
            if !known.hasCopy { known.acceptedAt = time }
            known.hasCopy = true
        case .delivered(let address): known.delivered.append(address.lowercased())
        case .returned(let returned):
            if known.returned.count < Self.limit { known.returned.append(returned) }
            known.returnedAt = known.returnedAt ?? time
        case .reported(let what, let file):
            if known.reported.count < Self.limit { known.reported.append(Findings.Open(because: what, file: file)) }
        case .noted(let what, let file):
            if known.noted.count < Self.limit { known.noted.append(Findings.Open(because: what, file: file)) }
        }
        self.known[messageID] = known
    }

    mutating func addStray(_ stray: Stray) {
        for recipient in Set(stray.recipients.map { $0.lowercased() }) where strays[recipient]?.count ?? 0 < Self.limit
        {
            strays[recipient, default: []].append(stray)
        }
    }
}
