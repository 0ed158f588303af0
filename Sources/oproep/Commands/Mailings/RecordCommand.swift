import ArgumentParser
import Delivery
import Foundation
import Registry
import Templating

extension DispatchChannel: ExpressibleByArgument {}

struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record what happened: sent, returned, answered, …",
        discussion: """
            EVENT is one of
              sent          you posted it, or handed it over
              delivered     it is known to have arrived
              returned      it came back (retour)
              read          a read receipt came: a line in history, which changes nothing
              acknowledged  they say that they have it
              answered      they answered: --file keeps the answer as it came. An automatic reply is recorded as \
                            acknowledged and a read receipt as read; a notice that it could not be delivered is refused. \
                            --as answered when you know better
              extended      they have more time (uitstel): --until DATE
              closed        nothing more is expected of them
              retracted     a mistake: takes back the event that --event names

            What came back and is sent once more, to a better address or in another way, is recorded with --again; that it \
            came back stays in 'status' and 'history'.

            For all recipients that are named, or for none. --all means all to whom it can have happened; with 'sent' all \
            that were still to leave by post or by hand, but for those who answered before that day; say --channel email \
            when you sent e-mails yourself. To record the same twice changes \
            nothing. One answer settles a mailing and its reminders.

            --json prints {"event", "recorded", "unchanged", "skipped": [{"recipient", "because"}], "settled", "head"}: what was recorded, of whom, \
            of whom it was known, who was not to get it any more, which other mailings it settles, and the head of the \
            chain of events.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case sent, delivered, returned, read, acknowledged, answered, extended, closed, retracted
    }

    @Argument(help: "The number of the mailing.")
    var mailing: Int

    @Argument(help: "What happened.")
    var event: Kind

    @Argument(help: "The recipients' codes.")
    var codes: [String] = []

    @Flag(help: "All recipients to whom it can have happened.")
    var all = false

    @Option(help: ArgumentHelp("All letters of a batch for the printer, with 'sent'.", valueName: "number"))
    var batch: Int?

    @Option(help: ArgumentHelp("When, as YYYY-MM-DD.", valueName: "date"))
    var on: CalendarDate?

    @Flag(help: "With 'sent': once more, after it came back; --note tells how, and where to.")
    var again = false

    @Option(help: "Which of a recipient's dispatches: post, email or manual.")
    var channel: DispatchChannel?

    @Option(parsing: .unconditional, help: ArgumentHelp("What else is to be known.", valueName: "text"))
    var note: Words?

    @Option(help: "A file that came with it, kept as it is.", completion: .file())
    var file: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("What the file is, whatever it looks like: answered or acknowledged.", valueName: "event"))
    var knownAs: Kind?

    @Option(help: ArgumentHelp("The new last day for an answer, as YYYY-MM-DD.", valueName: "date"))
    var until: CalendarDate?

    @Option(
        name: .customLong("event"), help: ArgumentHelp("The number of the event to take back.", valueName: "number"))
    var eventNumber: Int?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var author: AuthorOption
    @OptionGroup var arguments: RegistryArguments

    func validate() throws {
        if event == .retracted {
            let isBare =
                codes.isEmpty && !all && batch == nil && channel == nil && file == nil && until == nil && on == nil
            guard eventNumber != nil, isBare else {
                throw ValidationError("'retracted' takes --event NUMBER, and --note, only.")
            }
            return
        }
        if eventNumber != nil { throw ValidationError("--event goes with 'retracted'.") }
        if [all, batch != nil, !codes.isEmpty].count(where: \.self) != 1 {
            throw ValidationError("Name the recipients' codes, or --all, or --batch.")
        }
        if batch != nil, event != .sent || channel != nil {
            throw ValidationError("--batch goes with 'sent', and is post.")
        }
        if let knownAs, knownAs != event || file == nil || ![.answered, .acknowledged].contains(event) {
            throw ValidationError("--as repeats 'answered' or 'acknowledged', of a --file.")
        }
        if again, event != .sent || codes.isEmpty { throw ValidationError("--again goes with 'sent' and codes.") }
        if on == nil { throw ValidationError("Say when it happened: --on YYYY-MM-DD.") }
    }

    func run() throws {
        let kept = try file.map { (name: URL(filePath: $0).lastPathComponent, bytes: try Self.read($0)) }
        let event = try kept.map { try actual($0.name, $0.bytes) } ?? event
        let opened = try arguments.open(by: self.author.by)
        let (registry, author) = (opened.registry, opened.author)
        let recorded = try refusing { () throws(RegistryError) in
            if let eventNumber {
                return try registry.retract(event: eventNumber, in: mailing, note: note?.text, by: author)
            }
            // Both were asked for in 'validate'.
            guard let kind = EventKind(rawValue: event.rawValue), let on else { throw .refused(["say what, and when"]) }
            let recording = Recording(
                kind, batch.map { .batch($0) } ?? (all ? .all : .codes(codes.recipientCodes)), on: on, channel: channel,
                note: note?.text, file: kept, until: until, again: again)
            return try registry.record(recording, in: mailing, by: author)
        }
        if json { return Console.print(try JSON.text(Report(event, recorded))) }
        show(event, recorded)
    }

    /// What is recorded of a file that came as an answer. Refuses a mail server's notice.
    private func actual(_ name: String, _ bytes: [UInt8]) throws -> Kind {
        guard knownAs == nil, [.answered, .acknowledged].contains(event),
            let nature = ReceivedMessage(bytes)?.nature
        else { return event }
        let override = "if you know better, say --as \(event.rawValue)"
        switch nature {
        case .answer: return event
        case .automaticReply:
            if event == .answered { Console.note("'\(name)' is an automatic reply, and no answer; \(override)") }
            return .acknowledged
        case .readReceipt:
            Console.note("'\(name)' is a read receipt, and no answer; \(override)")
            return .read
        case .notice:
            Console.note(
                "error: '\(name)' is a mail server's notice, and no answer: oproep resolve \(mailing) --maildir DIR, or "
                    + "oproep record \(mailing) returned CODE --on DATE --file FILE; \(override)")
            throw ExitCode.refused
        }
    }

    private func show(_ event: Kind, _ recorded: Recorded) {
        if !recorded.recorded.isEmpty {
            Console.note("\(event.rawValue): \(recorded.recorded.count.counted("recipient"))")
        }
        if !recorded.unchanged.isEmpty {
            Console.note("recorded before: \(recorded.unchanged.count.counted("recipient"))")
        }
        for (label, why) in recorded.takenOut { Console.note("\(label): \(why)") }
        for (label, why) in recorded.skipped { Console.note("\(label): \(why), so it is cancelled") }
        if !recorded.settled.isEmpty {
            let numbers = recorded.settled.map(String.init).joined(separator: " and ")
            Console.note(
                event == .retracted ? "taken back in mailing \(numbers) as well" : "settles mailing \(numbers) as well")
        }
        if recorded.recorded.isEmpty, recorded.unchanged.isEmpty, recorded.skipped.isEmpty, recorded.takenOut.isEmpty {
            Console.note("it can have happened to nobody: nothing was recorded")
        }
    }

    /// More than any scan.
    private static let limit = 100_000_000

    private static func read(_ path: String) throws -> [UInt8] {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        let values = try? file.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        guard values?.isRegularFile == true, let data = try? Data(contentsOf: file) else {
            Console.note("error: '\(path)' cannot be read: is it there, and a file?")
            throw ExitCode.refused
        }
        guard data.count <= limit else {
            Console.note("error: '\(path)' is larger than \(limit / 1_000_000) MB, the most that is kept")
            throw ExitCode.refused
        }
        return Array(data)
    }

    private struct Report: Encodable {
        struct Skipped: Encodable {
            let recipient: String
            let because: String
        }

        let event: String
        let recorded: [String]
        let unchanged: [String]
        let skipped: [Skipped]
        let settled: [Int]
        let head: String

        init(_ event: Kind, _ result: Recorded) {
            self.event = event.rawValue
            recorded = result.recorded
            unchanged = result.unchanged
            skipped = result.skipped.map { Skipped(recipient: $0.label, because: $0.why) }
            settled = result.settled
            head = result.head
        }
    }
}
