internal import GRDB
internal import Templating

/// The columns that tell a state, which are derived from the events.
extension Mailing {
    /// Writes what a correspondence comes to.
    static func store(_ correspondence: Correspondence, of code: String, in mailing: Int, _ db: Database) throws {
        let recipient = try db.cachedStatement(
            sql: "UPDATE recipient SET reply = ?, due = ? WHERE mailing = ? AND code = ?")
        try recipient.execute(
            arguments: [correspondence.reply.rawValue, correspondence.due?.description, mailing, code])
        let dispatch = try db.cachedStatement(
            sql: "UPDATE dispatch SET delivery = ?, sent_on = ? WHERE mailing = ? AND code = ? AND channel = ?")
        for leg in correspondence.dispatches {
            try dispatch.execute(
                arguments: [leg.delivery.rawValue, leg.sentOn?.description, mailing, code, leg.channel.rawValue])
        }
    }

    /// After its dispatches were stored.
    static func storeState(of mailing: Int, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE mailing SET state = ? WHERE number = ?",
            arguments: [derivedState(of: mailing, db).rawValue, mailing])
    }

    func isApproved(_ db: Database) throws -> Bool { try Self.isApproved(number, db) }

    private static func isApproved(_ mailing: Int, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT count(*) > 0 FROM event WHERE mailing = ? AND kind = ?",
            arguments: [mailing, EventKind.approved.rawValue]) ?? false
    }

    static func derivedState(of mailing: Int, _ db: Database) throws -> MailingState {
        let isApproved = try isApproved(mailing, db)
        let deliveries = try String.fetchAll(
            db, sql: "SELECT DISTINCT delivery FROM dispatch WHERE mailing = ?", arguments: [mailing])
        return MailingState(isApproved: isApproved, deliveries: Set(deliveries.compactMap(DeliveryState.init)))
    }
}
