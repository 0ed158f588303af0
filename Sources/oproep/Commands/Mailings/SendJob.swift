import ArgumentParser
import Delivery
import Exporter
import Foundation
import Registry
import Templating
import Workspace

/// What 'send' was asked to do with a mailing, and how it tells of that.
struct SendJob {
    private let registry: Registry
    private let settings: Settings
    private let workspace: WorkspaceDirectory
    private let mailing: Int
    private let author: Author
    private let json: Bool
    private let place: PrintRun.Place
    private let sending: Sending

    /// `override` is the address to which all goes in a rehearsal.
    init(_ command: SendCommand, override: EmailAddress?) throws {
        let opened = try command.arguments.open(by: command.author.by)
        (registry, settings, author) = (opened.registry, opened.settings, opened.author)
        workspace = try command.arguments.workspace.find()
        mailing = command.mailing
        json = command.json
        place = PrintRun.Place(
            in: "\(workspace.path)/out", as: command.output, protecting: workspace.protected(registry),
            perFile: settings.delivery.print.perFile)
        let smtp = settings.delivery.smtp
        var bar = ProgressBar()
        let observer = Sending.Observer(
            goesOn: { !Interruption.isRequested },
            tell: { report in
                guard let line = report.line(override: override) else { return }
                bar.clear()
                Console.note(line)
            },
            progress: { bar.advance(to: $0, of: $1) })
        let author = author
        sending = Sending(
            registry, of: mailing, by: Set(command.via.map(\.channel)),
            MailRun.Limits(perMinute: smtp?.perMinute, pauseAfterErrors: smtp?.pauseAfterErrors),
            author: { (try? .now(author.name, in: author.zone)) ?? author }, observer)
    }

    private func server() throws(RegistryError) -> SMTPServer {
        do throws(SMTPServer.Refusal) {
            return try SMTPServer(
                settings.delivery.smtp, in: workspace, environment: ProcessInfo.processInfo.environment)
        } catch {
            throw .refused([error.message])
        }
    }

    // MARK: What it does

    func send(_ count: Int?) throws {
        let sent = try refusing { () throws(RegistryError) in
            try sending.send(confirming: count, to: server, printer: place)
        }
        try show(sent.mail, sent.batch, override: nil)
    }

    func rehearse(to address: EmailAddress, _ count: Int?, firstOnly: Bool) throws {
        let (result, leftOut) = try refusing { () throws(RegistryError) in
            try sending.rehearse(to: address, confirming: count, firstOnly: firstOnly, by: server)
        }
        if leftOut > 0 { Console.note("nothing was printed of \(leftOut.counted("letter")) by post") }
        try show(result, nil, override: address)
    }

    func preview() throws {
        let (outbox, previews) = try refusing { () throws(RegistryError) in try sending.preview() }
        if json { return Console.print(try JSON.text(PreviewReport(outbox, previews))) }
        let header = ["code", "name", "channel", "to", "subject", "files"]
        let rows = previews.map { preview in
            [
                preview.dispatch.code, preview.dispatch.name, preview.dispatch.channel.rawValue, preview.to,
                preview.subject ?? "", preview.files.joined(separator: ", "),
            ]
        }
        if !rows.isEmpty { Console.print(Columns.table([header] + rows)) }
        for (label, why) in outbox.settled { Console.note("\(label): \(why), so it will not leave") }
        for (label, until) in outbox.waiting {
            Console.note("\(label): put off by the mail server, to be offered again from \(author.zone.clock(until))")
        }
        if outbox.mailing.state == .frozen { Console.note("not before it is approved: oproep approve \(mailing)") }
        if outbox.byHand > 0 {
            let verb = outbox.byHand == 1 ? "is" : "are"
            Console.note(
                "\(outbox.byHand.counted("letter")) \(verb) sent by hand, and not by this command; once that is done: "
                    + "oproep record \(mailing) sent --all --channel manual --on DATE")
        }
        if !rows.isEmpty {
            Console.note("\(rows.count.counted("dispatch", "dispatches")) would leave; nothing did")
        } else if outbox.byHand == 0 {
            Console.note("nothing is left to send")
        }
    }

