internal import Foundation
package import Registry
internal import Workspace

/// Hands the letters of a mailing to the mail server, one after the other.
package struct MailRun {
    package struct Limits: Sendable {
        let perMinute: Int?
        /// After so many in a row that were not accepted nothing more is offered.
        let errors: Int
        var patience = SMTPConnection.Patience()
        /// How long to wait for another that writes to the registry.
        var registryPatience = Duration.seconds(15 * 60)

        package init(perMinute: Int?, pauseAfterErrors: Int?) {
            self.perMinute = perMinute
            errors = pauseAfterErrors ?? 10
        }
    }

    /// What came of a run.
    package struct Result: Sendable {
        package fileprivate(set) var accepted = 0
        package fileprivate(set) var deferred = 0
        package fileprivate(set) var refused = 0
        package fileprivate(set) var inDoubt = 0
        /// Why it ended before all were offered; nil when it did not.
        package fileprivate(set) var stopped: String?
        /// Why the registry could not record any more.
        package fileprivate(set) var failure: RegistryError?
        /// Of whose message the mail server's words are not recorded, and the file that has them.
        package fileprivate(set) var kept: (label: String, path: String)?

        package var isWhole: Bool { deferred + refused + inDoubt == 0 && stopped == nil && failure == nil }
    }

    /// What is told of a run while it goes.
    package enum Report: Sendable {
        /// The label of what an earlier run left in doubt, in any mailing.
        case orphan(String)
        /// The label of who is not to get it any more, and why: it is cancelled.
        case settled(String, String)
        case offered(Outgoing, SendOutcome)
        /// It is not to leave after all, and why.
        case skipped(Outgoing, String)
        /// As many as may leave in a minute have: for so many seconds nothing is offered.
        case waiting(Int)
        /// Another has been writing to the registry for so many seconds, and we wait for it.
        case waitingForRegistry(Int)
        /// The label of whose message an earlier run had offered, and had not recorded what the mail server said.
        case recorded(String)
    }

    private let registry: Registry
    private let mailing: Int
    private let server: SMTPServer
    private let limits: Limits
    /// Who does it, and when: asked anew for each event.
    private let author: () -> Author
    private let goesOn: () -> Bool
    private let tell: (Report) -> Void

    init(
        _ registry: Registry, of mailing: Int, to server: SMTPServer, _ limits: Limits,
        by author: @escaping () -> Author,
        goesOn: @escaping () -> Bool, tell: @escaping (Report) -> Void
    ) {
        self.registry = registry
        self.mailing = mailing
        self.server = server
        self.limits = limits
        self.author = author
        self.goesOn = goesOn
        self.tell = tell
    }

    /// Refuses when any message cannot be sent as it was frozen: then none is.
    func check(_ dispatches: [Outgoing]) throws(RegistryError) {
        _ = try Drafts(registry, of: mailing).frozen(dispatches)
    }

    /// Claims, offers and records each. What came of one and the claim of the next are one transaction: a kill leaves at
    /// most one in doubt. What the server says is in a file before that transaction, so that it is known even when the
    /// registry cannot be written for long.
    func send(_ dispatches: [Outgoing], _ lock: borrowing SenderLock) throws(RegistryError) -> Result {
        let outcomes = try registry.outcomeFile(lock)
        var drafts = Drafts(registry, of: mailing)
        var finished: Claim.Outcome?
        var result = Result()
        do throws(RegistryError) {
            // Not to keep what is known of the last one to ourselves for a minute.
            try offer(
                dispatches, &result, beforeWaiting: { () throws(RegistryError) in try settle(&finished, lock) },
                each: { (dispatch, connection) throws(RegistryError) in
                    let message = try drafts.message(to: dispatch, in: author().zone)
                    let next = Claim.Offering(dispatch, message.bytes, to: server.name)
                    let claimed = try step(after: finished, claiming: next, lock)
                    finished = nil
                    guard case .claimed(let claim) = claimed else {
                        if case .obstacle(let why) = claimed { tell(.skipped(dispatch, why)) }
                        return nil
                    }
                    let outcome = claim.final(connection.send(message))
                    CrashPoint.sendOffered.reach()
                    let said = Claim.Outcome(of: claim, outcome)
                    finished = said
                    try outcomes.keep(said, by: author())
                    CrashPoint.sendKept.reach()
                    return outcome
                })
            try settle(&finished, lock)
        } catch {
            result.failure = error
            do throws(RegistryError) {
                // What is known of the last one is true all the same; and what left has left.
                if case .busy = error {} else { try settle(&finished, lock) }
            } catch {
                // The first failure tells more.
            }
        }
        if let finished {
            result.kept = (finished.claim.dispatch.label, outcomes.path)
        } else {
            outcomes.remove()
        }
        return result
    }

    /// Waits for another that writes to the registry, and tells so.
    private func step(
        after finished: Claim.Outcome?, claiming next: Claim.Offering?, _ lock: borrowing SenderLock
    ) throws(RegistryError) -> Claim.Result {
        let start = ContinuousClock.now
        var told = Duration.zero
        while true {
            do throws(RegistryError) {
                return try registry.step(
                    in: mailing, after: finished, claiming: next, lock, by: author(), patience: .seconds(1))
            } catch {
                let waited = start.duration(to: .now)
                guard case .busy = error, waited < limits.registryPatience, goesOn() else { throw error }
                if waited < told { continue }
                tell(.waitingForRegistry(Int(waited / .seconds(1))))
                told = waited + .seconds(60)
            }
        }
    }

    /// Sends to another address, as a rehearsal: of that nothing is recorded, and it changes no dispatch.
    func rehearse(_ dispatches: [Outgoing], to address: EmailAddress) throws(RegistryError) -> Result {
        var drafts = Drafts(registry, of: mailing)
        var result = Result()
        try offer(dispatches, &result) { (dispatch, connection) throws(RegistryError) in
            connection.send(try drafts.rehearsal(of: dispatch, to: address, in: author().zone))
        }
        return result
    }

    /// One after the other, until too many are not accepted, nothing can be offered any more, or somebody stops it.
    private func offer(
        _ dispatches: [Outgoing], _ result: inout Result,
        beforeWaiting: () throws(RegistryError) -> Void = { () throws(RegistryError) in },
        each: (_ dispatch: Outgoing, _ connection: inout SMTPConnection) throws(RegistryError) -> SendOutcome?
    ) throws(RegistryError) {
        guard var connection = SMTPConnection(to: server, patience: limits.patience) else {
            throw .failed("there is no memory for a connection to the mail server")
        }
        var limit = try rateLimit()
        var errors = 0
        for dispatch in dispatches {
            if let why = stop(errors) {
                result.stopped = why
                break
            }
            if let time = limit.next(at: .now) {
                try beforeWaiting()
                guard wait(until: time) else {
                    result.stopped = Self.interrupted
                    break
                }
            }
            guard let outcome = try each(dispatch, &connection) else { continue }
            tell(.offered(dispatch, outcome))
            result.count(outcome)
            if case .notOffered(let why) = outcome {
                result.stopped = "the mail server \(server.name): \(why)"
                break
            }
            limit.add(.now)
            if case .accepted = outcome { errors = 0 } else { errors += 1 }
        }
    }

    private static let interrupted = "interrupted"

    private func stop(_ errors: Int) -> String? {
        if !goesOn() { return Self.interrupted }
        return errors >= limits.errors ? "\(errors) in a row were not accepted" : nil
    }

    private func settle(
        _ finished: inout Claim.Outcome?, _ lock: borrowing SenderLock
    ) throws(RegistryError) {
        if finished == nil { return }
        _ = try step(after: finished, claiming: nil, lock)
        finished = nil
    }

    /// With what was sent in the last minute, by any run.
    private func rateLimit() throws(RegistryError) -> RateLimit {
        guard let perMinute = limits.perMinute else { return RateLimit(perMinute: nil) }
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let (now, clock) = (Date.now, ContinuousClock.now)
        let ends = try registry.offerTimes(after: (now - 60).formatted(style)).compactMap { time in
            (try? Date(time, strategy: style)).map { clock - .seconds(max(0, now.timeIntervalSince($0))) }
        }
        return RateLimit(perMinute: perMinute, after: ends)
    }

    /// False when it is interrupted.
    private func wait(until time: ContinuousClock.Instant) -> Bool {
        tell(.waiting(Int(ContinuousClock.now.duration(to: time) / .seconds(1)) + 1))
        while ContinuousClock.now < time {
            if !goesOn() { return false }
            // Short, so that Ctrl-C is heard.
            Thread.sleep(forTimeInterval: min(0.2, ContinuousClock.now.duration(to: time) / .seconds(1)))
        }
        return true
    }
}

extension MailRun.Result {
    fileprivate mutating func count(_ outcome: SendOutcome) {
        switch outcome {
        case .accepted: accepted += 1
        case .deferred: deferred += 1
        case .refused: refused += 1
        case .unknown: inDoubt += 1
        case .notOffered: break
        }
    }
}
