import ArgumentParser
import Delivery
import Registry
import Templating

struct ResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Settle what is in doubt: by a mailbox, the mail server's log, or your word.",
        discussion: """
            In doubt is what may have left without the registry knowing, such as after the program was killed, or a backup \
            was put to use. Nothing is sent again by guess.

            --maildir reads a mailbox of files: one that gets a copy of all that is sent, or the one to which notices come \
            of what could not be delivered (bounces), which makes a letter 'returned'. --log reads the log of a Postfix \
            mail server; named more than once, in any order, the files are one log. Both find letters by their Message-ID, and \
            outweigh a person's word. What names a letter and is not understood, such as an answer, is listed for you to \
            look at. That a letter is not there \
            proves that it was not sent only when the mailbox or log is that of the server that it was offered to (it has a \
            letter that this server accepted within an hour of it, at the right time), begins before it was offered, goes \
            on until a quarter of an hour after that, and has every letter that the server did accept meanwhile. After a \
            backup was put to use only that a letter is there proves something.

            Otherwise find out, and say with --as what you found, when it left, and how you know. With --as not-sent also \
            what the server refused by a mistake becomes ready again. A mistake is taken back by 'record N retracted'.

            Ends with 2 when something is still in doubt. --json prints {"mailing", "sent", "not_sent", "returned", \
            "returned_before", "contradicted", "in_doubt": [{"recipient", "because"}], "unclear": [{"recipient", "because", \
            "file"}], "reported": […], "noted": […], "unread": [files]}: the labels of recipients. Of those in "contradicted" a person said that \
            it was sent, and the evidence says that it was not; "unclear" are notices about another address than a letter was \
            sent to; "reported" is for you to look at, and "noted" changes nothing, such as that a letter is delayed.
            """)

    enum Finding: String, ExpressibleByArgument, CaseIterable {
        case sent
        case notSent = "not-sent"
    }

    @Argument(help: "The number of the mailing.")
    var mailing: Int

    @Argument(help: "The recipients' codes, with --as.")
    var codes: [String] = []

    @Option(help: "A mailbox of files (Maildir); may be repeated.", completion: .directory)
    var maildir: [String] = []

    @Option(help: "A log of Postfix; more than one are read as one.", completion: .file())
    var log: [String] = []

    @Option(name: .customLong("as"), help: "What you found: sent or not-sent.")
    var finding: Finding?

    @Option(help: ArgumentHelp("When it left, as YYYY-MM-DD.", valueName: "date"))
    var on: CalendarDate?

    @Option(parsing: .unconditional, help: ArgumentHelp("How you know.", valueName: "text"))
    var because: Words?

    @Flag(help: "Print JSON, of what a mailbox or a log says.")
    var json = false

    @OptionGroup var author: AuthorOption
    @OptionGroup var arguments: RegistryArguments

    func validate() throws {
        guard let finding else {
            if !codes.isEmpty || on != nil || because != nil { throw ValidationError("Say what you found: --as.") }
            if maildir.isEmpty, log.isEmpty { throw ValidationError("Name a --maildir or a --log, or codes and --as.") }
            return
        }
        if !maildir.isEmpty || !log.isEmpty { throw ValidationError("--as is your word: without --maildir and --log.") }
        if codes.isEmpty { throw ValidationError("Name the recipients.") }
        if because == nil { throw ValidationError("Say how you know: --because TEXT.") }
        if (on != nil) != (finding == .sent) { throw ValidationError("--on goes with --as sent: say when it left.") }
    }

    func run() throws {
        let opened = try arguments.open(by: self.author.by)
        let (registry, author) = (opened.registry, opened.author)
        let lock = try refusing { () throws(RegistryError) in
            let lock = try registry.senderLock()
            _ = try registry.settleEarlierRun(lock, by: author)
            return lock
        }
        guard let finding, let because else { return try settle(registry, lock, by: author) }
        let count = try refusing { () throws(RegistryError) in
            try registry.resolve(
                mailing, codes.recipientCodes, asSent: finding == .sent, on: on, because: because.text, by: author)
        }
        Console.note("\(count.counted("letter")): \(finding.rawValue)")
    }

    private func settle(_ registry: Registry, _ lock: borrowing SenderLock, by author: Author) throws {
        var report = Report(mailing: mailing)
        let sources = try refusing { () throws(RegistryError) in
            let letters = Set(try registry.offers(of: mailing).map(\.messageID))
            var sources: [Evidence] = []
            if !log.isEmpty { sources.append(try PostfixLog.read(log, letters: letters)) }
            for path in maildir { sources.append(try Maildir.read(path, letters: letters)) }
            return sources
        }
        for source in sources {
            let findings = try refusing { () throws(RegistryError) in
                source.findings(of: try registry.offers(of: mailing), in: author.zone)
            }
            let found = try refusing { () throws(RegistryError) in
                try registry.settle(findings.findings, in: mailing, lock, by: author)
            }
            report.add(found, findings)
            report.unread += source.unread
        }
        if json { Console.print(try JSON.text(report)) } else { report.show() }
        if !report.inDoubt.isEmpty { throw ExitCode.partlyDone }
    }
}