    func writeAgain(_ batch: Int) throws {
        let made = try refusing { () throws(RegistryError) in try sending.writeAgain(batch, printer: place) }
        if json { return Console.print(try JSON.text(SentReport(mailing, nil, made, nil))) }
        Console.print(made.words(isAgain: true))
        for label in try refusing({ () throws(RegistryError) in try registry.takenOut(ofBatch: batch, of: mailing) }) {
            Console.note("take it out, for it is not to be posted any more: \(label)")
        }
    }

    // MARK: What came of it

    private func show(_ result: MailRun.Result?, _ batch: PrintRun.Made?, override: EmailAddress?) throws {
        let status = try refusing { () throws(RegistryError) in try registry.status(of: mailing, at: author) }
        if json {
            Console.print(try JSON.text(SentReport(mailing, result, batch, override)))
        } else {
            if let batch { Console.print(batch.words()) }
            if let result, let override {
                Console.print("rehearsal to \(override): \(result.words); nothing is recorded")
            }
            if let result, override == nil { Console.print(result.words) }
            if result == nil, batch == nil {
                let rest = status.leaving > 0 ? "; \(status.leaving) are to leave in another way, or later" : ""
                Console.note("nothing is left to send by these channels now\(rest): oproep status \(mailing)")
            }
            if let failure = result?.failure {
                let kept = result?.kept.map {
                    "; what the mail server said of \($0.label) is in \($0.path), and the next 'send' or 'resolve' records it"
                }
                Console.note(
                    "stopped, for the registry cannot record any more; what left before is recorded\(kept ?? "")")
                throw Console.end(failure)
            }
            if let why = result?.stopped { Console.note("stopped: \(why); what is left can be sent later") }
            if let batch {
                Console.print("next, once it is posted: oproep record \(mailing) sent --batch \(batch.batch) --on DATE")
            }
        }
        let open = [DeliveryState.refused, .deferred, .inDoubt].compactMap { state in
            status.delivery[state].map { "\($0) \(state.rawValue)" }
        }
        if override == nil, !open.isEmpty {
            Console.note("mailing \(mailing) has \(open.joined(separator: ", ")): oproep status \(mailing)")
            throw ExitCode.partlyDone
        }
        if result?.isWhole == false { throw ExitCode.partlyDone }
    }
}

extension MailRun.Report {
    /// What is to be told of it: of each that goes to another than its own; otherwise of each that was not accepted.
    fileprivate func line(override address: EmailAddress?) -> String? {
        switch self {
        case .waiting: return nil
        case .waitingForRegistry(let seconds):
            let time = seconds < 60 ? "" : ", for \((seconds / 60).counted("minute")) now"
            return "waiting for another program that is writing to the registry\(time); Ctrl-C stops"
        case .recorded(let label):
            return "\(label): recorded what the mail server said when an earlier run ended"
        case .orphan(let label):
            return "\(label): in doubt, for a run ended before the mail server's answer was recorded"
        case .settled(let label, let why): return "\(label): \(why), so it is cancelled"
        case .skipped(let dispatch, let why): return "\(dispatch.label): not sent: \(why)"
        case .offered(let dispatch, let outcome):
            let place = address.map { "to \($0) in the place of \(dispatch.email ?? "nobody")" }
            let words = [place, outcome.words].compactMap(\.self)
            return words.isEmpty ? nil : "\(dispatch.label): \(words.joined(separator: ", "))"
        }
    }
}

extension SendOutcome {
    /// Nil of what needs no word.
    fileprivate var words: String? {
        switch self {
        // What is in the way then is not the letter, and ends the run.
        case .accepted, .notOffered: nil
        case .deferred(let words): "deferred: \(words)"
        case .refused(let words): "refused: \(words)"
        case .unknown(let why): "in doubt: \(why)"
        }
    }
}

extension MailRun.Result {
    /// `20 accepted, 1 deferred`
    fileprivate var words: String {
        let others = [(deferred, "deferred"), (refused, "refused"), (inDoubt, "in doubt")].filter { $0.0 > 0 }
        return (["\(accepted) accepted"] + others.map { "\($0.0) \($0.1)" }).joined(separator: ", ")
    }
}

extension PrintRun.Made {
    /// `batch 1: 5 letters, 7 pages, in out/mailing-1-batch-1`
    fileprivate func words(isAgain: Bool = false) -> String {
        "batch \(batch)\(isAgain ? " as it was" : ""): \(letters.counted("letter")), \(pages.counted("page")), "
            + "in \(directory)\nsha256 \(sha256)"
    }
}
