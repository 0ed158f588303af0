internal import GRDB

/// What a run of sending left behind that did not come to an end; by labels.
package struct EarlierRun: Sendable {
    /// Whose message the mail server had spoken of; nil when that was recorded.
    package let recorded: String?
    /// Whose message may have left, and may not.
    package let inDoubt: [String]
}

extension Registry {
    /// Where what the mail server says is kept while a run of sending goes on.
    package func outcomeFile(_ lock: borrowing SenderLock) throws(RegistryError) -> OutcomeFile {
        try OutcomeFile(of: path)
    }

    /// Records what the mail server said of the last message of a run that came to no end before it had recorded that.
    /// Returns the label of whose it was.
    func takeInOutcome(_ lock: borrowing SenderLock, by author: Author) throws(RegistryError) -> String? {
        let label = try recordOutcome(by: author)
        OutcomeFile.remove(of: path)
        return label
    }

    /// The same, and the file stays.
    func recordOutcome(by author: Author) throws(RegistryError) -> String? {
        guard let kept = OutcomeFile.read(of: path), try read({ try kept.letter($0) }) != nil else { return nil }
        // As of when it was said.
        let then = Author(name: kept.actor, time: kept.time, zone: author.zone) ?? author
        let label = try write { db -> String? in
            guard let letter = try kept.letter(db) else { return nil }
            var log = try EventLog(db, by: then)
            try Self.add(kept.outcome, of: letter.recipient, letter.mailing, then, &log, db)
            try Mailing.storeState(of: letter.mailing.number, db)
            CrashPoint.outcomeStored.reach()
            return letter.recipient.label
        }
        CrashPoint.outcomeCommitted.reach()
        return label
    }
}
