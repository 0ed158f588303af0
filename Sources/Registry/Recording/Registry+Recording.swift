internal import GRDB
internal import Templating

extension Registry {
    /// Adds events to a mailing: for all recipients that were named, or for none. The same event twice is one event.
    package func record(
        _ recording: Recording, in number: Int, by author: Author
    ) throws(RegistryError) -> Recorded {
        let recorded = try write { db in
            let mailing = try Mailing.find(number, db)
            try recording.require(of: mailing, author)
            let recipients = try recording.recipients(of: mailing, db)
            var log = try EventLog(db, by: author)
            var result = Recorded()
            var problems: [String] = []
            var isAdded = false
            var detail = EventDetail()
            detail.note = recording.note
            detail.until = recording.until?.description
            if let file = recording.file { (detail.file, detail.fileName) = (try db.keep(file.bytes), file.name) }
            for recipient in recipients {
                switch recording.step(for: recipient, in: mailing, detail) {
                case .unchanged: result.unchanged.append(recipient.label)
                case .passedOver: break
                case .impossible(let why): problems.append("\(recipient.label): \(why)")
                case .settled(let channel, let why):
                    var reason = EventDetail()
                    reason.because = why
                    var correspondence = recipient.correspondence
                    guard correspondence.apply(.cancelled, channel, on: nil, until: nil) else { continue }
                    try log.add(.cancelled, mailing: number, code: recipient.code, channel: channel, reason)
                    try Mailing.store(correspondence, of: recipient.code, in: number, db)
                    result.skipped.append((recipient.label, why))
                    isAdded = true
                case .add(let channel):
                    var correspondence = recipient.correspondence
                    guard correspondence.apply(recording.kind, channel, on: recording.day, until: recording.until)
                    else { continue }
                    let id = try log.add(
                        recording.kind, mailing: number, code: recipient.code, channel: channel, day: recording.day,
                        detail)
                    try Mailing.store(correspondence, of: recipient.code, in: number, db)
                    result.recorded.append(recipient.label)
                    isAdded = true
                    if [.answered, .closed].contains(recording.kind) {
                        let settled = try settleOthers(recipient.code, of: number, id, recording, &log, db)
                        result.settled = Array(Set(result.settled).union(settled)).sorted()
                    }
                }
            }
            if !problems.isEmpty { throw RegistryError.refused(problems) }
            if isAdded { try Mailing.storeState(of: number, db) }
            result.head = log.head
            CrashPoint.recordStored.reach()
            return result
        }
        CrashPoint.recordCommitted.reach()
        return recorded
    }

    /// One answer settles a mailing and its reminders. Returns the others that it settled.
    private func settleOthers(
        _ code: String, of number: Int, _ id: Int, _ recording: Recording, _ log: inout EventLog, _ db: Database
    ) throws -> [Int] {
        var settled: [Int] = []
        for mailing in try Thread.others(of: number, db) {
            guard let recipient = try MailingRecipient.of(mailing, codes: [code.uppercased()], db).first
            else { continue }
            var correspondence = recipient.correspondence
            guard correspondence.apply(recording.kind, nil, on: recording.day, until: nil) else { continue }
            var detail = EventDetail()
            detail.follows = id
            try log.add(recording.kind, mailing: mailing.number, code: recipient.code, day: recording.day, detail)
            try Mailing.store(correspondence, of: recipient.code, in: mailing.number, db)
            settled.append(mailing.number)
        }
        return settled
    }
}

extension Recording {
    fileprivate enum Step {
        case add(DispatchChannel?)
        /// It was recorded before.
        case unchanged
        /// Nobody said that it happened to this one.
        case passedOver
        /// It is not to leave any more.
        case settled(DispatchChannel, String)
        case impossible(String)
    }

    /// What must be so for anyone.
    fileprivate func require(of mailing: Mailing, _ author: Author) throws(RegistryError) {
        var problems: [String] = []
        if day > author.today { problems.append("\(day) is in the future: record it when it has happened") }
        if kind == .sent, mailing.state == .frozen {
            problems.append(
                "mailing \(mailing.number) is not approved, and nothing leaves before that: oproep approve \(mailing.number)"
            )
        }
        if kind == .extended {
            if let until {
                if until <= day { problems.append("more time until \(until) is none, on \(day)") }
            } else {
                problems.append("say until when there is more time: --until DATE")
            }
        } else if until != nil {
            problems.append("--until is for 'extended' only")
        }
        if DeliveryState.steps[kind] == nil, channel != nil {
            problems.append("--channel is for what happens to a dispatch, not for '\(kind.rawValue)'")
        }
        if !problems.isEmpty { throw .refused(problems) }
    }

