internal import GRDB

/// What becomes in doubt of one recipient when a backup is put to use: it may have left since.
struct Doubt {
    let mailing: Int
    let code: String
    let channels: [DispatchChannel]
    let correspondence: Correspondence

    static func all(_ db: Database) throws -> [Doubt] {
        var doubts: [Doubt] = []
        for mailing in try Mailing.all(db) where try Destroyed.event(of: mailing.number, db) == nil {
            for recipient in try MailingRecipient.of(mailing, db) {
                var now = recipient.correspondence
                let channels = recipient.channels.filter { now.apply(.inDoubt, $0, on: nil, until: nil) }
                if channels.isEmpty { continue }
                doubts.append(
                    Doubt(mailing: mailing.number, code: recipient.code, channels: channels, correspondence: now))
            }
        }
        return doubts
    }
}

extension Registry {
    /// When this is a backup: what had not left when it was taken may have left since, so it becomes in doubt.
    func putBackupToUse(by author: Author) throws(RegistryError) {
        guard try read({ try Bool.fetchOne($0, sql: "SELECT count(*) > 0 FROM backup") ?? false }) else { return }
        _ = try write(after: Doubt.all) { try Self.putToUse($0, $1, by: author) }
    }

    /// Returns how many dispatches are in doubt.
    static func putToUse(_ doubts: [Doubt], _ db: Database, by author: Author) throws -> Int {
        // Another may have done it meanwhile.
        guard let taken = try String.fetchOne(db, sql: "SELECT taken FROM backup") else { return 0 }
        var log = try EventLog(db, by: author)
        var detail = EventDetail()
        detail.note = "a backup of \(taken) took the place of the registry"
        try log.add(.restored, mailing: nil, day: author.today, detail)
        detail.note = nil
        detail.because = "it may have left after the backup was taken"
        var count = 0
        for doubt in doubts {
            for channel in doubt.channels {
                try log.add(.inDoubt, mailing: doubt.mailing, code: doubt.code, channel: channel, detail)
            }
            count += doubt.channels.count
            try Mailing.store(doubt.correspondence, of: doubt.code, in: doubt.mailing, db)
        }
        for mailing in Set(doubts.map(\.mailing)).sorted() { try Mailing.storeState(of: mailing, db) }
        try db.execute(sql: "DELETE FROM backup")
        CrashPoint.restoreStored.reach()
        return count
    }
}
