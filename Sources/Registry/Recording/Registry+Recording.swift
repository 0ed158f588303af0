internal import Disk
internal import Exporter
internal import GRDB
internal import Templating

extension Registry {
    /// Adds events to a mailing: for all recipients that were named, or for none. The same event twice is one event.
    package func record(
        _ recording: Recording, in number: Int, by author: Author
    ) throws(RegistryError) -> Recorded {
        let look = { (db: Database) in
            let mailing = try Mailing.find(number, db)
            try Mailing.requireKept(number, db)
            try recording.require(of: mailing, author)
            return MailingView(
                mailing: mailing, departure: try Departure(of: mailing, db),
                recipients: try recording.recipients(of: mailing, author, db))
        }
        let recorded = try write(after: look) { view, db in
            var log = try EventLog(db, by: author)
            var detail = EventDetail()
            detail.note = recording.note
            detail.until = recording.until?.description
            if let file = recording.file {
                (detail.file, detail.fileName) = (ContentHash(of: file.bytes).hex, file.name)
            }
            var result = Recorded()
            var problems: [String] = []
            /// Of those of whom something was added: which event.
            var added: [String: Int] = [:]
            for recipient in view.recipients {
                func add(_ kind: EventKind, _ channel: DispatchChannel?, _ detail: EventDetail) throws {
                    var correspondence = recipient.correspondence
                    let day = kind == recording.kind ? recording.day : nil
                    guard correspondence.apply(kind, channel, on: day, until: recording.until) else { return }
                    added[recipient.code] = try log.add(
                        kind, mailing: number, code: recipient.code, channel: channel, day: day, detail)
                    try Mailing.store(correspondence, of: recipient.code, in: number, db)
                }
                switch recording.step(for: recipient, in: view.mailing, view.departure, detail, author) {
                case .unchanged: result.unchanged.append(recipient.label)
                case .passedOver: break
                case .takenOut(let why): result.takenOut.append((recipient.label, why))
                case .impossible(let why): problems.append("\(recipient.label): \(why)")
                case .settled(let channel, let why):
                    var reason = EventDetail()
                    reason.because = why
                    try add(.cancelled, channel, reason)
                    result.skipped.append((recipient.label, why))
                case .add(let channel):
                    try add(recording.kind, channel, detail)
                    result.recorded.append(recipient.label)
                }
            }
            if !problems.isEmpty { throw RegistryError.refused(problems) }
            if !added.isEmpty { try Mailing.storeState(of: number, db) }
            // What comes with no event would be nobody's, and never go.
            if let file = recording.file, !result.recorded.isEmpty { _ = try db.keep(file.bytes) }
            if [.answered, .closed].contains(recording.kind) {
                result.settled = try Self.settleOthers(added, of: number, recording, &log, db)
            }
            result.head = log.head
            CrashPoint.recordStored.reach()
            return result
        }
        CrashPoint.recordCommitted.reach()
        return recorded
    }

    /// One answer settles a mailing and its reminders. `events` are those of the answers, by code. Returns the other
    /// mailings that they settle.
    private static func settleOthers(
        _ events: [String: Int], of number: Int, _ recording: Recording, _ log: inout EventLog, _ db: Database
    ) throws -> [Int] {
        if events.isEmpty { return [] }
        let codes = Set(events.keys.map { $0.uppercased() })
        let byCode = Dictionary(events.map { ($0.key.uppercased(), $0.value) }) { first, _ in first }
        var settled: [Int] = []
        for mailing in try Mailing.settledTogether(with: number, db)
        where try Destroyed.event(of: mailing.number, db) == nil {
            for recipient in try MailingRecipient.of(mailing, codes: codes, db) {
                var correspondence = recipient.correspondence
                guard correspondence.apply(recording.kind, nil, on: recording.day, until: nil) else { continue }
                var detail = EventDetail()
                detail.follows = byCode[recipient.code.uppercased()]
                try log.add(recording.kind, mailing: mailing.number, code: recipient.code, day: recording.day, detail)
                try Mailing.store(correspondence, of: recipient.code, in: mailing.number, db)
                if settled.last != mailing.number { settled.append(mailing.number) }
            }
        }
        return settled
    }
}
