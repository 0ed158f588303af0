internal import GRDB
internal import Templating
internal import Workspace

/// What comes of a recording for each recipient.
extension Recording {
    enum Step {
        case add(DispatchChannel?)
        /// It was recorded before.
        case unchanged
        /// Nobody said that it happened to this one.
        case passedOver
        /// It was in the batch, and is not in it any more.
        case takenOut(String)
        /// It is not to leave any more.
        case settled(DispatchChannel, String)
        case impossible(String)
    }

    /// What must be so for anyone.
    func require(of mailing: Mailing, _ author: Author) throws(RegistryError) {
        var problems: [String] = []
        if day > author.today { problems.append("\(day) is in the future: record it when it has happened") }
        if day.year < mailing.date.year - 1 {
            problems.append("\(day) is long before the letter was written, on \(mailing.date): is the year right?")
        }
        if kind == .sent, mailing.state == .frozen {
            problems.append(
                "mailing \(mailing.number) is not approved, and nothing leaves before that: "
                    + "oproep approve \(mailing.number)")
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

    func recipients(of mailing: Mailing, _ author: Author, _ db: Database) throws -> [MailingRecipient] {
        let codes: [String]
        switch recipients {
        case .all: return try MailingRecipient.of(mailing, db)
        case .codes(let named): codes = named
        case .batch(let number):
            let batch = try PrintBatch.find(number, of: mailing.number, db)
            if batch.isMade(after: day, in: author.zone) {
                throw RegistryError.refused(
                    "batch \(number) was made after \(day), at \(author.zone.clock(batch.time))")
            }
            codes = batch.codes
        }
        let found = try MailingRecipient.of(mailing, codes: Set(codes), db)
        try Mailing.require(codes, among: found, of: mailing.number, db)
        return found
    }

    private var isOfAll: Bool { if case .all = recipients { true } else { false } }
    private var isOfCodes: Bool { if case .codes = recipients { true } else { false } }

    /// Whether one means a channel who names none.
    private func isMeant(_ channel: DispatchChannel) -> Bool {
        switch recipients {
        // What 'send' is to do must not count as sent because all else was.
        case .all: !(kind == .sent && channel == .email)
        case .batch: channel == .post
        case .codes: true
        }
    }

    private func isPossible(_ delivery: DeliveryState) -> Bool {
        guard kind == .sent else { return delivery.after(kind) != nil }
        return switch recipients {
        // Who says that all were sent means what was still to leave, and not what came back.
        case .all: delivery.isToLeave
        // What was taken out of it, or came back since, is no part of it any more.
        case .batch: delivery == .batched
        case .codes: delivery.after(kind) != nil
        }
    }

    func step(
        for recipient: MailingRecipient, in mailing: Mailing, _ departure: Departure, _ detail: EventDetail,
        _ author: Author
    ) -> Step {
        var channel: DispatchChannel?
        if DeliveryState.steps[kind] != nil {
            let known = recipient.channels.filter { way in self.channel.map { way == $0 } ?? isMeant(way) }
            if known.isEmpty { return passOver("nothing goes to them by \(self.channel?.rawValue ?? "any way")") }
            let possible = known.filter { way in
                recipient.correspondence.dispatch(way).map { isPossible($0.delivery) } ?? false
            }
            if isKnown(of: recipient, possible.isEmpty ? known : possible, detail) { return .unchanged }
            if possible.isEmpty, kind == .sent, !isOfCodes {
                guard case .batch = recipients, let channel = known.first else { return .passedOver }
                let state = recipient.correspondence.dispatch(channel)?.delivery.rawValue ?? ""
                return .takenOut("it is '\(state)', and not posted with the batch")
            }
            guard possible.count <= 1 else {
                return .impossible("there are two dispatches: say which, with --channel post or --channel email")
            }
            channel = possible.first ?? known[0]
        } else if isKnown(of: recipient, [nil], detail) {
            return .unchanged
        }
        if let refusal = refusal(of: recipient, channel, mailing) { return passOver(refusal) }
        if let why = wrongRepetition(recipient, channel) { return .impossible(why) }
        if kind == .sent { return sending(channel, recipient, departure, author) }
        return .add(channel)
    }

    private func sending(
        _ channel: DispatchChannel?, _ recipient: MailingRecipient, _ departure: Departure, _ author: Author
    ) -> Step {
        if let obstacle = departure.obstacle(to: recipient) { return .impossible(obstacle) }
        // Posted before it was printed it cannot be.
        if let channel, recipient.correspondence.dispatch(channel)?.delivery == .batched,
            let printed = recipient.effective.last(where: { $0.kind == .batched }),
            let printedOn = author.zone.day(of: printed.time), day < printedOn
        {
            return .impossible("its letter was put in a batch after \(day), at \(author.zone.clock(printed.time))")
        }
        if isOfAll, let channel, let answer = Departure.answer(of: recipient, before: day) {
            return .settled(channel, answer)
        }
        return .add(channel)
    }

    /// What came back is sent once more only by who says so.
    private func wrongRepetition(_ recipient: MailingRecipient, _ channel: DispatchChannel?) -> String? {
        guard kind == .sent, let channel else { return nil }
        let isReturned = recipient.correspondence.dispatch(channel)?.delivery == .returned
        if isAgain { return isReturned ? nil : "it did not come back: without --again" }
        guard isReturned else { return nil }
        let last = recipient.effective.last { $0.kind == .returned && $0.channel == channel }
        let day = last?.day.map { " on \($0)" } ?? ""
        return "it came back\(day): that it was sent once more is recorded with --again, and --note tells how"
    }

    /// Whoever says `--all` means all that it can have happened to.
    private func passOver(_ why: String) -> Step { isOfAll ? .passedOver : .impossible(why) }

    /// Whether the last event of its kind is the same.
    private func isKnown(of recipient: MailingRecipient, _ channels: [DispatchChannel?], _ detail: EventDetail) -> Bool
    {
        // That it was read changes nothing, and may be anywhere between the others.
        let replies = kind == .read ? [.read] : Set(ReplyState.steps.keys)
        let steps = DeliveryState.steps[kind] == nil ? replies : Set(DeliveryState.steps.keys)
        return channels.allSatisfy { channel in
            let last = recipient.effective.last { steps.contains($0.kind) && $0.channel == channel }
            return last?.kind == kind && last?.day == day && last?.detail.until == detail.until
                && (detail.file == nil || last?.detail.file == detail.file)
                && (detail.note == nil || last?.detail.note == detail.note)
        }
    }

    /// Why it cannot have happened; nil when it can.
    private func refusal(of recipient: MailingRecipient, _ channel: DispatchChannel?, _ mailing: Mailing) -> String? {
        let now = recipient.correspondence
        let last = recipient.effective.last { event in
            if channel == nil { return ReplyState.steps[event.kind] != nil }
            return DeliveryState.steps[event.kind] != nil && event.channel == channel
        }
        if let channel, let delivery = now.dispatch(channel)?.delivery {
            if delivery.after(kind) == nil { return impossible(after: delivery.rawValue, last, recipient, mailing) }
        } else if kind != .read, now.reply.after(kind) == nil {
            return impossible(after: now.reply.rawValue, last, recipient, mailing)
        } else if !now.hasLeft {
            return "nothing has left to them yet: record first what was sent"
        }
        if kind != .sent, let sentOn = now.sentOn, day < sentOn {
            return "'\(kind.rawValue)' on \(day) is before the letter left, on \(sentOn)"
        }
        if kind != .read, let last, let before = last.day, day < before {
            return "'\(kind.rawValue)' on \(day) is before '\(last.kind.rawValue)', on \(before)"
        }
        if kind == .extended, let until, let due = now.due, until <= due {
            return "they have time until \(due) already"
        }
        return nil
    }

    private func impossible(
        after state: String, _ last: Event?, _ recipient: MailingRecipient, _ mailing: Mailing
    ) -> String {
        let text = "'\(kind.rawValue)' cannot follow on '\(state)'"
        if state == DeliveryState.inDoubt.rawValue {
            return text + ": first find out: oproep resolve \(mailing.number) \(recipient.code) --as sent, or not-sent"
        }
        guard let last else {
            return state == DeliveryState.ready.rawValue ? text + ": record first that it was sent" : text
        }
        let day = last.day.map { " on \($0)" } ?? ""
        let known = "\(text), recorded as event \(last.id)\(day)"
        if let first = last.detail.follows { return "\(known), which comes of event \(first), in another mailing" }
        guard last.isRetractable else { return known }
        return "\(known); a mistake is taken back with: oproep record \(mailing.number) retracted --event \(last.id)"
    }
}
