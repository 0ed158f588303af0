internal import GRDB

extension Registry {
    /// Those that went to the printer, oldest first.
    package func batches(of number: Int) throws(RegistryError) -> [PrintBatch] {
        try read { try PrintBatch.all(of: number, $0) }
    }

    /// Refuses when there is none.
    package func batch(_ batch: Int, of number: Int) throws(RegistryError) -> PrintBatch {
        try read { try PrintBatch.find(batch, of: number, $0) }
    }

    /// The labels of those whose letters were in a batch, and are cancelled since.
    package func takenOut(ofBatch batch: Int, of number: Int) throws(RegistryError) -> [String] {
        try read { db in
            let codes = Set(try PrintBatch.find(batch, of: number, db).codes)
            return try MailingRecipient.of(Mailing.find(number, db), codes: codes, db)
                .filter { $0.correspondence.dispatch(.post)?.delivery == .cancelled }.map(\.label)
        }
    }

    /// Records that letters are in a batch, so many in a file, whose list of contents has this SHA-256. Refuses when any of them is not to
    /// leave any more.
    package func addBatch(
        _ batch: Int, of dispatches: [Outgoing], perFile: Int, sha256: String, in number: Int,
        _ lock: borrowing SenderLock,
        by author: Author
    ) throws(RegistryError) {
        let look = { (db: Database) in
            let mailing = try Mailing.find(number, db)
            return MailingView(
                mailing: mailing, departure: try Departure(of: mailing, db),
                recipients: try MailingRecipient.of(mailing, codes: Set(dispatches.map(\.code)), db))
        }
        try write(after: look) { view, db in
            var log = try EventLog(db, by: author)
            var detail = EventDetail()
            detail.batch = batch
            detail.sha256 = sha256
            detail.perFile = perFile
            var problems: [String] = []
            for recipient in view.recipients {
                var correspondence = recipient.correspondence
                if let why = Departure.answer(of: recipient) ?? view.departure.obstacle(to: recipient) {
                    problems.append("\(recipient.label): \(why)")
                    continue
                }
                guard correspondence.apply(.batched, .post, on: nil, until: nil) else {
                    problems.append("\(recipient.label) is not to leave any more")
                    continue
                }
                try log.add(.batched, mailing: number, code: recipient.code, channel: .post, detail)
                try Mailing.store(correspondence, of: recipient.code, in: number, db)
            }
            if !problems.isEmpty { throw RegistryError.refused(problems) }
            try Mailing.storeState(of: number, db)
            CrashPoint.batchStored.reach()
        }
        CrashPoint.batchCommitted.reach()
    }
}
