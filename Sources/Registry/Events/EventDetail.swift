internal import FoundationEssentials

/// What else is known of an event; what is nil is left out.
package struct EventDetail: Codable, Hashable, Sendable {
    /// From when on it may be offered again (UTC).
    package var again: String?
    /// The number of a batch of the mailing.
    package var batch: Int?
    package var because: String?
    /// Of what was destroyed: how many bytes, and documents.
    package var bytes: Int?
    package var documents: Int?
    /// What proves it, where it is no person's word.
    package var evidence: String?
    /// Of a file that came with it, and its name.
    package var file: String?
    package var fileName: String?
    /// The rule by which it was destroyed, such as a list of what is kept for how long (selectielijst).
    package var ground: String?
    /// The mail server that a message is offered to: host and port.
    package var host: String?
    /// The number of the event that this one comes of: an answer settles a reminder as well; a bag that stands was begun.
    package var follows: Int?
    /// The mail server's words.
    package var server: String?
    /// Of what was frozen or approved, of the list of what is in a batch, or of the delivery in a bag for the archive.
    package var sha256: String?
    /// How many documents were not destroyed, as other mailings have them too.
    package var shared: Int?
    package var mandate: String?
    /// Of the message, as it was offered to the mail server.
    package var message: String?
    /// In a batch for the printer, how many letters are in one file; nil when all are.
    package var perFile: Int?
    package var note: String?
    /// The number of the event that is taken back.
    package var retracts: Int?
    /// The last day of more time, or on which what was exported is to be kept.
    package var until: String?

    enum CodingKeys: String, CodingKey {
        case again, batch, because, bytes, documents, evidence, file
        case fileName = "file_name"
        case follows, ground, host, mandate, message, note
        case perFile = "per_file"
        case retracts, server, sha256, shared, until
    }

    /// One object, its keys in order.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    package init() {}

    package init(json: String) throws {
        self = try JSONDecoder().decode(EventDetail.self, from: Data(json.utf8))
    }
}
