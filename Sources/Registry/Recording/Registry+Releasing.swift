internal import GRDB
package import Templating
internal import Workspace

extension Registry {
    /// Releases a mailing (accorderen). Returns false when that was done before.
    ///
    /// That every byte is what was frozen is proved before, as it takes long; then, at once with the release, that the
    /// mailing still consists of the same. What it consists of never changes, unless it is destroyed.
    package func approve(
        _ number: Int, mandate: String?, by author: Author
    ) throws(RegistryError) -> Bool {
        let proved = try readAtLength { db in
            let mailing = try Mailing.find(number, db)
            try Mailing.requireKept(number, db)
            let isApproved = try mailing.isApproved(db)
            if !isApproved { try FreezeProof.require(mailing, db, goesOn) }
            return (sha256: mailing.sha256, isApproved: isApproved)
        }
        if proved.isApproved { return false }
        let isNew = try write { db in
            let mailing = try Mailing.find(number, db)
            try Mailing.requireKept(number, db)
            let events = try Row.fetchAll(
                db, sql: "SELECT * FROM event WHERE mailing = ? AND kind IN ('frozen', 'approved') ORDER BY id",
                arguments: [number]
            ).map(Event.init)
            if events.contains(where: { $0.kind == .approved }) { return false }
            if mailing.state == .cancelled { throw RegistryError.refused("mailing \(number) was cancelled") }
            let isOwn = events.contains { $0.kind == .frozen && Self.isSame($0.actor, author.name) }
            if mailing.approval == .twoPerson, isOwn {
                throw RegistryError.refused(
                    "\(author.name) froze mailing \(number), and another must approve it (approval: two-person)")
            }
            let outdated = try Following.outdated(mailing, db)
            if !outdated.isEmpty {
                throw RegistryError.refused(
                    outdated.sorted { $0.key < $1.key }.map {
                        "\($0.value.label): \($0.value.text); freeze the letter again"
                    })
            }
            // What is approved is what was proved.
            try FreezeProof.requireManifest(of: mailing, db)
            if mailing.sha256 != proved.sha256 {
                throw RegistryError.refused("mailing \(number) is another than a moment ago: try again")
            }
            var detail = EventDetail()
            detail.sha256 = mailing.sha256
            detail.mandate = mandate
            var log = try EventLog(db, by: author)
            try log.add(.approved, mailing: number, day: author.today, detail)
            try Mailing.storeState(of: number, db)
            CrashPoint.approveStored.reach()
            return true
        }
        CrashPoint.approveCommitted.reach()
        return isNew
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        // Whatever else is in a name makes nobody another person.
        let plain = { (name: String) in name.lowercased().filter { $0.isLetter || $0.isNumber } }
        return plain(one) == plain(other)
    }

    /// What has not left will not leave: to some recipients, or to all when `codes` is empty. Returns how many
    /// dispatches that are, 0 when all are out of our hands, or were cancelled before; and which of them lie with the
    /// printer, in which batch.
    package func cancel(
        _ number: Int, _ codes: [String], because: String, by author: Author
    ) throws(RegistryError) -> (count: Int, printed: [(label: String, batch: Int)]) {
        let look = { (db: Database) in
            let mailing = try Mailing.find(number, db)
            try Mailing.requireKept(number, db)
            let wanted = codes.isEmpty ? nil : Set(codes)
            let recipients = try MailingRecipient.of(mailing, codes: wanted, db)
            try Mailing.require(codes, among: recipients, of: number, db)
            return recipients
        }
        return try write(after: look) { recipients, db in
            var problems: [String] = []
            for recipient in recipients where !codes.isEmpty {
                let states = recipient.correspondence.dispatches.map(\.delivery)
                if states.contains(where: { $0 == .cancelled || $0.after(.cancelled) != nil }) { continue }
                let names = states.map { "'\($0.rawValue)'" }.joined(separator: " and ")
                problems.append("\(recipient.label) is \(names): that cannot be called back")
            }
            if !problems.isEmpty { throw RegistryError.refused(problems) }
            var detail = EventDetail()
            detail.because = because
            var log = try EventLog(db, by: author)
            var count = 0
            var printed: [(label: String, batch: Int)] = []
            for recipient in recipients {
                var correspondence = recipient.correspondence
                for channel in recipient.channels
                where correspondence.apply(.cancelled, channel, on: nil, until: nil) {
                    try log.add(.cancelled, mailing: number, code: recipient.code, channel: channel, detail)
                    count += 1
                    if recipient.correspondence.dispatch(channel)?.delivery == .batched, let batch = recipient.batch {
                        printed.append((recipient.label, batch))
                    }
                }
                if correspondence != recipient.correspondence {
                    try Mailing.store(correspondence, of: recipient.code, in: number, db)
                }
            }
            if count > 0 { try Mailing.storeState(of: number, db) }
            return (count, printed)
        }
    }

    /// Settles doubt by a person's word. Returns how many dispatches that are.
    package func resolve(
        _ number: Int, _ codes: [String], asSent isSent: Bool, on day: CalendarDate?, because: String, by author: Author
    ) throws(RegistryError) -> Int {
        let look = { (db: Database) in
            let mailing = try Mailing.find(number, db)
            try Mailing.requireKept(number, db)
            let recipients = try MailingRecipient.of(mailing, codes: Set(codes), db)
            try Mailing.require(codes, among: recipients, of: number, db)
            return recipients
        }
        return try write(after: look) { recipients, db in
            if let day, day > author.today { throw RegistryError.refused("\(day) is in the future") }
            let kind: EventKind = isSent ? .foundSent : .foundNotSent
            // What a person says settles doubt, and undoes a refusal; nothing that is known otherwise.
            let settles = { (state: DeliveryState) in state == .inDoubt || (state == .refused && !isSent) }
            // Nothing left before it was offered.
            let early = recipients.filter { recipient in
                let offered = recipient.effective.last { $0.kind == .claimed }.flatMap { author.zone.day(of: $0.time) }
                return day.flatMap { day in offered.map { day < $0 } } ?? false
            }
            if !early.isEmpty {
                throw RegistryError.refused(early.map { "\($0.label) was offered to the mail server after that day" })
            }
            let certain = recipients.filter { recipient in
                !recipient.correspondence.dispatches.contains { settles($0.delivery) }
            }
            if !certain.isEmpty {
                throw RegistryError.refused(certain.map { "\($0.label): there is no doubt to settle" })
            }
            var detail = EventDetail()
            detail.because = because
            var log = try EventLog(db, by: author)
            var count = 0
            for recipient in recipients {
                var correspondence = recipient.correspondence
                for dispatch in recipient.correspondence.dispatches where settles(dispatch.delivery) {
                    let channel = dispatch.channel
                    guard correspondence.apply(kind, channel, on: day, until: nil) else { continue }
                    try log.add(kind, mailing: number, code: recipient.code, channel: channel, day: day, detail)
                    count += 1
                }
                try Mailing.store(correspondence, of: recipient.code, in: number, db)
            }
            try Mailing.storeState(of: number, db)
            return count
        }
    }
}
