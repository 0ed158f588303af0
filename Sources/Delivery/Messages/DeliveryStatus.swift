/// The fields of a delivery status (RFC 3464 §2.1, RFC 6533 §3), for each recipient.
struct DeliveryStatus {
    struct Recipient {
        /// By lower-case names. Of one that is there twice the first counts.
        fileprivate(set) var fields: [String: String] = [:]
    }

    private static let limit = 256_000

    private let groups: [Recipient]

    /// Groups end with an empty line, or where a field begins what the group has already.
    init(_ bytes: [UInt8]) {
        var groups = [Recipient()]
        var name = ""
        let text = String(decoding: bytes.prefix(Self.limit), as: UTF8.self).replacing("\r\n", with: "\n")
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                groups.append(Recipient())
                name = ""
            } else if line.first == " " || line.first == "\t" {
                // A line goes on (RFC 5322 §2.2.3).
                groups[groups.count - 1].fields[name]? += " \(line.trimmed)"
            } else if let colon = line.firstIndex(of: ":") {
                name = line[..<colon].trimmed.lowercased()
                if groups[groups.count - 1].isFollowed(by: name) { groups.append(Recipient()) }
                let isNew = groups[groups.count - 1].fields[name] == nil
                if isNew { groups[groups.count - 1].fields[name] = line[line.index(after: colon)...].trimmed }
                // What a second one goes on with is not of the first.
                if !isNew { name = "" }
            }
        }
        self.groups = groups
    }

    var recipients: [Recipient] { groups.filter { $0.fields["final-recipient"] != nil || $0.fields["action"] != nil } }

    /// Of what a read receipt is about (RFC 8098 §3.2.5), which has fields of the same form.
    var originals: [String] { groups.compactMap { $0.fields["original-message-id"] }.flatMap(\.messageIDs) }
}

extension DeliveryStatus.Recipient {
    /// Whether a field is the first of the next recipient. The original address may stand before or after the final one.
    fileprivate func isFollowed(by name: String) -> Bool {
        switch name {
        case "final-recipient": fields[name] != nil
        case "original-recipient": fields[name] != nil || fields["action"] != nil
        default: false
        }
    }

    /// Nil when it cannot be told.
    var outcome: DeliveryNotice.Outcome? {
        switch fields["action"]?.firstWord {
        case "failed": .failed
        case "delayed": .delayed
        case "delivered", "relayed", "expanded": .delivered
        default: outcomeByStatus
        }
    }

    /// RFC 3463 §2: what a status begins with tells whether it is for good.
    private var outcomeByStatus: DeliveryNotice.Outcome? {
        switch fields["status"]?.firstWord.prefix(2) {
        case "5.": .failed
        case "4.": .delayed
        case "2.": .delivered
        default: nil
        }
    }

    /// As it was addressed, and as it came to be.
    var addresses: [String] {
        ["original-recipient", "final-recipient"].compactMap { fields[$0]?.recipientAddress }
    }

    /// The words of the server that would not have it, or the status.
    var reason: String {
        (fields["diagnostic-code"] ?? fields["status"] ?? fields["action"] ?? "no reason given").shown()
    }
}
