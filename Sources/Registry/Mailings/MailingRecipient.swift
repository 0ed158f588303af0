internal import FoundationEssentials
internal import GRDB
internal import Templating
internal import Workspace

/// One who is written to in a mailing, with all that happened since.
struct MailingRecipient: Sendable {
    let code: String
    let name: String
    let reference: String?
    let channels: [DispatchChannel]
    let events: [Event]
    let correspondence: Correspondence

    /// For messages: `Zwolle (GM0193)`.
    var label: String { name.isEmpty ? code : "\(Problem.shown(name)) (\(code))" }

    /// The events that count.
    var effective: [Event] { events.effective }

    /// All recipients of a mailing in its order, or those with some codes, which may be written in either case.
    static func of(_ mailing: Mailing, codes: Set<String>? = nil, _ db: Database) throws -> [MailingRecipient] {
        // Codes compare in either case, as their columns do.
        let (only, wanted) = try Self.condition(codes)
        let arguments = StatementArguments([mailing.number]) + wanted
        var channels: [String: [DispatchChannel]] = [:]
        let dispatches = try Row.fetchCursor(
            db, sql: "SELECT code, channel FROM dispatch WHERE mailing = ?\(only)", arguments: arguments)
        while let row = try dispatches.next() {
            guard let channel = DispatchChannel(rawValue: try row.text("channel")) else { continue }
            channels[try row.text("code"), default: []].append(channel)
        }
        var events: [String: [Event]] = [:]
        let log = try Row.fetchCursor(
            db, sql: "SELECT * FROM event WHERE mailing = ? AND code IS NOT NULL\(only) ORDER BY id",
            arguments: arguments)
        while let row = try log.next() {
            events[try row.text("code"), default: []].append(try Event(row))
        }
        var result: [MailingRecipient] = []
        let rows = try Row.fetchCursor(
            db, sql: "SELECT code, name, reference FROM recipient WHERE mailing = ?\(only) ORDER BY position",
            arguments: arguments)
        while let row = try rows.next() {
            let code = try row.text("code")
            let ways = DispatchChannel.allCases.filter { channels[code]?.contains($0) ?? false }
            let happened = events[code] ?? []
            guard let correspondence = Correspondence(channels: ways, due: mailing.replyBy, happened) else {
                throw RegistryError.damaged(
                    "what happened with \(code) in mailing \(mailing.number) cannot have happened: run 'oproep audit'")
            }
            result.append(
                try MailingRecipient(
                    code: code, name: row.text("name"), reference: row.textOrNil("reference"), channels: ways,
                    events: happened,
                    correspondence: correspondence))
        }
        return result
    }

    private static func condition(_ codes: Set<String>?) throws -> (sql: String, arguments: StatementArguments) {
        guard let codes else { return ("", []) }
        // One argument, however many codes there are.
        let list = String(decoding: try JSONEncoder().encode(codes.sorted()), as: UTF8.self)
        return (" AND code IN (SELECT value FROM json_each(?))", [list])
    }
}
