internal import GRDB
package import Templating
package import Workspace

/// One frozen letter to its recipients (verzendronde).
package struct Mailing: Sendable {
    /// What a mailing is of an earlier one.
    package enum Relation: String, Sendable {
        /// To those who did not answer (rappel).
        case reminder
        /// To those whose letter was wrong.
        case correction
    }

    package let number: Int
    package let letter: String
    package let list: String
    package let subject: String
    package let date: CalendarDate
    package let replyBy: CalendarDate?
    package let approval: Approval
    package let previous: (number: Int, relation: Relation)?
    /// The SHA-256 of its freeze: of what it consists of, to the last byte.
    package let sha256: String
    package let state: MailingState

    init(_ row: Row) throws {
        number = try row.number("number")
        letter = try row.text("letter")
        list = try row.text("list")
        subject = try row.text("subject")
        sha256 = try row.text("sha256")
        guard let date = CalendarDate(iso: try row.text("date")),
            let approval = Approval(rawValue: try row.text("approval")),
            let state = MailingState(rawValue: try row.text("state"))
        else {
            throw RegistryError.damaged("what the registry says of mailing \(number) is damaged: run 'oproep audit'")
        }
        self.date = date
        self.approval = approval
        self.state = state
        replyBy = try row.textOrNil("reply_by").flatMap { CalendarDate(iso: $0) }
        let relation = try row.textOrNil("relation").flatMap(Relation.init)
        previous = try row.numberOrNil("previous").flatMap { number in relation.map { (number, $0) } }
    }

    private static let query = "SELECT mailing.*, freeze.sha256 FROM mailing JOIN freeze ON freeze.mailing = number"

    static func all(_ db: Database) throws -> [Mailing] {
        try Row.fetchAll(db, sql: "\(query) ORDER BY number").map(Mailing.init)
    }

    /// Refuses when there is none.
    static func find(_ number: Int, _ db: Database) throws -> Mailing {
        if let row = try Row.fetchOne(db, sql: "\(query) WHERE number = ?", arguments: [number]) {
            return try Mailing(row)
        }
        let last = try Int.fetchOne(db, sql: "SELECT max(number) FROM mailing")
        throw RegistryError.refused(
            "there is no mailing \(number); "
                + (last.map { "the last is \($0): 'oproep status' lists them" } ?? "'oproep freeze LETTER' makes one"))
    }
}
