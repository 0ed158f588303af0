import ArgumentParser
import Delivery
import Exporter
import Foundation
import Registry
import Templating
import Workspace

/// What 'send' was asked to do with a mailing.
struct SendJob {
    let registry: Registry
    let settings: Settings
    let workspace: WorkspaceDirectory
    let mailing: Int
    let channels: Set<DispatchChannel>
    let author: Author
    let output: String?
    let json: Bool

    // MARK: Sending

    func send(_ count: Int?) throws {
        let lock = try refusing { () throws(RegistryError) in try registry.senderLock() }
        tellOrphans(try refusing { () throws(RegistryError) in try registry.findOrphans(lock, by: author) })
        let outbox = try outbox()
        try require(count, of: outbox)
        let emails = outbox.dispatches.filter { $0.channel == .email }
        let letters = outbox.dispatches.filter { $0.channel == .post }
        // All that can be wrong is told before anything leaves.
        let run = emails.isEmpty ? nil : try mailRun(of: emails.count)
        try refusing { () throws(RegistryError) in
            try run?.check(emails)
            _ = try registry.cancelSettled(mailing, by: channels, lock, by: author)
        }
        for (label, why) in outbox.settled { Console.note("\(label): \(why), so it is cancelled") }
        let batch = letters.isEmpty ? nil : try print(letters, outbox.mailing, lock)
        let result = try refusing { () throws(RegistryError) in try run?.send(emails, lock) }
        try show(result, batch, override: nil)
    }

    private func outbox(isRehearsal: Bool = false) throws -> Outbox {
        try refusing { () throws(RegistryError) in
            try registry.outbox(of: mailing, by: channels, at: author, isRehearsal: isRehearsal)
        }
    }

    private func require(_ count: Int?, of outbox: Outbox) throws {
        let actual = outbox.dispatches.count
        if actual == 0 || actual == count { return }
        Console.note(
            "error: \(actual.counted("dispatch", "dispatches")) would leave, not \(count ?? 0): look at them with "
                + "--dry-run, and say --confirm \(actual)")
        throw ExitCode.refused
    }

    private func print(_ letters: [Outgoing], _ mailing: Mailing, _ lock: borrowing SenderLock) throws -> PrintRun.Made
    {
        var bar = ProgressBar()
        do throws(LetterFailure) {
            return try printRun(mailing).make(letters, in: folder, as: output, lock, by: author) { done, total in
                bar.advance(to: done, of: total)
                return !Interruption.isRequested
            }
        } catch {
            throw Console.end(error)
        }
    }

    private func printRun(_ mailing: Mailing) -> PrintRun {
        PrintRun(registry, mailing, protecting: workspace.sources + [registry.path])
    }

    private var folder: String { "\(workspace.path)/out" }

    /// One that tells of each message that was not accepted; of each at all, when it goes to another than its own.
    private func mailRun(of total: Int, override address: EmailAddress? = nil) throws -> MailRun {
        let server: SMTPServer
        do throws(SMTPServer.Refusal) {
            server = try SMTPServer(
                settings.delivery.smtp, in: workspace, environment: ProcessInfo.processInfo.environment)
        } catch {
            Console.note("error: \(error.message)")
            throw ExitCode.refused
        }
        let smtp = settings.delivery.smtp
        let limits = MailRun.Limits(perMinute: smtp?.perMinute, pauseAfterErrors: smtp?.pauseAfterErrors)
        var bar = ProgressBar()
        var done = 0
        let name = author.name
        return MailRun(
            registry, of: mailing, to: server, limits,
            by: { (try? .now(name)) ?? author },
            goesOn: { !Interruption.isRequested },
            tell: { report in
                switch report {
                case .waiting: break
                case .skipped(let dispatch, let why):
                    done += 1
                    bar.clear()
                    Console.note("\(dispatch.label): not sent: \(why)")
                case .offered(let dispatch, let outcome):
                    done += 1
                    let words = [address.map { "to \($0) in the place of \(dispatch.email ?? "")" }, outcome.words]
                        .compactMap(\.self)
                    if !words.isEmpty {
                        bar.clear()
                        Console.note("\(dispatch.label): \(words.joined(separator: ", "))")
                    }
                }
                bar.advance(to: done, of: total)
            })
    }

    private func tellOrphans(_ labels: [String]) {
        for label in labels {
            Console.note("\(label): in doubt, for a run ended before the mail server's answer was recorded")
        }
    }

    // MARK: Without sending

    func preview() throws {
        let outbox = try outbox(isRehearsal: true)
        let previews = try refusing { () throws(RegistryError) in
            try Preview.all(outbox.dispatches, of: mailing, in: registry)
        }
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
        for (label, until) in outbox.waiting { Console.note("\(label): the mail server wants it after \(until)") }
        if outbox.mailing.state == .frozen { Console.note("not before it is approved: oproep approve \(mailing)") }
        Console.note(
            rows.isEmpty
                ? "nothing is left to send" : "\(rows.count.counted("dispatch", "dispatches")) would leave; nothing did"
        )
    }

    func writeAgain(_ batch: Int) throws {
        var bar = ProgressBar()
        do throws(LetterFailure) {
            let mailing: Mailing
            do throws(RegistryError) { mailing = try registry.mailing(self.mailing) } catch {
                throw LetterFailure(error)
            }
            let made = try printRun(mailing).makeAgain(batch, in: folder, as: output) { done, total in
                bar.advance(to: done, of: total)
                return !Interruption.isRequested
            }
            Console.print(made.words(isAgain: true))
        } catch {
            throw Console.end(error)
        }
    }

    func test(to address: EmailAddress) throws {
        let outbox = try refusing { () throws(RegistryError) in
            try registry.outbox(of: mailing, by: [.email], at: author, isRehearsal: true)
        }
        guard let first = outbox.dispatches.first else {
            Console.note("error: nothing of mailing \(mailing) is left to go by e-mail")
            throw ExitCode.refused
        }
        try rehearse([first], to: address)
    }

    func rehearse(to address: EmailAddress, _ count: Int?) throws {
        let outbox = try outbox()
        try require(count, of: outbox)
        let emails = outbox.dispatches.filter { $0.channel == .email }
        let others = outbox.dispatches.count - emails.count
        if others > 0 { Console.note("a rehearsal: nothing is printed of \(others.counted("letter")) by post") }
        try rehearse(emails, to: address)
    }

    private func rehearse(_ dispatches: [Outgoing], to address: EmailAddress) throws {
        let run = try mailRun(of: dispatches.count, override: address)
        let result = try refusing { () throws(RegistryError) in
            try run.check(dispatches)
            return try run.rehearse(dispatches, to: address)
        }
        try show(result, nil, override: address)
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
            if result == nil, batch == nil { Console.note("nothing is left to send by these channels") }
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
        "batch \(batch)\(isAgain ? " as it was" : ""): \(letters.counted("letter")), \(pages.counted("page")), in \(directory)\nsha256 \(sha256)"
    }
}