    fileprivate func recipients(of mailing: Mailing, _ db: Database) throws -> [MailingRecipient] {
        guard case .codes(let codes) = recipients else { return try MailingRecipient.of(mailing, db) }
        let found = try MailingRecipient.of(mailing, codes: Set(codes.map { $0.uppercased() }), db)
        try Mailing.require(codes, among: found, of: mailing.number, db)
        return found
    }

    fileprivate func step(for recipient: MailingRecipient, in mailing: Mailing, _ detail: EventDetail) -> Step {
        let isOfDispatch = DeliveryState.steps[kind] != nil
        let channel: DispatchChannel?
        if isOfDispatch {
            let possible = recipient.correspondence.dispatches.filter { $0.delivery.after(kind) != nil }
            let known = self.channel.map { wanted in recipient.channels.filter { $0 == wanted } } ?? recipient.channels
            if known.isEmpty { return passOver("nothing goes to them by \(self.channel?.rawValue ?? "any way")") }
            let ways = known.count == 1 ? known : possible.map(\.channel).filter(known.contains)
            if isKnown(of: recipient, ways.isEmpty ? known : ways, detail) { return .unchanged }
            guard ways.count <= 1 else {
                return .impossible("there are two dispatches: say which, with --channel post or --channel email")
            }
            channel = ways.first ?? known[0]
        } else {
            channel = nil
            if isKnown(of: recipient, [nil], detail) { return .unchanged }
        }
        if let refusal = refusal(of: recipient, channel, mailing) { return passOver(refusal) }
        if kind == .sent, let channel, !recipient.correspondence.reply.isOpen {
            return .settled(channel, "\(recipient.correspondence.reply.rawValue) before it left")
        }
        return .add(channel)
    }

    /// Whoever says `--all` means all that it can have happened to.
    private func passOver(_ why: String) -> Step {
        if case .all = recipients { .passedOver } else { .impossible(why) }
    }

    /// Whether the last event of its kind is the same.
    private func isKnown(of recipient: MailingRecipient, _ channels: [DispatchChannel?], _ detail: EventDetail) -> Bool
    {
        let steps =
            DeliveryState.steps[kind] == nil
            ? Set(ReplyState.steps.keys) : Set(DeliveryState.steps.keys)
        return channels.allSatisfy { channel in
            let last = recipient.effective.last { steps.contains($0.kind) && $0.channel == channel }
            return last?.kind == kind && last?.day == day && last?.detail.until == detail.until
                && (detail.file == nil || last?.detail.file == detail.file)
        }
    }

    /// Why it cannot have happened; nil when it can.
    private func refusal(of recipient: MailingRecipient, _ channel: DispatchChannel?, _ mailing: Mailing) -> String? {
        let now = recipient.correspondence
        if let channel, let delivery = now.dispatch(channel)?.delivery {
            if delivery.after(kind) == nil || (delivery == .inDoubt) {
                return after(delivery.rawValue, recipient, mailing) {
                    DeliveryState.steps[$0.kind] != nil && $0.channel == channel
                }
            }
        } else if now.reply.after(kind) == nil {
            return after(now.reply.rawValue, recipient, mailing) { ReplyState.steps[$0.kind] != nil }
        } else if !now.hasLeft {
            return "nothing has left to them yet: record first what was sent"
        }
        if kind != .sent, let sentOn = now.sentOn, day < sentOn {
            return "'\(kind.rawValue)' on \(day) is before the letter left, on \(sentOn)"
        }
        if kind == .extended, let until, let due = now.due, until <= due {
            return "they have time until \(due) already"
        }
        return nil
    }

    private func after(
        _ state: String, _ recipient: MailingRecipient, _ mailing: Mailing, _ isOfKind: (Event) -> Bool
    ) -> String {
        var text = "'\(kind.rawValue)' cannot follow on '\(state)'"
        if state == DeliveryState.inDoubt.rawValue {
            text += ": first find out: oproep resolve \(mailing.number) \(recipient.code) --as sent, or not-sent"
        } else if let last = recipient.effective.last(where: isOfKind) {
            let day = last.day.map { " on \($0)" } ?? ""
            text += ", recorded as event \(last.id)\(day); a mistake is taken back with: "
            text += "oproep record \(mailing.number) retracted --event \(last.id)"
        } else if state == DeliveryState.ready.rawValue {
            text += ": record first that it was sent"
        }
        return text
    }
}
