/// What a line of Postfix's log tells of a message in its queue (https://www.postfix.org/DEBUG_README.html). Read from the
/// left: what other servers said stands at the end, and may look like anything.
struct PostfixLine {
    enum Event {
        /// The message comes in.
        case messageID(String)
        /// It is taken, and is to be delivered.
        case queued
        case delivery(Delivery)
        /// It is given up: `expired`, `force-expired`.
        case ended(String)
        /// Out of the queue; by a person, or as all of it is done.
        case removed(byHand: Bool)
        /// It is thrown away, by a rule of the mail server.
        case discarded(String)
    }

    struct Delivery {
        /// As it was addressed, and as it came to be.
        let recipients: [String]
        /// Of an address that stands for others.
        let original: String?
        let status: String
        let reason: String
    }

    /// The name that the message has in the queue.
    let queueID: String
    let event: Event

    /// `line` without its time. Nil when it tells nothing of a message.
    init?(_ line: LogText, isNumbered: Bool) {
        var rest = line
        guard let process = Self.process(&rest, isNumbered: isNumbered),
            let name = rest.take(upTo: ": "), name.utf8.count >= 5,
            name.utf8.allSatisfy({
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
            }),
            let event = Self.event(of: process, rest)
        else { return nil }
        queueID = name
        self.event = event
    }

    /// The name of the program, of `mail postfix/smtp[103]: `, in which the host may be missing; an instance of Postfix may be
    /// called anything. Of a line that is numbered (RFC 5424 §6) process and message have a field each.
    private static func process(_ rest: inout LogText, isNumbered: Bool) -> String? {
        for _ in 0..<2 {
            guard let tag = rest.token else { return nil }
            guard let slash = tag.lastIndex(of: UInt8(ascii: "/")) else { continue }
            let name = tag[(slash + 1)...].prefix { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: ":") }
            guard !name.isEmpty, name.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x7A).contains($0) })
            else { return nil }
            if isNumbered {
                guard rest.token != nil, rest.token != nil, rest.skipStructuredData() else { return nil }
            } else if tag.last != UInt8(ascii: ":") {
                return nil
            }
            return String(decoding: name, as: UTF8.self)
        }
        return nil
    }

    private static func event(of process: String, _ words: LogText) -> Event? {
        switch process {
        case "cleanup": return incoming(words)
        case "qmgr", "nqmgr", "oqmgr":
            if let event = queueing(words) { return event }
        default: break
        }
        if words.string.trimmed == "removed" { return .removed(byHand: process == "postsuper") }
        return delivery(words).map { .delivery($0) }
    }

    /// `message-id=<…>`, as the message has it. One that was sent on by hand (RFC 5322 §3.6.6) keeps its own.
    private static func incoming(_ words: LogText) -> Event? {
        var rest = words
        if rest.skip("message-id=") { return rest.string.messageIDs.first.map { .messageID($0) } }
        if rest.skip("discard: ") || rest.skip("milter-discard: ") { return .discarded(rest.string.shown()) }
        return nil
    }

    /// `from=<…>, size=354, nrcpt=1 (queue active)` or `from=<…>, status=expired, returned to sender`
    private static func queueing(_ words: LogText) -> Event? {
        var rest = words
        guard rest.skip("from=<") else { return nil }
        let size = rest.place(of: ">, size=")
        let status = rest.place(of: ">, status=")
        if let size, status.map({ size < $0 }) ?? true {
            guard rest.take(upTo: ">, size=") != nil else { return nil }
            rest.skip { (0x30...0x39).contains($0) }
            guard rest.skip(", nrcpt=") else { return nil }
            rest.skip { (0x30...0x39).contains($0) }
            return rest.skip(" (queue active)") ? .queued : nil
        }
        guard rest.take(upTo: ">, status=") != nil else { return nil }
        return .ended(String(rest.string.prefix { $0.isLetter || $0 == "-" }))
    }

    /// `to=<…>, orig_to=<…>, relay=…, delay=…, delays=…, dsn=…, status=bounced (…)`
    private static func delivery(_ words: LogText) -> Delivery? {
        var rest = words
        guard rest.skip("to=<") else { return nil }
        let original = rest.place(of: ">, orig_to=<")
        guard let relay = rest.place(of: ">, relay=") else { return nil }
        var names: [String] = []
        if let original, original < relay, let name = rest.take(upTo: ">, orig_to=<") { names.append(name) }
        guard let name = rest.take(upTo: ">, relay="), rest.take(upTo: ", ") != nil else { return nil }
        names.append(name)
        while !rest.skip("status=") {
            let isKnown = ["conn_use=", "delay=", "delays=", "dsn="].contains { rest.skip($0) }
            guard isKnown, rest.take(upTo: ", ") != nil else { return nil }
        }
        let status = rest.string.prefix { $0.isASCII && ($0.isLetter || $0 == "-") }
        guard rest.skip(String(status)) else { return nil }
        var reason = rest.string.trimmed[...]
        if reason.first == "(" { reason = reason.dropFirst() }
        if reason.last == ")" { reason = reason.dropLast() }
        return Delivery(
            recipients: names, original: names.count > 1 ? names.last : nil, status: status.lowercased(),
            reason: String(reason).shown())
    }
}

extension LogText {
    /// `-` or `[id name="value"]` (RFC 5424 §6.3), and the space behind it.
    fileprivate mutating func skipStructuredData() -> Bool {
        if skip("- ") { return true }
        while skip("[") {
            var isQuoted = false
            var isEscaped = false
            skip { byte in
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isQuoted.toggle()
                }
                return isQuoted || byte != UInt8(ascii: "]")
            }
            guard skip("]") else { return false }
        }
        return skip(" ")
    }
}
