import ArgumentParser
import Registry
import Templating
import Workspace

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show where mailings stand: who got what, when, and who answered.",
        discussion: """
            Without a number a line for each mailing. With one a bar and sums that add up to the number of recipients, \
            and then who is where: those who need somebody's action first. Ends with 1 when the sums do not close.

            --where delivery=returned,in-doubt shows only those; also reply=… and term=…, and more than once when all \
            must hold.

            --json prints {"mailings": [{"mailing", "letter", "subject", "date", "state", "recipients", "remaining", \
            "sha256", "destroyed_on"}]}; of one mailing {"mailing", "letter", "state", "destroyed_on", "recipients", "remaining", "delivery", "reply", \
            "term", "dispatches": [{"code", "name", "channel", "delivery", "reply", "term", "sent_on", "reply_by", \
            "returned_on"}]}. \
            "delivery" counts dispatches, "reply" and "term" recipients; "remaining" is how many dispatches 'send' \
            would send now. --csv prints the dispatches for a spreadsheet.
            """)

    @Argument(help: "The number of the mailing.")
    var mailing: Int?

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only who is so: delivery=\(StatusFilter.names(DeliveryState.self)), "
                + "reply=\(StatusFilter.names(ReplyState.self)), or term=\(StatusFilter.names(TermState.self)).",
            valueName: "axis=state"))
    var conditions: [StatusFilter] = []

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print CSV.")
    var csv = false

    @OptionGroup var arguments: RegistryArguments

    func validate() throws {
        if mailing == nil, csv || !conditions.isEmpty { throw ValidationError("Name a mailing.") }
    }

    func run() throws {
        let opened = try arguments.open()
        let (registry, settings, author) = (opened.registry, opened.settings, opened.author)
        guard let mailing else { return try showAll(registry, author) }
        let status = try refusing { () throws(RegistryError) in try registry.status(of: mailing, at: author) }
        let rows = status.rows.filter { row in conditions.allSatisfy { $0.holds(for: row) } }
        if json {
            Console.print(try JSON.text(Report(status, rows)))
        } else if csv {
            Console.write(Spreadsheet.csv([Self.header] + rows.map(Self.cells), in: settings.language.language))
        } else {
            show(status, rows)
        }
        guard status.closes else {
            Console.note("error: the sums do not close: run 'oproep audit'")
            throw ExitCode.refused
        }
    }

    private func showAll(_ registry: Registry, _ author: Author) throws {
        let all = try refusing { () throws(RegistryError) in
            var all: [MailingStatus] = []
            for mailing in try registry.mailings() { all.append(try registry.status(of: mailing.number, at: author)) }
            return all
        }
        if json { return Console.print(try JSON.text(ListReport(mailings: all.map(ListReport.Item.init)))) }
        for status in all {
            let mailing = status.mailing
            Console.print(
                FittedText.lines(
                    "\(status.sum)\(status.replies)  \(mailing.letter)\(mailing.told)\(status.destruction)",
                    after: "\(Columns.right("\(mailing.number)", 4))  \(Columns.left(mailing.state.rawValue, 9))  "))
        }
    }

    private func show(_ status: MailingStatus, _ rows: [MailingStatus.DispatchStatus]) {
        let mailing = status.mailing
        Console.print(
            FittedText.lines(
                "mailing \(mailing.number): \(mailing.letter), \(mailing.state.rawValue)\(mailing.told)"
                    + "\(status.destruction)\(status.replies)"))
        Console.print(FittedText.lines("\(mailing.subject), \(mailing.date)"))
        Console.print("\n\(StatusBar.text(status))")
        Console.print(FittedText.lines(status.sum))
        if status.repeated > 0 {
            Console.print("sent once more after it came back: \(status.repeated.counted("dispatch", "dispatches"))")
        }
        let replies = ReplyState.allCases.map { ($0.rawValue, status.reply[$0] ?? 0) }
        Console.print("replies: \(Self.sum(replies))")
        if status.term[.none] != status.recipients {
            let terms = TermState.allCases.map { ($0.rawValue, status.term[$0] ?? 0) }
            Console.print("terms: \(Self.sum(terms))")
        }
        if status.leaving > 0 {
            let sent = status.remaining > 0 ? ", of which 'send' would send \(status.remaining)" : ""
            Console.print("still to leave: \(status.leaving.counted("dispatch", "dispatches"))\(sent)")
        }
        let hasReturns = rows.contains { $0.returnedOn != nil }
        let cells = ([Self.header] + rows.map(Self.cells)).map { hasReturns ? $0 : Array($0.dropLast()) }
        Console.print("\n\(FittedText.lines(Columns.table(cells)))")
        if status.delivery[.sending] != nil {
            Console.note(
                "what is 'sending' while nobody sends any more becomes in doubt with the next 'send' or 'resolve'")
        }
        if status.delivery[.inDoubt] != nil {
            Console.note(
                "what is in doubt is settled by 'oproep resolve \(mailing.number)', and never sent again by guess")
        }
    }

    private static func sum(_ counts: [(String, Int)]) -> String {
        counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: " + ")
    }

    private static let header = [
        "code", "name", "channel", "delivery", "sent_on", "reply", "term", "reply_by", "returned_on",
    ]

    private static func cells(_ row: MailingStatus.DispatchStatus) -> [String] {
        [
            row.code, row.name, row.channel.rawValue, row.delivery.rawValue, row.sentOn?.description ?? "",
            row.reply.rawValue, row.term.rawValue, row.due?.description ?? "", row.returnedOn?.description ?? "",
        ]
    }
}

extension MailingStatus {
    /// `, destroyed on 2032-01-02`
    fileprivate var destruction: String { destroyedOn.map { ", destroyed on \($0)" } ?? "" }

    /// `; 24 replies outstanding, 2 overdue`, where an answer is asked for or any came.
    fileprivate var replies: String {
        let isAsked = mailing.replyBy != nil || reply.contains { $0.key != .none && $0.value > 0 }
        guard isAsked, outstanding > 0, destroyedOn == nil else { return "" }
        let overdue = (term[.overdue] ?? 0) > 0 ? ", \(term[.overdue] ?? 0) overdue" : ""
        return "; \(outstanding.counted("reply", "replies")) outstanding\(overdue)"
    }

    /// `25 recipients = 1 returned + 24 sent`
    fileprivate var sum: String {
        let parts = DeliveryState.allCases.compactMap { state in
            deliveryOfRecipients[state].map { "\($0) \(state.rawValue)" }
        }
        return "\(recipients.counted("recipient")) = \(parts.joined(separator: " + "))"
    }
}

extension Mailing {
    /// `, reminder of mailing 1`
    fileprivate var told: String { previous.map { ", \($0.relation.rawValue) of mailing \($0.number)" } ?? "" }
}
