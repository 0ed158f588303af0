internal import GRDB
internal import Templating
internal import Workspace

/// What mailings that follow on one another mean for each other's letters.
enum Following {
    /// The letters of a reminder or correction that are still to leave, and name a day on which the earlier one left
    /// that is not so any more: by code, what is wrong.
    static func outdated(_ mailing: Mailing, _ db: Database) throws -> [String: Outdated] {
        guard let previous = mailing.previous?.number else { return [:] }
        let sources = try Row.fetchAll(
            db, sql: "SELECT name, sha256 FROM source WHERE mailing = ?", arguments: [mailing.number])
        var told: PreviousMailing?
        var namesDay = false
        for source in sources {
            let (name, bytes) = (try source.text("name"), try db.document(source.text("sha256")))
            if name == PreviousMailing.fileName(previous) {
                told = PreviousMailing(number: previous, csv: bytes)
            } else if String(decoding: bytes, as: UTF8.self).contains("previous.sent_on") {
                namesDay = true
            }
        }
        guard namesDay, let told else { return [:] }
        let now = try MailingRecipient.of(Mailing.find(previous, db), db)
        let actual = Dictionary(now.map { ($0.code, $0.correspondence.sentOn) }) { first, _ in first }
        let days = Dictionary(told.letters.map { ($0.code, $0.sentOn) }) { first, _ in first }
        var outdated: [String: Outdated] = [:]
        for recipient in try MailingRecipient.of(mailing, db) {
            let isReady = recipient.correspondence.dispatches.contains { $0.delivery == .ready }
            guard isReady, let day = days[recipient.code], day != actual[recipient.code] ?? nil else { continue }
            outdated[recipient.code] = Outdated(
                label: recipient.label, mailing: previous, told: day, actual: actual[recipient.code] ?? nil)
        }
        return outdated
    }

    /// Earlier mailings of the same letter that go to recipients of a mailing as well, and to how many. None for a
    /// reminder or a correction, which are meant to.
    static func others(of mailing: Mailing, _ db: Database) throws -> [(number: Int, recipients: Int)] {
        if mailing.previous != nil { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT number, count(DISTINCT dispatch.code) AS recipients FROM mailing
                JOIN dispatch ON dispatch.mailing = number WHERE letter = ? AND number < ? AND delivery <> 'cancelled'
                AND dispatch.code IN (SELECT code FROM recipient WHERE mailing = ?) GROUP BY number ORDER BY number
                """, arguments: [mailing.letter, mailing.number, mailing.number]
        ).map { (try $0.number("number"), try $0.number("recipients")) }
    }

    /// The recipients of a mailing whose letter another one corrects, one that was not cancelled: its number by code.
    /// Of all, or of one.
    static func corrected(in mailing: Int, code: String? = nil, _ db: Database) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT dispatch.code, dispatch.mailing FROM mailing JOIN dispatch ON dispatch.mailing = number
                WHERE previous = ? AND relation = 'correction' AND delivery <> 'cancelled'\
                \(code == nil ? "" : " AND code = ?")
                """, arguments: StatementArguments([mailing]) + StatementArguments([code].compactMap(\.self)))
        return Dictionary(try rows.map { (try $0.text("code"), try $0.number("mailing")) }) { first, _ in first }
    }
}