extension ResolveCommand {
    fileprivate struct Report: Encodable {
        struct Open: Encodable {
            let recipient: String
            let because: String
        }

        /// What stands in a file.
        struct Place: Encodable {
            let recipient: String
            let because: String
            @NullWhenNil var file: String?

            init(_ open: Evidence.Findings.Open) {
                recipient = open.label
                because = open.because
                file = open.file
            }

            /// `Almelo (GM0141): an automatic reply (new/1720699300.M1P1.host)`
            var line: String { "\(recipient): \(because)\(file.map { " (\($0))" } ?? "")" }
        }

        let mailing: Int
        var sent: [String] = []
        var notSent: [String] = []
        var returned: [String] = []
        var returnedBefore: [String] = []
        var contradicted: [String] = []
        var inDoubt: [Open] = []
        var unclear: [Place] = []
        var reported: [Place] = []
        var noted: [Place] = []
        var unread: [String] = []

        enum CodingKeys: String, CodingKey {
            case mailing, sent
            case notSent = "not_sent"
            case returned
            case returnedBefore = "returned_before"
            case contradicted
            case inDoubt = "in_doubt"
            case unclear, reported, noted, unread
        }

        init(mailing: Int) { self.mailing = mailing }

        /// What came of one source after another.
        mutating func add(_ found: Found, _ findings: Evidence.Findings) {
            sent += found.sent
            notSent += found.notSent
            returned += found.returned
            returnedBefore += found.returnedBefore
            contradicted += found.contradicted
            inDoubt = found.inDoubt.map { label in
                let why = findings.unsettled.first { $0.label == label }?.because
                return Open(recipient: label, because: why ?? "it was not offered to a mail server by oproep")
            }
            unclear += findings.unclear.map(Place.init)
            reported += findings.reported.map(Place.init)
            noted += findings.noted.map(Place.init)
        }

        func show() {
            for (labels, what) in [
                (sent, "sent"), (notSent, "not sent, and ready again"), (returned, "returned"),
                (returnedBefore, "returned, as was known"),
                (contradicted, "said to be sent, which the evidence contradicts"),
            ] where !labels.isEmpty {
                Console.print("\(what): \(labels.joined(separator: ", "))")
            }
            for open in inDoubt { Console.print("in doubt: \(open.recipient): \(open.because)") }
            for place in unclear { Console.print("a notice about another address than that of \(place.line)") }
            for place in reported { Console.print("look at it: \(place.line)") }
            for place in noted { Console.print("changes nothing: \(place.line)") }
            for file in unread { Console.print("cannot be read, and may name a letter: \(file)") }
            let labels = [sent, notSent, returned, returnedBefore, contradicted].joined()
            if labels.isEmpty, inDoubt.isEmpty, [unclear, reported, noted].joined().isEmpty, unread.isEmpty {
                Console.note("nothing is in doubt, and nothing of mailing \(mailing) came back")
            }
        }
    }
}
