/// What a mail server says in plain words, as those do that do not know RFC 3464: what became of a message, and then a
/// copy of that.
struct NoticeText {
    /// Of the words of the server itself; those of others follow, and what it tells comes first.
    private static let limit = 16_000

    /// The words, in lower case and without accents.
    private let words: [UInt8]
    private let lines: ArraySlice<Substring>
    /// The Message-IDs of all headers in it.
    private let ids: [String]

    init(_ text: String) {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        var end = lines.endIndex
        var ids: [String] = []
        for (index, line) in lines.enumerated() {
            guard let value = Self.messageID(in: line) else { continue }
            // A header that is too long for its line goes on below it.
            let next = lines.dropFirst(index + 1).first.map(Self.withoutQuotes) ?? ""
            let more = value.contains("<") ? "" : next
            guard let id = "\(value) \(more)".messageIDs.first else { continue }
            // The copy begins after an empty line.
            if ids.isEmpty { end = lines[..<index].lastIndex { $0.allSatisfy(\.isWhitespace) } ?? index }
            ids.append(id)
        }
        self.ids = ids
        self.lines = lines[..<end]
        words = Self.plain(lines[..<end].joined(separator: " ").prefix(Self.limit))
    }

    /// The Message-ID in the copy.
    var copied: String? { ids.first }

    /// Those in all headers, but for that of the message itself.
    func ids(but own: String?) -> [String] { ids.filter { $0 != own } }

    /// What follows in a line on the name of the header, also where the line is quoted.
    private static func messageID(in line: Substring) -> Substring? {
        let text = withoutQuotes(line)
        let name = "message-id:"
        return text.prefix(name.count).lowercased() == name ? text.dropFirst(name.count) : nil
    }

    private static func withoutQuotes(_ line: Substring) -> Substring {
        line.drop { $0.isWhitespace || $0 == ">" || $0 == "|" }
    }

    /// White space is one space, and what is not ASCII an apostrophe, which in most texts it is.
    private static func plain(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0...0x20: if bytes.last != 0x20 { bytes.append(0x20) }
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte + 0x20)
            case 0x80...: if bytes.last != UInt8(ascii: "'") { bytes.append(UInt8(ascii: "'")) }
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    /// What servers say of what they gave up: English as all of them speak it, and Dutch.
    private static let failures = [
        "permanent error", "permanent fatal error", "permanent failure", "permanent delivery failure",
        "failed permanently",
        "could not be delivered", "couldn't be delivered", "cannot be delivered", "can not be delivered",
        "can't be delivered", "was not delivered", "wasn't delivered", "were not delivered", "unable to deliver",
        "undeliverable", "undelivered", "not able to deliver", "wasn't able to deliver", "failed to deliver",
        "delivery has failed", "delivery failed", "delivery failure", "mail delivery failed", "delivery error",
        "error delivering", "failure notice", "did not reach", "didn't reach", "wasn't found", "could not be found",
        "given up", "giving up", "user unknown", "unknown user", "no such user", "returned to sender", "returned mail",
        "non-delivery", "nondeliverable", "rejected", "kon niet worden bezorgd", "kan niet worden bezorgd",
        "kon niet worden afgeleverd", "kan niet worden afgeleverd", "niet afgeleverd", "niet bezorgd", "onbestelbaar",
    ]

    /// What they say as long as they go on trying.
    private static let delays = [
        "warning message only", "do not need to resend", "has been delayed", "is delayed", "(delay)", "delayed mail",
        "delivery delayed", "delayed delivery", "not yet been delivered", "will be retried", "will retry",
        "will be tried again", "will keep trying", "will continue to", "attempts will continue", "still trying",
        "still being tried", "could not send message for", "transient error", "warning: message", "vertraagd",
        "wordt opnieuw geprobeerd",
    ]

    private struct Phrase {
        let bytes: [UInt8]
        let outcome: DeliveryNotice.Outcome
    }

    /// By their first byte.
    private static let phrases = Dictionary(
        grouping: failures.map { Phrase(bytes: Array($0.utf8), outcome: .failed) }
            + delays.map { Phrase(bytes: Array($0.utf8), outcome: .delayed) }
    ) { $0.bytes[0] }

    /// What it tells first counts: what another server said follows on that.
    var outcome: DeliveryNotice.Outcome {
        for (index, byte) in words.enumerated() {
            let found = Self.phrases[byte]?.first { words[index...].starts(with: $0.bytes) }
            if let found { return found.outcome }
        }
        return .unclear
    }

    /// The line with the code of a refusal (RFC 5321 §4.2.1, RFC 3463 §2), or else the first that says anything.
    var reason: String {
        let refusal = lines.prefix(200).first {
            $0.prefix(1000).contains(/(^|[^0-9.])5[0-9][0-9][ -]|[^0-9.]5\.[0-9]{1,3}\.[0-9]{1,3}/)
        }
        let line = refusal ?? lines.first { $0.contains(where: \.isLetter) } ?? "no reason given"
        return line.trimmed.shown()
    }

    /// All that look like one, without what stands round them.
    var addresses: [String] {
        var found: [String] = []
        for line in lines where line.contains("@") {
            let parts = line.split { $0.isWhitespace || "<>()[]\";:,'=|".contains($0) }
            found += parts.filter { $0.contains("@") }.map { part in
                var address = part
                while let last = address.last, ".!?…".contains(last) { address.removeLast() }
                return String(address)
            }
            if found.count > 200 { break }
        }
        return found
    }
}
