internal import FoundationEssentials

/// What else is known of an event; what is nil is left out.
struct EventDetail: Codable, Hashable, Sendable {
    var because: String?
    /// Of a file that came with it, and its name.
    var file: String?
    var fileName: String?
    /// The number of the event that this one comes of: an answer settles a reminder as well.
    var follows: Int?
    /// Of what was frozen or approved.
    var sha256: String?
    var mandate: String?
    var note: String?
    /// The number of the event that is taken back.
    var retracts: Int?
    var until: String?

    enum CodingKeys: String, CodingKey {
        case because, file
        case fileName = "file_name"
        case follows, mandate, note, retracts, sha256, until
    }

    /// One object, its keys in order.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    init() {}

    init(json: String) throws {
        self = try JSONDecoder().decode(EventDetail.self, from: Data(json.utf8))
    }
}
