package import Registry
package import Workspace

/// Sends what of a mailing is ready, each by its channel.
package struct Sending {
    package struct Sent: Sendable {
        package fileprivate(set) var batch: PrintRun.Made?
        /// Nil when nothing went by e-mail.
        package fileprivate(set) var mail: MailRun.Result?
    }

    /// How it can be followed, and stopped.
    package struct Observer {
        let goesOn: () -> Bool
        let tell: (MailRun.Report) -> Void
        /// Of how many that are to leave in this way, how many are done.
        let progress: (_ done: Int, _ total: Int) -> Void

        package init(
            goesOn: @escaping () -> Bool, tell: @escaping (MailRun.Report) -> Void,
            progress: @escaping (_ done: Int, _ total: Int) -> Void
        ) {
            self.goesOn = goesOn
            self.tell = tell
            self.progress = progress
        }
    }

    private let registry: Registry
    private let number: Int
    private let channels: Set<DispatchChannel>
    private let limits: MailRun.Limits
    /// Who does it, and when: asked anew for each event.
    private let author: () -> Author
    private let observer: Observer

    package init(
        _ registry: Registry, of mailing: Int, by channels: Set<DispatchChannel>, _ limits: MailRun.Limits,
        author: @escaping () -> Author, _ observer: Observer
    ) {
        self.registry = registry
        number = mailing
        self.channels = channels
        self.limits = limits
        self.author = author
        self.observer = observer
    }

    /// `count` is how many are expected to leave: with another number nothing does. `server` is asked for when something
    /// goes by e-mail, `printer` writes what goes by post.
    package func send(
        confirming count: Int?, to server: () throws(RegistryError) -> SMTPServer, printer: PrintRun.Place
    ) throws(RegistryError) -> Sent {
        let lock = try registry.senderLock()
        var sent = Sent()
        let earlier = try registry.settleEarlierRun(lock, by: author())
        if let label = earlier.recorded { observer.tell(.recorded(label)) }
        for label in earlier.inDoubt { observer.tell(.orphan(label)) }
        let outbox = try outbox(confirming: count)
        let emails = outbox.dispatches.filter { $0.channel == .email }
        let letters = outbox.dispatches.filter { $0.channel == .post }
        // All that can be wrong is told before anything leaves.
        let run = emails.isEmpty ? nil : mailRun(try server(), of: emails.count)
        try run?.check(emails)
        _ = try registry.cancelSettled(number, by: channels, lock, by: author())
        for (label, why) in outbox.settled { observer.tell(.settled(label, why)) }
        if !letters.isEmpty {
            let print = PrintRun(registry, outbox.mailing, in: printer, observer)
            sent.batch = try print.make(letters, lock, by: author())
        }
        sent.mail = try run?.send(emails, lock)
        return sent
    }

    /// Sends the e-mails to another address: a rehearsal, of which nothing is recorded. With `firstOnly` one of them, of
    /// which no number need be confirmed. Returns as well how many by post it leaves out.
    package func rehearse(
        to address: EmailAddress, confirming count: Int?, firstOnly: Bool,
        by server: () throws(RegistryError) -> SMTPServer
    ) throws(RegistryError) -> (result: MailRun.Result, leftOut: Int) {
        let outbox = firstOnly ? try self.outbox(isRehearsal: true) : try self.outbox(confirming: count)
        let emails = outbox.dispatches.filter { $0.channel == .email }
        let chosen = firstOnly ? Array(emails.prefix(1)) : emails
        if chosen.isEmpty { throw .refused(["nothing of mailing \(number) is left to go by e-mail"]) }
        let run = mailRun(try server(), of: chosen.count)
        try run.check(chosen)
        return (try run.rehearse(chosen, to: address), firstOnly ? 0 : outbox.dispatches.count - emails.count)
    }

    /// What would leave.
    package func preview() throws(RegistryError) -> (outbox: Outbox, previews: [Preview]) {
        let outbox = try outbox(isRehearsal: true)
        return (outbox, try Preview.all(outbox.dispatches, of: number, in: registry))
    }

    /// Writes a batch again, to the last byte as it was.
    package func writeAgain(_ batch: Int, printer: PrintRun.Place) throws(RegistryError) -> PrintRun.Made {
        try PrintRun(registry, registry.mailing(number), in: printer, observer).makeAgain(batch)
    }

    private func outbox(isRehearsal: Bool = false) throws(RegistryError) -> Outbox {
        try registry.outbox(of: number, by: channels, at: author(), isRehearsal: isRehearsal)
    }

    private func outbox(confirming count: Int?) throws(RegistryError) -> Outbox {
        let outbox = try outbox()
        let actual = outbox.dispatches.count
        if actual == 0 || actual == count { return outbox }
        throw .refused([
            "\(actual) would leave, not \(count ?? 0): look at them with --dry-run, and say --confirm \(actual)"
        ])
    }

    private func mailRun(_ server: SMTPServer, of total: Int) -> MailRun {
        var done = 0
        let observer = observer
        return MailRun(
            registry, of: number, to: server, limits, by: author, goesOn: observer.goesOn,
            tell: { report in
                switch report {
                case .offered, .skipped: done += 1
                case .waiting, .waitingForRegistry, .recorded, .orphan, .settled: break
                }
                observer.tell(report)
                observer.progress(done, total)
            })
    }
}
