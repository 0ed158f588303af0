internal import GRDB
internal import Templating

extension Audit {
    /// Every event is what it was, and follows on the one before it.
    mutating func proveChain(noted: String?, _ db: Database, _ goesOn: () -> Bool) throws {
        var problems: [String] = []
        var next = 1
        var isFound = noted == nil
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM event ORDER BY id")
        while let row = try rows.next() {
            if !goesOn() { throw RegistryError.interrupted }
            let id = try row.number("id")
            if id != next { problems.append("event \(next) is missing") }
            next = id + 1
            let (kind, detail, hash) = (try row.text("kind"), try row.text("detail"), try row.text("hash"))
            let digest = EventChain.digest(
                id: id, time: try row.text("time"), actor: try row.text("actor"),
                mailing: try row.numberOrNil("mailing"), kind: kind, code: try row.textOrNil("code"),
                channel: try row.textOrNil("channel"), day: try row.textOrNil("day"), detail: detail)
            if digest != (try row.text("digest")) { problems.append("event \(id) is not what it was") }
            if hash != EventChain.hash(after: head, digest) {
                problems.append("event \(id) does not follow on the one before it")
            }
            if EventKind(rawValue: kind) == nil || (try? EventDetail(json: detail)) == nil {
                problems.append("event \(id) is not one that oproep writes")
            }
            // What is said of the next one is then said of that one alone.
            head = hash
            if head == noted { isFound = true }
        }
        add("events", "\(next - 1) in one chain, head \(head)", problems: problems)
        if noted != nil {
            add(
                "noted head", "all events up to it are what they were",
                problems: isFound ? [] : ["no event has it: what was recorded up to it is not all here any more"])
        }
    }

    /// Every state follows from the events, and recipients add up.
    mutating func proveStates(_ db: Database, _ goesOn: () -> Bool) throws {
        var problems: [String] = []
        var sums: [String] = []
        for number in try Int.fetchAll(db, sql: "SELECT number FROM mailing ORDER BY number") {
            if !goesOn() { throw RegistryError.interrupted }
            do {
                let mailing = try Mailing.find(number, db)
                let recipients = try MailingRecipient.of(mailing, db)
                problems += try Self.wrongStates(of: mailing, recipients, db)
                // On any day: a term that is over counts as much as one that runs.
                let status = try MailingStatus(of: mailing, today: mailing.date, now: "", db)
                if !status.closes || status.recipients != recipients.count {
                    sums.append("the recipients of mailing \(number) do not add up")
                }
            } catch RegistryError.damaged(let why) {
                problems.append(why)
            }
        }
        add("states", "each follows from the events", problems: problems)
        add("sums", "the recipients of every mailing add up", problems: sums)
    }

    private static func wrongStates(
        of mailing: Mailing, _ recipients: [MailingRecipient], _ db: Database
    ) throws -> [String] {
        var problems: [String] = []
        if try mailing.state != Mailing.derivedState(of: mailing.number, db) {
            problems.append("mailing \(mailing.number) is not '\(mailing.state.rawValue)'")
        }
        var stored: [String: [String?]] = [:]
        let people = try Row.fetchCursor(
            db, sql: "SELECT code, reply, due FROM recipient WHERE mailing = ?", arguments: [mailing.number])
        while let row = try people.next() {
            stored[try row.text("code")] = [try row.text("reply"), try row.textOrNil("due")]
        }
        let dispatches = try Row.fetchCursor(
            db, sql: "SELECT code, channel, delivery, sent_on FROM dispatch WHERE mailing = ?",
            arguments: [mailing.number])
        while let row = try dispatches.next() {
            let key = "\(try row.text("code")) \(try row.text("channel"))"
            stored[key] = [try row.text("delivery"), try row.textOrNil("sent_on")]
        }
        for recipient in recipients {
            let now = recipient.correspondence
            let isRight =
                stored[recipient.code] == [now.reply.rawValue, now.due?.description]
                && now.dispatches.allSatisfy { dispatch in
                    stored["\(recipient.code) \(dispatch.channel.rawValue)"]
                        == [dispatch.delivery.rawValue, dispatch.sentOn?.description]
                }
            if !isRight {
                problems.append(
                    "what mailing \(mailing.number) says of \(recipient.code) does not follow from its events")
            }
        }
        return problems
    }
}
