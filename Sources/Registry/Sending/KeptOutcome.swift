internal import Disk
internal import Exporter
internal import FoundationEssentials
internal import GRDB
internal import Workspace

/// What a mail server said of one message, as it is kept beside the registry.
struct KeptOutcome: Codable {
    /// The hash of the event by which the message was claimed.
    let claim: String
    let code: String
    let messageID: String
    let outcome: SendOutcome
    let actor: String
    /// UTC.
    let time: String

    init(_ outcome: Claim.Outcome, by author: Author) {
        claim = outcome.claim.hash
        code = outcome.claim.dispatch.code
        messageID = outcome.claim.dispatch.messageID ?? ""
        self.outcome = outcome.outcome
        actor = author.name
        time = author.time
    }

    // MARK: As bytes

    /// What the disk writes at once, so that a record is there or not.
    static let block = 4096

    /// A line: the SHA-256 of what follows in it, a space, and JSON; then spaces.
    var bytes: [UInt8] {
        get throws {
            let json = Array(try JSONEncoder().encode(self))
            let line = Array("\(ContentHash(of: json).hex) ".utf8) + json + [UInt8(ascii: "\n")]
            return line + Array(repeating: UInt8(ascii: " "), count: max(0, Self.block - line.count))
        }
    }

    /// Nil when they are not whole: the program ended before they were written, and of that nothing is known.
    init?(_ bytes: [UInt8]) {
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        guard line.count < bytes.count, line.count > 65 else { return nil }
        let json = Array(line.dropFirst(65))
        guard ContentHash(of: json).hex == String(decoding: line.prefix(64), as: UTF8.self),
            let kept = try? JSONDecoder().decode(KeptOutcome.self, from: Data(json))
        else { return nil }
        self = kept
    }

    // MARK: In a registry

    /// The letter that an outcome is of.
    struct Letter {
        let mailing: Mailing
        let recipient: MailingRecipient
    }

    /// Nil when the registry knows of it already, or does not have the letter.
    ///
    /// In a backup that was put to use the letter is in doubt, and the event by which it was claimed may not be there:
    /// that the server has it is known by its Message-ID.
    func letter(_ db: Database) throws -> Letter? {
        let number = try Int.fetchOne(
            db, sql: "SELECT mailing FROM dispatch WHERE code = ? AND message_id = ?", arguments: [code, messageID])
        guard let number, try Destroyed.event(of: number, db) == nil else { return nil }
        let mailing = try Mailing.find(number, db)
        guard let recipient = try MailingRecipient.of(mailing, codes: [code], db).first else { return nil }
        switch recipient.correspondence.dispatch(.email)?.delivery {
        case .sending:
            let last = recipient.effective.last { $0.kind == .claimed }
            let hash = try String.fetchOne(db, sql: "SELECT hash FROM event WHERE id = ?", arguments: [last?.id])
            return hash == claim ? Letter(mailing: mailing, recipient: recipient) : nil
        case .inDoubt:
            guard case .accepted = outcome else { return nil }
            return Letter(mailing: mailing, recipient: recipient)
        default: return nil
        }
    }

    /// What is to be said of it; nil when the registry knows of it already.
    func words(_ db: Database) throws -> String? {
        try letter(db).map { letter in
            "what the mail server said of \(letter.recipient.label) in mailing \(letter.mailing.number) is kept beside it: "
                + "the next 'send' or 'resolve' takes it in"
        }
    }
}
